"""Storing ideas and support for them. Callers commit."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.ideas.forms import Draft
from webapp.models import Dialogue, Idea, IdeaState, Support
from webapp.models.base import Base, inserting
from webapp.models.ideas import random_number

MOST_COPIES = 5
"""So many ideas with the very same words a dialogue takes, each from a form of its own."""


class TooManyCopies(Exception):
    """The same words have been sent so often that one more tells nothing."""


def code_of(dialogue_id: int, draft: Draft, secret: bytes) -> str:
    """The receipt code of a form with these words: the same however often it is sent.

    The same form with other words in it, such as after going back, is another idea.
    """
    words = "\n".join((draft.key, draft.category, draft.title, draft.text, draft.place))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return receipts.code_for(secret, f"idea:{dialogue_id}:{digest}")


def is_stored(session: Session, receipt_hash: str) -> bool:
    """Whether an idea has this receipt."""
    return session.scalar(select(Idea.id).where(Idea.receipt_hash == receipt_hash)) is not None


def submit(
    session: Session, dialogue: Dialogue, draft: Draft, *, secret: bytes, lang: str, day: date
) -> None:
    """Stores an idea, unless this very form has been stored already.

    Ideas of one dialogue are stored one after the other.

    Raises:
        TooManyCopies: the same words have been sent from other forms too often.
    """
    receipt = receipts.fingerprint(secret, code_of(dialogue.id, draft, secret))
    session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update(key_share=True))
    if is_stored(session, receipt):
        return
    if _copies(session, dialogue.id, draft) >= MOST_COPIES:
        raise TooManyCopies
    shown = dialogue.ideas_shown_at_once
    session.add(
        Idea(
            dialogue_id=dialogue.id,
            number=_free_number(session, dialogue.id),
            title=draft.title,
            text=draft.text,
            place=draft.place,
            category=draft.category_number,
            lang=lang,
            day=day,
            receipt_hash=receipt,
            state=(IdeaState.PUBLISHED if shown else IdeaState.WAITING).value,
            published_on=day if shown else None,
        )
    )
    session.flush()


def _copies(session: Session, dialogue_id: int, draft: Draft) -> int:
    same = (Idea.dialogue_id == dialogue_id, Idea.title == draft.title, Idea.text == draft.text)
    return session.scalar(select(func.count()).where(*same)) or 0


def _free_number(session: Session, dialogue_id: int) -> int:
    taken = select(Idea.id).where(Idea.dialogue_id == dialogue_id)
    while session.scalar(taken.where(Idea.number == (number := random_number()))) is not None:
        pass
    return number


def supporter_hash(secret: bytes, dialogue_id: int, token: str) -> str:
    """What is stored of a supporter: nobody else's in another dialogue, and not the browser's own number."""
    return hmac.new(secret, f"support:{dialogue_id}:{token}".encode(), hashlib.sha256).hexdigest()


def support(session: Session, idea_id: int, supporter: str) -> None:
    """Counts a supporter, once."""
    row = {"idea_id": idea_id, "supporter_hash": supporter}
    _insert_once(session, Support, row, "idea_id", "supporter_hash")


def take_back(session: Session, idea_ids: Collection[int], supporter: str) -> None:
    """Takes a supporter back from an idea and from those joined to it, where there is one."""
    session.execute(delete(Support).where(Support.idea_id.in_(idea_ids), Support.supporter_hash == supporter))


def _insert_once(session: Session, model: type[Base], row: Mapping[str, object], *unique: str) -> None:
    new = inserting(session, model).values(**row)
    session.execute(new.on_conflict_do_nothing(index_elements=list(unique)))
