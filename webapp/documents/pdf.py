"""A document as a PDF that is both PDF/A-2a (kept for good) and PDF/UA-1 (accessible).

What residents wrote goes into typst as data, never as markup, and typst gets an empty folder to read from.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import typst
from flask import current_app

from webapp.documents import fonts as typefaces
from webapp.documents.columns import Column, cells_of, layout, numeric_of
from webapp.documents.glyphs import STANDARDS, lacking, loose, refused, without
from webapp.documents.model import Bars, Document, Note, Quote, Table, Words
from webapp.documents.parts import parts
from webapp.documents.soundness import mapped, paragraphs, said, sound
from webapp.documents.tongues import base, own_words, rtl
from webapp.domain.text import NO_TEXT, Text
from webapp.web.clock import now

SOURCE = Path(__file__).with_name("page.typ").read_bytes()
MIME = "application/pdf"
ROUNDS = 6
WHOLE_ROW = 900
"""Characters: a row with more in one cell may be broken across pages, as it may not fit one."""
LONGEST_WORD = 40
"""Characters of a word that may stand without a place to break it."""
BREAK = "\u200b"
LONG_WORDS = re.compile(r"([^\W\d_]{13,})")
"""Words that are hyphenated; a short word is not divided, as that looks untidy."""


class Crashed(Exception):
    """typst gave up in a way that is its own fault."""


def pdf(document: Document, fonts: typst.Fonts | None = None) -> bytes:
    """`document` as a PDF file, in `fonts` or else in every typeface that there is.

    Characters that no typeface has are replaced with words, and a note at the end says so.

    Raises:
        typst.TypstError, Crashed: the file could not be made; no text is known that leads to this.
    """
    whole = sound(document)
    try:
        return _in_some_fonts(whole, fonts)
    except Crashed as crash:
        current_app.logger.warning("typst crashed, the document is simplified: %s", crash)
    explained = _explained(whole, _own_words(whole))
    try:
        return _in_some_fonts(sound(mapped(explained, without_marks)), fonts)
    except Crashed:
        return _in_some_fonts(sound(mapped(explained, only_western)), fonts)


def _in_some_fonts(document: Document, fonts: typst.Fonts | None) -> bytes:
    if fonts:
        return _drawn(document, fonts)
    try:
        return _drawn(document, typefaces.every())
    except typst.TypstError:
        return _drawn(document, typefaces.shipped())


def without_marks(text: Text) -> Text:
    """`text` without what typst crashes on: rare marks where directions mix (its issue 8667)."""
    kept = (char for char in text.value if char == "\n" or not loose({char}))
    return Text("".join(kept), text.lang)


def only_western(text: Text) -> Text:
    """`text` with question marks for all that is not Latin, Greek or Cyrillic: the last resort."""
    return Text(re.sub(r"[^\n\x20-\u024f\u0370-\u04ff\u2010-\u2027]+", "[?]", text.value), text.lang)


def _explained(document: Document, words: dict[str, Text]) -> Document:
    return replace(document, blocks=(*document.blocks, Note(words["explained"], NO_TEXT)))


def _drawn(document: Document, fonts: typst.Fonts) -> bytes:
    words = _own_words(document)
    missing = lacking(_characters((document, tuple(words.values()))), fonts)
    for _ in range(ROUNDS):
        try:
            return _compiled(*_drawable(document, words, missing), fonts)
        except typst.TypstError as error:
            found = refused(error) - missing
            if not found:
                raise
            missing |= loose(found) or found
    return _compiled(*_drawable(document, words, missing), fonts)


def _own_words(document: Document) -> dict[str, Text]:
    lang = document.language
    return {
        "page": own_words(lang, "Sida %(number)s av %(pages)s"),
        "contents": own_words(lang, "Innehåll"),
        "missing": own_words(lang, "[tecken som inte kan skrivas ut]"),
        "emoji": own_words(lang, "[emoji]"),
        "explained": own_words(
            lang,
            "Några texter har tecken som inte kan skrivas ut i den här filen. I stället för dem står det"
            " att ett tecken eller en emoji saknas. I Word-filen och på webbsidan finns tecknen kvar.",
        ),
    }


def _characters(value: Any) -> set[str]:
    found: set[str] = set()

    def collect(text: Text) -> Text:
        found.update(text.value)
        return text

    mapped(value, collect)
    return found


def _drawable(
    document: Document, words: dict[str, Text], missing: set[str]
) -> tuple[Document, dict[str, Text]]:
    stand_ins = [
        "[?]" if missing & set(words[name].value) else words[name].value for name in ("missing", "emoji")
    ]
    replaced = without(missing, *stand_ins)

    def change(text: Text) -> Text:
        return Text(replaced(text.value), text.lang)

    if (missing - loose(missing)) & _characters(document):
        document = _explained(document, words)
    kept = sound(mapped(document, change))
    return mapped(kept, change), {name: change(word) for name, word in words.items()}


def _compiled(document: Document, words: dict[str, Text], fonts: typst.Fonts) -> bytes:
    page = json.dumps(_page(document, words), ensure_ascii=False)
    with tempfile.TemporaryDirectory() as empty, _crashes():
        written = typst.compile(  # type: ignore[type-var]
            SOURCE,
            root=empty,
            package_path=empty,
            package_cache_path=empty,
            font_paths=fonts,
            sys_inputs={"document": page},
            pdf_standards=STANDARDS,
            timestamp=now().replace(microsecond=0),
        )
    return bytes(written)


@contextmanager
def _crashes() -> Iterator[None]:
    """Turns a panic of typst, which is no `Exception`, into one."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Crashed(str(error)) from error


