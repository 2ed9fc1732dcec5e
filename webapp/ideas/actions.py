"""Storing ideas and support for them. Callers commit."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.domain import receipts
from webapp.ideas.forms import Draft
from webapp.models import Idea, IdeaState, Support
from webapp.models.base import random_id


def submit(session: Session, dialogue_id: int, draft: Draft, *, secret: bytes, lang: str, day: date) -> str:
    """Stores an idea once, to be moderated, and returns its receipt code.

    Sent again, it only returns the code. The same form with other words in it, such as after going back, is
    another idea.
    """
    words = "\n".join((draft.key, draft.category, draft.title, draft.text))
    code = receipts.code_for(secret, f"idea:{dialogue_id}:{hashlib.sha256(words.encode()).hexdigest()}")
    row = {
        "id": random_id(),
        "dialogue_id": dialogue_id,
        "title": draft.title,
        "text": draft.text,
        "category": draft.category_number,
        "lang": lang,
        "day": day,
        "receipt_hash": receipts.fingerprint(secret, code),
        "state": IdeaState.WAITING.value,
        "reason": "",
    }
    _insert_once(session, Idea, row, "receipt_hash")
    return code


def supporter_hash(secret: bytes, dialogue_id: int, token: str) -> str:
    """What is stored of a supporter: nobody else's in another dialogue, and not the browser's own number."""
    return hmac.new(secret, f"support:{dialogue_id}:{token}".encode(), hashlib.sha256).hexdigest()


def support(session: Session, idea_id: int, supporter: str) -> None:
    """Counts a supporter, once."""
    row = {"idea_id": idea_id, "supporter_hash": supporter}
    _insert_once(session, Support, row, "idea_id", "supporter_hash")


def take_back(session: Session, idea_id: int, supporter: str) -> None:
    """Takes a supporter back, where there is one."""
    session.execute(delete(Support).where(Support.idea_id == idea_id, Support.supporter_hash == supporter))


def _insert_once(
    session: Session, model: type[DeclarativeBase], row: Mapping[str, object], *unique: str
) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - narrows the type
    session.execute(dialect.insert(table).values(**row).on_conflict_do_nothing(index_elements=list(unique)))
