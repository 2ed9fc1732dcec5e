"""Bodies that decide: their names, and what becomes of their dialogues when one is dissolved."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Stage
from webapp.domain.record import BodyKind
from webapp.domain.text import Localised
from webapp.models import Board, BoardPart, Correction, Dialogue, Membership, StaffMember
from webapp.models.policy import CONCERNED
from webapp.web.access import staff
from webapp.web.clock import today
from webapp.web.trace import record

SETTLED = frozenset({Stage.DECIDED, Stage.FED_BACK, Stage.EVALUATED, Stage.ARCHIVED, Stage.DECLINED})
"""Stages in which no decision is to come."""
ORDER = list(BodyKind)
Value = dict[str, Any]


def all_boards(session: Session) -> list[Board]:
    """Every body: the living first, by kind, in the order they were added."""
    found = session.scalars(select(Board)).all()
    return sorted(found, key=lambda each: (not living(each), ORDER.index(each.kind), each.id))


def living(board: Board, day: date | None = None) -> bool:
    """Whether the body is there on `day`, today if none is given."""
    return board.dissolved_on is None or board.dissolved_on > (day or today())


def held(session: Session, board_id: int) -> Board | None:
    """The body: until the commit nobody else changes it."""
    found = select(Board).where(Board.id == board_id).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).first()


def counts(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """Body id -> how many people belong to it, and -> how many dialogues it is to decide on."""
    people = (
        select(Membership.board_id, func.count())
        .join(StaffMember, StaffMember.id == Membership.staff_id)
        .where(StaffMember.active)
        .group_by(Membership.board_id)
    )
    waiting: dict[int, int] = {}
    for dialogue in session.scalars(select(Dialogue).where(Dialogue.board_id.is_not(None))):
        if dialogue.board_id and undecided(dialogue):
            waiting[dialogue.board_id] = waiting.get(dialogue.board_id, 0) + 1
    return {row[0]: row[1] for row in session.execute(people)}, waiting


def undecided(dialogue: Dialogue) -> bool:
    """Whether the dialogue's decision is still to come."""
    return dialogue.stage(today()) not in SETTLED


def left_without(session: Session, board: Board, day: date | None = None) -> list[Dialogue]:
    """Dialogues that `board` is to decide on; those that it decides before `day` left out."""
    found = select(Dialogue).where(Dialogue.board_id == board.id).order_by(Dialogue.id)
    return [each for each in session.scalars(found) if undecided(each) and not _decided_before(each, day)]


def hold_dialogues(session: Session, board: Board) -> None:
    """Until the commit nobody else changes the dialogues that `board` decides on."""
    found = select(Dialogue).where(Dialogue.board_id == board.id).order_by(Dialogue.id)
    session.scalars(found.with_for_update(of=Dialogue).execution_options(populate_existing=True)).all()


def _decided_before(dialogue: Dialogue, day: date | None) -> bool:
    """Whether the decision comes before `day`; one that is late comes today at the earliest."""
    if day is None or dialogue.decided_on is None:
        return False
    return max(dialogue.decided_on, today()) < day


def public(dialogues: Iterable[Dialogue]) -> list[Dialogue]:
    """Those that residents can read: what they have been told changes in no silence."""
    return [each for each in dialogues if each.stage(today()).public]


def shown_on(session: Session, board: Board) -> list[Dialogue]:
    """Published dialogues that name `board` as the one that decides."""
    return public(session.scalars(select(Dialogue).where(Dialogue.board_id == board.id)))


def renames(board: Board, names: Localised) -> bool:
    """Whether `names` change a name that is there: filling in a missing language does not."""
    return any(text.strip() and names.get(lang) != text for lang, text in board.name.items())


def rename(session: Session, board: Board, names: Localised, reason: Localised) -> None:
    """Gives `board` other names; where residents can read the old one, as a correction."""
    if renames(board, names):
        for dialogue in shown_on(session, board):
            _correct(session, dialogue, _value(board, board.name), _value(board, names), reason)
    board.name = dict(names)


def dissolve(
    session: Session,
    board: Board,
    day: date,
    successor: Board | None,
    dialogues: Sequence[Dialogue],
    reason: Localised,
) -> None:
    """Dissolves `board` from `day` on; `dialogues` are decided by the `successor` instead."""
    board.dissolved_on = day
    if successor is not None:
        for dialogue in dialogues:
            _hand_over(session, dialogue, board, successor, reason)


def _hand_over(
    session: Session, dialogue: Dialogue, board: Board, successor: Board, reason: Localised
) -> None:
    if dialogue.stage(today()).public:
        before, after = _value(board, board.name), _value(successor, successor.name)
        _correct(session, dialogue, before, after, reason)
    dialogue.board_id = successor.id
    dialogue.board = successor
    _concern(session, dialogue, board, successor)


def _concern(session: Session, dialogue: Dialogue, board: Board, successor: Board) -> None:
    """Where `board` was concerned, the successor is: once, also where it was so already."""
    parts = select(BoardPart).where(BoardPart.dialogue_id == dialogue.id, BoardPart.part == CONCERNED)
    found = {part.board_id: part for part in session.scalars(parts)}
    if board.id in found and successor.id in found:
        session.delete(found[board.id])
    elif board.id in found:
        found[board.id].board_id = successor.id


def bring_people(session: Session, board: Board, successor: Board) -> int:
    """Lets those who belong to `board` belong to the successor too; how many they are."""
    found = select(StaffMember).join(Membership).where(Membership.board_id == board.id)
    people = [each for each in session.scalars(found) if successor.id not in each.board_ids]
    for person in people:
        person.boards.append(successor)
    return len(people)


def _correct(session: Session, dialogue: Dialogue, before: Value, after: Value, reason: Localised) -> None:
    person = staff()
    session.add(
        Correction(
            dialogue_id=dialogue.id,
            field="board",
            before={"value": before},
            after={"value": after},
            reason=dict(reason),
            made_on=today(),
            staff_id=person.id if person else None,
        )
    )


def _value(board: Board, names: Localised) -> Value:
    """The body as a correction keeps it: by number, and by the name that residents read."""
    return {"board_id": board.id, "board": dict(names)}


def trace_change(dialogues: Iterable[Dialogue], board: Board, successor: Board, reason: Localised) -> None:
    """Traces for each dialogue that another body decides."""
    for dialogue in dialogues:
        record("change-board", dialogue, before=board.id, board=successor.id, reason=dict(reason))
