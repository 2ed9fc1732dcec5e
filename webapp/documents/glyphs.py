"""Characters that no typeface at hand can draw. PDF/UA forbids them, so words stand in for them."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import typst

from webapp.documents.fonts import SANS

PROBE = b"""#let (characters, typefaces) = json(bytes(sys.inputs.probe))
#set document(title: "?")
#set text(font: typefaces)
#for each in characters [#par(each)]"""
STANDARDS: Any = ["a-2a", "ua-1"]
REFUSED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
SKIN_TONES = "\U0001f3fb-\U0001f3ff"
KNOWN: dict[typst.Fonts, dict[str, bool]] = {}
"""For each set of typefaces: character -> whether it can be drawn."""


def refused(error: typst.TypstError) -> set[str]:
    """The characters that typst says it could not draw, or may not write."""
    return {char for text in REFUSED.findall(error.diagnostic) for char in _unescaped(text)}


def lacking(characters: Iterable[str], fonts: typst.Fonts) -> set[str]:
    """Which of `characters` none of the typefaces can draw, each on its own."""
    known = KNOWN.setdefault(fonts, {})
    wanted = {char for char in characters if not char.isspace()}
    asked = wanted - known.keys()
    missing: set[str] = set()
    while found := _refused_alone(asked - missing, fonts):
        missing |= found
    known.update((char, char not in missing) for char in asked)
    return {char for char in wanted if not known[char]}


def loose(characters: set[str]) -> set[str]:
    """Those of `characters` that a reader does not see by themselves: marks, joiners, controls."""
    return {char for char in characters if unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf", "Cc"}}


def without(characters: set[str], word: str, emoji: str) -> Callable[[str], str]:
    """A function that writes `word` or `emoji` where a text has characters of `characters` one after another.

    Marks and joiners that stand on a character that can be drawn are left out without a word.
    """
    if not characters:
        return lambda text: text
    visible = "".join(map(re.escape, sorted(characters - loose(characters))))
    silent = "".join(map(re.escape, sorted(loose(characters))))
    between = rf"[^\w\n{visible}]*"
    run = rf"[{visible}](?:{between}[{visible}])*[\u200d\ufe0f{SKIN_TONES}{silent}]*"
    runs = re.compile(run) if visible else None
    rest = re.compile(f"[{silent}]") if silent else None

    def in_words(run: re.Match[str]) -> str:
        return emoji if all(_is_emoji(char) for char in run[0] if char in characters) else word

    def replaced(text: str) -> str:
        text = runs.sub(in_words, text) if runs else text
        return rest.sub("", text) if rest else text

    return replaced


def _refused_alone(characters: set[str], fonts: typst.Fonts) -> set[str]:
    if not characters:
        return set()
    probe = json.dumps([sorted(characters), SANS])
    try:
        typst.compile(PROBE, sys_inputs={"probe": probe}, font_paths=fonts, pdf_standards=STANDARDS)
    except typst.TypstError as error:
        return refused(error) & characters
    return set()


def _unescaped(text: str) -> str:
    def character(escape: re.Match[str]) -> str:
        return chr(int(escape[1], 16)) if escape[1] else ESCAPED.get(escape[2], escape[2])

    return ESCAPE.sub(character, text)


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk", "Mn", "Me", "Cf"}
