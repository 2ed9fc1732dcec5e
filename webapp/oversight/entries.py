"""The trace as it is read: entries chosen, in words, in the municipality's own time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.models import Board, Dialogue, StaffMember, TraceEntry
from webapp.oversight.act_facts import Facts, why
from webapp.oversight.act_words import sentence
from webapp.web.content import pick
from webapp.web.gate_words import gate_title
from webapp.web.languages import SOURCE
from webapp.web.locale import gettext as _
from webapp.web.policy import profile, shipped
from webapp.web.sorting import by_name

PAGE = 50
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries are asked for; 0 or None stands for all."""

    dialogue: Dialogue | None = None
    person: int = 0
    year: int = 0

    def of(self, entries: Select[Any]) -> Select[Any]:
        """`entries` with those left out that were not asked for."""
        if self.dialogue is not None:
            entries = entries.where(TraceEntry.dialogue_id == self.dialogue.id)
        if self.person:
            entries = entries.where(TraceEntry.staff_id == self.person)
        if self.year:
            first, after = _new_year(self.year), _new_year(self.year + 1)
            entries = entries.where(TraceEntry.at >= first, TraceEntry.at < after)
        return entries


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is told. `at`: in the municipality's time; `dialogue`: None where it is about none."""

    at: datetime
    who: str
    dialogue: Dialogue | None
    what: str
    why: str
    act: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in entries stand for."""

    people: dict[int, str]
    boards: dict[int, str]
    dialogues: dict[int, Dialogue]
    gates: dict[str, str]


def _zone() -> ZoneInfo:
    return ZoneInfo(current_app.extensions["settings"].time_zone)


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=_zone()).astimezone(UTC)


def local(at: datetime) -> datetime:
    """A stored moment in the municipality's time; SQLite keeps it without its zone, which is UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(_zone())


def names(session: Session) -> Names:
    """Everybody and everything that entries can mention."""
    people = session.scalars(select(StaffMember)).all()
    boards = session.scalars(select(Board)).all()
    dialogues = session.scalars(select(Dialogue)).all()
    gates = [gate for each in (*shipped().values(), profile()) for gate in each.gates]
    return Names(
        {person.id: person.name for person in people},
        {board.id: str(pick(board.name, SOURCE)) for board in boards},
        {dialogue.id: dialogue for dialogue in dialogues},
        {gate.id: gate_title(gate) for gate in gates},
    )


def count(session: Session, choice: Choice) -> int:
    """How many entries were asked for."""
    return session.scalar(choice.of(select(func.count()).select_from(TraceEntry))) or 0


def lines(session: Session, choice: Choice, known: Names, page: int | None = None) -> list[Line]:
    """The entries asked for, the latest first: those of one page, or all."""
    wanted = choice.of(select(TraceEntry)).order_by(TraceEntry.at.desc(), TraceEntry.id.desc())
    if page is not None:
        wanted = wanted.limit(PAGE).offset((page - 1) * PAGE)
    return [line(entry, known) for entry in session.scalars(wanted)]


def line(entry: TraceEntry, known: Names) -> Line:
    """One entry in words."""
    facts = Facts(entry.details, known.people, known.boards, known.gates)
    return Line(
        at=local(entry.at),
        who=known.people.get(entry.staff_id or 0) or _("Servern"),
        dialogue=known.dialogues.get(entry.dialogue_id or 0),
        what=sentence(entry.act, facts),
        why=why(entry.details),
        act=entry.act,
        details=entry.details,
    )


def years(session: Session) -> list[int]:
    """The years that have entries, or lie between some that have; the latest first."""
    row = session.execute(select(func.min(TraceEntry.at), func.max(TraceEntry.at))).one()
    first, last = (_moment(each) for each in row)
    return list(range(local(last).year, local(first).year - 1, -1)) if first and last else []


def _moment(found: Any) -> datetime | None:
    return datetime.fromisoformat(found) if isinstance(found, str) else found


def acting(session: Session, people: Iterable[int]) -> Sequence[StaffMember]:
    """Those of `people` who have done something, by name."""
    found = session.scalars(select(StaffMember).where(StaffMember.id.in_(people)))
    return sorted(found, key=lambda person: (by_name(person.name), person.id))
