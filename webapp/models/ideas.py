"""Ideas that residents submit, support for them, what moderation does and what becomes of them."""

import secrets
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.ideas import Standing
from webapp.domain.pictures import Picture
from webapp.domain.text import Localised
from webapp.models.base import Base, random_id
from webapp.models.dialogue import Dialogue

NUMBERS = range(100_000, 1_000_000)


class IdeaState(StrEnum):
    """Where moderation has put an idea."""

    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"
    JOINED = "joined"
    """Shown together with another idea that says the same."""
    WITHDRAWN = "withdrawn"
    """Taken back by its author, and erased."""


class CommentState(StrEnum):
    """Where a comment is; the first three as for ideas."""

    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """Taken back by its author, and erased."""


def random_number() -> int:
    """A number that people can read aloud, and that tells nothing about how many ideas came before."""
    return secrets.choice(NUMBERS)


class Moderated:
    """What moderation keeps about a resident's text beside it. The text itself is never changed."""

    state: Mapped[str] = mapped_column(String(20), default=IdeaState.WAITING.value)
    published_on: Mapped[date | None]
    read_on: Mapped[date | None]
    """The day somebody decided about it; None while nobody has, also where it is shown at once."""
    reason_code: Mapped[str] = mapped_column(String(20), default="")
    """Why it is not shown (`domain.ideas.Reason`)."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """The same in words, to the author."""
    appeal: Mapped[str] = mapped_column(Text, default="")
    """Why the author thinks that it should be shown after all."""
    appealed_on: Mapped[date | None]
    appeal_answer: Mapped[str] = mapped_column(Text, default="")
    appeal_answered_on: Mapped[date | None]


class Idea(Moderated, Base):
    """An idea in its author's own words and language, which nobody ever changes. Withdrawn ones are empty."""

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
    picture_id: Mapped[str | None] = mapped_column(String(32), index=True)
    """The `StoredPicture` of the dialogue that the idea came with; its size, in pixels, stands beside."""
    picture_width: Mapped[int | None]
    picture_height: Mapped[int | None]
    picture_alt: Mapped[str] = mapped_column(Text, default="")
    """What the picture shows, in the author's words."""

    joined_to: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)

    outcome_name: Mapped[str] = mapped_column(String(20), default="")
    """What officials say has become of it (`domain.ideas.Standing`); empty while they have said nothing."""
    outcome_reason: Mapped[Localised] = mapped_column(default=dict)
    outcome_on: Mapped[date | None]


def picture_of_idea(idea: Any) -> Picture | None:
    """The picture that an idea, or a row of its table, has."""
    if idea.picture_id is None:
        return None
    return Picture(idea.picture_id, idea.picture_width, idea.picture_height)


def hold_ideas(session: Session, dialogue_id: int) -> None:
    """Lets nobody else send or decide about the dialogue's ideas and comments until this transaction ends."""
    session.execute(select(Dialogue.id).where(Dialogue.id == dialogue_id).with_for_update(key_share=True))


def standing(state: str, outcome_name: str) -> Standing:
    """What has become of an idea that is received or shown."""
    if state not in {IdeaState.PUBLISHED, IdeaState.JOINED}:
        return Standing.RECEIVED
    return Standing(outcome_name) if outcome_name else Standing.PUBLISHED


class Support(Base):
    """That one browser supports an idea: the keyed hash of a receipt of its own, nothing else.

    Each dialogue has a receipt of its own for the same browser.
    """

    __tablename__ = "support"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    supporter_hash: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)


class Comment(Moderated, Base):
    """A short comment on an idea, in its author's own words and language. Withdrawn ones have no text."""

    __tablename__ = "idea_comment"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    stand: Mapped[str] = mapped_column(String(10))
    """Whether the author is for the idea (`domain.ideas.Stand`)."""
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)


class ModerationAct(Base):
    """One decision of moderation, for the public log: it does not say which idea or comment it was about."""

    __tablename__ = "moderation_act"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    day: Mapped[date]
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20), default="")
