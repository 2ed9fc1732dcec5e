"""Results as a file to keep."""

import re
from datetime import date

from flask import Response, current_app, url_for
from sqlalchemy.orm import Session

from webapp.models import Dialogue
from webapp.results import files
from webapp.results.reading import Reading
from webapp.web.clock import today
from webapp.web.content import pick
from webapp.web.csv_files import figures_csv
from webapp.web.figure_rows import rows
from webapp.web.figure_words import caution_sentence, counted_sentence, disclosure_sentence
from webapp.web.free_texts import all_texts
from webapp.web.locale import gettext as _
from webapp.web.locale import long_date
from webapp.web.snapshots import Snapshot, municipality
from webapp.web.wording import step_words

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""Format -> its media type."""


def download_response(session: Session, found: Snapshot, reading: Reading, kind: str) -> Response:
    """The figures of `reading` as a file of `kind`; a workbook also holds the free texts."""
    source = found.dialogue.source_language
    lines = rows(found.questions, reading.told, source)
    if kind == "csv":
        body = figures_csv(lines)
    else:
        said = all_texts(session, found, reading.told)
        named = ((str(pick(dict(question.text), source)), each) for question, each in said)
        body = files.workbook(lines, about(found.dialogue, reading), named)
    response = Response(body, content_type=FORMATS[kind])
    name = file_name(found.dialogue, reading, kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def file_name(dialogue: Dialogue, reading: Reading, kind: str) -> str:
    """A name in plain letters: what it is of, which group, and the day."""
    group = reading.choice.value if reading.choice else ""
    words = " ".join(("resultat", dialogue.slug, group, today().isoformat()))
    return re.sub(r"[^a-z0-9]+", "-", words.lower()) + f".{kind}"


def about(dialogue: Dialogue, reading: Reading) -> list[tuple[str, str]]:
    """What a reader of the file must know, as (name, text)."""
    source = dialogue.source_language
    step = step_words(dialogue.step) if dialogue.step else None
    settings = current_app.extensions["settings"]
    return [
        (_("Dialog"), str(pick(dict(dialogue.title), source))),
        (_("Kommun"), municipality().name),
        (_("Diarienummer"), dialogue.registration_number),
        (_("Öppen"), " – ".join(_day(day) for day in (dialogue.opens_on, dialogue.last_day))),
        (_("Grad av inflytande"), f"{step.name}. {step.promise}" if step else ""),
        (_("Så vägs svaren in"), str(pick(dict(dialogue.weighing), source))),
        (_("Urval"), reading.choice.sentence.striptags() if reading.choice else _("Alla svar")),
        (_("Räknat"), counted_sentence(dialogue, reading.told.responses)),
        (_("Så kan siffrorna läsas"), caution_sentence()),
        (_("Små grupper"), disclosure_sentence()),
        (_("Hämtat"), _day(today())),
        (_("Adress"), settings.base_url + url_for("dialogues.show", slug=dialogue.slug)),
    ]


def _day(day: date | None) -> str:
    return long_date(day).striptags() if day else ""