def _page(document: Document, words: dict[str, Text]) -> dict[str, Any]:
    lang = document.language
    page = words["page"].value.replace("%(number)s", "{n}").replace("%(pages)s", "{m}")
    return {
        **_data(document, lang),
        "parts": [{"flat": flat, "blocks": _data(blocks, lang)} for flat, blocks in parts(document)],
        "lang": base(lang),
        "dir": "rtl" if rtl(lang) else "ltr",
        "contents": _text(words["contents"], lang) if document.contents else None,
        "page_words": {"text": page, "lang": base(words["page"].lang)},
        "sans": typefaces.SANS,
        "serif": typefaces.SERIF,
    }


def _data(value: Any, lang: str) -> Any:
    match value:
        case Text():
            return _text(value, lang)
        case Table() | Bars():
            return _table(value, lang)
        case Quote() | Note():
            return _fields(value, lang) | {"whole": len(said(value.text).value) < WHOLE_ROW}
        case tuple():
            return [_data(each, lang) for each in value]
        case _ if is_dataclass(value):
            return _fields(value, lang)
    return value


def _fields(value: Any, lang: str) -> dict[str, Any]:
    data = {field.name: _data(getattr(value, field.name), lang) for field in fields(value)}
    return {"kind": type(value).__name__.lower()} | data


def _text(text: Text, lang: str, longest: int = LONGEST_WORD) -> dict[str, Any]:
    own = base(text.lang) if text.lang and text.lang != lang else None
    lines = [[LONG_WORDS.split(breakable(line, longest)) for line in each] for each in paragraphs(text)]
    return {"plain": text.value, "paragraphs": lines, "lang": own, "dir": "rtl" if rtl(text.lang) else "ltr"}


def _table(table: Table | Bars, lang: str) -> dict[str, Any]:
    laid = layout(table)
    rows = [list(_row(row, laid.columns, lang)) for row in cells_of(table)]
    shares = [row.share for row in table.rows] if isinstance(table, Bars) else [None] * len(rows)
    return {
        "kind": "table",
        "caption": _text(said(table.caption), lang),
        "note": _text(said(table.note), lang),
        "header": list(_row(table.header, laid.columns, lang)),
        "rows": [
            {"cells": cells, "share": share, "whole": all(len(cell["plain"]) < WHOLE_ROW for cell in cells)}
            for cells, share in zip(rows, shares, strict=True)
        ],
        "numeric": sorted(numeric_of(table)),
        "figures": isinstance(table, Bars),
        **asdict(laid),
    }


def _row(cells: tuple[Words, ...], columns: tuple[Column, ...], lang: str) -> Iterator[dict[str, Any]]:
    return (_text(said(cell), lang, column.room) for cell, column in zip(cells, columns, strict=True))


def breakable(line: str, longest: int) -> str:
    """`line` with places to break in every word that is longer than `longest` and cannot be hyphenated."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda word: _broken(word[0], longest), line)


def _broken(word: str, longest: int) -> str:
    if len(word) <= LONGEST_WORD and re.fullmatch(r"\W*[^\W\d_]+\W*", word):
        return word
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in word):
        return word
    pieces: list[str] = [""]
    for char in word:
        full = len(pieces[-1]) >= longest or (pieces[-1] and pieces[-1][-1] in "@/._-=&?,;:")
        if full and unicodedata.category(char)[0] != "M":
            pieces.append("")
        pieces[-1] += char
    return BREAK.join(pieces)
