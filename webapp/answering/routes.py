"""Residents answer a question set: one form, one GET, one POST. Nothing is stored before Send."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.answering.actions import Closed, QuestionsChanged, sent_before, store
from webapp.answering.drafts import Form, press
from webapp.answering.once import (
    WHO,
    Admission,
    admission,
    after_sending,
    has_answered,
    identified,
    is_taken,
    typed_code,
)
from webapp.answering.pages import (
    answered_page,
    changed_page,
    check_page,
    closed_page,
    form_facts,
    form_page,
    posted_form,
    refused_page,
    submission_key,
    taken_page,
)
from webapp.domain.drawing import orders
from webapp.domain.lifecycle import Stage
from webapp.domain.reading import Reading, read_form
from webapp.domain.shuffling import ORDERS, order_of
from webapp.domain.taking_part import Mode
from webapp.extensions import db
from webapp.models.taking_part import TakenPart
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import soon_again
from webapp.web.kept import compressed, kept_text, plain_address
from webapp.web.languages import INTERFACE
from webapp.web.locale import CHOICE, negotiate
from webapp.web.navigation import place_code
from webapp.web.pages import own, page, private, rendered
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot
from webapp.web.typed import new_key

bp = Blueprint("answering", __name__)
KEY_TO_COME = "{the key of this form}"
"""Stands in the blank form that is kept for everybody, where each copy gets a key of its own."""
MOST_KEPT = 2 * ORDERS
"""With more orders than this no blank form is kept: most would be made for one resident alone."""


@bp.context_processor
def on_a_phone_of_ones_own() -> dict[str, Any]:
    """These pages alone may keep a draft in the browser: no previews, nor where staff type for others."""
    return {"may_stay": True}


@bp.get("/<lang:lang>/dialogues/<slug>/answer")
@public
def answer(slug: str) -> Response:
    found = snapshot(slug)
    if found.stage is not Stage.OPEN or not found.questions:
        return closed_page(found, {})
    held_up = before_answering(found)
    if held_up is not None:
        return held_up
    of_one = found.dialogue.mode is Mode.E_IDENTITY
    return blank_form(found) if plain_address() and not of_one else form_page(found, {})


def before_answering(found: Snapshot) -> Response | None:
    """What comes instead of the form where somebody has answered already, or must sign in first."""
    dialogue = found.dialogue
    if dialogue.mode is Mode.BROWSER and has_answered(dialogue):
        return answered_page(found, {})
    if dialogue.mode is not Mode.E_IDENTITY:
        return None
    mark = identified(dialogue)
    if mark is None:
        return private(page("answering/identify.html", found=found, dialogue=dialogue, place=place_code()))
    return answered_page(found, {}) if is_taken(dialogue.id, mark) else None


def blank_form(found: Snapshot) -> Response:
    """The form before anything was typed: made once for each of a few orders, with a new key in each copy."""
    key = new_key()
    number = orders(found.questions)
    if number > MOST_KEPT:
        return form_page(found, {"key": [key]})
    order = order_of(key, number)
    text = kept_text(
        ("answering/form.html", found, place_code(), order),
        lambda: rendered("answering/form.html", **form_facts(found, {"key": [KEY_TO_COME]}, order=order)),
    )
    before, _key, after = text.rpartition(KEY_TO_COME)
    return own(compressed(before, key + after))


@bp.get("/k/<slug>")
@public
def enter(slug: str) -> Redirect:
    """What the QR code of a one-time code says; leads on in the phone's language.

    The code stands after the ``#`` of the address, which browsers keep through this and tell no server.
    """
    found = snapshot(slug)
    offered = [tag for tag in found.dialogue.languages if tag in INTERFACE] or INTERFACE
    response = redirect(url_for("answering.answer", lang=negotiate(offered), slug=slug), 303)
    response.vary.update(["Accept-Language", "Cookie"])
    return response


@bp.post("/<lang:lang>/dialogues/<slug>/answer", endpoint="submit")
@public
def submit(slug: str) -> Response | Redirect:
    found = snapshot(slug)
    form = posted_form()
    step, changed = request.form.get("do", ""), request.form.get("version") != found.fingerprint
    if step == "send" and (changed or found.stage is not Stage.OPEN):
        code = sent_before(db.reader, found, key=submission_key(form), secret=secret())
        if code:
            return after_sending(lead_to_confirmation(code), found.dialogue)
    if found.stage is not Stage.OPEN:
        return closed_page(found, form)
    pressed = press(found.questions, form)
    if pressed:
        return form_page(found, form, pressed=pressed)
    if request.form.get(CHOICE) or step not in {"check", "send"}:
        return form_page(found, form)
    if changed:
        return changed_page(found, form)
    reading = read_form(found.questions, form)
    admitted = admission(found.dialogue, typed_code(form), submission_key(form), request.form.get(WHO, ""))
    if admitted.answered:
        return answered_page(found, form)
    if reading.problems or reading.empty or admitted.problem:
        return refused_page(found, form, reading, admitted)
    if step == "check":
        return check_page(found, form, reading)
    return send(found, form, reading, admitted)


def send(found: Snapshot, form: Form, reading: Reading, admitted: Admission) -> Response | Redirect:
    """Stores the response and leads to its confirmation; keeps everything on the page where it cannot."""
    storing = partial(
        store,
        found=found,
        answers=reading.answers,
        key=submission_key(form),
        secret=secret(),
        lang=g.lang,
        place_code=place_code(),
        day=today(),
        mark=admitted.mark,
    )
    try:
        code = db.durably(storing)
    except TakenPart:
        return taken_page(found, form)
    except Closed:
        return closed_page(found, form)
    except QuestionsChanged:
        return changed_page(snapshot(found.dialogue.slug), form)
    except OperationalError:
        current_app.logger.exception("A response could not be stored")
        return soon_again(check_page(found, form, reading, busy=True, status=503))
    return after_sending(lead_to_confirmation(code), found.dialogue)


def lead_to_confirmation(code: str) -> Response | Redirect:
    """To the confirmation; a script that asks for no page (RFC 7240) is told only where it is."""
    address = url_for("receipts.sent", code=code)
    if request.headers.get("Prefer") != "return=minimal":
        return redirect(address, 303)
    return Response(status=201, headers={"Location": address}, content_type="text/plain")
