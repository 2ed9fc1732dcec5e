"""The application with two catalogues that nobody speaks: Swedish 40 % longer, and the same from right to left.

They stand where English and Arabic do otherwise, on a server of their own; no resident can come upon them.
"""

import re
from collections.abc import Callable

from babel.support import NullTranslations
from flask import Flask

from webapp import create_app

APP = "tests.browser.pseudo_app:app"
LONG, MIRRORED = "en", "ar"
"""The tags under which they are read."""
OVERRIDE, END = "\u202e", "\u202c"
KEPT = re.compile(r"(%\([^)]*\)s|%%|<[^>]*>|&#?\w+;)")
"""Placeholders, tags and entities."""
VOWEL = re.compile(r"([aeiouyåäö])", re.IGNORECASE)


def longer(text: str) -> str:
    """The text with every vowel twice, words among it as long as compounds get; what is filled in is left alone."""
    return "".join(
        part if place % 2 else VOWEL.sub(r"\1\1", part) for place, part in enumerate(KEPT.split(text))
    )


def mirrored(text: str) -> str:
    """The longer text, running from right to left."""
    parts = KEPT.split(longer(text))
    return "".join(
        part if place % 2 or not part.strip() else f"{OVERRIDE}{part}{END}"
        for place, part in enumerate(parts)
    )


class Pseudo(NullTranslations):
    """A catalogue that changes each Swedish message in the same way."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self.change = change

    def ugettext(self, message: str) -> str:
        return self.change(message)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        return self.change(singular if num == 1 else plural)


def make_pseudo() -> Flask:
    """The application of production, speaking so."""
    made = create_app()
    made.extensions["catalogues"] |= {LONG: Pseudo(longer), MIRRORED: Pseudo(mirrored)}
    return made
