"""The author of an idea that is not shown asks for a new assessment, once. Callers commit."""

from datetime import date
from typing import Any

from sqlalchemy import Row, update
from sqlalchemy.orm import Session

from webapp.domain.ideas import Act
from webapp.models import Idea, IdeaState, ModerationAct

APPEAL_LENGTH = 2000
"""Longest text, in code points."""


def ask_again(session: Session, idea: Row[Any], words: str, day: date) -> None:
    """Keeps what the author says, for staff to answer; nothing where it has been asked before."""
    asked = session.execute(
        update(Idea)
        .where(Idea.id == idea.id, Idea.state == IdeaState.DECLINED, Idea.appealed_on.is_(None))
        .values(appeal=words, appealed_on=day)
        .returning(Idea.dialogue_id)
    ).first()
    if asked is not None:
        session.add(ModerationAct(dialogue_id=asked.dialogue_id, day=day, act=Act.APPEALED.value))
