"""Text that carries its language, and cleaning of what people type."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

Localised = Mapping[str, str]
"""BCP 47 tag -> text. A missing or blank text is not there."""

OVERRIDES = dict.fromkeys([0x202A, 0x202B, 0x202D, 0x202E])
LAYOUT = "\n\t"


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is really in, which a fallback must not lose."""

    value: str
    lang: str

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


NO_TEXT = Text("", "")


def fallback_chain(wanted: str, source: str, present: Iterable[str]) -> list[str]:
    """Languages to try, best first: the wanted one, its base (``sv-simple`` -> ``sv``), the source, any."""
    chain = [wanted, wanted.split("-")[0], source, *present]
    return list(dict.fromkeys(chain))


def choose(texts: Localised, wanted: str, source: str) -> Text:
    """The text to show to a reader of `wanted`, with the language it is in; `NO_TEXT` where there is none."""
    for lang in fallback_chain(wanted, source, texts):
        value = texts.get(lang, "")
        if value.strip():
            return Text(value, lang)
    return NO_TEXT


def clean(raw: str, *, multiline: bool = True) -> str:
    """What a person typed, without characters that only do harm.

    Removes NUL and other control characters, lone surrogates, and the embedding and override marks that
    can make text read otherwise than stored. Letters, emoji and isolates are kept.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").translate(OVERRIDES)
    kept = text if text.isprintable() else "".join(c for c in text if not _harmful(c))
    if not multiline:
        kept = re.sub(r"\s+", " ", kept)
    return unicodedata.normalize("NFC", kept).strip()


def _harmful(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Cn"} and char not in LAYOUT


def visible_length(text: str) -> int:
    """Length as a reader counts it: marks, joiners and selectors belong to the letter before them."""
    joined = re.sub("\u200d.", "", text)
    return sum(1 for c in joined if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Sk"})


def latin_digits(raw: str) -> str:
    """`raw` with digits of any script (Arabic, Persian, full-width) and its separators as ASCII."""
    out = []
    for char in raw:
        if char.isdecimal():
            out.append(str(unicodedata.decimal(char)))
        elif char in ",\u066b\uff0e\uff0c":
            out.append(".")
        elif char in "\u2212\ufe63\uff0d":
            out.append("-")
        elif char not in "\u066c\u00a0\u202f '\u200f\u200e":
            out.append(char)
    return "".join(out)


def read_number(raw: str) -> Decimal | None:
    """A plain decimal number in any script's digits; None for anything else (``1e9``, ``½``, ``0x1``)."""
    text = latin_digits(clean(raw, multiline=False))
    if not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?", text, flags=re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
        return None


def read_whole(raw: str) -> int | None:
    """A whole number, or None where `raw` is not one."""
    number = read_number(raw)
    return int(number) if number is not None and number == number.to_integral_value() else None
