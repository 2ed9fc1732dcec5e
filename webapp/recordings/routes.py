"""Films in sign language and recorded readings: added by officials, played by residents."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.recordings import KINDS, LARGEST
from webapp.extensions import db
from webapp.models import Dialogue, Recording
from webapp.recordings import forms
from webapp.web.access import acts, public
from webapp.web.composed import language_word
from webapp.web.fields import Typed, posted
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.recordings import (
    captions_response,
    file_response,
    keep,
    recording_or_404,
    recording_word,
    remove,
    tongue_word,
)
from webapp.web.snapshots import snapshot
from webapp.web.trace import record
from webapp.web.uploads import large_files

bp = Blueprint("recordings", __name__)
KEPT_SECONDS = 600
"""A recording may be taken away: browsers ask again after so long."""
LARGEST_FORM = max(LARGEST.values()) + 2_000_000


@bp.get("/dialogues/<slug>/recordings/<int:number>", endpoint="shown")
@public
def show(slug: str, number: int) -> Response:
    return for_everybody(file_response(recording_or_404(snapshot(slug).recordings, number)))


@bp.get("/dialogues/<slug>/recordings/<int:number>/captions.vtt", endpoint="shown_captions")
@public
def show_captions(slug: str, number: int) -> Response:
    return for_everybody(captions_response(recording_or_404(snapshot(slug).recordings, number)))


def for_everybody(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


@bp.get("/staff/dialogues/<slug>/recordings/<int:number>/file", endpoint="inside")
@acts(Action.PREVIEW)
def show_inside(dialogue: Dialogue, number: int) -> Response:
    return private(file_response(recording_or_404(recordings_of(dialogue), number)))


@bp.get("/staff/dialogues/<slug>/recordings/<int:number>/captions.vtt", endpoint="inside_captions")
@acts(Action.PREVIEW)
def show_captions_inside(dialogue: Dialogue, number: int) -> Response:
    return private(captions_response(recording_or_404(recordings_of(dialogue), number)))


@bp.get("/staff/dialogues/<slug>/recordings", endpoint="index")
@acts(Action.EDIT_RECORDINGS)
def show_all(dialogue: Dialogue) -> Response:
    found = recordings_of(dialogue)
    return private(page("recordings/index.html", dialogue=dialogue, found=found, language_word=language_word))


def recordings_of(dialogue: Dialogue) -> list[Recording]:
    """The recordings of a dialogue, films first."""
    of = select(Recording).where(Recording.dialogue_id == dialogue.id)
    return list(db.session.scalars(of.order_by(Recording.kind, Recording.lang)))


@bp.get("/staff/dialogues/<slug>/recordings/add/<medium>", endpoint="new")
@acts(Action.EDIT_RECORDINGS)
def show_new(dialogue: Dialogue, medium: str) -> Response:
    return form_page(dialogue, known(medium), Typed({"text_lang": [dialogue.source_language]}))


@bp.post("/staff/dialogues/<slug>/recordings/add/<medium>", endpoint="add")
@large_files(LARGEST_FORM)
@acts(Action.EDIT_RECORDINGS)
def add(dialogue: Dialogue, medium: str) -> Response | Redirect:
    known(medium)
    typed = posted()
    read = forms.read(typed, request.files, dialogue, medium)
    if read.recording is None or read.file is None:
        return form_page(dialogue, medium, Typed(typed, read.problems), 422)
    hold(db.session, dialogue, Action.EDIT_RECORDINGS)
    keep(db.session, read.recording, read.file)
    record("add-recording", dialogue, name=recording_word(read.recording))
    db.session.commit()
    flash(_("Inspelningen är sparad."))
    return redirect(url_for("recordings.index", slug=dialogue.slug), 303)


@bp.get("/staff/dialogues/<slug>/recordings/<int:number>/remove", endpoint="remove")
@acts(Action.EDIT_RECORDINGS)
def ask_to_remove(dialogue: Dialogue, number: int) -> Response:
    recording = recording_or_404(recordings_of(dialogue), number)
    return private(page("recordings/remove.html", dialogue=dialogue, recording=recording))


@bp.post("/staff/dialogues/<slug>/recordings/<int:number>/remove", endpoint="remove_now")
@acts(Action.EDIT_RECORDINGS)
def remove_now(dialogue: Dialogue, number: int) -> Redirect:
    hold(db.session, dialogue, Action.EDIT_RECORDINGS)
    recording = recording_or_404(recordings_of(dialogue), number)
    record("remove-recording", dialogue, name=recording_word(recording))
    remove(db.session, recording)
    db.session.commit()
    flash(_("Inspelningen är borttagen."))
    return redirect(url_for("recordings.index", slug=dialogue.slug), 303)


def known(medium: str) -> str:
    return medium if medium in KINDS else abort(404)


def form_page(dialogue: Dialogue, medium: str, typed: Typed, status: int = 200) -> Response:
    """The form of a new recording. Files must be chosen again where something else was wrong."""
    return private(
        page(
            "recordings/add.html",
            status=status,
            dialogue=dialogue,
            medium=medium,
            typed=typed,
            words=forms.words(medium),
            langs=[(tag, tongue_word(tag)) for tag in forms.langs(medium)],
            text_langs=[(tag, language_word(tag)) for tag in dialogue.languages],
        )
    )
