"""Sealing a dialogue that is over: the last responses are counted, and the order they came in is erased.

So are one-time codes, used or not, and the marks of those who have answered.

It happens when an official closes a dialogue, and otherwise the first time that somebody reads the results
after its last day. It can be done any number of times; only the first does something.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.extensions import db
from webapp.models import Dialogue
from webapp.models.counting import seal
from webapp.models.taking_part import forget_participation
from webapp.web.clock import today


def seal_if_over(session: Session, dialogue: Dialogue) -> bool:
    """Seals `dialogue` if it is over and has not been sealed; tells whether it did. The caller commits.

    Of two that do this at once, the second waits for the first and then finds nothing to do.
    """
    locked = select(Dialogue).where(Dialogue.id == dialogue.id).with_for_update(of=Dialogue)
    current = session.scalars(locked.execution_options(populate_existing=True)).one()
    if not _due(current):
        return False
    seal(session, current)
    forget_participation(session, current.id)
    current.sealed_on = today()
    return True


def ensure_sealed(dialogue: Dialogue) -> bool:
    """Seals `dialogue` if that is due, in a transaction of its own, for pages that only read.

    Afterwards this request's session reads the database anew.
    """
    if not _due(dialogue):
        return False
    with Session(db.writing) as session:
        done = seal_if_over(session, dialogue)
        session.commit()
    db.session.rollback()
    return done


def _due(dialogue: Dialogue) -> bool:
    return dialogue.sealed_on is None and dialogue.stage(today()).over
