"""What participants thought of taking part: sums alone, apart from every response.

Whoever holds a receipt answers once at each time. What is kept of that is a keyed hash, which cannot be set
beside the response without the key.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.experience import Asked
from webapp.models.base import Base, inserting, table_of

Cell = tuple[str, str]
"""Question, answer."""


class Experience(Base):
    """How many gave an answer to one of the three questions."""

    __tablename__ = "experience"

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), primary_key=True)
    asked: Mapped[str] = mapped_column(String(10), primary_key=True)
    question: Mapped[str] = mapped_column(String(20), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10), primary_key=True)
    amount: Mapped[int] = mapped_column(default=0)


class ExperienceGiven(Base):
    """That the holder of some receipt has answered."""

    __tablename__ = "experience_given"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)


def mark_of(secret: bytes, asked: Asked, receipt: str) -> str:
    """What is kept of a receipt whose holder has answered."""
    return hmac.new(secret, f"experience:{asked}:{receipt}".encode(), hashlib.sha256).hexdigest()


def is_given(session: Session, mark: str) -> bool:
    return session.get(ExperienceGiven, mark) is not None


def count(session: Session, dialogue_id: int, asked: Asked, answers: Mapping[str, str], mark: str) -> None:
    """Adds the answers to the sums, once for each mark. The caller commits."""
    sums = table_of(Experience)
    new = inserting(session, ExperienceGiven).values(mark=mark).on_conflict_do_nothing()
    if session.execute(new.returning(ExperienceGiven.mark)).first() is None:
        return
    for question, answer in sorted(answers.items()):
        one = inserting(session, Experience).values(
            dialogue_id=dialogue_id, asked=asked, question=question, answer=answer, amount=1
        )
        session.execute(
            one.on_conflict_do_update(
                index_elements=sums.primary_key, set_={"amount": sums.c.amount + one.excluded.amount}
            )
        )


def experiences(session: Session, dialogue_id: int | None = None) -> dict[tuple[int, Asked], Counter[Cell]]:
    """(dialogue's id, time) -> the sums, of one dialogue or of every one that has any."""
    found: dict[tuple[int, Asked], Counter[Cell]] = {}
    wanted = select(Experience)
    if dialogue_id is not None:
        wanted = wanted.where(Experience.dialogue_id == dialogue_id)
    for each in session.scalars(wanted):
        sums = found.setdefault((each.dialogue_id, Asked(each.asked)), Counter())
        sums[each.question, each.answer] = each.amount
    return found
