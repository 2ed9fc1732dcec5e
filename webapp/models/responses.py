"""Responses, their answers, and the running tallies.

No column tells who answered, from where in the network, or at what time of day; keys are random.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.questions import Value
from webapp.models.base import Base, Json, random_id


class Response(Base):
    """One person's answers to a question set, as sent.

    A withdrawn response keeps its row, emptied, so that a late retry does not bring it back and the
    receipt can say what happened.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("dialogue_id", "submission_key"),
        Index(
            "ix_response_uncounted",
            "dialogue_id",
            sqlite_where=text("NOT counted"),
            postgresql_where=text("NOT counted"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    lang: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    submission_key: Mapped[str] = mapped_column(String(64))
    """Hash of the key that the form carried: the same form sent twice is one response."""
    counted: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    changed: Mapped[bool] = mapped_column(default=False)
    """Not counted yet, while what it said before is in the figures and waits to leave them."""


class Answer(Base):
    """The answer to one question. A JSON null stands for "don't know / prefer not to say"."""

    __tablename__ = "answer"
    __table_args__ = (
        Index("ix_answer_question", "dialogue_id", "question_id", "response_id"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("response.id"), primary_key=True, autoincrement=False
    )
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    value: Mapped[Value | None] = mapped_column(Json)


class Tally(Base):
    """A running count: `amount` is what may be shown; `pending` waits for the next refresh of the figures.

    `grouping` is empty for everybody, else ``lang:<tag>`` or ``place:<id>`` (``place:`` for no place).
    """

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    grouping: Mapped[str] = mapped_column(String(40), primary_key=True)
    cell: Mapped[str] = mapped_column(String(200), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    pending: Mapped[int] = mapped_column(BigInteger, default=0)
