"""Residents answer a question set: one form, one GET, one POST. Nothing is stored before Send."""

from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.answering.actions import Closed, QuestionsChanged, new_key, store
from webapp.answering.drafts import Form, asked_questions, left_sentence, press
from webapp.domain.lifecycle import Stage
from webapp.domain.reading import Problem, Reading, read_form
from webapp.domain.shuffling import PLAIN, order_of
from webapp.extensions import db
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import RETRY_AFTER_SECONDS
from webapp.web.kept import compressed, kept_text, plain_address
from webapp.web.locale import CHOICE
from webapp.web.navigation import PLACE, place_code
from webapp.web.pages import own, page, private
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

bp = Blueprint("answering", __name__)
CONTROLS = frozenset({"do", "press", CHOICE, "csrf_token"})
KEY_LENGTH = 64
KEY_TO_COME = "{the key of this form}"
"""Stands in the blank form that is kept for everybody, where each copy gets a key of its own."""


@bp.get("/<lang:lang>/dialogues/<slug>/answer")
@public
def answer(slug: str) -> Response:
    found = snapshot(slug)
    if found.stage is not Stage.OPEN or not found.questions:
        return closed_page(found, {})
    return blank_form(found) if plain_address() else form_page(found, {})


def blank_form(found: Snapshot) -> Response:
    """The form before anything was typed: made once for each order of it, with a new key in each copy."""
    key = new_key()
    order = order_of(key) if found.questions.shuffled else 0
    text = kept_text(
        ("answering/form.html", found, place_code(), order),
        lambda: render_template(
            "answering/form.html", **form_facts(found, {"key": [KEY_TO_COME]}, order=order)
        ),
    )
    before, _key, after = text.rpartition(KEY_TO_COME)
    return own(compressed(before, key + after))


@bp.post("/<lang:lang>/dialogues/<slug>/answer", endpoint="submit")
@public
def submit(slug: str) -> Response | Redirect:
    found = snapshot(slug)
    form: Form = {name: values for name, values in request.form.lists() if name not in CONTROLS - {"press"}}
    if found.stage is not Stage.OPEN:
        return closed_page(found, form)
    pressed = press(found.questions, form)
    if pressed:
        return form_page(found, form, pressed=pressed)
    step = request.form.get("do", "")
    if request.form.get(CHOICE) or step not in {"check", "send"}:
        return form_page(found, form)
    if request.form.get("version") != found.fingerprint:
        return changed_page(found, form)
    reading = read_form(found.questions, form)
    if reading.problems or reading.empty:
        return form_page(found, form, problems=reading.problems, empty=reading.empty, status=422)
    return send(found, form, reading) if step == "send" else check_page(found, form, reading)


def send(found: Snapshot, form: Form, reading: Reading) -> Response | Redirect:
    """Stores the response and leads to its confirmation; keeps everything on the page where it cannot."""
    try:
        code = store(
            db.session,
            found,
            reading.answers,
            key=submission_key(form),
            secret=secret(),
            lang=g.lang,
            place_code=place_code(),
            day=today(),
        )
        db.session.commit()
    except Closed:
        db.session.rollback()
        return closed_page(found, form)
    except QuestionsChanged:
        db.session.rollback()
        return changed_page(snapshot(found.dialogue.slug), form)
    except OperationalError:
        current_app.logger.exception("A response could not be stored")
        response = check_page(found, form, reading, busy=True, status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return redirect(url_for("receipts.sent", code=code), 303)


def submission_key(form: Form) -> str:
    """The key that the form carries, or a new one where it carries none that could be ours."""
    key = next(iter(form.get("key", [])), "")
    return key if 16 <= len(key) <= KEY_LENGTH and key.isascii() else new_key()


def form_page(
    found: Snapshot,
    form: Form,
    *,
    problems: tuple[Problem, ...] = (),
    pressed: tuple[str, str] | None = None,
    empty: bool = False,
    changed: bool = False,
    status: int = 200,
) -> Response:
    """The whole form, or the one question that a press changed."""
    facts = form_facts(found, form, problems)
    if pressed:
        item, announce = facts["asked"][pressed[0]], pressed[1]
        facts |= {"item": item, "announce": announce, "pressed": request.form["press"].replace(":", "-")}
    fragment = "answering/question_swap.html" if pressed else None
    return own(
        page("answering/form.html", fragment=fragment, status=status, empty=empty, changed=changed, **facts)
    )


def order_shown(key: str) -> int:
    """The order of what is shuffled: answers that came on paper are typed in as the paper has it."""
    return PLAIN if request.blueprint == "entering" else order_of(key)


def changed_page(found: Snapshot, form: Form) -> Response:
    """The form with the questions that are asked now, and what still fits of what was typed."""
    problems = read_form(found.questions, form).problems
    return form_page(found, form, problems=problems, changed=True, status=409)


def form_facts(
    found: Snapshot, form: Form, problems: tuple[Problem, ...] = (), *, order: int | None = None
) -> dict[str, Any]:
    """What the form's template shows. `order`: that of what is shuffled, where it is not the key's own."""
    key = submission_key(form)
    order = order_shown(key) if order is None else order
    return {
        "found": found,
        "dialogue": found.dialogue,
        "asked": asked_questions(found.questions, form, problems, found.dialogue.source_language, order),
        "problems": problems,
        "key": key,
        "place": place_code(),
        "left_sentence": left_sentence,
        "place_field": PLACE,
    }


def check_page(
    found: Snapshot, form: Form, reading: Reading, *, busy: bool = False, status: int = 200
) -> Response:
    """What will be sent, to be read once more."""
    hidden = [(name, value) for name, values in form.items() for value in values if name != "key"]
    return own(
        page(
            "answering/check.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            answers=reading.answers,
            skipped=reading.skipped,
            hidden=hidden,
            key=submission_key(form),
            busy=busy,
        )
    )


def closed_page(found: Snapshot, form: Form) -> Response:
    """No more answers, or none yet: what was typed is shown, so that nothing is lost without a word."""
    typed = read_form(found.questions, form).answers
    return private(
        page(
            "answering/closed.html",
            status=409 if form else 200,
            found=found,
            dialogue=found.dialogue,
            stage=found.stage,
            typed=typed,
        )
    )
