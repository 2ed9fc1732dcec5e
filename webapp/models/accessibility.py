"""Reports about what somebody could not use, with the answer to each, and when they are erased."""

from datetime import date, timedelta

from sqlalchemy import BigInteger, String, delete, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.domain.text import Localised
from webapp.models.base import Base, random_id

CONTACT_DAYS = 30
"""So long after the answer the way to reach somebody is kept."""
REPORT_DAYS = 2 * 365
"""So long after the answer a report is kept, where the municipality has decided that it may be erased."""


class FaultReport(Base):
    """Something that did not work for somebody. No account, no address on the network, no time of day."""

    __tablename__ = "fault_report"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=random_id)
    lang: Mapped[str] = mapped_column(String(20))
    page: Mapped[str] = mapped_column(String)
    """Where it was, in words or as the path of a page."""
    text: Mapped[str] = mapped_column(String)
    contact: Mapped[str] = mapped_column(String, default="")
    """How the sender wants to be reached, where they do."""
    day: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    answer: Mapped[Localised] = mapped_column(default=dict)
    answered_on: Mapped[date | None]


def erase_contacts(session: Session, today: date) -> int:
    """Erases ways to reach senders who were answered long enough ago; how many. The caller commits."""
    old = FaultReport.answered_on <= today - timedelta(days=CONTACT_DAYS)
    found = update(FaultReport).where(old, FaultReport.contact != "").values(contact="")
    return _rows(session.execute(found))


def erase_reports(session: Session, today: date) -> int:
    """Erases reports that were answered long enough ago; how many. The caller commits, and has asked whether
    the municipality has decided that they may be erased."""
    old = FaultReport.answered_on <= today - timedelta(days=REPORT_DAYS)
    return _rows(session.execute(delete(FaultReport).where(old)))


def _rows(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
