"""Who has taken part in dialogues where everybody answers once. Nothing here leads to a response.

`Participation` holds all of a dialogue's marks in one row, sorted: neither where rows lie nor the numbers of
their transactions tell which mark came with which response. Rows of `OneTimeCode` are written when the codes
are made and never touched again until the dialogue closes, when both are erased.
"""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.taking_part import MARK_BYTES, marks_in, with_mark
from webapp.models.base import Base, inserting


class CodeBatch(Base):
    """One-time codes that were made together."""

    __tablename__ = "code_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    label: Mapped[str] = mapped_column(String(120))
    amount: Mapped[int]
    made_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    """The day its codes stopped working, where somebody took them out of use."""
    used: Mapped[int | None]
    """How many were used in the end; None until the dialogue has closed."""


class OneTimeCode(Base):
    """A code that may be used once, as a keyed hash."""

    __tablename__ = "one_time_code"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[bytes] = mapped_column(LargeBinary(MARK_BYTES), primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("code_batch.id"), index=True)


class Participation(Base):
    """The marks of those who have answered a dialogue: of used codes, or of people."""

    __tablename__ = "participation"

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), primary_key=True, autoincrement=False)
    marks: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    """Sorted, end to end (`domain.taking_part.with_mark`)."""


class TakenPart(Exception):
    """Somebody has answered already with this code, or this person has."""


def take_part(session: Session, dialogue_id: int, mark: bytes) -> None:
    """Uses `mark` up. Of two that do it at once, the second waits for the first. The caller commits.

    Raises:
        TakenPart: it is used up already.
    """
    there = {"dialogue_id": dialogue_id, "marks": b""}
    session.execute(inserting(session, Participation).values(there).on_conflict_do_nothing())
    own = Participation.dialogue_id == dialogue_id
    marks = session.execute(select(Participation.marks).where(own).with_for_update()).scalar_one()
    added = with_mark(marks, mark)
    if added is None:
        raise TakenPart
    session.execute(update(Participation).where(own).values(marks=added))


def used_of(session: Session, dialogue_id: int) -> dict[int, int]:
    """Number of a batch -> how many of its codes have been used, while the dialogue has not been sealed."""
    own = Participation.dialogue_id == dialogue_id
    taken = marks_in(session.scalar(select(Participation.marks).where(own)) or b"")
    used: dict[int, int] = {}
    codes = select(OneTimeCode.mark, OneTimeCode.batch_id).where(OneTimeCode.dialogue_id == dialogue_id)
    for row in session.execute(codes):
        used[row.batch_id] = used.get(row.batch_id, 0) + (row.mark in taken)
    return used


def forget_participation(session: Session, dialogue_id: int) -> None:
    """Erases every code and mark of a dialogue that takes no more answers; how many were used is kept."""
    for batch_id, used in used_of(session, dialogue_id).items():
        session.execute(update(CodeBatch).where(CodeBatch.id == batch_id).values(used=used))
    for model in (OneTimeCode, Participation):
        session.execute(delete(model).where(model.dialogue_id == dialogue_id))
