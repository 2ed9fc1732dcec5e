"""The archive: the last stage, with a decision about keeping, and everything in one package."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action, Stage
from webapp.domain.policy import Moment
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.package import MIME, contents, package
from webapp.follow_up.turns import Left, left
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words
from webapp.web.fields import Typed, one, posted, shorten
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record

REFERENCE_LENGTH = 120


@bp.get("/staff/dialogues/<slug>/archive", endpoint="archive")
@acts(Action.PACKAGE)
def show_archive(dialogue: Dialogue) -> Response:
    return archive_page(dialogue)


@bp.post("/staff/dialogues/<slug>/archive", endpoint="save_archive")
@acts(Action.ARCHIVE)
def archive(dialogue: Dialogue) -> Response | Redirect:
    """Archives the dialogue: it stays public, and nothing of it can be changed any more."""
    hold(db.session, dialogue, Action.ARCHIVE)
    typed = posted()
    reference = one(typed, "reference")
    problem = reference_problem(reference)
    if problem:
        return archive_page(dialogue, Typed(typed, {"reference": problem}), 422)
    lacking = left(dialogue, Moment.ARCHIVE)
    if lacking:
        return archive_page(dialogue, Typed(typed), 422, refused=True)
    dialogue.archive_reference, dialogue.archived_on = reference, today()
    record(Action.ARCHIVE.value, dialogue, reference=reference)
    db.session.commit()
    flash(_("Dialogen är arkiverad. Alla kan fortfarande läsa den."))
    return redirect(url_for("follow_up.archive", slug=dialogue.slug), 303)


def reference_problem(reference: str) -> str:
    """Why the reference cannot be kept; nothing where it can."""
    if not reference:
        return _("Skriv vilket beslut om bevarande och gallring som gäller, till exempel ”KS 2026/31, § 12”.")
    return shorten(REFERENCE_LENGTH) if len(reference) > REFERENCE_LENGTH else ""


@bp.post("/staff/dialogues/<slug>/archive/package", endpoint="package")
@acts(Action.PACKAGE)
def download_package(dialogue: Dialogue) -> Response:
    """Everything of the dialogue as a ZIP file. Sent by a form, because the trace keeps who took it."""
    seal_if_over(db.session, dialogue)
    record("download_package", dialogue)
    db.session.flush()
    response = Response(package(db.session, dialogue), content_type=MIME)
    db.session.commit()
    name = f"{dialogue.slug}-{today().isoformat()}.zip"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return private(response)


def archive_page(
    dialogue: Dialogue, typed: Typed | None = None, status: int = 200, *, refused: bool = False
) -> Response:
    """What is left, the form where its turn has come, and the package."""
    stage = dialogue.stage(today())
    return private(
        page(
            "follow_up/archive.html",
            status=status,
            dialogue=dialogue,
            stage=stage,
            ready=stage is Stage.EVALUATED,
            left=_left(dialogue, stage),
            refused=refused,
            typed=typed or Typed({"reference": [dialogue.archive_reference]}),
            contents=contents(db.session, dialogue),
            reference_words=Words(
                _("Beslut om bevarande och gallring"),
                _("Vilket beslut säger vad som ska sparas? Till exempel ”KS 2026/31, § 12”."),
            ),
        )
    )


def _left(dialogue: Dialogue, stage: Stage) -> list[Left]:
    return [] if stage is Stage.ARCHIVED else left(dialogue, Moment.ARCHIVE)
