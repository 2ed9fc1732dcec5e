"""What is known of translations: which source each was made from, and who has reviewed it."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class ContentTranslation(Base):
    """One text of a dialogue in one language, as it was when it was saved or reviewed.

    The text that residents read stands in the dialogue itself; where it differs from `text`, somebody has
    changed it since, and nobody has reviewed it.
    """

    __tablename__ = "content_translation"
    __table_args__ = (UniqueConstraint("dialogue_id", "key", "lang"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    key: Mapped[str] = mapped_column(String(250))
    lang: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text)
    """The source text that it was made from."""
    text: Mapped[str] = mapped_column(Text)
    machine: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reviewed_on: Mapped[date | None]
    """The day that a person reviewed it; None for a draft."""
