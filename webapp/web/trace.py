"""Recording what staff do."""

from typing import Any

from webapp.extensions import db
from webapp.models import Dialogue, TraceEntry
from webapp.web.access import staff
from webapp.web.clock import now


def record(act: str, dialogue: Dialogue | None = None, **details: Any) -> None:
    """Adds an entry to the trace, in the same transaction as the act itself."""
    person = staff()
    db.session.add(
        TraceEntry(
            at=now(),
            staff_id=person.id if person else None,
            dialogue_id=dialogue.id if dialogue else None,
            act=act,
            details=details,
        )
    )
