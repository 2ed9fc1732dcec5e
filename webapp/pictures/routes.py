"""Pictures of questions and ideas: to everybody once they are shown, to the dialogue's staff before that."""

from flask import Blueprint, Response, abort
from sqlalchemy import select

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue, Idea, IdeaState
from webapp.web.access import acts, allowed, public
from webapp.web.picture_responses import picture_response
from webapp.web.snapshots import snapshot

bp = Blueprint("pictures", __name__)
YEAR_SECONDS, IDEA_SECONDS = 31_536_000, 600
"""How long a browser keeps a picture: a question's never changes, an idea's may be taken away."""
SHOWN = (IdeaState.PUBLISHED.value, IdeaState.JOINED.value)


@bp.get("/dialogues/<slug>/pictures/<picture>/<size>", endpoint="shown")
@public
def show(slug: str, picture: str, size: str) -> Response:
    """A picture that a question of a public dialogue, or an idea that everybody may read, shows."""
    found = snapshot(slug)
    of_question = picture in found.questions.pictures
    if not of_question and not is_of_idea(found.dialogue.id, picture, shown=True):
        abort(404)
    response = picture_response(found.dialogue.id, picture, size)
    kept = f"public, max-age={YEAR_SECONDS}, immutable" if of_question else f"private, max-age={IDEA_SECONDS}"
    response.headers["Cache-Control"] = kept
    return response


@bp.get("/staff/dialogues/<slug>/pictures/<picture>/<size>", endpoint="inside")
@acts(Action.PREVIEW)
def show_inside(dialogue: Dialogue, picture: str, size: str) -> Response:
    """Any picture that is kept for a dialogue, for those who work with it.

    Pictures of ideas that are not shown are for those alone who decide about ideas.
    """
    anybodys = picture in dialogue.questions.pictures or allowed(Action.MODERATE, dialogue)
    if not anybodys and is_of_idea(dialogue.id, picture) and not is_of_idea(dialogue.id, picture, shown=True):
        abort(404)
    response = picture_response(dialogue.id, picture, size)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_of_idea(dialogue_id: int, picture: str, *, shown: bool = False) -> bool:
    """Whether an idea has this picture; with `shown`, one that everybody may read."""
    ideas = select(Idea.id).where(Idea.dialogue_id == dialogue_id, Idea.picture_id == picture)
    return db.look_up((ideas.where(Idea.state.in_(SHOWN)) if shown else ideas).limit(1)) is not None
