"""Closing a dialogue before its last day."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.editing.blueprint import bp
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record


@bp.get("/staff/dialogues/<slug>/close", endpoint="close")
@acts(Action.CLOSE)
def ask_to_close(dialogue: Dialogue) -> Response:
    return close_page(dialogue)


def close_page(dialogue: Dialogue, status: int = 200) -> Response:
    """Asks once more: closing cannot be undone."""
    return private(page("editing/close.html", status=status, dialogue=dialogue))


@bp.post("/staff/dialogues/<slug>/close", endpoint="close_now")
@acts(Action.CLOSE)
def close_dialogue(dialogue: Dialogue) -> Response | Redirect:
    hold(db.session, dialogue, Action.CLOSE)
    if request.form.get("sure") != "yes":
        return close_page(dialogue, 422)
    dialogue.ended_on = today()
    db.session.flush()
    seal_if_over(db.session, dialogue)
    record("close", dialogue)
    db.session.commit()
    flash(_("Dialogen är stängd. Inga fler svar tas emot."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)
