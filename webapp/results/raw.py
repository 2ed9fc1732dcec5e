"""What each response holds, as a file: a right of its own, after a warning, and always in the trace."""

import re

from flask import Blueprint, Response

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.results.downloads import FORMATS, about
from webapp.results.reading import read_results
from webapp.results.response_files import FILES, MOST_ROWS, Asked
from webapp.results.response_rows import count_responses, responses
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words
from webapp.web.fields import Typed, one, posted, shorten
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.sealing import seal_if_over
from webapp.web.snapshots import Snapshot
from webapp.web.trace import record

bp = Blueprint("responses", __name__)
MEDIA_TYPES = FORMATS | {"json": "application/json"}
LONGEST_REASON = 300


@bp.get("/staff/dialogues/<slug>/responses", endpoint="warning")
@acts(Action.TAKE_RESPONSES)
def show_warning(dialogue: Dialogue) -> Response:
    return warning_page(dialogue)


@bp.post("/staff/dialogues/<slug>/responses", endpoint="take")
@acts(Action.TAKE_RESPONSES)
def take(dialogue: Dialogue) -> Response:
    """The file, once it has been said what it is for.

    The trace is written first: while a large file is made, nobody else waits to write.
    """
    typed = posted()
    why, kind = one(typed, "why"), one(typed, "format")
    seal_if_over(db.session, dialogue)
    number = count_responses(db.session, dialogue.id)
    problems = _problems(why, kind, number)
    if problems:
        return warning_page(dialogue, Typed(typed, problems), 422)
    found = Snapshot(dialogue)
    facts = about(dialogue, read_results(db.session, found, "", ""))
    asked = Asked(found.questions, [*facts, (_("Används till"), why)], dialogue.source_language)
    name = re.sub(r"[^a-z0-9]+", "-", f"svar-{dialogue.slug}-{today().isoformat()}".lower())
    dialogue_id = dialogue.id
    record("download-responses", dialogue, format=kind, responses=number, why=why)
    db.session.commit()
    response = Response(FILES[kind](asked, responses(db.reader, dialogue_id)), content_type=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    return private(response)


def _problems(why: str, kind: str, number: int) -> dict[str, str]:
    problems = {}
    if not why:
        problems["why"] = _("Skriv vad filen ska användas till.")
    elif len(why) > LONGEST_REASON:
        problems["why"] = shorten(LONGEST_REASON)
    if kind not in FILES:
        problems["format"] = _("Välj vilken sorts fil det ska bli.")
    elif kind == "xlsx" and number > MOST_ROWS:
        problems["format"] = _("Svaren är för många för Excel. Välj CSV eller JSON.")
    return problems


def warning_page(dialogue: Dialogue, typed: Typed | None = None, status: int = 200) -> Response:
    """What the file holds, what must be thought of, and the form."""
    return private(
        page(
            "results/responses.html",
            status=status,
            dialogue=dialogue,
            typed=typed or Typed({"format": ["xlsx"]}),
            number=count_responses(db.session, dialogue.id),
            why_words=Words(
                _("Vad ska filen användas till?"),
                _("Det du skriver syns i loggen, tillsammans med ditt namn."),
            ),
            format_words=Words(_("Sorts fil"), ""),
            formats=[
                ("xlsx", _("Excel (XLSX)"), _("Med en kodbok som förklarar varje kolumn.")),
                ("csv", _("CSV"), _("För andra kalkylprogram och statistikprogram.")),
                ("json", _("JSON"), _("För den som programmerar. Frågorna är med på alla språk.")),
            ],
        )
    )
