"""Question sets out: our own file, which holds everything, and an XLSForm workbook."""

import re

from flask import Blueprint, Response

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.interchange.losses import losses
from webapp.interchange.messages import place, sentence
from webapp.interchange.question_file import write
from webapp.interchange.xlsform_out import write_xlsform
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.pages import page, private
from webapp.web.pictures import masters

bp = Blueprint("leaving", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/staff/dialogues/<slug>/export", endpoint="choose")
@acts(Action.PREVIEW)
def show_files(dialogue: Dialogue) -> Response:
    """The files to choose from, and what the workbook cannot hold."""
    questions, source = dialogue.questions, dialogue.source_language
    lost = losses(questions, _form(dialogue), source) if questions else []
    notes = [(place(remark), sentence(remark)) for remark in lost]
    return private(page("interchange/leaving.html", dialogue=dialogue, questions=questions, notes=notes))


@bp.get("/staff/dialogues/<slug>/export/questions.json", endpoint="json")
@acts(Action.PREVIEW)
def download_json(dialogue: Dialogue) -> Response:
    """Everything, lossless."""
    pictures = masters(db.session, dialogue)
    body = write(dialogue.questions, dialogue.title, dialogue.source_language, pictures)
    return _file(dialogue, body, "application/json", "json")


@bp.get("/staff/dialogues/<slug>/export/questions.xlsx", endpoint="xlsform")
@acts(Action.PREVIEW)
def download_xlsform(dialogue: Dialogue) -> Response:
    """What an XLSForm can hold."""
    return _file(dialogue, _form(dialogue), XLSX, "xlsx")


def _form(dialogue: Dialogue) -> bytes:
    return write_xlsform(dialogue.questions, dialogue.title, dialogue.source_language)


def _file(dialogue: Dialogue, body: bytes, kind: str, ending: str) -> Response:
    response = Response(body, content_type=kind)
    name = re.sub(r"[^a-z0-9]+", "-", f"fragor-{dialogue.slug}-{today().isoformat()}".lower())
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    return private(response)
