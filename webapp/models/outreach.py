"""Places where people are met, each with its own QR code."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.dialogue import Dialogue


class Place(Base):
    """A meeting place and the short code that leads from it to a dialogue."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"), index=True)
    dialogue: Mapped[Dialogue] = relationship()
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    access: Mapped[str] = mapped_column(String(300), default="")
    """How accessible it is: steps, lift, hearing loop, interpreter."""
    visit_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
