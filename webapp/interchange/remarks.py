"""What an import has to say about a file: codes and facts, which `messages` makes sentences of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from webapp.domain.text import clean

EXCERPT = 80
QUESTION, GROUP, PATH, FILE = "question", "group", "path", "file"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was not carried over as it stood, or that keeps a workbook from being imported.

    Args:
        sheet: name of the sheet; empty where the whole workbook is meant.
        row: row number as the spreadsheet shows it; None where no single row is meant.
        code: what it is about.
        facts: names, values and row numbers that the sentence needs.
        about: what `sheet` and `row` name where the file is no workbook: `QUESTION` or `GROUP` (its code in
            `sheet`, its place in the file in `row`), `PATH` (to a key, in `sheet`) or `FILE`; empty for a
            workbook.
    """

    sheet: str
    row: int | None
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


class ImportRefused(Exception):
    """Nothing was imported.

    Args:
        code: the first reason.
        problems: every reason that was found, the first one first; never empty.
        facts: the facts of the first reason.
    """

    def __init__(self, code: str, problems: Sequence[Remark] = (), /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.problems = tuple(problems) or (Remark("", None, code, facts),)


@dataclass(slots=True)
class Report:
    """Collects remarks, and the problems that make the import be refused."""

    remarks: list[Remark] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)

    def remark(self, sheet: str, row: int | None, code: str, /, **facts: Any) -> None:
        self.remarks.append(Remark(sheet, row, code, facts))

    def problem(self, sheet: str, row: int | None, code: str, /, **facts: Any) -> None:
        self.problems.append(Remark(sheet, row, code, facts))

    def refuse_if_faulty(self) -> None:
        """
        Raises:
            ImportRefused: there was a problem.
        """
        if self.problems:
            first = self.problems[0]
            raise ImportRefused(first.code, self.problems, **first.facts)

    def in_order(self, sheets: Sequence[str]) -> list[Remark]:
        """The remarks by sheet, in the order of `sheets` and then the others, and by row."""
        places = {name: place for place, name in enumerate(sheets)}
        return sorted(self.remarks, key=lambda r: (places.get(r.sheet, len(places)), r.row or 0))


def excerpt(text: str) -> str:
    """`text` on one line, short enough to quote in a sentence."""
    line = clean(text, multiline=False)
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"
