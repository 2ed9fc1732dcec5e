"""The choices sheet: lists of options."""

from dataclasses import dataclass, field

from webapp.domain.questions import AnswerOption
from webapp.interchange.columns import Column
from webapp.interchange.identifiers import identifiers
from webapp.interchange.remarks import Report
from webapp.interchange.rows import RowReader
from webapp.interchange.workbook import Sheet

MAX_OPTIONS = 500
"""Most options in one list."""


@dataclass(slots=True)
class ChoiceList:
    """A list of options, and the identifier of each by its name in the form."""

    row: int
    options: tuple[AnswerOption, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)


def read_lists(
    sheet: Sheet, columns: dict[str, Column], language: str, report: Report
) -> dict[str, ChoiceList]:
    """The lists by name. `language`: what an option without a label is named in.

    Problems: ``choice-twice``, ``too-many-options``. Rows that belong to no list are remarked upon.
    """
    members: dict[str, list[RowReader]] = {}
    for row in sheet.rows:
        reader = RowReader(sheet.name, row, columns, report)
        name = reader.value("list_name")
        if name:
            members.setdefault(name, []).append(reader)
        else:
            reader.leave_out()
            reader.remark("choice-without-list", name=reader.value("name"))
    return {name: _read_list(name, readers, language) for name, readers in members.items()}


def _read_list(list_name: str, readers: list[RowReader], language: str) -> ChoiceList:
    if len(readers) > MAX_OPTIONS:
        readers[0].problem("too-many-options", list=list_name, limit=MAX_OPTIONS)
        return ChoiceList(readers[0].number)
    names = [reader.value("name") for reader in readers]
    _check_twice(list_name, names, readers)
    ids = identifiers(names, "option")
    options = []
    for reader, name, identifier in zip(readers, names, ids, strict=True):
        _remark_on_name(reader, name, identifier)
        text = reader.label(name or identifier, "choice-without-label", multiline=False, language=language)
        options.append(AnswerOption(identifier, text))
        reader.finish()
    return ChoiceList(readers[0].number, tuple(options), dict(zip(names, ids, strict=True)))


def _check_twice(list_name: str, names: list[str], readers: list[RowReader]) -> None:
    rows: dict[str, list[int]] = {}
    for name, reader in zip(names, readers, strict=True):
        rows.setdefault(name, []).append(reader.number)
    for name, numbers in rows.items():
        if name and len(numbers) > 1:
            readers[0].report.problem(
                readers[0].sheet, numbers[1], "choice-twice", list=list_name, name=name, rows=numbers
            )


def _remark_on_name(reader: RowReader, name: str, identifier: str) -> None:
    if not name:
        reader.remark("name-missing", identifier=identifier)
    elif name != identifier:
        reader.remark("name-changed", name=name, identifier=identifier)


def remark_on_unused(lists: dict[str, ChoiceList], used: set[str], sheet: Sheet, report: Report) -> None:
    """Remarks upon every list that no question chooses from, at its first row."""
    for name, choices in lists.items():
        if name not in used:
            report.remark(sheet.name, choices.row, "list-unused", list=name, count=len(choices.options))
