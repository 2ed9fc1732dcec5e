"""Results as files that are safe to open in a spreadsheet.

What people typed can be made to look like a formula. In the workbook every text is a typed string and can be
nothing else; `webapp.web.csv_files` writes the same rows as CSV.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webapp.models.figures import Said
from webapp.web.csv_files import figure_headings
from webapp.web.figure_rows import Row
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds; longer texts go on in the next cell."""
About = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Styles:
    """The ways a cell can look."""

    heading: Format
    text: Format
    number: Format
    share: Format


def workbook(rows: Iterable[Row], about: About, texts: Iterable[tuple[str, Said]]) -> bytes:
    """The results as an XLSX workbook with three sheets: results, free texts, and what they are about.

    `texts` are pairs of a question's text and what somebody wrote.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        top = {"valign": "top"}
        styles = Styles(
            heading=book.add_format({"bold": True, "text_wrap": True} | top),
            text=book.add_format({"text_wrap": True} | top),
            number=book.add_format({"num_format": "0.##"} | top),
            share=book.add_format({"num_format": "0.0%"} | top),
        )
        _result_sheet(_sheet(book, _("Resultat"), (5, 50, 40, 9, 9, 10, 12, 60)), rows, styles)
        _text_sheet(_sheet(book, _("Fritext"), (50, 90)), texts, styles)
        _about_sheet(_sheet(book, _("Om"), (30, 90)), about, styles)
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, widths: Sequence[int]) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    if current_language().rtl:
        sheet.right_to_left()
    return sheet


def _result_sheet(sheet: Worksheet, rows: Iterable[Row], styles: Styles) -> None:
    _write_all(sheet, 0, figure_headings(), styles.heading)
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(rows, start=1):
        line = row.line
        _number(sheet, at, 0, row.number, styles.number)
        _write_all(sheet, at, [row.question, line.label], styles.text, first=1)
        _number(sheet, at, 3, line.count, styles.number)
        _number(sheet, at, 4, line.share, styles.share)
        _number(sheet, at, 5, line.place, styles.number)
        _number(sheet, at, 6, line.value, styles.number)
        _write_all(sheet, at, [line.note], styles.text, first=7)


def _text_sheet(sheet: Worksheet, texts: Iterable[tuple[str, Said]], styles: Styles) -> None:
    _write_all(sheet, 0, [_("Fråga"), _("Svar")], styles.heading)
    sheet.freeze_panes(1, 0)
    for at, (question, said) in enumerate(texts, start=1):
        parts = [said.text[start : start + LONGEST_CELL] for start in range(0, len(said.text), LONGEST_CELL)]
        _write_all(sheet, at, [question, *parts], styles.text)


def _about_sheet(sheet: Worksheet, about: About, styles: Styles) -> None:
    for at, (name, value) in enumerate(about):
        _write_all(sheet, at, [name], styles.heading)
        _write_all(sheet, at, [value], styles.text, first=1)


def _write_all(sheet: Worksheet, row: int, texts: Sequence[str], style: Format, *, first: int = 0) -> None:
    for column, text in enumerate(texts, start=first):
        if text:
            sheet.write_string(row, column, text, style)


def _number(sheet: Worksheet, row: int, column: int, value: Fraction | int | None, style: Format) -> None:
    if value is not None:
        sheet.write_number(row, column, float(value), style)
