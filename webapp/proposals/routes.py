"""Proposing a dialogue, and reading the answer on its receipt. No account."""

from flask import Blueprint, Response, abort, current_app, g, redirect, request, url_for
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy import bindparam, select
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.domain import receipts
from webapp.extensions import db, limiter
from webapp.models import Dialogue, Proposal
from webapp.models.base import table_of
from webapp.proposals import actions
from webapp.proposals.forms import (
    NAME_LENGTH,
    NAMED,
    SENDERS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Draft,
    problems,
    read_draft,
)
from webapp.web.access import public
from webapp.web.addresses import absolute
from webapp.web.clock import today
from webapp.web.errors import soon_again
from webapp.web.locale import CHOICE
from webapp.web.pages import page, private
from webapp.web.receiving import guess_limit
from webapp.web.secret import secret
from webapp.web.wording import sender_word

bp = Blueprint("proposals", __name__)
proposal_limit = limiter.limit("30 per hour")
_proposals, _dialogues = table_of(Proposal), table_of(Dialogue)
HELD = (
    select(*_proposals.c, _dialogues.c.slug, _dialogues.c.published_on)
    .join(_dialogues, _dialogues.c.id == _proposals.c.dialogue_id, isouter=True)
    .where(_proposals.c.receipt_hash == bindparam("digest"))
)


@bp.route("/<lang:lang>/propose", methods=["GET", "POST"])
@public
def propose() -> Response | Redirect:
    draft = read_draft(request.form)
    if request.method == "GET" or request.form.get(CHOICE):
        return form_page(draft)
    wrong = problems(draft)
    if wrong:
        return form_page(draft, wrong=wrong, status=422)
    try:
        code = _store(draft)
    except RateLimitExceeded:
        return form_page(draft, stop="many", status=429)
    except OperationalError:
        current_app.logger.exception("A proposal could not be stored")
        return soon_again(form_page(draft, stop="busy", status=503))
    return redirect(url_for("proposals.show", code=code, sent=1), 303)


@proposal_limit
def _store(draft: Draft) -> str:
    code = actions.submit(db.session, draft, secret=secret(), lang=g.lang, day=today())
    db.session.commit()
    return code


def form_page(
    draft: Draft, *, wrong: dict[str, str] | None = None, stop: str = "", status: int = 200
) -> Response:
    """The form with what has been typed. `stop` tells why it could not be stored: ``many`` or ``busy``."""
    return private(
        page(
            "proposals/propose.html",
            status=status,
            draft=draft,
            wrong=wrong or {},
            stop=stop,
            senders=SENDERS,
            named=NAMED,
            sender_word=sender_word,
            title_length=TITLE_LENGTH,
            text_length=TEXT_LENGTH,
            name_length=NAME_LENGTH,
        )
    )


@bp.get("/<lang:lang>/propose/<code>")
@public
@guess_limit
def show(code: str) -> Response:
    kept = db.look_up(HELD, digest=receipts.fingerprint(secret(), code))
    if kept is None or receipts.read(code) != code:
        abort(404)
    return private(
        page(
            "proposals/receipt.html",
            kept=kept,
            grouped=receipts.grouped(code),
            address=absolute("proposals.show", code=code),
            just_sent="sent" in request.args,
            sender_word=sender_word,
        )
    )
