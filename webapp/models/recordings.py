"""Films in sign language and recorded readings of dialogues, in pieces, so that one can begin anywhere."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base

PIECE = 1_000_000
"""Bytes of each piece but the last."""


class Recording(Base):
    """One film or sound of a dialogue, in one language. It never changes; a new one takes its place."""

    __tablename__ = "recording"
    __table_args__ = (UniqueConstraint("dialogue_id", "kind", "lang"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    lang: Mapped[str] = mapped_column(String(20))
    """Of what is signed or said."""
    type: Mapped[str] = mapped_column(String(40))
    """The media type."""
    size: Mapped[int]
    """In bytes."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the whole file, in hexadecimal digits."""
    milliseconds: Mapped[int]
    """Until the last words of the captions have been said."""
    text_lang: Mapped[str] = mapped_column(String(20))
    """Of the captions and of the text."""
    captions: Mapped[str] = mapped_column(Text)
    """WebVTT."""
    text: Mapped[str] = mapped_column(Text)
    """All that is signed or said, for reading."""
    kept_on: Mapped[date]


class RecordingPiece(Base):
    """A stretch of a recording's file."""

    __tablename__ = "recording_piece"

    recording_id: Mapped[int] = mapped_column(
        ForeignKey("recording.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 0."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
