"""The moves from stage to stage until a dialogue is published. None is made while something is missing."""

from collections.abc import Sequence

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.policy import Moment
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.blueprint import bp
from webapp.planning.gate_tasks import gate_task
from webapp.planning.life import asked_elsewhere
from webapp.planning.overview import overview_page
from webapp.planning.readiness_tasks import readiness_tasks
from webapp.planning.task_list import Left
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.policy import unmet
from webapp.web.question_sets import hold
from webapp.web.trace import record


def left_before(dialogue: Dialogue, moment: Moment) -> Sequence[Left]:
    """What keeps `dialogue` from passing `moment`: gates, and before publishing the product's own demands."""
    tasks = [gate_task(dialogue, state) for state in unmet(dialogue, moment)]
    left = [each for task in tasks for each in task.all_left]
    if moment is Moment.PUBLISH:
        told = {each.field for each in left}
        left += [each for task in readiness_tasks(dialogue, asked_elsewhere(told)) for each in task.all_left]
    return left


def overview_of(dialogue: Dialogue) -> Redirect:
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


@bp.post("/staff/dialogues/<slug>/consider", endpoint="consider")
@acts(Action.CONSIDER)
def consider(dialogue: Dialogue) -> Response | Redirect:
    """Records that it has been considered to hold the dialogue; whether it is held is decided after that."""
    hold(db.session, dialogue, Action.CONSIDER)
    left = left_before(dialogue, Moment.CONSIDER)
    if left:
        return overview_page(dialogue, 422, refused=left)
    dialogue.considered_on = today()
    record("consider", dialogue)
    db.session.commit()
    flash(_("Frågan är övervägd. Nästa steg är ett beslut om att hålla dialogen."))
    return overview_of(dialogue)


@bp.post("/staff/dialogues/<slug>/hold", endpoint="hold")
@acts(Action.HOLD)
def hold_it(dialogue: Dialogue) -> Response | Redirect:
    """Records that the dialogue is to be held."""
    hold(db.session, dialogue, Action.HOLD)
    left = left_before(dialogue, Moment.HOLD)
    if left:
        return overview_page(dialogue, 422, refused=left)
    dialogue.agreed_on = today()
    record("hold", dialogue)
    db.session.commit()
    flash(_("Dialogen ska hållas. Nu kan ni planera den."))
    return overview_of(dialogue)


@bp.post("/staff/dialogues/<slug>/open", endpoint="open")
@acts(Action.OPEN)
def open_dialogue(dialogue: Dialogue) -> Response | Redirect:
    """Publishes the dialogue. One that should have opened before today opens today, and says so."""
    hold(db.session, dialogue, Action.OPEN)
    left = left_before(dialogue, Moment.PUBLISH)
    if left:
        return overview_page(dialogue, 422, refused=left)
    day = today()
    dialogue.published_on = day
    dialogue.opens_on = max(dialogue.opens_on or day, day)
    record("open", dialogue, opens_on=dialogue.opens_on.isoformat())
    db.session.commit()
    opened = dialogue.opens_on == day
    flash(_("Dialogen är öppen.") if opened else _("Dialogen är publicerad och öppnar på sin första dag."))
    return overview_of(dialogue)
