"""The author of a text that is not shown asks for a new assessment, once. Callers commit."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.domain.ideas import Act
from webapp.models.ideas import Comment, Idea, IdeaState, ModerationAct

APPEAL_LENGTH = 2000
"""Longest text, in code points."""


def ask_again(session: Session, model: type[Idea] | type[Comment], id_: int, words: str, day: date) -> None:
    """Keeps what the author says, for staff to answer; nothing where it has been asked before."""
    asked = session.execute(
        update(model)
        .where(model.id == id_, model.state == IdeaState.DECLINED, model.appealed_on.is_(None))
        .values(appeal=words, appealed_on=day)
        .returning(model.dialogue_id)
    ).first()
    if asked is not None:
        session.add(ModerationAct(dialogue_id=asked.dialogue_id, day=day, act=Act.APPEALED.value))
