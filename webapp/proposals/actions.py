"""Storing proposals. Callers commit."""

import hashlib
from datetime import date

from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.models import Proposal
from webapp.models.base import inserting, random_id
from webapp.proposals.forms import NAMED, Draft


def submit(session: Session, draft: Draft, *, secret: bytes, lang: str, day: date) -> str:
    """Stores a proposal once and returns its receipt code; sent again, it only returns the code.

    The same form with other words in it, such as after going back, is another proposal.
    """
    words = "\n".join((draft.key, draft.sender, draft.name, draft.title, draft.text))
    digest = hashlib.sha256(words.encode()).hexdigest()
    code = receipts.code_for(secret, f"proposal:{digest}")
    row = {
        "id": random_id(),
        "lang": lang,
        "title": draft.title,
        "text": draft.text,
        "sender": draft.sender,
        "sender_name": draft.name if draft.sender in NAMED else "",
        "day": day,
        "receipt_hash": receipts.fingerprint(secret, code),
        "submission_key": digest,
        "answer": {},
    }
    session.execute(inserting(session, Proposal).values(**row).on_conflict_do_nothing())
    return code
