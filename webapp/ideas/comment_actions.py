"""Storing comments on ideas, and taking them back. Callers commit."""

import hashlib
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.ideas.actions import MOST_COPIES, TooManyCopies
from webapp.ideas.comment_forms import CommentDraft
from webapp.models import Comment, CommentState, Dialogue
from webapp.models.ideas import hold_ideas
from webapp.models.said import remove_beside


def comment_code(dialogue_id: int, number: int, draft: CommentDraft, secret: bytes) -> str:
    """The receipt code of a form with this comment on the idea `number`, however often it is sent."""
    words = "\n".join((draft.key, str(number), draft.stand, draft.text))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return receipts.code_for(secret, f"comment:{dialogue_id}:{digest}")


def is_stored(session: Session, receipt_hash: str) -> bool:
    """Whether a comment has this receipt."""
    return session.scalar(select(Comment.id).where(Comment.receipt_hash == receipt_hash)) is not None


def add_comment(
    session: Session,
    dialogue: Dialogue,
    idea_id: int,
    draft: CommentDraft,
    *,
    receipt_hash: str,
    lang: str,
    day: date,
) -> None:
    """Stores a comment, unless this very form has been stored already.

    Raises:
        TooManyCopies: the same words have been sent about this idea from other forms too often.
    """
    hold_ideas(session, dialogue.id)
    if is_stored(session, receipt_hash):
        return
    if _copies(session, idea_id, draft) >= MOST_COPIES:
        raise TooManyCopies
    shown = dialogue.ideas_shown_at_once
    session.add(
        Comment(
            dialogue_id=dialogue.id,
            idea_id=idea_id,
            stand=draft.stand,
            text=draft.text,
            lang=lang,
            day=day,
            receipt_hash=receipt_hash,
            state=(CommentState.PUBLISHED if shown else CommentState.WAITING).value,
            published_on=day if shown else None,
        )
    )
    session.flush()


def _copies(session: Session, idea_id: int, draft: CommentDraft) -> int:
    same = (Comment.idea_id == idea_id, Comment.text == draft.text)
    return session.scalar(select(func.count()).where(*same)) or 0


def withdraw_comment(session: Session, dialogue_id: int, comment_id: int) -> None:
    """Erases what somebody wrote. The receipt can still tell that it is taken back."""
    hold_ideas(session, dialogue_id)
    words = ("stand", "text", "lang", "reason_code", "reason", "appeal", "appeal_answer")
    days = ("published_on", "read_on", "appealed_on", "appeal_answered_on")
    erased = {**dict.fromkeys(words, ""), **dict.fromkeys(days), "state": CommentState.WITHDRAWN.value}
    session.execute(update(Comment).where(Comment.id == comment_id).values(**erased))
    remove_beside(session, comment=comment_id)
