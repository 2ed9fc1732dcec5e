"""Texts of a dialogue as a workbook, for whoever translates in a spreadsheet."""

from io import BytesIO

import xlsxwriter

from webapp.interchange.remarks import ImportRefused, excerpt
from webapp.interchange.translation_file import INITIAL, STATES, Entry, TranslationFile
from webapp.interchange.workbook import Row, Sheet, read_workbook
from webapp.interchange.xliff import NOT_XML
from webapp.interchange.xlsform_out import OPTIONS

SHEET, ABOUT = "translations", "about"
ID, CONTEXT, SOURCE, TARGET, STATE = HEADINGS = ("id", "context", "source", "target", "state")
"""The headings are the same in every language: the file is read back by them."""
WIDTHS = (30, 30, 60, 60, 12)
DIALOGUE, SOURCE_LANGUAGE, TARGET_LANGUAGE = KNOWN = ("dialogue", "source", "target")
NAME, VALUE = "name", "value"


def write_book(file: TranslationFile) -> bytes:
    """The workbook: one row for each text, and a sheet that says which dialogue and languages it is of."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEADINGS, heading)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        for number, entry in enumerate(file.entries, start=1):
            for column, text in enumerate(_cells(entry)):
                sheet.write_string(number, column, text, wrapped)
        last = max(len(file.entries), 1)
        sheet.data_validation(1, 4, last, 4, {"validate": "list", "source": list(STATES)})
        about = book.add_worksheet(ABOUT)
        about.write_row(0, 0, (NAME, VALUE), heading)
        values = (file.dialogue, file.source, file.target)
        for number, (name, value) in enumerate(zip(KNOWN, values, strict=True), start=1):
            about.write_string(number, 0, name)
            about.write_string(number, 1, value)
    return buffer.getvalue()


def _cells(entry: Entry) -> tuple[str, ...]:
    texts = (entry.context, entry.source, entry.target)
    return (entry.key, *(NOT_XML.sub("", text) for text in texts), entry.state)


def read_book(data: bytes) -> TranslationFile:
    """The texts of a workbook that nobody has checked.

    Raises:
        ImportRefused: the codes of `read_workbook`; ``sheet-missing``, ``column-missing``, ``tr-formula``,
            ``tr-state``.
    """
    workbook = read_workbook(data, (SHEET, ABOUT))
    for name in (SHEET, ABOUT):
        if name not in workbook.sheets:
            raise ImportRefused("tr-sheet-missing", sheet=name)
    if workbook.valueless:
        sheet, row = workbook.valueless[0]
        raise ImportRefused("tr-formula", sheet=sheet, row=row)
    texts, about = workbook.sheets[SHEET], workbook.sheets[ABOUT]
    _check(texts, HEADINGS)
    _check(about, (NAME, VALUE))
    known = {row.cells.get(NAME, ""): row.cells.get(VALUE, "") for row in about.rows}
    return TranslationFile(
        known.get(DIALOGUE, ""),
        known.get(SOURCE_LANGUAGE, ""),
        known.get(TARGET_LANGUAGE, ""),
        [_entry(row) for row in texts.rows],
    )


def _check(sheet: Sheet, headings: tuple[str, ...]) -> None:
    for heading in headings:
        if heading not in sheet.headers:
            raise ImportRefused("column-missing", column=heading, sheet=sheet.name)


def _entry(row: Row) -> Entry:
    state = row.cells.get(STATE, INITIAL).strip().lower()
    key = row.cells.get(ID, "")
    if state not in STATES:
        raise ImportRefused("tr-state", name=excerpt(key), value=excerpt(state))
    source, target = row.cells.get(SOURCE, ""), row.cells.get(TARGET, "")
    return Entry(key, source, target, state, row.cells.get(CONTEXT, ""))
