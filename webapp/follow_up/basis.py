"""The decision basis: a page, a PDF for the case file, and a DOCX that an official can continue in."""

import re

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.documents import html, pdf, word
from webapp.documents.model import Document
from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.follow_up.basis_document import basis_document
from webapp.follow_up.blueprint import bp
from webapp.follow_up.words import basis_words
from webapp.models import Dialogue
from webapp.web.access import acts, public
from webapp.web.clock import today
from webapp.web.composed import Words
from webapp.web.fields import Typed, one, posted, shorten
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import ensure_sealed
from webapp.web.shelf import shelf
from webapp.web.snapshots import Snapshot, gathered, municipality, snapshot
from webapp.web.trace import record

REFERENCE_LENGTH = 120


@bp.get("/staff/dialogues/<slug>/decision-basis", endpoint="basis")
@acts(Action.READ_BASIS)
def show_basis(dialogue: Dialogue) -> Response:
    return basis_page(dialogue)


@bp.get("/staff/dialogues/<slug>/decision-basis.pdf", endpoint="basis_pdf")
@acts(Action.READ_BASIS)
def basis_pdf(dialogue: Dialogue) -> Response:
    return private(as_file(dialogue, pdf.pdf(_document(dialogue)), pdf.MIME, "pdf"))


@bp.get("/staff/dialogues/<slug>/decision-basis.docx", endpoint="basis_docx")
@acts(Action.READ_BASIS)
def basis_docx(dialogue: Dialogue) -> Response:
    return private(as_file(dialogue, word.word(_document(dialogue)), word.MIME, "docx"))


def _document(dialogue: Dialogue) -> Document:
    """The basis as it is now, counted to the last answer."""
    ensure_sealed(dialogue)
    return basis_document(db.session, gathered(db.session, dialogue))


@bp.post("/staff/dialogues/<slug>/decision-basis", endpoint="save_basis_reference")
@acts(Action.PUBLISH_RESULT)
def save_reference(dialogue: Dialogue) -> Response | Redirect:
    """Keeps where the basis is registered in the case file."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    typed = posted()
    reference = one(typed, "reference")
    problem = reference_problem(reference)
    if problem:
        return basis_page(dialogue, Typed(typed, {"reference": problem}), 422)
    dialogue.basis_reference = reference
    record("register_basis", dialogue, reference=reference)
    db.session.commit()
    flash(_("Registreringen är sparad."))
    return redirect(url_for("follow_up.basis", slug=dialogue.slug), 303)


def reference_problem(reference: str) -> str:
    """Why the reference cannot be kept; nothing where it can."""
    if not reference:
        return _("Skriv var underlaget är registrerat, till exempel diarienumret och handlingens nummer.")
    return shorten(REFERENCE_LENGTH) if len(reference) > REFERENCE_LENGTH else ""


@bp.get("/<lang:lang>/dialogues/<slug>/decision-basis", endpoint="public_basis")
@public
def show_public_basis(slug: str) -> Response | Redirect:
    """The same for everybody, from the day the result is published."""
    found = _published(slug)
    if found is None:
        return redirect(url_for("dialogues.show", slug=slug), 303)
    document = basis_document(db.session, found)
    return page(
        "follow_up/public_basis.html",
        dialogue=found.dialogue,
        title=html.heading(document),
        document=document,
        content=html.section(document),
    )


@bp.get("/<lang:lang>/dialogues/<slug>/decision-basis.pdf", endpoint="public_basis_pdf")
@public
def public_basis_pdf(slug: str) -> Response | Redirect:
    found = _published(slug)
    if found is None:
        return redirect(url_for("dialogues.show", slug=slug), 303)
    key = ("basis", found, today(), municipality().revision)
    written = shelf("texts").take(key, lambda: pdf.pdf(basis_document(db.session, found)))
    return as_file(found.dialogue, written, pdf.MIME, "pdf")


def _published(slug: str) -> Snapshot | None:
    """The dialogue, if its result has been published."""
    found = snapshot(slug)
    if found.dialogue.reported_on is None or not found.stage.over:
        return None
    return snapshot(slug) if ensure_sealed(found.dialogue) else found


def as_file(dialogue: Dialogue, written: bytes, mime: str, kind: str) -> Response:
    """The basis as a file of `kind`, named after the dialogue and the day."""
    response = Response(written, content_type=mime)
    words = f"beslutsunderlag-{dialogue.slug}-{today().isoformat()}"
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()) + f".{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def basis_page(dialogue: Dialogue, typed: Typed | None = None, status: int = 200) -> Response:
    """The basis to read, its files, and where it is registered."""
    document = _document(dialogue)
    return private(
        page(
            "follow_up/basis.html",
            status=status,
            dialogue=dialogue,
            heading=basis_words(dialogue),
            title=html.heading(document),
            content=html.section(document, title=False),
            typed=typed or Typed({"reference": [dialogue.basis_reference]}),
            reference_words=Words(
                _("Var är underlaget registrerat?"),
                _("Till exempel diarienumret och handlingens nummer: BUN 2026/12-8."),
            ),
        )
    )
