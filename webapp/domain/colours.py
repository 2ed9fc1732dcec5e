"""Colours: how well two can be told apart, and the nearest one that does what is asked of it.

Contrast is that of WCAG 2.2; lightness, chroma and hue are those of OKLCH (Björn Ottosson, 2020), in which
equal steps look equally large.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

WRITTEN = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)
STEP, STEPS_AT_ONCE, FARTHEST = 1 / 256, 8, 256
"""How finely lightness is searched, in strides first, and how far."""
HALVINGS = 10
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour by lightness (0 to 1), chroma (0 is grey) and hue in radians."""

    lightness: float
    chroma: float
    hue: float


def read_colour(written: str) -> str | None:
    """``#0b5351`` for a colour written with three or six hexadecimal digits; None for anything else."""
    found = WRITTEN.fullmatch(written.strip())
    if not found:
        return None
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white) (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(colour: str) -> Oklch:
    """The lightness, chroma and hue of a colour."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def from_oklch(wanted: Oklch) -> str:
    """The colour on a screen; where no screen has so strong a one, that of the highest chroma it has."""
    if _on_screens(_to_linear(wanted)):
        return _written(_to_linear(wanted))
    low, high = 0.0, wanted.chroma
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if _on_screens(_to_linear(replace(wanted, chroma=middle))) else (low, middle)
        )
    return _written(_to_linear(replace(wanted, chroma=low)))


def nearest(colour: str, works: Callable[[str], bool]) -> str:
    """The colour itself where it works, or else the one nearest to it in lightness that does.

    Hue is kept, and chroma as far as screens allow.

    Raises:
        ValueError: none of them works.
    """
    if works(colour):
        return colour
    meant = to_oklch(colour)
    for far in range(STEPS_AT_ONCE, FARTHEST + 1, STEPS_AT_ONCE):
        if any(works(found) for found in _at(meant, far)):
            closer = range(far - STEPS_AT_ONCE + 1, far + 1)
            return next(found for away in closer for found in _at(meant, away) if works(found))
    raise ValueError(f"No lightness of {colour} works.")


def _at(meant: Oklch, away: int) -> Iterator[str]:
    """The darker and the lighter colour that are so many steps away."""
    for lightness in (meant.lightness - away * STEP, meant.lightness + away * STEP):
        yield from_oklch(replace(meant, lightness=min(1, max(0, lightness))))


def _linear(colour: str) -> Triple:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _to_linear(colour: Oklch) -> Triple:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _on_screens(linear: Triple) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in linear)


def _written(linear: Triple) -> str:
    kept = (min(1.0, max(0.0, part)) for part in linear)
    parts = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in kept)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
