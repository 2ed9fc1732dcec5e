"""Groups and repeats of a survey sheet, which may stand inside each other, as a flat list of sections."""

from dataclasses import dataclass, field

from webapp.domain.text import Localised
from webapp.interchange.drafts import Draft, SectionDraft, Source, Survey
from webapp.interchange.row_types import RowType
from webapp.interchange.rows import RowReader

DEEPEST = 5
"""Most groups inside each other."""


@dataclass(frozen=True, slots=True)
class Group:
    """An open group. `titled` tells whether it has a section of its own."""

    row: int
    what: str
    name: str
    title: Localised
    intro: Localised
    sources: tuple[Source, ...]
    titled: bool


@dataclass(slots=True)
class Groups:
    """The groups that are open at a row, and the section that the next question goes to."""

    survey: Survey
    open: list[Group] = field(default_factory=list)
    current: SectionDraft | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Conditions of all open groups."""
        return tuple(source for group in self.open for source in group.sources)

    def begin(self, reader: RowReader, kind: RowType) -> None:
        """Opens a group. Problem: ``group-depth``."""
        group = _read_group(reader, kind, nested=bool(self.open))
        if len(self.open) >= DEEPEST:
            reader.problem("group-depth", limit=DEEPEST)
        if kind.what == "repeat":
            reader.remark("repeat", name=group.name)
        if self.open:
            reader.remark("group-nested" if group.titled else "group-merged", name=group.name)
        elif not group.title:
            reader.remark("group-without-title", name=group.name)
        self.open.append(group)
        self.survey.dropped.add(group.name)
        if group.titled:
            self.current = self._start(group)

    def end(self, reader: RowReader, kind: RowType) -> None:
        """Closes the innermost group. Problem: ``group-unbalanced``."""
        reader.value("name")
        if not self.open or self.open[-1].what != kind.what:
            reader.problem("group-unbalanced")
            return
        if self.open.pop().titled:
            self.current = None

    def place(self, draft: Draft) -> None:
        """Adds a question to the section of the innermost group that has one."""
        if self.current is None:
            group = next((group for group in reversed(self.open) if group.titled), None)
            self.current = self._start(group) if group else self._untitled(draft.row)
        self.current.drafts.append(draft)

    def _start(self, group: Group) -> SectionDraft:
        section = SectionDraft(group.name, group.row, group.title, group.intro)
        if any(other.row == group.row for other in self.survey.sections):
            section.intro = {}
        self.survey.sections.append(section)
        return section

    def _untitled(self, row: int) -> SectionDraft:
        section = SectionDraft("", row)
        self.survey.sections.append(section)
        return section


def _read_group(reader: RowReader, kind: RowType, *, nested: bool) -> Group:
    title = reader.texts("label", multiline=False)
    relevant = reader.value("relevant")
    return Group(
        row=reader.number,
        what=kind.what,
        name=reader.value("name"),
        title=title,
        intro=reader.texts("hint"),
        sources=(Source(reader.number, relevant),) if relevant else (),
        titled=bool(title) or not nested,
    )
