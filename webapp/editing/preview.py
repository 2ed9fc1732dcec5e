"""The resident's view beside the official's: a phone on the page."""

from flask import Response, url_for

from webapp.domain.lifecycle import Action
from webapp.editing.blueprint import bp
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.hard_texts import hard_texts
from webapp.web.languages import INTERFACE
from webapp.web.pages import framing, page, private


@bp.get("/staff/dialogues/<slug>/preview", endpoint="preview")
@acts(Action.PREVIEW)
def show_preview(dialogue: Dialogue) -> Response:
    lang = dialogue.source_language if dialogue.source_language in INTERFACE else INTERFACE[0]
    places = [
        ("show", url_for("previewing.show", slug=dialogue.slug, lang=lang)),
        ("answer", url_for("previewing.answer", slug=dialogue.slug, lang=lang)),
    ]
    hard = list(hard_texts(dialogue))
    return framing(private(page("editing/preview.html", dialogue=dialogue, places=dict(places), hard=hard)))
