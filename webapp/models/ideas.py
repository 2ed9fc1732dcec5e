"""Ideas that residents submit, and support for them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, random_id


class IdeaState(StrEnum):
    """Where moderation has put an idea."""

    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"


class Idea(Base):
    """An idea in its author's own words and language."""

    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    title: Mapped[str] = mapped_column(String(600))
    text: Mapped[str] = mapped_column(Text)
    category: Mapped[int | None]
    """Place of the category in the dialogue's list, from 0."""
    lang: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(20), default=IdeaState.WAITING.value)
    reason: Mapped[str] = mapped_column(Text, default="")


class Support(Base):
    """That one browser supports an idea: a keyed hash of a random number the browser keeps, nothing else."""

    __tablename__ = "support"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    supporter_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
