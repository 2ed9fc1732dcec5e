"""What each board has to do with a dialogue."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import BoardPart, Dialogue
from webapp.planning.plan_fields import Part


def parts_of(session: Session, dialogue: Dialogue) -> Sequence[BoardPart]:
    """What boards have to do with `dialogue`, in the order it was written."""
    found = select(BoardPart).where(BoardPart.dialogue_id == dialogue.id)
    return session.scalars(found.order_by(BoardPart.id)).all()


def set_parts(session: Session, dialogue: Dialogue, wanted: Iterable[Part]) -> None:
    """Makes what is stored of the boards' parts say what `wanted` says, and nothing else."""
    left = {(part.board_id, part.part): part for part in parts_of(session, dialogue)}
    for part in wanted:
        row = left.pop((part.board, part.part), None)
        if row is None:
            row = BoardPart(dialogue_id=dialogue.id, board_id=part.board, part=part.part)
            session.add(row)
        if (row.reason, row.day) != (part.reason, part.day):
            row.reason, row.day = part.reason, part.day
    for row in left.values():
        session.delete(row)
