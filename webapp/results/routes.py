"""What politicians and the public read: figures, free texts, and the same as files."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.questions import Question
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.results.downloads import FORMATS, download_response
from webapp.results.reading import Reading, read_results
from webapp.web.access import acts, public
from webapp.web.budget_words import funding_rule, money_sentence, rule_words
from webapp.web.budget_words import remarks as budget_remarks
from webapp.web.figure_words import (
    caution_sentence,
    counted_sentence,
    day_words,
    disclosure_sentence,
    hidden_sentence,
    middle_sentence,
    own_words_sentence,
    period_words,
    range_words,
    rule_sentence,
    stand_sentence,
)
from webapp.web.free_texts import TEXT_KINDS, text_page, text_pages
from webapp.web.opinion_words import opinion_part
from webapp.web.pages import page, private
from webapp.web.pair_words import (
    duel_sentence,
    pair_remarks,
    strength_figure,
    strength_heading,
    strength_length,
)
from webapp.web.ranking_words import (
    comparison,
    measure_rule,
    measure_words,
    remarks,
    strength,
    value_words,
)
from webapp.web.sealing import ensure_sealed, seal_if_over
from webapp.web.snapshots import Snapshot, snapshot
from webapp.web.trace import record

bp = Blueprint("results", __name__)


@bp.get("/staff/dialogues/<slug>/results")
@acts(Action.READ_RESULTS)
def read(dialogue: Dialogue) -> Response:
    ensure_sealed(dialogue)
    found = snapshot(dialogue.slug)
    return private(page("results/read.html", **_shown(found, _asked_for(found))))


@bp.get("/staff/dialogues/<slug>/results/<question_id>", endpoint="texts")
@acts(Action.READ_RESULTS)
def read_texts(dialogue: Dialogue, question_id: str) -> Response:
    ensure_sealed(dialogue)
    found = snapshot(dialogue.slug)
    question = found.questions.told_by_id.get(question_id)
    if question is None or question.kind not in TEXT_KINDS:
        abort(404)
    return private(page("results/texts.html", **_texts_shown(found, _asked_for(found), question)))


@bp.post("/staff/dialogues/<slug>/results/download")
@acts(Action.DOWNLOAD)
def download(dialogue: Dialogue) -> Response:
    """The results as a file. Sent by a form, because the trace keeps who took what."""
    kind = request.form.get("format", "")
    if kind not in FORMATS:
        abort(400)
    seal_if_over(db.session, dialogue)
    found = Snapshot(dialogue)
    reading = read_results(db.session, found, request.form.get("by", ""), request.form.get("group", ""))
    response = download_response(db.session, found, reading, kind)
    record("download-results", dialogue, format=kind, by=reading.told.by, group=reading.told.group)
    db.session.commit()
    return private(response)


@bp.get("/<lang:lang>/dialogues/<slug>/results")
@public
def published(slug: str) -> Response | Redirect:
    """The same figures for everybody, from the day the result is published."""
    found = snapshot(slug)
    if found.dialogue.reported_on is None or not found.stage.over:
        return redirect(url_for("dialogues.show", slug=slug), 303)
    if ensure_sealed(found.dialogue):
        found = snapshot(slug)
    return page("results/published.html", **_shown(found, _asked_for(found)))


def _asked_for(found: Snapshot) -> Reading:
    return read_results(db.session, found, request.args.get("by", ""), request.args.get("group", ""))


def _shown(found: Snapshot, reading: Reading) -> dict[str, Any]:
    """What the templates of results may show."""
    return {
        "found": found,
        "dialogue": found.dialogue,
        "reading": reading,
        "told": reading.told,
        "counted": counted_sentence(found.dialogue, reading.told.responses),
        "caution": caution_sentence(),
        "disclosure": disclosure_sentence(),
        "hidden": hidden_sentence(),
        "hidden_sentence": partial(hidden_sentence, undivided=found.questions.undivided),
        "rule_sentence": rule_sentence,
        "range_words": range_words,
        "own_words_sentence": own_words_sentence,
        "period_words": period_words,
        "day_words": day_words,
        "stand_sentence": stand_sentence,
        "middle_sentence": middle_sentence,
        "measure_words": measure_words,
        "measure_rule": measure_rule,
        "value_words": value_words,
        "strength": strength,
        "remarks": remarks,
        "comparison": comparison,
        "budget_remarks": budget_remarks,
        "funding_rule": funding_rule,
        "money_sentence": money_sentence,
        "rule_words": rule_words,
        "text_pages": text_pages,
        "opinion_part": opinion_part,
        "pair_remarks": pair_remarks,
        "duel_sentence": duel_sentence,
        "strength_heading": strength_heading,
        "strength_figure": strength_figure,
        "strength_length": strength_length,
    }


def _texts_shown(found: Snapshot, reading: Reading, question: Question) -> dict[str, Any]:
    pages = text_pages(reading.told, question)
    number = min(max(1, request.args.get("page", 1, type=int)), max(1, pages))
    said = text_page(db.session, found, reading.told, question, number, pages) if pages else []
    return _shown(found, reading) | {"question": question, "said": said, "number": number, "pages": pages}
