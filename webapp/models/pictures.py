"""Pictures of questions and of ideas, sized for phones and without anything else in their files."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class StoredPicture(Base):
    """One picture of a dialogue, whether a question or an idea has it yet or not. It never changes."""

    __tablename__ = "picture"

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The beginning of the SHA-256 of `large`, in hexadecimal digits."""
    width: Mapped[int]
    """Of `large` and `plain`, in pixels; `height` likewise."""
    height: Mapped[int]
    large: Mapped[bytes] = mapped_column(LargeBinary)
    """WebP."""
    small: Mapped[bytes] = mapped_column(LargeBinary)
    """WebP, half as wide where `large` is as wide as it may be."""
    plain: Mapped[bytes] = mapped_column(LargeBinary)
    """JPEG, for browsers that do not read WebP."""
    kept_on: Mapped[date]
    """The day somebody last put it in a form or in a question."""


class StoredLogo(Base):
    """The municipality's logo. It never changes: a new one is another row, and the former is removed."""

    __tablename__ = "logo"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The beginning of the SHA-256 of `small`, in hexadecimal digits."""
    small: Mapped[bytes] = mapped_column(LargeBinary)
    """WebP."""
    plain: Mapped[bytes] = mapped_column(LargeBinary)
    """PNG, for browsers that do not read WebP."""
