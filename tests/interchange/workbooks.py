"""Workbooks for tests: honest ones written by openpyxl, and the same with parts replaced by hostile ones."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from webapp.domain.questions import Question
from webapp.interchange.remarks import ImportRefused, Remark
from webapp.interchange.xlsform import Imported, import_xlsform

DATA = Path(__file__).parents[1] / "data"
REAL_FORM = DATA / "mitwirken_umfrage.xlsx"

Rows = Sequence[Mapping[str, Any]]
YES_NO: Rows = (
    {"list_name": "yn", "name": "yes", "label": "Ja"},
    {"list_name": "yn", "name": "no", "label": "Nej"},
)
SVENSKA = ({"form_title": "Skolgården", "default_language": "Svenska (sv)"},)


def xlsx(survey: Rows, choices: Rows | None = None, settings: Rows = SVENSKA, **others: Rows) -> bytes:
    """A workbook; every sheet's columns are those that its rows have. Rows begin at 2.

    Without `choices` it has the list ``yn`` where a question chooses from it.
    """
    if choices is None:
        choices = YES_NO if any(" yn" in str(row.get("type")) for row in survey) else ()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **others}.items():
        sheet = book.create_sheet(name)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        sheet.append(headers)
        for number, row in enumerate(rows, start=2):
            for column, header in enumerate(headers, start=1):
                if row.get(header) is not None:
                    cell = sheet.cell(number, column)
                    cell.value = row[header]
                    if isinstance(row[header], str) and not row.get("formula"):
                        cell.data_type = "s"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def question(**cells: Any) -> dict[str, Any]:
    """A row of the survey sheet, a short text question unless `cells` say otherwise."""
    name = cells.get("name", "q")
    return {"type": "text", "name": name, "label": f"Fråga {name}"} | cells


def imported(
    *rows: Mapping[str, Any], choices: Rows | None = None, settings: Rows = SVENSKA, **others: Rows
) -> Imported:
    return import_xlsform(xlsx(rows, choices, settings, **others))


def only_question(*rows: Mapping[str, Any], choices: Rows | None = None) -> Question:
    """The last question of the imported rows."""
    return list(imported(*rows, choices=choices).question_set.by_id.values())[-1]


def refusal(data: bytes) -> ImportRefused:
    """Why `data` is refused; fails where it is not."""
    try:
        import_xlsform(data)
    except ImportRefused as refused:
        return refused
    raise AssertionError("the workbook was imported")


def codes(result: Imported) -> list[tuple[str, int | None, str]]:
    return [(note.sheet, note.row, note.code) for note in result.notes]


def notes_of(result: Imported, code: str) -> list[Remark]:
    return [note for note in result.notes if note.code == code]


def with_parts(data: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """`data` with parts replaced or added."""
    source = zipfile.ZipFile(BytesIO(data))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()
