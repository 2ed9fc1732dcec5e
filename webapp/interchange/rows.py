"""Reading one row: what is not read is remarked upon, so that nothing is lost silently."""

from dataclasses import dataclass, field
from typing import Any

from webapp.domain.text import Localised, clean
from webapp.interchange.columns import IGNORED, NOT_CARRIED, UNKNOWN, Column
from webapp.interchange.markup import plain
from webapp.interchange.remarks import Report, excerpt
from webapp.interchange.workbook import Row

LONGEST_TEXT = 4_000
"""Longest text that is carried over, in characters."""
LONGEST_RAW = 20_000
"""How much of a text, markup included, is looked at."""
YES = {"yes", "true", "true()", "1", "1.0", "ja", "y"}
NO = {"no", "false", "false()", "0", "0.0", "nej", "n"}


@dataclass(slots=True)
class RowReader:
    """One row of a sheet, its columns, and the report that remarks go to."""

    sheet: str
    row: Row
    columns: dict[str, Column]
    report: Report
    read: set[str] = field(default_factory=set)
    simplified: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.row.number

    def remark(self, code: str, /, **facts: Any) -> None:
        self.report.remark(self.sheet, self.number, code, **facts)

    def problem(self, code: str, /, **facts: Any) -> None:
        self.report.problem(self.sheet, self.number, code, **facts)

    def value(self, base: str) -> str:
        """What stands in the column `base`, on one line; empty where nothing does."""
        header = next((h for h in self.row.cells if self._column(h).base == base), None)
        if header is None:
            return ""
        self.read.add(header)
        return clean(self.row.cells[header], multiline=False)

    def texts(self, base: str, *, multiline: bool = True) -> Localised:
        """The text `base` in every language that has one, as plain text.

        A column that names its language goes before one that does not.
        """
        columns = [column for h in self.row.cells if (column := self._column(h)).base == base]
        texts: dict[str, str] = {}
        for column in sorted(columns, key=lambda column: not column.marked):
            text = self._plain(self.row.cells[column.header], multiline=multiline)
            if texts.setdefault(column.language, text) == text:
                self.read.add(column.header)
        return {language: text for language, text in texts.items() if text}

    def label(self, fallback: str, code: str, *, multiline: bool, language: str) -> Localised:
        """The label; where there is none `fallback`, with a remark."""
        texts = self.texts("label", multiline=multiline)
        if texts:
            return texts
        self.remark(code, name=fallback)
        return {language: fallback}

    def flag(self, base: str) -> bool:
        """Whether a yes-or-no column says yes. An expression there counts as no, and is remarked upon."""
        value = self.value(base).lower()
        if value and value not in YES | NO:
            self.remark("not-yes-or-no", column=base, value=excerpt(value))
        return value in YES

    def leave_out(self) -> None:
        """Marks the whole row as dealt with: a remark has said that it is not carried over."""
        self.read.update(self.row.cells)

    def finish(self) -> None:
        """Remarks upon what was simplified in the row and on every cell that nothing was made of."""
        for code, facts in self.simplified.items():
            self.remark(code, **facts)
        unknown = []
        for header, value in self.row.cells.items():
            base = self._column(header).base
            if header in self.read or base == IGNORED:
                continue
            if base in NOT_CARRIED:
                self.remark(NOT_CARRIED[base], column=header, value=excerpt(value))
            else:
                unknown.append(header)
        if unknown:
            self.remark("column-not-used", columns=unknown)

    def _column(self, header: str) -> Column:
        return self.columns.get(header) or Column(header, UNKNOWN)

    def _plain(self, raw: str, *, multiline: bool) -> str:
        text, formatted = plain(raw[:LONGEST_RAW])
        if formatted:
            self.simplified.setdefault("formatting", {})
        if "${" in text:
            self.simplified.setdefault("label-reference", {"value": excerpt(text)})
        if len(text) > LONGEST_TEXT or len(raw) > LONGEST_RAW:
            self.simplified.setdefault("text-cut", {"limit": LONGEST_TEXT})
        return clean(text[:LONGEST_TEXT], multiline=multiline)
