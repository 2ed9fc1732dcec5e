"""An untrusted .xlsx workbook as plain rows of text."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from webapp.domain.text import clean
from webapp.interchange.archive import Archive, open_archive
from webapp.interchange.remarks import ImportRefused

MAX_ROWS = 5_000
"""Most rows with content in a sheet."""
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
"""Most cells that are looked at in all sheets, blank ones between others included."""
LAST_ROW = 1_048_576
"""The last row that a spreadsheet can have."""
READ = ("survey", "choices", "settings")
CARRIAGE_RETURN = "_x000D_"
"""How a spreadsheet program stores the first half of a Windows line end."""


class Row(NamedTuple):
    """A row: its number as the spreadsheet shows it, and its text by heading. Blank cells are left out.

    A cell under no heading stands under its column's letter in parentheses, ``(C)``.
    """

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headings, the number of the row that they stand in, and the rows with content below."""

    name: str
    headers: tuple[str, ...] = ()
    header_row: int = 1
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that were asked for, by lower-case name, and what else was in the workbook.

    Args:
        sheets: those that are there.
        unread: names of the other sheets.
        comments: whether cells have comments.
        valueless: sheet and row of formulas that are stored without a value.
    """

    sheets: dict[str, Sheet]
    unread: tuple[str, ...] = ()
    comments: bool = False
    valueless: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Budget:
    cells: int = field(default=MAX_CELLS)

    def spend(self, cells: int) -> None:
        self.cells -= cells
        if self.cells < 0:
            raise ImportRefused("unpacked-too-large")


def read_workbook(data: bytes, wanted: Collection[str] = READ) -> Workbook:
    """Reads the sheets called `wanted`, those of an XLSForm by default, from the bytes of an .xlsx file.

    Raises:
        ImportRefused: the codes of `open_archive`; ``not-a-workbook``; ``too-many-rows``,
            ``too-many-columns``, ``unpacked-too-large``; ``column-twice``.
        RuntimeError: the XML reader is not protected against entity bombs.
    """
    if openpyxl.LXML or not openpyxl.DEFUSEDXML:
        raise RuntimeError("Workbooks cannot be read safely: openpyxl has to read XML with defusedxml")
    archive = open_archive(data)
    try:
        return _read(archive, wanted)
    except ImportRefused:
        raise
    except Exception as error:
        raise ImportRefused("not-a-workbook") from error


def _read(archive: Archive, wanted: Collection[str]) -> Workbook:
    budget = _Budget()
    found, others = _split(_load(archive, data_only=True), wanted)
    grids = {name: list(_grid(sheet, budget)) for name, sheet in found.items()}
    return Workbook(
        sheets={
            name: _sheet(clean(found[name].title, multiline=False), grid) for name, grid in grids.items()
        },
        unread=tuple(others),
        comments=archive.comments,
        valueless=tuple(_valueless(archive, grids, wanted, budget)) if archive.formulas else (),
    )


def _load(archive: Archive, *, data_only: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(
        BytesIO(archive.data), read_only=True, data_only=data_only, keep_links=False
    )


def _split(
    book: openpyxl.Workbook, wanted: Collection[str]
) -> tuple[dict[str, ReadOnlyWorksheet], list[str]]:
    """The sheets to read, by lower-case name, and the names of the others."""
    found: dict[str, ReadOnlyWorksheet] = {}
    others: list[str] = []
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name in wanted and name not in found:
            found[name] = sheet
        else:
            others.append(clean(sheet.title, multiline=False))
    return found, others


def _raw_rows(sheet: ReadOnlyWorksheet, budget: _Budget, *, values: bool) -> Iterator[tuple[int, Any]]:
    """Rows as wide as their last cell, whatever size the sheet claims to have."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=LAST_ROW, values_only=values)
    for number, row in enumerate(rows, start=1):
        if row:
            budget.spend(len(row))
            yield number, row


def _grid(sheet: ReadOnlyWorksheet, budget: _Budget) -> Iterator[tuple[int, dict[int, str]]]:
    """Row number and text by column number (from 1), of the rows with content."""
    count = 0
    for number, row in _raw_rows(sheet, budget, values=True):
        texts = ((column, as_text(value)) for column, value in enumerate(row, start=1) if value is not None)
        cells = {column: text for column, text in texts if text}
        if not cells:
            continue
        count += 1
        if count > MAX_ROWS + 1:
            raise ImportRefused("too-many-rows", sheet=sheet.title, limit=MAX_ROWS)
        yield number, cells


def _valueless(
    archive: Archive,
    grids: dict[str, list[tuple[int, dict[int, str]]]],
    wanted: Collection[str],
    budget: _Budget,
) -> Iterator[tuple[str, int]]:
    found, _ = _split(_load(archive, data_only=False), wanted)
    for name, grid in grids.items():
        known = dict(grid)
        for number, row in _raw_rows(found[name], budget, values=False):
            formulas = (column for column, cell in enumerate(row, start=1) if cell.data_type == "f")
            if any(column not in known.get(number, {}) for column in formulas):
                yield name, number


def as_text(value: Any) -> str:
    """A cell's value as the text that a person would type."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).replace(CARRIAGE_RETURN, "").strip()


def _number_text(value: float) -> str:
    text = f"{Decimal(repr(value)):f}" if abs(value) < 1e15 else repr(value)
    return text.removesuffix(".0")


def _sheet(name: str, grid: Sequence[tuple[int, dict[int, str]]]) -> Sheet:
    if not grid:
        return Sheet(name)
    (header_row, cells), *below = grid
    cleaned = {column: clean(text, multiline=False) for column, text in cells.items()}
    headings = {column: heading for column, heading in cleaned.items() if heading}
    _check_headings(name, list(headings.values()))
    rows = tuple(Row(number, _named(headings, texts)) for number, texts in below)
    return Sheet(name, tuple(headings.values()), header_row, rows)


def _check_headings(sheet: str, headings: list[str]) -> None:
    if len(headings) > MAX_COLUMNS:
        raise ImportRefused("too-many-columns", sheet=sheet, limit=MAX_COLUMNS)
    twice = next((heading for heading in headings if headings.count(heading) > 1), None)
    if twice:
        raise ImportRefused("column-twice", sheet=sheet, column=twice)


def _named(headings: dict[int, str], texts: dict[int, str]) -> dict[str, str]:
    return {headings.get(column) or f"({get_column_letter(column)})": text for column, text in texts.items()}
