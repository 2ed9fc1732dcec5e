"""What residents will see, for staff: the same pages and forms, and nothing is ever stored."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for

from webapp.answering.drafts import press
from webapp.answering.pages import check_page, form_page, posted_form
from webapp.domain.lifecycle import Action, Stage
from webapp.domain.reading import read_form
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.languages import INTERFACE
from webapp.web.locale import CHOICE
from webapp.web.pages import framed, page, private
from webapp.web.snapshots import Snapshot, gathered

bp = Blueprint("previewing", __name__)
SAME_HERE = {
    "dialogues.show": "previewing.show",
    "answering.answer": "previewing.answer",
    "answering.submit": "previewing.answer",
}
"""The residents' pages that have a preview; every other link stays where it is."""


@bp.context_processor
def inside_the_preview() -> dict[str, Any]:
    """Links and languages that keep to the preview, and leave the reader's own language alone."""
    return {"url_for": preview_address, "language_links": language_links, "preview": True}


def preview_address(endpoint: str, **values: Any) -> str:
    """The address of a page within the preview."""
    if endpoint not in SAME_HERE:
        return "#main"
    lang, anchor = values.get("lang", g.lang), values.get("_anchor")
    return url_for(SAME_HERE[endpoint], slug=values["slug"], lang=lang, _anchor=anchor)


def language_links() -> list[tuple[str, str]]:
    """(tag, address of this page in that language)."""
    endpoint, slug = request.endpoint or "", (request.view_args or {})["slug"]
    return [(tag, url_for(endpoint, slug=slug, lang=tag)) for tag in INTERFACE]


@bp.after_request
def let_into_our_frame(response: Response) -> Response:
    """Another language here is no choice of a language for the staff's own pages."""
    g.pop("lang", None)
    return framed(response)


@bp.get("/staff/dialogues/<slug>/preview/<lang:lang>", endpoint="show")
@acts(Action.PREVIEW)
def show(dialogue: Dialogue) -> Response:
    stage = Snapshot(dialogue).stage
    shown = stage if stage.public else Stage.OPEN
    recordings = gathered(db.session, dialogue).recordings
    found = Snapshot(dialogue, recordings=recordings)
    return private(page("dialogues/show.html", found=found, dialogue=dialogue, stage=shown))


@bp.route("/staff/dialogues/<slug>/preview/<lang:lang>/answer", methods=["GET", "POST"], endpoint="answer")
@acts(Action.PREVIEW)
def answer(dialogue: Dialogue) -> Response:
    """The form, its check page, and instead of sending the form again."""
    found = Snapshot(dialogue)
    form = posted_form()
    pressed = press(found.questions, form)
    if pressed:
        return form_page(found, form, pressed=pressed)
    if request.form.get(CHOICE) or request.form.get("do") != "check":
        return form_page(found, form)
    reading = read_form(found.questions, form)
    if reading.problems or reading.empty:
        return form_page(found, form, problems=reading.problems, empty=reading.empty, status=422)
    return check_page(found, form, reading)
