"""What a participation policy asks to be recorded: resolutions, answers, corrections, outcomes."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from webapp.domain.record import BodyKind, GateAnswer, Outcome, Resolution, ResolutionKind
from webapp.domain.text import Localised, Text, choose
from webapp.models.base import Base
from webapp.models.dialogue import Board, Dialogue

CONCERNED, TAKES_PART, CONSULTED = "concerned", "takes-part", "consulted"


class BoardPart(Base):
    """What a board has to do with a dialogue: it is concerned, takes part, or has been consulted."""

    __tablename__ = "board_part"
    __table_args__ = (UniqueConstraint("dialogue_id", "board_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    part: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String, default="")
    day: Mapped[date | None]

    board: Mapped[Board] = relationship(lazy="joined")


class StoredResolution(Base):
    """A decision that a body took about a dialogue: to hold it, its degrees, or to follow its result."""

    __tablename__ = "resolution"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    kind_name: Mapped[str] = mapped_column(String(20))
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    meeting: Mapped[date]
    paragraph: Mapped[str] = mapped_column(String(60), default="")
    registration_number: Mapped[str] = mapped_column(String(60), default="")
    recorded_on: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))

    board: Mapped[Board] = relationship(lazy="joined")

    def as_resolution(self) -> Resolution:
        return Resolution(
            ResolutionKind(self.kind_name), BodyKind(self.board.kind_name), self.meeting, self.paragraph
        )


class StoredAnswer(Base):
    """What somebody answered to a question that the policy asks, in their name."""

    __tablename__ = "gate_answer"
    __table_args__ = (UniqueConstraint("dialogue_id", "gate"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    gate: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(10), default="")
    words: Mapped[str] = mapped_column(String, default="")
    name: Mapped[str] = mapped_column(String(200))
    answered_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))

    def as_answer(self) -> GateAnswer:
        return GateAnswer(self.value, self.words, self.staff_id, self.name, self.answered_on)


class Correction(Base):
    """A core fact that was changed after publishing: dated, with its reason, for all to see."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``{"value": …}``: as it was."""
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[Localised] = mapped_column(default=dict)
    made_on: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))


class Finding(Base):
    """One thing that residents said, and later what became of it."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Localised] = mapped_column(default=dict)
    text: Mapped[Localised] = mapped_column(default=dict)
    quotes: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list, type_=Base.type_annotation_map[list[str]]
    )
    """``{"text": …, "lang": …, "question": question id}``, chosen by an official."""
    outcome_name: Mapped[str] = mapped_column(String(20), default="")
    outcome_reason: Mapped[Localised] = mapped_column(default=dict)

    @property
    def outcome(self) -> Outcome | None:
        return Outcome(self.outcome_name) if self.outcome_name else None

    @property
    def settled(self) -> bool:
        """Whether it has an outcome with a reason."""
        return bool(self.outcome_name) and any(text.strip() for text in self.outcome_reason.values())

    def words(self, field: str, lang: str, source: str) -> Text:
        """The text of a localised field for a reader of `lang`, with the language it is really in."""
        return choose(getattr(self, field), lang, source)


def findings_of(session: Session, dialogue: Dialogue) -> list[Finding]:
    """What residents said, in the order that officials have given it."""
    wanted = select(Finding).where(Finding.dialogue_id == dialogue.id)
    return list(session.scalars(wanted.order_by(Finding.position, Finding.id)))
