"""What the author of an idea does with its receipt: sees the picture, and takes the idea back."""

from flask import Blueprint, Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.answering.receipts import held
from webapp.extensions import db
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.pages import private
from webapp.web.picture_responses import picture_response
from webapp.web.receiving import guess_limit
from webapp.web.taking_back import take_idea_back

bp = Blueprint("own_idea", __name__)


@bp.get("/<lang:lang>/receipt/<code>/picture/<size>", endpoint="picture")
@public
@guess_limit
def show_picture(code: str, size: str) -> Response:
    """The picture of an idea, whether others may see it or not."""
    kept = held(code)
    if kept.idea is None or kept.idea.picture_id is None:
        abort(404)
    return private(picture_response(kept.found.dialogue.id, kept.idea.picture_id, size))


@bp.post("/<lang:lang>/receipt/<code>/take-back", endpoint="take_back")
@public
@guess_limit
def take_back(code: str) -> Redirect:
    """Erases the idea, once however often it is pressed; 409 where it cannot be taken back any more."""
    kept = held(code)
    dialogue, stage = kept.found.dialogue, kept.found.stage
    if kept.idea is None or not take_idea_back(db.session, dialogue, kept.idea.id, stage, today()):
        abort(409)
    db.session.commit()
    return redirect(url_for("receipts.show", code=code), 303)
