"""A document as a DOCX file that an official can continue in."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Pt

from webapp.documents import word_look as look
from webapp.documents.columns import FLAT, UPRIGHT, cells_of, layout, numeric_of
from webapp.documents.model import (
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
from webapp.documents.parts import parts
from webapp.documents.soundness import paragraphs, said, sound
from webapp.documents.tongues import own_words, regional, rtl
from webapp.web.clock import now

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABELS = 130.0
"""Points that the labels of facts take."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The file that is being written, and the language of its document."""

    file: Docx
    lang: str


def word(document: Document) -> bytes:
    """`document` as a DOCX file. Bars are left out: their figures stand in the table."""
    whole = sound(document)
    writer = Writer(docx.Document(), whole.language)
    look.dress(writer.file, whole.language)
    _properties(writer.file, whole)
    _head(writer, whole)
    flat_now = False
    for flat, blocks in parts(whole):
        if flat != flat_now:
            _turn(writer.file.add_section(WD_SECTION.NEW_PAGE), flat)
        flat_now = flat
        for block in blocks:
            _block(writer, block)
    for section in writer.file.sections:
        _running(writer, section, whole)
    written = BytesIO()
    writer.file.save(written)
    return written.getvalue()


def _properties(file: Docx, document: Document) -> None:
    core = file.core_properties
    core.title, core.author = said(document.title).value[:255], said(document.municipality).value[:255]
    core.subject, core.comments = said(document.subtitle).value[:255], ""
    core.language = regional(document.language)
    core.created = core.modified = now().replace(microsecond=0, tzinfo=None)
    core.last_modified_by = core.author


def _turn(section: Section, flat: bool) -> None:
    width, height = reversed(look.PAPER) if flat else look.PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if flat else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height


def _head(writer: Writer, document: Document) -> None:
    _paragraph(writer, "Heading 1", document.title)
    if document.subtitle:
        _paragraph(writer, "Subtitle", document.subtitle)
    if document.facts:
        _facts(writer, document.facts)


def _running(writer: Writer, section: Section, document: Document) -> None:
    """The header and the footer of a section's pages."""
    width = FLAT if section.orientation == WD_ORIENT.LANDSCAPE else UPRIGHT
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width), alignment=look.TAB_RIGHT)
        look.mark_direction(paragraph, writer.lang)
    _run(writer, header, document.municipality)
    header.add_run("\t")
    _run(writer, header, document.registration)
    _run(writer, footer, document.footer)
    footer.add_run("\t")
    _page_number(footer, writer.lang)


def _page_number(paragraph: Any, lang: str) -> None:
    words = own_words(lang, "Sida %(number)s av %(pages)s")
    for part in re.split(r"(%\(\w+\)s)", words.value):
        if part == "%(number)s":
            look.field(paragraph, "PAGE", "1")
        elif part == "%(pages)s":
            look.field(paragraph, "NUMPAGES", "1")
        elif part:
            look.mark_language(paragraph.add_run(part), words.lang)


def _block(writer: Writer, block: Block) -> None:
    match block:
        case Heading(text, level):
            _paragraph(writer, f"Heading {level}", text)
        case Paragraph(text, lead):
            _prose(writer, "Normal", text, lead)
        case Bullets(items):
            for item in items:
                _paragraph(writer, "List Bullet", item)
        case Facts(pairs):
            _facts(writer, pairs)
        case Quote(text, source):
            _quote(writer, text, source)
        case Note(text, lead):
            _prose(writer, look.NOTE, text, lead)
        case Table() | Bars():
            _table(writer, block)


def _quote(writer: Writer, text: Words, source: Words) -> None:
    last = _prose(writer, "Quote", text)
    if source:
        last.paragraph_format.keep_with_next = True
        _paragraph(writer, look.SOURCE, source)


def _facts(writer: Writer, pairs: tuple[Pair, ...]) -> None:
    table = writer.file.add_table(len(pairs), 2, style=look.FACTS)
    for row, pair in zip(table._tbl.tr_lst, pairs, strict=True):
        look.keep_whole(row)
        for cell, words, style in zip(row.tc_lst, pair, (look.LABEL, look.VALUE), strict=True):
            _fill(writer, look.as_cell(cell, table), words, style)
    look.describe(table, "", first_row=False, first_column=True)
    look.lay_out(table, [LABELS, UPRIGHT - LABELS], writer.lang)
    _paragraph(writer, "Normal", "")


def _table(writer: Writer, table: Table | Bars) -> None:
    caption = said(table.caption).value
    if caption:
        _paragraph(writer, "Caption", table.caption)
    rows = [table.header, *cells_of(table)]
    written = writer.file.add_table(len(rows), len(table.header), style=look.FIGURES)
    numeric = numeric_of(table)
    for number, (row, words) in enumerate(zip(written._tbl.tr_lst, rows, strict=True)):
        look.keep_whole(row, header=number == 0)
        for x, (cell, each) in enumerate(zip(row.tc_lst, words, strict=True)):
            style = look.CELL if number else look.HEADER
            _fill(writer, look.as_cell(cell, written), each, style, numeric=x in numeric)
    headed = table.row_headers if isinstance(table, Table) else True
    look.describe(written, caption, first_row=True, first_column=headed)
    look.lay_out(written, _widths(table), writer.lang)
    _paragraph(writer, look.REMARK, table.note)


def _widths(table: Table | Bars) -> list[float]:
    """The columns' widths in points: together as wide as the page allows."""
    laid = layout(table)
    width = FLAT if laid.flat else UPRIGHT
    weights = [column.weight for column in laid.columns]
    if all(column.narrow for column in laid.columns):
        return [width - sum(weights[1:]), *weights[1:]]
    return [width * weight / sum(weights) for weight in weights]


def _fill(writer: Writer, cell: Any, words: Words, style: str, *, numeric: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = look.id_of(style)
    look.mark_direction(paragraph, said(words).lang or writer.lang)
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(writer, paragraph, words)


def _prose(writer: Writer, style: str, text: Words, lead: Words = "") -> Any:
    """Writes `text` in as many paragraphs as it has, and returns the last of them."""
    for number, lines in enumerate(paragraphs(text) or [[""]]):
        paragraph = writer.file.add_paragraph(style=style)
        look.mark_direction(paragraph, said(text).lang or writer.lang)
        if number == 0 and lead:
            _run(writer, paragraph, lead, style="Strong")
            paragraph.add_run(" ")
        _lines(writer, paragraph, lines, said(text).lang)
    return paragraph


def _paragraph(writer: Writer, style: str, words: Words) -> None:
    paragraph = writer.file.add_paragraph(style=style)
    look.mark_direction(paragraph, said(words).lang or writer.lang)
    _run(writer, paragraph, words)


def _run(writer: Writer, paragraph: Any, words: Words, style: str | None = None) -> None:
    lines = [line for part in paragraphs(words) for line in part]
    _lines(writer, paragraph, lines, said(words).lang, style)


def _lines(writer: Writer, paragraph: Any, lines: list[str], lang: str, style: str | None = None) -> None:
    run = paragraph.add_run("\n".join(lines), style=style)
    if lang and (lang != writer.lang or rtl(lang)):
        look.mark_language(run, lang)
