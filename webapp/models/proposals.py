"""Proposals for dialogues from residents and associations, and addresses of those who want the feedback."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.text import Localised
from webapp.models.base import Base, random_id


class Proposal(Base):
    """A dialogue that somebody outside the municipality wants. Each gets an answer."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=random_id)
    lang: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String)
    sender: Mapped[str] = mapped_column(String(20))
    """``resident``, ``association`` or ``company``."""
    sender_name: Mapped[str] = mapped_column(String(200), default="")
    """An association's or a company's name; residents give none."""
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    dialogue_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue.id"))
    """The dialogue that was planned from it."""
    answer: Mapped[Localised] = mapped_column(default=dict)
    accepted: Mapped[bool | None]
    answered_on: Mapped[date | None]


class Subscription(Base):
    """An e-mail address to tell about the outcome: apart from responses, without a day, erased when used."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("dialogue_id", "email"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=random_id)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    email: Mapped[str] = mapped_column(String(254))
    lang: Mapped[str] = mapped_column(String(20))
