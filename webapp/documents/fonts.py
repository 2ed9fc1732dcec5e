"""The typefaces that documents are set in.

They come with packages that hold nothing else; the packages are never imported. Without them the typeface
that typst carries within itself remains, and typefaces of the computer are asked last, for rare characters.
"""

import importlib.util
from functools import cache
from pathlib import Path

import typst

PACKAGES = ("fontpkg_noto_sans", "justmytype_intl_rtl", "justmytype_intl_africa")
SANS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Hebrew", "Libertinus Serif")
SERIF = ("Libertinus Serif", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Hebrew")


@cache
def every() -> typst.Fonts:
    """Every typeface that there is: ours, the one within typst, and the computer's."""
    return typst.Fonts(font_paths=_folders())


@cache
def shipped() -> typst.Fonts:
    """Our own typefaces and the one within typst: the same on every computer."""
    return typst.Fonts(include_system_fonts=False, font_paths=_folders())


@cache
def bare() -> typst.Fonts:
    """Only the typeface within typst: Latin, Greek and Cyrillic letters."""
    return typst.Fonts(include_system_fonts=False)


def _folders() -> list[Path]:
    specs = [importlib.util.find_spec(name) for name in PACKAGES]
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]
