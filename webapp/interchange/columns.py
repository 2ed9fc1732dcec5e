"""The columns of a sheet: what each heading means, in the spellings that XLSForm has had."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from webapp.interchange.languages import tag_of
from webapp.interchange.remarks import Report
from webapp.interchange.workbook import Sheet

TEXTS = {"label", "hint"}
"""What is read as text in several languages."""
READ = TEXTS | {"disabled", "list_name", "name", "relevant", "required", "type"}
NOT_CARRIED = {
    "appearance": "appearance",
    "calculation": "calculation",
    "choice_filter": "choice-filter",
    "constraint": "constraint",
    "constraint_message": "own-message",
    "default": "default",
    "guidance_hint": "guidance-hint",
    "media": "media",
    "parameters": "parameters",
    "read_only": "read-only",
    "repeat_count": "repeat-count",
    "required_message": "own-message",
    "trigger": "trigger",
}
"""What a heading means -> the code of the remark about a cell under it that nothing was made of."""
ALIASES = {
    "audio": "media",
    "big-image": "media",
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "constraining_message": "constraint_message",
    "count": "repeat_count",
    "image": "media",
    "jr:constraintmsg": "constraint_message",
    "jr:count": "repeat_count",
    "jr:requiredmsg": "required_message",
    "readonly": "read_only",
    "relevance": "relevant",
    "requiredmsg": "required_message",
    "tag": "name",
    "value": "name",
    "video": "media",
}
UNKNOWN, IGNORED = "unknown", "ignored"


class Column(NamedTuple):
    """A column.

    Args:
        header: its heading as written.
        base: what it holds; `UNKNOWN`, or `IGNORED` where a remark about the whole column was made.
        language: BCP 47 tag of its texts, empty for what is no text.
        marked: whether the heading itself names the language.
    """

    header: str
    base: str
    language: str = ""
    marked: bool = False


SheetColumns = tuple[Sheet, dict[str, Column]]


def columns_of(sheet: Sheet, unmarked: str, report: Report) -> dict[str, Column]:
    """What the headings of `sheet` mean, by heading; texts without a language are in `unmarked`.

    A text column whose language cannot be told is remarked upon; two columns for the same thing are a
    problem.
    """
    columns = {header: _column(header, unmarked) for header in sheet.headers}
    seen: set[Column] = set()
    for column in columns.values():
        same = column._replace(header="")
        if column.base == IGNORED:
            report.remark(sheet.name, sheet.header_row, "language-unknown", column=column.header)
        elif column.base in READ and same in seen:
            report.problem(
                sheet.name, sheet.header_row, "column-twice", sheet=sheet.name, column=column.header
            )
        seen.add(same)
    return columns


def _column(header: str, unmarked: str) -> Column:
    base, _, language = header.partition("::" if "::" in header else ":")
    known = _meaning(base)
    if known == UNKNOWN:
        return Column(header, _meaning(header))
    if known not in TEXTS:
        return Column(header, known)
    if not language.strip():
        return Column(header, known, unmarked)
    tag = tag_of(language)
    return Column(header, known, tag, marked=True) if tag else Column(header, IGNORED)


def _meaning(heading: str) -> str:
    name = "_".join(heading.lower().split())
    meaning = ALIASES.get(name, name)
    return meaning if meaning in READ or meaning in NOT_CARRIED else UNKNOWN


def languages_in(sheets: Iterable[SheetColumns]) -> list[str]:
    """The languages that have at least one text, in the order of the columns."""
    return list(dict.fromkeys(column.language for column in _texts_in(sheets)))


def has_unmarked_texts(sheets: Iterable[SheetColumns]) -> bool:
    """Whether there is a text in a column that does not name its language."""
    return any(not column.marked for column in _texts_in(sheets))


def _texts_in(sheets: Iterable[SheetColumns]) -> Iterator[Column]:
    for sheet, columns in sheets:
        filled = {header for row in sheet.rows for header in row.cells}
        yield from (column for column in columns.values() if column.language and column.header in filled)
