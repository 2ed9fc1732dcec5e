"""The politicians' place: what waits for their boards, what was promised, what residents say, who is missing.

Every elected representative sees the same of every dialogue; boards only say what stands first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Role, Stage
from webapp.domain.promises import Promise
from webapp.domain.record import ProcessDegree, ResolutionKind
from webapp.extensions import db
from webapp.models import Board, BoardPart, Dialogue, StaffMember, StoredResolution
from webapp.web.access import roles, staff
from webapp.web.clock import today
from webapp.web.locale import current_language
from webapp.web.pages import page, private
from webapp.web.promised import Owed, late, promised
from webapp.web.resolutions import sentence
from webapp.yearly.blueprint import bp
from webapp.yearly.reached import Reached, count_to_the_last, reached

WAITING = (
    *(Stage.CLOSED, Stage.REPORTED, Stage.OPEN, Stage.PLANNED),
    *(Stage.AGREED, Stage.CONSIDERED, Stage.PROPOSED),
)
"""Stages before a decision, the nearest first."""
PARTS = select(BoardPart.board_id, BoardPart.dialogue_id)
DONE_WITH = frozenset({Stage.ARCHIVED, Stage.DECLINED})


@dataclass(frozen=True, slots=True)
class Matter:
    """A dialogue as somebody who decides wants to see it.

    Args:
        resolved: who set the degrees, and where that stands; nothing while nobody has.
        late: the promises that are overdue.
    """

    dialogue: Dialogue
    stage: Stage
    degree: ProcessDegree | None
    resolved: str
    reached: Reached | None
    late: Sequence[Owed]


@dataclass(slots=True)
class Room:
    """A board of the person signed in, with what waits for it and what it has decided."""

    board: Board
    waiting: list[Matter] = field(default_factory=list)
    decided: list[Matter] = field(default_factory=list)
    parts: list[Matter] = field(default_factory=list)
    """Matters that another board decides and this one has to do with."""


@bp.get("/staff/board-room", endpoint="board_room")
@roles(Role.POLITICIAN)
def show_board_room() -> Response:
    person = staff()
    assert person is not None  # noqa: S101 - the rule above
    rooms, others = gathered(db.session, person)
    return private(page("yearly/board_room.html", rooms=rooms, others=others))


def gathered(session: Session, person: StaffMember) -> tuple[list[Room], list[Matter]]:
    """The person's boards with their matters, and every other dialogue that there is."""
    dialogues = session.scalars(select(Dialogue).order_by(Dialogue.slug)).all()
    count_to_the_last(dialogues)
    matters = matters_of(session, dialogues)
    rooms = [Room(board) for board in person.boards]
    parts = {(row.board_id, row.dialogue_id) for row in session.execute(PARTS)}
    taken = {matter.dialogue.id for room in rooms for matter in _taken(room, matters, parts)}
    return rooms, [matter for matter in matters if matter.dialogue.id not in taken]


def _taken(room: Room, matters: Sequence[Matter], parts: Collection[tuple[int, int]]) -> list[Matter]:
    """Puts the board's matters where they stand in its room; which they are."""
    for matter in matters:
        if matter.dialogue.board_id == room.board.id:
            if matter.stage in WAITING:
                room.waiting.append(matter)
            elif matter.stage not in DONE_WITH:
                room.decided.append(matter)
        elif (room.board.id, matter.dialogue.id) in parts and matter.stage not in DONE_WITH:
            room.parts.append(matter)
    return [*room.waiting, *room.decided, *room.parts]


def matters_of(session: Session, dialogues: Sequence[Dialogue]) -> list[Matter]:
    """Every dialogue as a matter, those nearest to a decision first."""
    who, known = reached(session, dialogues), promised(session, dialogues)
    resolved = degrees_resolved(session)
    found = [
        Matter(
            dialogue=each,
            stage=each.stage(today()),
            degree=ProcessDegree(each.process_degree) if each.process_degree else None,
            resolved=resolved.get(each.id, each.step_decision),
            reached=who.get(each.id),
            late=late_of(each, known),
        )
        for each in dialogues
    ]
    return sorted(found, key=_by_decision)


def late_of(dialogue: Dialogue, known: Mapping[int, list[Promise]]) -> list[Owed]:
    return late([dialogue], known)


def _by_decision(matter: Matter) -> tuple[object, ...]:
    """By the day of the decision; then by stage, where no day is set."""
    day = matter.dialogue.decided_on
    order = [*WAITING, *(each for each in Stage if each not in WAITING)]
    return order.index(matter.stage) >= len(WAITING), day is None, day or today(), order.index(matter.stage)


def degrees_resolved(session: Session) -> dict[int, str]:
    """Dialogue id -> the last decision on its degrees, in a line."""
    lang = current_language().tag
    found = session.scalars(
        select(StoredResolution)
        .where(StoredResolution.kind_name == ResolutionKind.DEGREES.value)
        .order_by(StoredResolution.id)
    )
    return {each.dialogue_id: sentence(each, lang) for each in found}
