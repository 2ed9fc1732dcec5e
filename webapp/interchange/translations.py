"""Translations out to those who translate, and back: looked through first, then put in place whole."""

import re
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.translating import State, Unit
from webapp.extensions import db
from webapp.interchange.leaving import XLSX
from webapp.interchange.messages import sentence
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.translation_book import read_book, write_book
from webapp.interchange.translation_file import Found, Name, TranslationFile, arriving, leaving
from webapp.interchange.xliff import read_xliff, write_xliff
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.pages import page, private
from webapp.web.question_sets import RulesFrozen, hold
from webapp.web.trace import record
from webapp.web.translation_words import whole_word
from webapp.web.translations import Cell, Work, save_cells, work_on
from webapp.web.uploads import large_files

bp = Blueprint("translations", __name__)
XLIFF = "application/xliff+xml"
FILE = "file"
LARGEST_UPLOAD = 11_000_000
"""Largest form with a file, in bytes."""
KEPT_SECONDS = 24 * 3600
HERE = "/staff/dialogues/<slug>/translate/<target>"


@bp.get(f"{HERE}/file.xlf", endpoint="xliff")
@acts(Action.TRANSLATE)
def download_xliff(dialogue: Dialogue, target: str) -> Response:
    """For an agency's tools."""
    return _file(dialogue, target, write_xliff(leaving_file(dialogue, target)), XLIFF, "xlf")


@bp.get(f"{HERE}/file.xlsx", endpoint="workbook")
@acts(Action.TRANSLATE)
def download_book(dialogue: Dialogue, target: str) -> Response:
    """For whoever translates in a spreadsheet."""
    return _file(dialogue, target, write_book(leaving_file(dialogue, target)), XLSX, "xlsx")


def leaving_file(dialogue: Dialogue, target: str) -> TranslationFile:
    work = work_in(dialogue, target)
    return leaving(work, target, context_in(work, target))


def context_in(work: Work, target: str) -> Name:
    """Where a text stands, and for one whose source has changed what it said before."""
    questions = work.questions

    def context(unit: Unit) -> str:
        where = whole_word(unit, questions)
        if work.state(unit, target) is not State.STALE:
            return where
        before = work.known[unit.key, target].source
        return _("%(where)s. Källtexten har ändrats. Förut stod det: %(before)s", where=where, before=before)

    return context


def _file(dialogue: Dialogue, target: str, body: bytes, kind: str, ending: str) -> Response:
    response = Response(body, content_type=kind)
    parts = f"texter-{dialogue.slug}-{target}-{today().isoformat()}"
    name = re.sub(r"[^a-z0-9]+", "-", parts.lower())
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    return private(response)


@bp.get(f"{HERE}/files", endpoint="files")
@acts(Action.TRANSLATE)
def show_files(dialogue: Dialogue, target: str) -> Response:
    return files_page(work_in(dialogue, target), target)


@bp.post(f"{HERE}/files", endpoint="read")
@large_files(LARGEST_UPLOAD)
@acts(Action.TRANSLATE)
def read_upload(dialogue: Dialogue, target: str) -> Response:
    """Shows what a file changes. Nothing is stored."""
    work = work_in(dialogue, target)
    sent = request.files.get(FILE)
    if sent is None or not sent.filename:
        return files_page(work, target, 422, [_("Välj en fil.")])
    try:
        found = taken_in(work, target, sent.read())
    except ImportRefused as refused:
        return files_page(work, target, 422, [sentence(problem) for problem in refused.problems])
    return found_page(work, target, found)


def taken_in(work: Work, target: str, data: bytes) -> Found:
    """What the file holds that is new here.

    Raises:
        ImportRefused: why the whole file cannot be taken in.
    """
    file = read_book(data) if data.startswith(b"PK") else read_xliff(data)
    questions = work.questions
    return arriving(file, work, target, lambda unit: whole_word(unit, questions))


@bp.post(f"{HERE}/files/confirm", endpoint="confirm")
@acts(Action.TRANSLATE)
def confirm(dialogue: Dialogue, target: str) -> Response | Redirect:
    """Puts every text of the file in place, or none."""
    hold(db.session, dialogue, Action.TRANSLATE)
    work = work_in(dialogue, target)
    cells = opened(request.form.get("signed", ""), dialogue, target)
    if cells is None:
        gone = _("Det gick inte att läsa det som skulle läggas in. Välj filen igen.")
        return files_page(work, target, 422, [gone])
    if request.form.get("revision") != str(dialogue.revision):
        changed = _("Dialogen har ändrats av någon annan under tiden. Välj filen igen.")
        return files_page(work, target, 409, [changed])
    try:
        save_cells(db.session, work, target, cells)
    except RulesFrozen:
        answered = _(
            "Någon har svarat under tiden. Välj filen igen, så får du se vad som ändå kan läggas in."
        )
        db.session.rollback()
        return files_page(work_in(dialogue, target), target, 409, [answered])
    reviewed = sorted(key for key, cell in cells.items() if cell.reviewed)
    record(
        "import-translations", dialogue, lang=target, texts=len(cells), keys=sorted(cells), reviewed=reviewed
    )
    db.session.commit()
    flash(ngettext("%(n)s text är inlagd.", "%(n)s texter är inlagda.", len(cells)))
    return redirect(url_for("editing.translate", slug=dialogue.slug, target=target), 303)


def work_in(dialogue: Dialogue, target: str) -> Work:
    """The work in one of the languages that the dialogue offers; 404 for any other."""
    work = work_on(db.session, dialogue)
    if target not in work.languages:
        abort(404)
    return work


def signer() -> URLSafeTimedSerializer:
    """Signs what the page carries, so that only texts that were read and checked come back."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="imported translations")


def signed(dialogue: Dialogue, target: str, found: Found) -> str:
    cells = {key: [cell.text, cell.reviewed] for key, cell in found.cells.items()}
    return str(signer().dumps({"dialogue": dialogue.id, "target": target, "cells": cells}))


def opened(packed: str, dialogue: Dialogue, target: str) -> dict[str, Cell] | None:
    """The texts that were signed for this dialogue and language; None for anything else."""
    try:
        held: dict[str, Any] = signer().loads(packed, max_age=KEPT_SECONDS)
    except BadSignature:
        return None
    if (held["dialogue"], held["target"]) != (dialogue.id, target):
        return None
    return {key: Cell(text, reviewed) for key, (text, reviewed) in held["cells"].items()}


def files_page(work: Work, target: str, status: int = 200, problems: list[str] | None = None) -> Response:
    """The files to fetch, and the form for one that comes back. `problems`: why the last cannot be used."""
    return private(
        page(
            "interchange/translation_files.html",
            status=status,
            dialogue=work.dialogue,
            target=target,
            language_word=language_word,
            problems=problems or [],
        )
    )


def found_page(work: Work, target: str, found: Found) -> Response:
    """What stands here, what would stand here instead, and which texts would count as reviewed."""
    questions = work.questions
    return private(
        page(
            "interchange/translations_found.html",
            dialogue=work.dialogue,
            target=target,
            found=found,
            reviewed=sum(each.cell.reviewed for each in found.replaced),
            name=lambda unit: whole_word(unit, questions),
            signed=signed(work.dialogue, target, found),
            language_word=language_word,
        )
    )
