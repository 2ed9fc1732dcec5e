"""Light markup in labels (Markdown and HTML, as survey tools render it) as plain text."""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from webapp.domain.text import clean

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.I)

_ESCAPABLE = "\\*_#[]()<>`~!-"
_HIDDEN = {char: chr(0xFDD0 + place) for place, char in enumerate(_ESCAPABLE)}
"""Stand-ins for characters that are no markup: noncharacters, which `clean` lets into no text."""
_SHOWN = str.maketrans({stand_in: char for char, stand_in in _HIDDEN.items()})

_ESCAPE = re.compile(r"\\([\\*_#\[\]()<>`~!-])")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>()\[\]\"']+", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_LINE_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6])\s*>", re.I)
_ANCHOR = re.compile(
    r"<a\s[^<>]*?href\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>((?:[^<]|<(?!/?a\b))*)</a\s*>", re.I
)
_TAG = re.compile(
    r"</?(?:a|b|big|center|code|div|em|font|h[1-6]|i|li|mark|ol|p|pre|s|small|span|strong|sub|sup|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_LINK = re.compile(r"!?\[([^\[\]]+)\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\s*\)")
_HEADING = re.compile(r"^ {0,3}#{1,6} +", re.M)
_STRONG = re.compile(
    r"\*\*(?=\S)((?:[^*]|\*(?!\*))+)(?<=\S)\*\*|(?<!\w)__(?=[^\s_])((?:[^_]|_(?!_))+)(?<=\S)__(?!\w)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]+)(?<=\S)_(?!\w)"
)


class Plain(NamedTuple):
    """Text without markup, and whether there was any."""

    text: str
    formatted: bool


@lru_cache(maxsize=512)
def plain(raw: str) -> Plain:
    """`raw` cleaned and as readable plain text.

    A link becomes its text followed by the address in parentheses. A lone asterisk as in
    ``Bürger*innen`` is no markup, nor is a comparison such as ``1 < 2``; unknown tags stay as text.
    """
    text = _ESCAPE.sub(lambda found: _HIDDEN[found[1]], clean(raw))
    return _shown(text, _without_markdown(_without_tags(text)))


@lru_cache(maxsize=512)
def plain_html(raw: str) -> Plain:
    """As `plain`, of a text that is HTML alone: its asterisks and underscores are its own."""
    text = clean(raw)
    return _shown(text, _without_tags(text))


def _shown(text: str, without: str) -> Plain:
    shown = _ENTITY.sub(lambda found: html.unescape(found[0]), without).translate(_SHOWN)
    lines = (line.rstrip() for line in clean(shown).split("\n"))
    return Plain("\n".join(lines), without.translate(_SHOWN) != text.translate(_SHOWN))


def _without_tags(text: str) -> str:
    without = _ANCHOR.sub(lambda found: _linked(found[3], found[1] or found[2] or ""), text)
    return _TAG.sub("", _LINE_BREAK.sub("\n", without))


def _without_markdown(text: str) -> str:
    without = _LINK.sub(lambda found: _linked(found[1], found[2]), text)
    without = _ADDRESS.sub(lambda found: found[0].replace("_", _HIDDEN["_"]), without)
    without = _HEADING.sub("", without)
    for pattern in (_STRONG, _EMPHASIS):
        without = pattern.sub(lambda found: found[1] or found[2], without)
    return without


def _linked(text: str, address: str) -> str:
    address = html.unescape(address.strip())
    bare = re.sub(r"^(?:mailto|tel):", "", address, flags=re.I)
    if not SAFE_ADDRESS.fullmatch(address) or bare in text:
        return text
    return f"{text} ({_protected(bare)})"


def _protected(address: str) -> str:
    return "".join(_HIDDEN.get(char, char) for char in address)
