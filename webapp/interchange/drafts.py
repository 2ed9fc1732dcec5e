"""What stands in the survey sheet before conditions are understood."""

from dataclasses import dataclass, field

from webapp.domain.questions import Question
from webapp.domain.text import Localised


@dataclass(frozen=True, slots=True)
class Source:
    """Where a condition comes from: an expression in a row, or an option of an earlier question.

    Args:
        row: row number in the survey sheet.
        expression: as written; empty where `chosen` says it.
        chosen: name of a question and of its option.
    """

    row: int
    expression: str = ""
    chosen: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Draft:
    """A question, the name that others refer to it by, and the conditions that are to hold.

    `options` are the identifiers of its options by their names in the form.
    """

    name: str
    row: int
    question: Question
    sources: tuple[Source, ...] = ()
    options: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SectionDraft:
    """A section and its questions. `name` is that of the group, empty outside any."""

    name: str
    row: int
    title: Localised = field(default_factory=dict)
    intro: Localised = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Survey:
    """The whole sheet.

    Args:
        sections: in order, the empty ones among them.
        dropped: names of rows and groups that are no questions here, so that nothing can depend on them.
        used_lists: names of the lists that questions choose from.
        names: the rows that bear each name, groups left out.
    """

    sections: list[SectionDraft] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    used_lists: set[str] = field(default_factory=set)
    names: dict[str, list[int]] = field(default_factory=dict)

    def bears(self, name: str, row: int) -> None:
        """Notes that a row has a name."""
        self.names.setdefault(name, []).append(row)

    @property
    def drafts(self) -> list[Draft]:
        return [draft for section in self.sections for draft in section.drafts]
