"""Ideas that residents submit, support for them, what moderation does and what becomes of them."""

import secrets
from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.ideas import Standing
from webapp.domain.text import Localised
from webapp.models.base import Base, random_id

NUMBERS = range(100_000, 1_000_000)


class IdeaState(StrEnum):
    """Where moderation has put an idea."""

    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"
    JOINED = "joined"
    """Shown together with another idea that says the same."""


def random_number() -> int:
    """A number that people can read aloud, and that tells nothing about how many ideas came before."""
    return secrets.choice(NUMBERS)


class Idea(Base):
    """An idea in its author's own words and language, which nobody ever changes."""

    __tablename__ = "idea"
    __table_args__ = (UniqueConstraint("dialogue_id", "number"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    number: Mapped[int] = mapped_column(default=random_number)
    """What the idea is called in addresses and letters: drawn at random, unique in its dialogue."""
    title: Mapped[str] = mapped_column(String(600))
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(600), default="")
    """Where, in the author's words; empty where none was given."""
    category: Mapped[int | None]
    """Place of the category in the dialogue's list, from 0."""
    lang: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)

    state: Mapped[str] = mapped_column(String(20), default=IdeaState.WAITING.value)
    published_on: Mapped[date | None]
    read_on: Mapped[date | None]
    """The day somebody decided about it; None while nobody has, also where it is shown at once."""
    reason_code: Mapped[str] = mapped_column(String(20), default="")
    """Why it is not shown (`domain.ideas.Reason`)."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """The same in words, to the author."""
    joined_to: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    appeal: Mapped[str] = mapped_column(Text, default="")
    """Why the author thinks that it should be shown after all."""
    appealed_on: Mapped[date | None]
    appeal_answer: Mapped[str] = mapped_column(Text, default="")
    appeal_answered_on: Mapped[date | None]

    outcome_name: Mapped[str] = mapped_column(String(20), default="")
    """What officials say has become of it (`domain.ideas.Standing`); empty while they have said nothing."""
    outcome_reason: Mapped[Localised] = mapped_column(default=dict)
    outcome_on: Mapped[date | None]


def standing(state: str, outcome_name: str) -> Standing:
    """What has become of an idea that is received or shown."""
    if state not in {IdeaState.PUBLISHED, IdeaState.JOINED}:
        return Standing.RECEIVED
    return Standing(outcome_name) if outcome_name else Standing.PUBLISHED


class Support(Base):
    """That one browser supports an idea: a keyed hash of a random number the browser keeps, nothing else."""

    __tablename__ = "support"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    supporter_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class ModerationAct(Base):
    """One decision of moderation, for the public log: it does not say which idea it was about."""

    __tablename__ = "moderation_act"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    day: Mapped[date]
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20), default="")
