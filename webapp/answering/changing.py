"""Changing answers that were sent: the same form, filled in with them, as long as the dialogue is open."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from sqlalchemy import Row
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.answering.actions import Closed, QuestionsChanged, change
from webapp.answering.drafts import Form, press
from webapp.answering.pages import changed_page, check_page, closed_page, form_page, posted_form
from webapp.answering.receipts import CHANGED, Held, held, own_answers
from webapp.domain.lifecycle import Stage
from webapp.domain.reading import Reading, filled_in, read_form
from webapp.extensions import db
from webapp.web.access import public
from webapp.web.errors import soon_again
from webapp.web.languages import INTERFACE
from webapp.web.locale import CHOICE
from webapp.web.pages import private
from webapp.web.receiving import guess_limit
from webapp.web.snapshots import snapshot

bp = Blueprint("changing", __name__)
SAME_HERE = frozenset({"answering.answer", "answering.submit"})


@bp.context_processor
def inside_the_change() -> dict[str, Any]:
    """Links and languages that keep to the change of these answers."""
    code = (request.view_args or {}).get("code", "")
    return {"url_for": change_address, "language_links": language_links, "changing": code}


def change_address(endpoint: str, **values: Any) -> str:
    """The address of a page; the form's own stays with the receipt."""
    if endpoint not in SAME_HERE:
        return url_for(endpoint, **values)
    return _here(values.get("lang", g.lang), values.get("_anchor"))


def _here(lang: str, anchor: str | None = None) -> str:
    return url_for("changing.change", code=(request.view_args or {})["code"], lang=lang, _anchor=anchor)


def language_links() -> list[tuple[str, str]]:
    """(tag, address of this page in that language)."""
    return [(tag, _here(tag)) for tag in INTERFACE]


@bp.after_request
def keep_in_no_cache(response: Response) -> Response:
    return private(response)


@bp.get("/<lang:lang>/receipt/<code>/change", endpoint="change")
@public
@guess_limit
def begin(code: str) -> Response | Redirect:
    """The form with what was answered."""
    kept = held(code)
    if not kept.may_change:
        return to_receipt(kept)
    return form_page(kept.found, filled_in(kept.found.questions, own_answers(kept.response)))


@bp.post("/<lang:lang>/receipt/<code>/change", endpoint="submit")
@public
@guess_limit
def submit(code: str) -> Response | Redirect:
    kept = held(code)
    found = kept.found
    form = posted_form()
    if kept.response is None or found.stage is not Stage.OPEN:
        return closed_page(found, form)
    if kept.response.withdrawn:
        return to_receipt(kept)
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
    if step == "check":
        return check_page(found, form, reading)
    return keep(kept, kept.response, form, reading)


def keep(kept: Held, response: Row[Any], form: Form, reading: Reading) -> Response | Redirect:
    """Stores the changed answers and leads to the receipt; keeps everything on the page where it cannot."""
    found = kept.found
    changing = partial(change, response=response, found=found, answers=reading.answers)
    try:
        changed = db.durably(changing)
    except Closed:
        return closed_page(found, form)
    except QuestionsChanged:
        return changed_page(snapshot(found.dialogue.slug), form)
    except OperationalError:
        current_app.logger.exception("A response could not be changed")
        return soon_again(check_page(found, form, reading, busy=True, status=503))
    return to_receipt(kept, changed=changed)


def to_receipt(kept: Held, *, changed: bool = False) -> Redirect:
    marked: dict[str, Any] = {CHANGED: 1} if changed else {}
    return redirect(url_for("receipts.show", code=kept.code, **marked), 303)
