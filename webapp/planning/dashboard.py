"""All dialogues, stage by stage."""

from flask import Response, url_for
from sqlalchemy import select

from webapp.domain.lifecycle import RULES, Action, Role, Stage
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.blueprint import bp
from webapp.web.access import allowed, signed_in, staff
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.promised import late, promised, soon

PLANNERS = RULES[Action.CREATE][0]
ORDER = (
    *(Stage.PROPOSED, Stage.CONSIDERED, Stage.AGREED, Stage.PLANNED, Stage.OPEN, Stage.CLOSED),
    *(Stage.REPORTED, Stage.DECIDED, Stage.FED_BACK, Stage.EVALUATED, Stage.ARCHIVED, Stage.DECLINED),
)


@bp.get("/staff/dialogues", endpoint="dashboard")
@signed_in
def show_dashboard() -> Response:
    found = db.session.scalars(select(Dialogue).order_by(Dialogue.opens_on.desc(), Dialogue.slug)).all()
    by_stage = {stage: [each for each in found if each.stage(today()) is stage] for stage in ORDER}
    known = promised(db.session, found) if may_create() else {}
    return private(
        page(
            "planning/dashboard.html",
            by_stage={stage: each for stage, each in by_stage.items() if each},
            may_create=may_create(),
            next_step=next_step,
            late=late(found, known),
            soon=soon(found, known),
        )
    )


def may_create() -> bool:
    person = staff()
    return person is not None and not PLANNERS.isdisjoint(person.roles)


def next_step(dialogue: Dialogue) -> tuple[str, str]:
    """(words, address) of the one thing that the person signed in most likely wants with a dialogue."""
    person = staff()
    held = person.roles if person else frozenset[Role]()
    if held.isdisjoint(PLANNERS):
        if Role.POLITICIAN in held and allowed(Action.READ_RESULTS, dialogue):
            return _("Läs svaren"), url_for("results.read", slug=dialogue.slug)
        if Role.OUTREACH in held and allowed(Action.VIEW_PLACES, dialogue):
            return _("Platser och QR-koder"), url_for("outreach.places", slug=dialogue.slug)
    return _("Öppna översikten"), url_for("planning.overview", slug=dialogue.slug)
