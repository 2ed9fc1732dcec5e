"""Makes any description of a document fit to be written, so that no renderer has to ask."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from webapp.documents.model import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Pair,
    Paragraph,
    Quote,
    Table,
    Words,
)
from webapp.documents.tongues import own_words
from webapp.domain.text import NO_TEXT, Text, clean

T = TypeVar("T")
LONGEST_HEADING = 300
"""Characters. A longer one is cut, and stands whole in a paragraph after it."""
DEEPEST = 4
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
HEAP_OF_MARKS = re.compile(f"([{MARKS}]{{4}})[{MARKS}]+")
"""More marks on one letter than any language writes: they would cover the lines around."""


def sound(document: Document) -> Document:
    """`document` with a title, only `Text` for words, headings in order, whole rows and nothing empty."""
    texts = as_texts(document, document.language)
    return replace(
        texts,
        title=_line(texts.title) or own_words(document.language, "Dokument utan titel"),
        subtitle=_line(texts.subtitle, cut=False),
        municipality=_line(texts.municipality),
        registration=_line(texts.registration),
        footer=_line(texts.footer),
        facts=_pairs(texts.facts),
        blocks=tuple(_in_order(block for each in texts.blocks for block in _whole(each))),
    )


def said(words: Words) -> Text:
    """`words` as the text that they are in a sound document."""
    return words if isinstance(words, Text) else Text(words, "")


def paragraphs(words: Words) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    parts = re.split(r"\n\s*\n", said(words).value)
    return [[line.strip() for line in part.strip().split("\n")] for part in parts if part.strip()]


def mapped(value: T, change: Callable[[Text], Text]) -> T:
    """`value` with every text in it changed."""
    changed: T = _mapped(value, change)
    return changed


def as_texts(value: T, lang: str) -> T:
    """`value` with plain strings as texts in `lang`, cleaned."""
    texts: T = _with_language(value, lang)
    return mapped(texts, _clean)


def _mapped(value: Any, change: Callable[[Text], Text]) -> Any:
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _mapped(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **parts)
    return value


def _with_language(value: Any, lang: str) -> Any:
    if isinstance(value, str):
        return Text(value, lang)
    if isinstance(value, tuple | list):
        return tuple(_with_language(each, lang) for each in value)
    if is_dataclass(value) and not isinstance(value, type | Text):
        names = [field.name for field in fields(value) if field.name != "language"]
        return replace(value, **{name: _with_language(getattr(value, name), lang) for name in names})
    return value


def _clean(text: Text) -> Text:
    value = HEAP_OF_MARKS.sub(r"\1", clean(text.value)).replace("\t", " ")
    seen = any(
        unicodedata.category(char)[0] not in "CZM" or unicodedata.category(char) == "Co" for char in value
    )
    return Text(value if seen else "", text.lang)


def _line(words: Words, *, cut: bool = True) -> Text:
    text = said(words)
    line = " ".join(text.value.split())
    if cut and len(line) > LONGEST_HEADING:
        line = line[: LONGEST_HEADING - 1].rstrip() + "…"
    return Text(line, text.lang)


def _pairs(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    return tuple((_line(label), value) for label, value in pairs if label or value)


def _in_order(blocks: Iterator[Block]) -> Iterator[Block]:
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            level = max(2, min(block.level, level + 1, DEEPEST))
            yield replace(block, level=level)
        else:
            yield block


def _whole(block: Block) -> Iterator[Block]:
    match block:
        case Heading():
            yield from _heading(block)
        case Paragraph() | Note() if block.text or block.lead:
            yield replace(block, lead=_line(block.lead, cut=False))
        case Quote() if block.text:
            yield replace(block, source=_line(block.source, cut=False))
        case Bullets(items) if any(items):
            yield Bullets(tuple(item for item in items if item))
        case Facts(pairs) if kept := _pairs(pairs):
            yield Facts(kept)
        case Table():
            yield from _table(block)
        case Bars():
            yield from _bars(block)


def _heading(heading: Heading) -> Iterator[Block]:
    line = _line(heading.text)
    if line:
        yield replace(heading, text=line)
    if line != _line(heading.text, cut=False):
        yield Paragraph(heading.text, NO_TEXT)


def _table(table: Table) -> Iterator[Block]:
    width = max([len(table.header), *map(len, table.rows)])
    if not table.rows or not width:
        yield from _no_rows(table)
        return
    yield replace(
        table,
        caption=_line(table.caption),
        header=_filled(tuple(map(_line, table.header)), width),
        rows=tuple(_filled(row, width) for row in table.rows),
    )


def _bars(bars: Bars) -> Iterator[Block]:
    width = max([len(bars.header) - 1, 0, *(len(row.figures) for row in bars.rows)])
    if not bars.rows:
        yield from _no_rows(bars)
        return
    yield replace(
        bars,
        caption=_line(bars.caption),
        header=_filled(tuple(map(_line, bars.header)), width + 1),
        rows=tuple(Bar(row.label, _filled(row.figures, width), _share(row.share)) for row in bars.rows),
    )


def _no_rows(table: Table | Bars) -> Iterator[Block]:
    if table.caption or table.note:
        yield Paragraph(table.note or Text("–", ""), _line(table.caption, cut=False))


def _filled(cells: tuple[Words, ...], width: int) -> tuple[Words, ...]:
    return cells + (NO_TEXT,) * (width - len(cells))


def _share(share: float | None) -> float | None:
    """A share that can be drawn: PDF/A has no room for numbers that are almost 0."""
    return None if share is None or share != share else round(min(1.0, max(0.0, float(share))), 6)
