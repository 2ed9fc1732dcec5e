"""Changing a dialogue that others may be changing or answering: the one door for its question set."""

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.composing import only_fills_gaps
from webapp.domain.lifecycle import Action
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue, Response
from webapp.web.access import allowed
from webapp.web.pictures import keep_shown


class RulesFrozen(Exception):
    """Somebody has answered: the rules and the texts that are there may no longer change."""


def has_responses(session: Session, dialogue: Dialogue) -> bool:
    """Whether anybody has answered, those who took their answers back among them."""
    return session.scalar(select(Response.id).where(Response.dialogue_id == dialogue.id).limit(1)) is not None


def hold(session: Session, dialogue: Dialogue, action: Action) -> None:
    """Reads `dialogue` anew and holds it: until the commit nobody else changes it, and no response arrives.

    409 where `action` has meanwhile become impossible.
    """
    session.flush()
    session.refresh(dialogue, with_for_update={"of": Dialogue})
    if not allowed(action, dialogue):
        abort(409)


def save_questions(session: Session, dialogue: Dialogue, questions: QuestionSet) -> None:
    """Gives `dialogue` another question set. The caller holds it, and commits.

    Raises:
        RulesFrozen: somebody has answered, and `questions` does more than fill in missing texts.
        PicturesGone: `questions` shows pictures that are not kept for this dialogue.
    """
    if has_responses(session, dialogue) and not only_fills_gaps(dialogue.questions, questions):
        raise RulesFrozen
    shown_before = dialogue.questions.pictures
    keep_shown(
        session, dialogue.id, [new for id_, new in questions.pictures.items() if id_ not in shown_before]
    )
    dialogue.questions = questions
