"""Reporting what does not work. No account, no e-mail address."""

from dataclasses import replace

from flask import Response, current_app, g, redirect, request, url_for
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.accessibility.actions import store_report
from webapp.accessibility.blueprint import bp
from webapp.accessibility.came_from import page_before
from webapp.accessibility.forms import CONTACT_LENGTH, PAGE_LENGTH, TEXT_LENGTH, Draft, problems, read_draft
from webapp.extensions import db, limiter
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import soon_again
from webapp.web.locale import CHOICE
from webapp.web.pages import page, private
from webapp.web.secret import secret

report_limit = limiter.limit("30 per hour")


@bp.route("/<lang:lang>/accessibility/report", methods=["GET", "POST"])
@public
def report() -> Response | Redirect:
    draft = read_draft(request.form)
    if request.method == "GET":
        return form_page(replace(draft, page=page_before()))
    if request.form.get(CHOICE):
        return form_page(draft)
    wrong = problems(draft)
    if wrong:
        return form_page(draft, wrong=wrong, status=422)
    try:
        code = _store(draft)
    except RateLimitExceeded:
        return form_page(draft, stop="many", status=429)
    except OperationalError:
        current_app.logger.exception("A report about accessibility could not be stored")
        return soon_again(form_page(draft, stop="busy", status=503))
    return redirect(url_for("accessibility.receipt", code=code, sent=1), 303)


@report_limit
def _store(draft: Draft) -> str:
    code = store_report(db.session, draft, secret=secret(), lang=g.lang, day=today())
    db.session.commit()
    return code


def form_page(
    draft: Draft, *, wrong: dict[str, str] | None = None, stop: str = "", status: int = 200
) -> Response:
    """The form with what has been typed. `stop` tells why it could not be stored: ``many`` or ``busy``."""
    return private(
        page(
            "accessibility/report.html",
            status=status,
            draft=draft,
            wrong=wrong or {},
            stop=stop,
            text_length=TEXT_LENGTH,
            page_length=PAGE_LENGTH,
            contact_length=CONTACT_LENGTH,
        )
    )
