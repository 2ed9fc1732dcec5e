"""The author of an idea takes it back: what was written is erased. Callers commit."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.domain.ideas import Act, may_be_taken_back
from webapp.domain.lifecycle import Stage
from webapp.models import Dialogue, Idea, IdeaState, ModerationAct, StoredPicture, Support
from webapp.models.ideas import hold_ideas, standing
from webapp.models.said import remove_beside
from webapp.web.pictures import of_ideas

ERASED: dict[str, Any] = {
    **dict.fromkeys(("title", "text", "place", "lang", "reason_code", "reason", "picture_alt"), ""),
    **dict.fromkeys(("appeal", "appeal_answer", "outcome_name"), ""),
    **dict.fromkeys(("category", "picture_id", "picture_width", "picture_height", "joined_to")),
    **dict.fromkeys(("published_on", "read_on", "appealed_on", "appeal_answered_on", "outcome_on")),
    "outcome_reason": {},
    "state": IdeaState.WITHDRAWN.value,
}
"""What is left of an idea: its number, the day, and the receipt, which says that it is taken back."""


def may_take_back(session: Session, idea: Any, stage: Stage) -> bool:
    """Whether the author of an idea, or of a row of its table, may take it back now."""
    if idea.state == IdeaState.WITHDRAWN:
        return False
    others = session.scalar(select(Idea.id).where(Idea.joined_to == idea.id).limit(1))
    joined = idea.state == IdeaState.JOINED or others is not None
    return may_be_taken_back(stage, standing(idea.state, idea.outcome_name), joined=joined)


def take_idea_back(session: Session, dialogue: Dialogue, idea_id: int, stage: Stage, day: date) -> bool:
    """Erases an idea and the support for it, and counts that in the public log, once.

    Returns:
        Whether it is taken back, now or before.
    """
    hold_ideas(session, dialogue.id)
    idea = session.get_one(Idea, idea_id, populate_existing=True)
    if idea.state == IdeaState.WITHDRAWN:
        return True
    if not may_take_back(session, idea, stage):
        return False
    picture = idea.picture_id
    session.execute(update(Idea).where(Idea.id == idea_id).values(**ERASED))
    session.execute(delete(Support).where(Support.idea_id == idea_id))
    remove_beside(session, idea=idea_id)
    _remove_unless_used(session, dialogue, picture)
    session.add(ModerationAct(dialogue_id=dialogue.id, day=day, act=Act.WITHDRAWN.value))
    return True


def _remove_unless_used(session: Session, dialogue: Dialogue, picture: str | None) -> None:
    if picture is None or picture in {*dialogue.questions.pictures, *of_ideas(session, dialogue.id)}:
        return
    here = (StoredPicture.dialogue_id == dialogue.id, StoredPicture.id == picture)
    session.execute(delete(StoredPicture).where(*here))
