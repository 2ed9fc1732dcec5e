"""What residents of the town say about ideas and support: the receipts are known by a key."""

from sqlalchemy.orm import Session

from tests.conftest import SECRET
from tests.factories import days
from webapp.domain import receipts
from webapp.models import Comment, CommentState, Dialogue, Idea, Support

SAID = (
    ("for", "Bra, mina föräldrar orkar inte stå.", "sv"),
    ("against", "لا، المكان ضيق والأطفال يلعبون هناك.", "ar"),
    ("neutral", "Skateboardparksbänkspubliksittplatsutredningsgruppen\nfår gärna titta på det.", "sv"),
)


def comment_receipt(key: str) -> str:
    return receipts.code_for(SECRET.encode(), f"comment-{key}")


def fill_talk(session: Session, idea: Idea) -> None:
    """Comments on `idea`: three that are shown, one in each other state, and one that is appealed."""
    for stand, text, lang in SAID:
        add(session, idea, f"{stand}-{idea.number}", stand=stand, text=text, lang=lang)
    for state in CommentState:
        add(session, idea, f"{state}-{idea.number}", state=state.value)
    asked = {"appeal": "Jag menade idén, inte någon person.", "appealed_on": days(-1)}
    add(session, idea, f"appealed-{idea.number}", state="declined", **asked)
    session.query(Dialogue).filter_by(id=idea.dialogue_id).update({"idea_comments": True})


def add(session: Session, idea: Idea, key: str, **given: object) -> None:
    """A comment whose receipt is `comment_receipt(key)`; the caller commits."""
    state = given.get("state", "published")
    shown, declined = state == "published", state == "declined"
    facts = {
        "stand": "for",
        "text": "" if state == "withdrawn" else "En bänk till vid grinden vore bra.",
        "lang": "sv",
        "published_on": days(-1) if shown else None,
        "read_on": days(-1) if shown or declined else None,
        "reason_code": "insult" if declined else "",
        "reason": "Skriv om idén och inte om den som skrev den." if declined else "",
        "state": "published",
    }
    session.add(
        Comment(
            dialogue_id=idea.dialogue_id,
            idea_id=idea.id,
            day=days(-2),
            receipt_hash=receipts.fingerprint(SECRET.encode(), comment_receipt(key)),
            **(facts | given),
        )
    )


SUPPORTED = ("several", "decided")
"""Supporters whose receipts are looked at."""


def support_receipt(key: str) -> str:
    return receipts.code_for(SECRET.encode(), f"supporter-{key}")


def supports(session: Session, key: str, *ideas: Idea) -> None:
    """Lets the holder of `support_receipt(key)` support these ideas; the caller commits."""
    supporter = receipts.fingerprint(SECRET.encode(), support_receipt(key))
    session.add_all(Support(idea_id=idea.id, supporter_hash=supporter) for idea in ideas)
