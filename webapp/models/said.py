"""Translations that officials add beside residents' own words, which are never changed."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.models.base import Base, random_id
from webapp.models.ideas import Comment, Idea


class SaidTranslation(Base):
    """What a resident wrote, in another language: of one idea, or of one comment."""

    __tablename__ = "said_translation"
    __table_args__ = (
        UniqueConstraint("idea_id", "lang"),
        UniqueConstraint("comment_id", "lang"),
        CheckConstraint("(idea_id IS NULL) <> (comment_id IS NULL)", name="of_one"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id, autoincrement=False)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("idea_comment.id"))
    lang: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(600), default="")
    """The heading of an idea; comments have none."""
    text: Mapped[str] = mapped_column(Text)
    machine: Mapped[bool] = mapped_column(default=False)
    """Whether a machine made it; else a person did, for the municipality."""
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    """Who put it there."""


def of(said: Idea | Comment) -> dict[str, int]:
    """The column that says whose translation it is, with its value."""
    return {"idea_id" if isinstance(said, Idea) else "comment_id": said.id}


def beside(
    session: Session, languages: Sequence[str], ideas: Collection[int], comments: Collection[int] = ()
) -> dict[int, SaidTranslation]:
    """Id of an idea or of a comment -> its translation in the first of `languages` that it has one in."""
    which: list[Any] = [SaidTranslation.idea_id.in_(ideas)] if ideas else []
    which += [SaidTranslation.comment_id.in_(comments)] if comments else []
    found: dict[int, SaidTranslation] = {}
    for column in which:
        rows = session.scalars(
            select(SaidTranslation).where(column, SaidTranslation.lang.in_(languages))
        ).all()
        for row in sorted(rows, key=lambda row: languages.index(row.lang), reverse=True):
            found[row.idea_id or row.comment_id or 0] = row
    return found


def remove_beside(session: Session, *, idea: int | None = None, comment: int | None = None) -> None:
    """Takes away every translation of an idea, or of a comment."""
    column = SaidTranslation.comment_id == comment if idea is None else SaidTranslation.idea_id == idea
    session.execute(delete(SaidTranslation).where(column))
