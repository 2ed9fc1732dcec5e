"""Where in a survey a remark belongs, and that it is made there once."""

from dataclasses import dataclass, field
from typing import Any

from webapp.interchange.remarks import FILE, GROUP, QUESTION, Remark, Report


@dataclass(slots=True)
class Where:
    """A question, a group or the whole file, and the report that remarks go to.

    Args:
        about: `QUESTION`, `GROUP` or `FILE`.
        name: its code or title.
        number: its place in the file, from 1; 0 for the whole file.
    """

    report: Report
    about: str = FILE
    name: str = ""
    number: int = 0
    told: set[str] = field(default_factory=set)

    def remark(self, code: str, /, **facts: Any) -> None:
        self.report.remarks.append(Remark(self.name, self.number, code, facts, self.about))

    def once(self, code: str, /, **facts: Any) -> None:
        """A remark that is made at most once about this place: the first one stands."""
        if code not in self.told:
            self.told.add(code)
            self.remark(code, **facts)

    def problem(self, code: str, /, **facts: Any) -> None:
        self.report.problems.append(Remark(self.name, self.number, code, facts, self.about))

    def question(self, name: str, number: int) -> "Where":
        return Where(self.report, QUESTION, name, number)

    def group(self, name: str, number: int) -> "Where":
        return Where(self.report, GROUP, name, number)
