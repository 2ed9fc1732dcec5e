"""Question sets from a file: upload, look through, and only then put in place."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.documents import from_document, to_document
from webapp.domain.lifecycle import Action
from webapp.domain.questions import Question, QuestionSet
from webapp.extensions import db
from webapp.interchange.files import import_file
from webapp.interchange.imported import Imported
from webapp.interchange.messages import place, sentence
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.vote_export import budget_response, orders_response
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import condition_words, kind_words, language_word
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.pages import page, private
from webapp.web.pictures import PicturesGone, keep
from webapp.web.question_sets import RulesFrozen, has_responses, hold, save_questions
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record
from webapp.web.uploads import large_files

bp = Blueprint("interchange", __name__)
FILE = "workbook"
KEPT_SECONDS = 24 * 3600
LARGEST_UPLOAD = 21_000_000
"""Largest form with a file, in bytes."""
LARGEST_SIGNED = 700_000
"""Most characters of a question set, packed and signed, that the page carries to its confirmation."""


@bp.get("/staff/dialogues/<slug>/import", endpoint="upload")
@acts(Action.EDIT_QUESTIONS)
def show_upload(dialogue: Dialogue) -> Response:
    return upload_page(dialogue)


@bp.post("/staff/dialogues/<slug>/import", endpoint="read")
@large_files(LARGEST_UPLOAD)
@acts(Action.EDIT_QUESTIONS)
def read_upload(dialogue: Dialogue) -> Response:
    """Shows what a file holds. Nothing is stored but its pictures, which nobody sees yet."""
    if has_responses(db.session, dialogue):
        return upload_page(dialogue, 409)
    sent = request.files.get(FILE)
    if sent is None or not sent.filename:
        return upload_page(dialogue, 422, [("", _("Välj en fil."))])
    offered = list(dict.fromkeys([dialogue.source_language, *dialogue.languages]))
    dialogue_id = dialogue.id
    db.session.rollback()
    try:
        imported = import_file(sent.read(), offered)
    except ImportRefused as refused:
        problems = [(place(problem), sentence(problem)) for problem in refused.problems]
        return upload_page(dialogue, 422, problems)
    signed = signer().dumps({"dialogue": dialogue.id, "questions": to_document(imported.question_set)})
    if len(signed) > LARGEST_SIGNED:
        too_large = _("Formuläret har för mycket text för att läsas in här. Dela upp det i flera dialoger.")
        return upload_page(dialogue, 422, [("", too_large)])
    keep(db.session, dialogue_id, imported.pictures.values(), today())
    db.session.commit()
    return found_page(dialogue, imported, str(signed))


@bp.post("/staff/dialogues/<slug>/import/confirm", endpoint="confirm")
@acts(Action.EDIT_QUESTIONS)
def confirm(dialogue: Dialogue) -> Response | Redirect:
    """Puts the whole question set in place of the one that is there, or changes nothing."""
    hold(db.session, dialogue, Action.EDIT_QUESTIONS)
    questions = opened(request.form.get("signed", ""), dialogue)
    if questions is None:
        gone = _("Det gick inte att läsa det som skulle läggas in. Välj filen igen.")
        return upload_page(dialogue, 422, [("", gone)])
    if request.form.get("revision") != str(dialogue.revision):
        changed = _("Dialogen har ändrats av någon annan under tiden. Titta på frågorna och välj filen igen.")
        return upload_page(dialogue, 409, [("", changed)])
    try:
        save_questions(db.session, dialogue, questions)
    except RulesFrozen:
        return upload_page(dialogue, 409)
    except PicturesGone:
        again = _("Bilderna i filen finns inte kvar hos oss. Välj filen igen.")
        return upload_page(dialogue, 422, [("", again)])
    record("import_questions", dialogue, questions=len(questions.by_id))
    db.session.commit()
    number = len(questions.asked)
    flash(ngettext("%(n)s fråga är inlagd.", "%(n)s frågor är inlagda.", number))
    return redirect(url_for("editing.questions", slug=dialogue.slug), 303)


@bp.post("/staff/dialogues/<slug>/results/<question_id>/orders", endpoint="orders")
@acts(Action.DOWNLOAD)
def download_orders(dialogue: Dialogue, question_id: str) -> Response:
    """The answers to a ranking in PrefLib's format, once the dialogue is over. It is traced."""
    response = votes_file(dialogue, question_id, "ranking", orders_response)
    record("download-orders", dialogue, question=question_id)
    db.session.commit()
    return response


@bp.post("/staff/dialogues/<slug>/results/<question_id>/votes", endpoint="votes")
@acts(Action.DOWNLOAD)
def download_votes(dialogue: Dialogue, question_id: str) -> Response:
    """The votes on a budget in Pabulib's format, once the dialogue is over. It is traced."""
    response = votes_file(dialogue, question_id, "budget", budget_response)
    record("download-votes", dialogue, question=question_id)
    db.session.commit()
    return response


def votes_file(
    dialogue: Dialogue,
    question_id: str,
    kind: str,
    make: Callable[[Session, Dialogue, Question], Response],
) -> Response:
    """The file that `make` makes of a question of `kind` that is not sensitive; 409 while answers come."""
    question = dialogue.questions.by_id.get(question_id)
    if question is None or question.kind != kind or question_id in dialogue.questions.undivided:
        abort(404)
    seal_if_over(db.session, dialogue)
    if dialogue.sealed_on is None:
        abort(409)
    return private(make(db.session, dialogue, question))


def signer() -> URLSafeTimedSerializer:
    """Signs what the page carries, so that only a set that we have read and checked comes back."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="imported question set")


def opened(signed: str, dialogue: Dialogue) -> QuestionSet | None:
    """The question set that was signed for this dialogue; None for anything else."""
    try:
        held: dict[str, Any] = signer().loads(signed, max_age=KEPT_SECONDS)
    except BadSignature:
        return None
    return from_document(held["questions"]) if held["dialogue"] == dialogue.id else None


def upload_page(
    dialogue: Dialogue, status: int = 200, problems: list[tuple[str, str]] | None = None
) -> Response:
    """The form for a file. `problems`: where and why the last one could not be used."""
    return private(
        page(
            "interchange/upload.html",
            status=status,
            dialogue=dialogue,
            problems=problems or [],
            frozen=has_responses(db.session, dialogue),
            replaces=len(dialogue.questions.by_id),
        )
    )


def found_page(dialogue: Dialogue, imported: Imported, signed: str) -> Response:
    """What will be asked, in which languages, and what could not be carried over."""
    questions, source, offered = imported.question_set, imported.default_language, dialogue.languages
    return private(
        page(
            "interchange/found.html",
            dialogue=dialogue,
            questions=questions,
            kind_label=lambda kind: kind_words(kind).label,
            words_for=lambda condition: condition_words(condition, questions, source),
            names=[language_word(tag) for tag in imported.languages],
            not_found=[language_word(tag) for tag in offered if tag not in imported.languages],
            source=source,
            workbook_title=imported.title,
            notes=[(place(note), sentence(note)) for note in imported.notes],
            signed=signed,
            replaces=len(dialogue.questions.by_id),
        )
    )
