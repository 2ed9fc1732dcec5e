"""Handing over the responsibility for a dialogue: from one person to another, never to nobody."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.blueprint import bp
from webapp.planning.overview import responsible_name
from webapp.planning.plan import shut, shut_by_this
from webapp.web.access import acts
from webapp.web.composed import Words
from webapp.web.fields import Typed, one, posted
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.people import can_be_responsible
from webapp.web.question_sets import hold
from webapp.web.trace import record


@bp.get("/staff/dialogues/<slug>/hand-over", endpoint="hand_over")
@acts(Action.HAND_OVER)
def ask_to_hand_over(dialogue: Dialogue) -> Response:
    return hand_over_page(dialogue, Typed({}))


@bp.post("/staff/dialogues/<slug>/hand-over", endpoint="hand_over_now")
@acts(Action.HAND_OVER)
def hand_over(dialogue: Dialogue) -> Response | Redirect:
    hold(db.session, dialogue, Action.HAND_OVER)
    typed = posted()
    people = {str(person.id): person for person in can_be_responsible(db.session)}
    person = people.get(one(typed, "responsible"))
    if person is None or person.id == dialogue.responsible_id:
        problem = _("Välj en annan person. En dialog är aldrig utan ansvarig.")
        return hand_over_page(dialogue, Typed(typed, {"responsible": problem}), 422)
    unmet_before = shut(dialogue)
    before, dialogue.responsible_id = dialogue.responsible_id, person.id
    db.session.flush()
    if shut_by_this(dialogue, unmet_before):
        db.session.rollback()
        problem = _("Personen har svarat på en fråga som någon annan än den som ansvarar ska svara på.")
        return hand_over_page(dialogue, Typed(typed, {"responsible": problem}), 422)
    record("hand_over", dialogue, before=before, after=person.id)
    db.session.commit()
    flash(_("%(name)s ansvarar nu för dialogen.", name=person.name))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


def hand_over_page(dialogue: Dialogue, typed: Typed, status: int = 200) -> Response:
    people = [
        (person.id, person.name)
        for person in can_be_responsible(db.session)
        if person.id != dialogue.responsible_id
    ]
    return private(
        page(
            "planning/hand_over.html",
            status=status,
            dialogue=dialogue,
            typed=typed,
            now=responsible_name(dialogue),
            people=people,
            words=Words(
                _("Vem ska ansvara för dialogen?"), _("Tjänstepersoner och samordnare som kan logga in.")
            ),
        )
    )
