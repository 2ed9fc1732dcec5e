"""A municipality's own look: two colours, what both themes make of them, and what they must be able to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webapp.domain.colours import Oklch, contrast, from_oklch, nearest, to_oklch
from webapp.domain.pictures import Picture, read_picture

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text (WCAG 2.2, 1.4.3), and of shapes that mean something (1.4.11)."""
LIGHT: Mapping[str, str] = {
    "paper": "#fdfcf8",
    "card": "#ffffff",
    "ink": "#16262b",
    "soft": "#455459",
    "line": "#788a8d",
    "hair": "#dfe3dd",
    "brand": "#0b5351",
    "brand-ink": "#ffffff",
    "tint": "#e8f1ee",
    "mark": "#f5bd4b",
    "bad": "#9c1f19",
    "bad-tint": "#fcedeb",
}
DARK: Mapping[str, str] = {
    "paper": "#10191c",
    "card": "#172327",
    "ink": "#ecf2f0",
    "soft": "#b6c5c6",
    "line": "#7c9196",
    "hair": "#2b3a3f",
    "brand": "#8fdacd",
    "brand-ink": "#06211f",
    "tint": "#1b2d30",
    "mark": "#f5bd4b",
    "bad": "#ffb4ab",
    "bad-tint": "#3b1c1a",
}
"""The product's own colours, as ``static/css/critical.css`` has them. A test compares the two."""
ON_MARK = "#16262b"
"""What is written on the accent, in both themes."""
SURFACES = ("paper", "card", "tint")
LIGHT_TINT, DARK_TINT = (0.951, 0.014), (0.282, 0.028)
"""Lightness and highest chroma of the pale surface, which takes the hue of the main colour."""
DARK_BRAND, DARK_BRAND_INK = (0.83, 0.12), (0.23, 0.03)
"""Of the main colour in the dark theme, and of what is written on it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a municipality has chosen; empty where the product's own holds.

    Args:
        brand: the main colour, of buttons and links: ``#0b5351``.
        accent: the colour of what stands out.
        logo: stands instead of the name, at the top of every page; `alt` says what stands in it.
    """

    brand: str = ""
    accent: str = ""
    logo: Picture | None = None
    alt: str = ""

    def __bool__(self) -> bool:
        return bool(self.brand or self.accent or self.logo)


@dataclass(frozen=True, slots=True)
class Fault:
    """Two colours that cannot be told apart well enough where they meet, and their contrast."""

    dark: bool
    front: str
    back: str
    contrast: float
    least: float


def read_look(document: Mapping[str, Any]) -> Look:
    """A stored look; what is not there is the product's own."""
    brand, accent, logo, alt = (str(document.get(name, "")) for name in ("brand", "accent", "logo", "alt"))
    return Look(brand, accent, read_picture(logo), alt)


def as_document(look: Look) -> dict[str, str]:
    """What `read_look` reads."""
    stored = {"brand": look.brand, "accent": look.accent, "logo": str(look.logo or ""), "alt": look.alt}
    return {name: value for name, value in stored.items() if value}


def with_colours(look: Look, colours: Mapping[str, str]) -> Look:
    """`look` in other colours: those that `colours` names."""
    return replace(look, brand=colours.get("brand", look.brand), accent=colours.get("accent", look.accent))


def tokens(look: Look, *, dark: bool = False) -> dict[str, str]:
    """Name -> colour, of all that one theme is drawn with."""
    theme = {**(DARK if dark else LIGHT)}
    if look.accent:
        theme["mark"] = look.accent
    if look.brand:
        theme |= _dark_of(look.brand) if dark else _light_of(look.brand)
    return theme


def changed(look: Look, *, dark: bool = False) -> dict[str, str]:
    """The tokens that are other than the product's own."""
    own = DARK if dark else LIGHT
    return {name: colour for name, colour in tokens(look, dark=dark).items() if colour != own[name]}


def faults(look: Look) -> list[Fault]:
    """Everything in both themes that would be hard to see, the worst first."""
    found = [fault for dark in (False, True) for fault in _faults(tokens(look, dark=dark), dark)]
    return sorted(found, key=lambda fault: fault.contrast / fault.least)


def nearest_brand(colour: str) -> str:
    """The main colour itself where it can be seen everywhere, or else the nearest that can."""
    return nearest(colour, _alone("brand"))


def nearest_accent(colour: str) -> str:
    """The accent itself where it can be seen everywhere, or else the nearest that can."""
    return nearest(colour, _alone("accent"))


def _alone(part: str) -> Callable[[str], bool]:
    return lambda colour: not faults(with_colours(Look(), {part: colour}))


def _light_of(brand: str) -> dict[str, str]:
    return {"brand": brand, "brand-ink": "#ffffff", "tint": _like(brand, LIGHT_TINT)}


def _dark_of(brand: str) -> dict[str, str]:
    return {
        "brand": _like(brand, DARK_BRAND),
        "brand-ink": _like(brand, DARK_BRAND_INK),
        "tint": _like(brand, DARK_TINT),
    }


def _like(colour: str, wanted: tuple[float, float]) -> str:
    """A colour of the same hue, of a lightness and of no more than a chroma."""
    lightness, most = wanted
    own = to_oklch(colour)
    return from_oklch(Oklch(lightness, min(own.chroma, most), own.hue))


def _faults(theme: Mapping[str, str], dark: bool) -> list[Fault]:
    drawn = {**theme, "on-mark": ON_MARK}
    met = ((front, back, least, contrast(drawn[front], drawn[back])) for front, back, least in _meeting(dark))
    return [Fault(dark, front, back, found, least) for front, back, least, found in met if found < least]


def _meeting(dark: bool) -> list[tuple[str, str, float]]:
    """(front, back, least contrast) of what meets on some page.

    On light surfaces the accent is never alone in meaning something: it fills what has an outline or a text.
    """
    texts = [(front, back, TEXT) for front in ("brand", "ink", "soft", "bad") for back in SURFACES]
    shapes = [("line", "card", SHAPE), ("brand", "hair", SHAPE)]
    marks = [("mark", back, SHAPE) for back in SURFACES] if dark else []
    return [*texts, *shapes, *marks, ("brand-ink", "brand", TEXT), ("on-mark", "mark", TEXT)]
