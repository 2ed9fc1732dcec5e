"""Storing reports. Callers commit."""

import hashlib
from datetime import date

from sqlalchemy.orm import Session

from webapp.accessibility.forms import Draft
from webapp.domain import receipts
from webapp.models import FaultReport
from webapp.models.base import inserting, random_id


def store_report(session: Session, draft: Draft, *, secret: bytes, lang: str, day: date) -> str:
    """Stores a report once and returns its receipt code; sent again, it only returns the code.

    The same form with other words in it, such as after going back, is another report.
    """
    words = "\n".join((draft.key, draft.page, draft.contact, draft.text))
    code = receipts.code_for(secret, f"fault:{hashlib.sha256(words.encode()).hexdigest()}")
    row = {
        "id": random_id(),
        "lang": lang,
        "page": draft.page,
        "text": draft.text,
        "contact": draft.contact,
        "day": day,
        "receipt_hash": receipts.fingerprint(secret, code),
        "answer": {},
    }
    session.execute(inserting(session, FaultReport).values(**row).on_conflict_do_nothing())
    return code
