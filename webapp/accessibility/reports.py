"""Staff read what residents could not use, and answer each of them once."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.accessibility.blueprint import bp
from webapp.domain.lifecycle import Role
from webapp.extensions import db
from webapp.models import FaultReport
from webapp.models.accessibility import CONTACT_DAYS
from webapp.web.access import roles
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.fields import Typed, long_texts, posted, read_texts
from webapp.web.languages import LANGUAGES, SOURCE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.snapshots import municipality
from webapp.web.trace import record

readers = roles(Role.COORDINATOR, Role.ADMINISTRATOR)
ANSWER_LENGTH = 4000
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Queue:
    """Every report: the unanswered ones with the oldest first, the answered ones with the latest first."""

    waiting: Sequence[FaultReport]
    answered: Sequence[FaultReport]


def queue(session: Session) -> Queue:
    """The reports by whether they have been answered."""
    found = session.scalars(select(FaultReport).order_by(FaultReport.day, FaultReport.id)).all()
    answered = [each for each in found if each.answered_on is not None]
    return Queue(
        waiting=[each for each in found if each.answered_on is None],
        answered=sorted(answered, key=lambda each: (each.answered_on, each.id), reverse=True),
    )


@bp.get("/staff/accessibility", endpoint="reports")
@readers
def show_reports() -> Response:
    return private(
        page(
            "accessibility/reports.html",
            queue=queue(db.session),
            disposal=municipality().notice.disposal,
            contact_days=CONTACT_DAYS,
        )
    )


@bp.get("/staff/accessibility/<int:report_id>", endpoint="read")
@readers
def show_report(report_id: int) -> Response:
    return report_page(load(report_id), Typed({}))


@bp.post("/staff/accessibility/<int:report_id>", endpoint="answer")
@readers
def answer_report(report_id: int) -> Response | Redirect:
    found, typed = load(report_id), posted()
    if found.answered_on is not None:
        return report_page(found, Typed(typed), 409)
    tags = languages_of(found)
    answer = read_texts(typed, "answer", tags, {})
    problems = long_texts(answer, "answer", tags, ANSWER_LENGTH)
    if not answer.get(SOURCE):
        problems[f"answer.{SOURCE}"] = _("Skriv ett svar.")
    if problems:
        return report_page(found, Typed(typed, problems), 422)
    found.answer, found.answered_on = answer, today()
    record("answer-fault-report", report=str(found.id))
    db.session.commit()
    flash(_("Svaret är sparat. Den som rapporterade läser svaret på sitt kvitto."))
    return redirect(url_for("accessibility.reports"), 303)


def load(report_id: int) -> FaultReport:
    """The report with this number, locked until the answer is stored, or 404."""
    asked = select(FaultReport).where(FaultReport.id == report_id).with_for_update()
    found = db.session.scalar(asked) if report_id <= LARGEST_ID else None
    if found is None:
        abort(404)
    return found


def languages_of(found: FaultReport) -> list[str]:
    """Swedish, and the language that the report came from."""
    return list(dict.fromkeys([SOURCE, *([found.lang] if found.lang in LANGUAGES else [])]))


def report_page(found: FaultReport, typed: Typed, status: int = 200) -> Response:
    """The report, and the answer to it or the form for one."""
    return private(
        page(
            "accessibility/read.html",
            status=status,
            report=found,
            typed=typed,
            tags=languages_of(found),
            language_word=language_word,
            answer_words=Words(
                _("Svar"),
                _("Det här läser den som rapporterade. Skriv vad ni har gjort eller ska göra, och när."),
            ),
        )
    )
