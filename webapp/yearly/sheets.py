"""Tables as files that are safe to open in a spreadsheet: a workbook, or CSV with one fact on each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from webapp.web.csv_files import csv_file, harmless, plain
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _

Cell = str | int | float | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_CELL, LONGEST_NAME = 32_767, 31
WIDTH, WIDE = 18, 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what stands above each column. A cell that is None is empty."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an XLSX workbook in which every text is text, whatever it looks like."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        top = {"valign": "top"}
        bold = book.add_format({"bold": True, "text_wrap": True} | top)
        text = book.add_format({"text_wrap": True} | top)
        number = book.add_format({"num_format": "0.##"} | top)
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"} | top)
        for each in sheets:
            sheet: Worksheet = book.add_worksheet(each.name[:LONGEST_NAME])
            if current_language().rtl:
                sheet.right_to_left()
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(each.headings):
                sheet.set_column(column, column, _width(each, column))
                sheet.write_string(0, column, heading, bold)
            for at, row in enumerate(each.rows, start=1):
                for column, cell in enumerate(row):
                    _write(sheet, at, column, cell, {"text": text, "number": number, "day": day})
    return out.getvalue()


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
    return WIDE if longest > WIDTH else WIDTH


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, object]) -> None:
    match cell:
        case None | "":
            return
        case date():
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])
        case int() | float():
            sheet.write_number(row, column, cell, formats["number"])
        case _:
            sheet.write_string(row, column, cell[:LONGEST_CELL], formats["text"])


def table_csv(sheet: Sheet) -> bytes:
    """One table as it stands."""
    return csv_file([*sheet.headings], ([_said(cell) for cell in row] for row in sheet.rows))


def facts_csv(sheets: Sequence[Sheet]) -> bytes:
    """Every cell of every table as a row: table, number of the row, what the cell tells, its value."""
    return csv_file([_("Tabell"), _("Rad"), _("Uppgift"), _("Värde")], _facts(sheets))


def _facts(sheets: Sequence[Sheet]) -> Iterator[list[str]]:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, start=1):
            for heading, cell in zip(sheet.headings, row, strict=True):
                if cell is not None and cell != "":
                    yield [sheet.name, str(number), heading, _said(cell)]


def _said(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case float():
            return plain(cell)  # type: ignore[arg-type]
    return harmless(cell)
