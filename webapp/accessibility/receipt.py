"""The receipt of a report: what was sent, and the answer."""

from flask import Response, abort, request
from sqlalchemy import bindparam, select

from webapp.accessibility.blueprint import bp
from webapp.accessibility.statement import AUTHORITY
from webapp.domain import receipts
from webapp.extensions import db
from webapp.models import FaultReport
from webapp.models.base import table_of
from webapp.web.access import public
from webapp.web.pages import page, private
from webapp.web.receiving import guess_limit
from webapp.web.secret import secret

_reports = table_of(FaultReport)
HELD = select(*_reports.c).where(_reports.c.receipt_hash == bindparam("digest"))


@bp.get("/<lang:lang>/receipt/accessibility/<code>", endpoint="receipt")
@public
@guess_limit
def show_receipt(code: str) -> Response:
    kept = db.look_up(HELD, digest=receipts.fingerprint(secret(), code))
    if kept is None or receipts.read(code) != code:
        abort(404)
    return private(
        page(
            "accessibility/receipt.html",
            kept=kept,
            grouped=receipts.grouped(code),
            just_sent="sent" in request.args,
            authority=AUTHORITY,
        )
    )
