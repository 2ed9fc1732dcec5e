"""Opening and closing a dialogue."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.editing.blueprint import bp
from webapp.editing.dialogues import overview_page
from webapp.editing.tasks import lacks_of
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record


@bp.post("/staff/dialogues/<slug>/open", endpoint="open")
@acts(Action.OPEN)
def open_dialogue(dialogue: Dialogue) -> Response | Redirect:
    """Publishes the dialogue. One that should have opened before today opens today, and says so."""
    hold(db.session, dialogue, Action.OPEN)
    if lacks_of(dialogue):
        return overview_page(dialogue, 422, refused=True)
    day = today()
    dialogue.published_on = day
    dialogue.opens_on = max(dialogue.opens_on or day, day)
    record("open", dialogue, opens_on=dialogue.opens_on.isoformat())
    db.session.commit()
    opened = dialogue.opens_on == day
    flash(_("Dialogen är öppen.") if opened else _("Dialogen är publicerad och öppnar på sin första dag."))
    return redirect(url_for("editing.overview", slug=dialogue.slug), 303)


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
    return redirect(url_for("editing.overview", slug=dialogue.slug), 303)
