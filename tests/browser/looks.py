"""In which languages, colours and sizes each page is looked at: all of it, or a sample."""

import os
from dataclasses import dataclass

from tests.browser.browser import HEIGHT, Browser
from webapp.web.languages import INTERFACE, SOURCE

WHOLE = os.environ.get("HARNESS") == "whole"
"""Whether everything is looked at (`HARNESS=whole`), or each page and each state once."""
THEMES = ("light", "dark", "forced")
SIZES = {"320": (320, HEIGHT), "1280": (1280, HEIGHT), "400%": (320, 256)}
"""Name of a size -> width and height in CSS pixels; 400 % is a window of 1280 × 1024 magnified four times."""
EASY, MIRRORED = "sv-simple", "ar"


@dataclass(frozen=True)
class Look:
    """The reader's colours, and how much fits in the window."""

    theme: str
    size: str

    def __str__(self) -> str:
        return f"{self.theme} {self.size}"

    def taken_on(self, browser: Browser) -> None:
        width, height = SIZES[self.size]
        browser.looks(width, dark=self.theme == "dark", forced=self.theme == "forced", height=height)


PRODUCT = tuple(Look(theme, size) for size in ("320", "1280") for theme in ("light", "dark"))
SPECIAL = tuple(
    Look(*each)
    for each in (
        ("forced", "320"),
        ("light", "400%"),
        ("forced", "1280"),
        ("dark", "400%"),
        ("forced", "400%"),
    )
)
EVERY = (*PRODUCT, *SPECIAL)
OF_STAFF = (Look("light", "1280"), Look("dark", "320"))


def languages(place: int, *, core: bool = False, first: bool = False) -> tuple[str, ...]:
    """Those in which the residents' state at `place` in its table is looked at.

    Args:
        core: whether it belongs to the core journey.
        first: whether it is the first state of its page.
    """
    wanted = INTERFACE if core else (SOURCE, MIRRORED, *([EASY] if first else []))
    return wanted if WHOLE else (wanted[place % len(wanted)],)


def languages_of_staff(place: int) -> tuple[str, ...]:
    """Those in which the staff's page or state at `place` in its table is looked at."""
    return (SOURCE, MIRRORED) if WHOLE else ((SOURCE, MIRRORED)[place % 2],)


def looks(lang: str, place: int, *, staff: bool = False) -> tuple[Look, ...]:
    """How the page at `place` in its table is looked at in `lang`, the look for every engine first."""
    if not WHOLE or lang != SOURCE:
        return (turn(place + INTERFACE.index(lang)),)
    return OF_STAFF if staff else (*PRODUCT, SPECIAL[place % len(SPECIAL)])


def turn(place: int) -> Look:
    """One look of all, by turns."""
    return EVERY[place % len(EVERY)]
