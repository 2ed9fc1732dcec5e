"""Answers that somebody gave on paper, at a meeting or by telephone, typed in by staff.

The same questions and rules as residents meet, and marked with the way they came.
"""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.answering.actions import Closed, QuestionsChanged, store
from webapp.answering.drafts import Form, press
from webapp.answering.once import Admission, by_code, is_stored, typed_code, used_code
from webapp.answering.pages import check_page, form_page, posted_form, refused_page, submission_key
from webapp.domain.lifecycle import Action
from webapp.domain.reading import Reading, read_form
from webapp.domain.taking_part import Mode
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.models.taking_part import TakenPart
from webapp.web.access import acts, load_dialogue
from webapp.web.clock import today
from webapp.web.languages import INTERFACE
from webapp.web.locale import CHOICE
from webapp.web.locale import gettext as _
from webapp.web.plan_words import channel_word
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot
from webapp.web.trace import record

bp = Blueprint("entering", __name__)
CHANNELS = ("paper", "meeting", "phone")
SAME_HERE = frozenset({"answering.answer", "answering.submit"})


@bp.context_processor
def inside_the_entry() -> dict[str, Any]:
    """Links and languages that keep to the entry of these answers."""
    channel = (request.view_args or {}).get("channel", "")
    return {
        "url_for": entry_address,
        "language_links": language_links,
        "entering": channel_word(channel),
    }


def entry_address(endpoint: str, **values: Any) -> str:
    """The address of a page; the form's own stays with the entry."""
    if endpoint not in SAME_HERE:
        return url_for(endpoint, **values)
    lang = values.get("lang", g.lang)
    return _here(lang, values.get("_anchor"))


def _here(lang: str, anchor: str | None = None) -> str:
    given = request.view_args or {}
    return url_for("entering.enter", slug=given["slug"], channel=given["channel"], lang=lang, _anchor=anchor)


def language_links() -> list[tuple[str, str]]:
    """(tag, address of this page in that language)."""
    return [(tag, _here(tag)) for tag in INTERFACE]


@bp.route("/staff/dialogues/<slug>/enter/<channel>/<lang:lang>", methods=["GET", "POST"], endpoint="enter")
@acts(Action.ENTER_ANSWERS)
def enter(dialogue: Dialogue, channel: str) -> Response | Redirect:
    """The form, its check page, and the stored response."""
    if channel not in CHANNELS:
        abort(404)
    found = Snapshot(dialogue)
    form = posted_form()
    pressed = press(found.questions, form)
    if pressed:
        return form_page(found, form, pressed=pressed)
    step = request.form.get("do", "")
    if request.form.get(CHOICE) or step not in {"check", "send"}:
        return form_page(found, form)
    reading = read_form(found.questions, form)
    admitted = admission_of_paper(dialogue, form)
    if request.form.get("version") != found.fingerprint:
        return form_page(found, form, problems=reading.problems, changed=True, status=409)
    if reading.problems or reading.empty or admitted.problem:
        return refused_page(found, form, reading, admitted)
    if step == "check":
        return check_page(found, form, reading)
    return keep(found, form, reading, channel, admitted.mark)


def admission_of_paper(dialogue: Dialogue, form: Form) -> Admission:
    """A one-time code stands on the paper; other rules are for browsers, and staff vouch for the rest."""
    if dialogue.mode is not Mode.CODE:
        return Admission()
    if is_stored(dialogue.id, submission_key(form)):
        return Admission()
    return by_code(dialogue, typed_code(form))


def keep(
    found: Snapshot, form: Form, reading: Reading, channel: str, mark: bytes | None
) -> Response | Redirect:
    """Stores the response, marked with how it came, and leads to an empty form for the next."""
    lang = g.pop("lang")
    try:
        store(
            db.session,
            found,
            reading.answers,
            key=submission_key(form),
            secret=secret(),
            lang=lang,
            place_code="",
            day=today(),
            channel=channel,
            mark=mark,
        )
    except TakenPart:
        db.session.rollback()
        g.lang = lang
        return form_page(found, form, refused=used_code(), status=422)
    except (Closed, QuestionsChanged):
        db.session.rollback()
        g.lang = lang
        return form_page(Snapshot(load_dialogue(found.dialogue.slug)), form, changed=True, status=409)
    except OperationalError:
        current_app.logger.exception("A response could not be stored")
        g.lang = lang
        return check_page(found, form, reading, busy=True, status=503)
    record("enter-answers", found.dialogue, channel=channel)
    db.session.commit()
    flash(_("Svaren är inskrivna. Här kan du skriva in nästa."))
    address = url_for("entering.enter", slug=found.dialogue.slug, channel=channel, lang=lang)
    return redirect(address, 303)
