"""The trace of what staff have done. Residents leave none."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class TraceEntry(Base):
    """One act: who, when, what, on which dialogue. Entries are added, never changed."""

    __tablename__ = "trace_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    dialogue_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue.id"), index=True)
    act: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
