"""What housekeeping erases of reports, and when."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Municipality
from webapp.models.accessibility import erase_contacts, erase_reports


def erase_old(session: Session, today: date) -> Iterator[str]:
    """Erases what has had its time, and says how much of what. The caller commits.

    Whole reports are official documents: they are erased only where the municipality has decided so.
    """
    if erased := erase_contacts(session, today):
        yield f"Erased {erased} ways to reach those who had reported a fault."
    town = session.scalar(select(Municipality).limit(1))
    decision = town.notice.disposal if town else ""
    if decision and (erased := erase_reports(session, today)):
        yield f"Erased {erased} reports of faults, as decided in {decision}."
