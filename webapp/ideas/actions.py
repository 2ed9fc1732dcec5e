"""Storing ideas and support for them. Callers commit."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.ideas.forms import Draft
from webapp.models import Dialogue, Idea, IdeaState, Support
from webapp.models.base import Base, inserting
from webapp.models.ideas import hold_ideas, random_number
from webapp.web.pictures import keep_shown

MOST_COPIES = 5
"""So many ideas with the very same words a dialogue takes, each from a form of its own."""


class TooManyCopies(Exception):
    """The same words have been sent so often that one more tells nothing."""


def code_of(dialogue_id: int, draft: Draft, secret: bytes) -> str:
    """The receipt code of a form with these words: the same however often it is sent.

    The same form with other words in it, such as after going back, is another idea.
    """
    shown = (str(draft.picture), draft.alt) if draft.picture else ()
    words = "\n".join((draft.key, draft.category, draft.title, draft.text, draft.place, *shown))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return receipts.code_for(secret, f"idea:{dialogue_id}:{digest}")


def is_stored(session: Session, receipt_hash: str) -> bool:
    """Whether an idea has this receipt."""
    return session.scalar(select(Idea.id).where(Idea.receipt_hash == receipt_hash)) is not None


def submit(
    session: Session, dialogue: Dialogue, draft: Draft, *, secret: bytes, lang: str, day: date
) -> None:
    """Stores an idea, unless this very form has been stored already.

    Ideas of one dialogue are stored one after the other. One with a picture is never shown at once.

    Raises:
        TooManyCopies: the same words have been sent from other forms too often.
        PicturesGone: the draft's picture is not kept any more.
    """
    receipt = receipts.fingerprint(secret, code_of(dialogue.id, draft, secret))
    hold_ideas(session, dialogue.id)
    if is_stored(session, receipt):
        return
    if _copies(session, dialogue.id, draft) >= MOST_COPIES:
        raise TooManyCopies
    picture = draft.picture
    keep_shown(session, dialogue.id, [picture] if picture else [])
    shown = dialogue.ideas_shown_at_once and not picture
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
            picture_id=picture.id if picture else None,
            picture_width=picture.width if picture else None,
            picture_height=picture.height if picture else None,
            picture_alt=draft.alt if picture else "",
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


def support_code(secret: bytes, dialogue_id: int, token: str) -> str:
    """The receipt of all that the browser with the number `token` supports in one dialogue."""
    return receipts.code_for(secret, f"support:{dialogue_id}:{token}")


def supporter_hash(secret: bytes, dialogue_id: int, token: str) -> str:
    """What is stored of a supporter: nobody else's in another dialogue, and not the browser's own number."""
    return receipts.fingerprint(secret, support_code(secret, dialogue_id, token))


def adopt(session: Session, secret: bytes, dialogue_id: int, token: str) -> None:
    """Puts support that was stored before supporters had receipts under the browser's receipt."""
    former = hmac.new(secret, f"support:{dialogue_id}:{token}".encode(), hashlib.sha256).hexdigest()
    mine = update(Support).where(Support.supporter_hash == former)
    session.execute(mine.values(supporter_hash=supporter_hash(secret, dialogue_id, token)))


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
