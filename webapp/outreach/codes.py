"""Pages where officials make one-time codes. The codes are shown once; what is stored cannot be read back."""

import secrets
from dataclasses import dataclass, field, replace

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.taking_part import MOST_AT_ONCE, Mode
from webapp.domain.text import clean, read_whole
from webapp.extensions import db
from webapp.models import CodeBatch, Dialogue
from webapp.outreach import code_sheets
from webapp.outreach.code_batches import batch_made_with, batches, codes_of, make_batch
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.locale import decimal, ngettext
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.secret import secret
from webapp.web.trace import record

bp = Blueprint("codes", __name__)
MAX_LABEL = 120
MAX_TYPED = 400
KEY_LENGTHS = range(20, 65)
BIGGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class BatchForm:
    """What was typed about a batch, and what is wrong with it: name of a field -> sentence."""

    label: str = ""
    typed_amount: str = ""
    amount: int = 0
    key: str = ""
    problems: dict[str, str] = field(default_factory=dict)


def read_batch() -> BatchForm:
    """The batch described by the form that was sent."""
    label = clean(request.form.get("label", ""), multiline=False)
    typed = clean(request.form.get("amount", ""), multiline=False)
    amount, problems = None if set(typed) & set(".,") else read_whole(typed), {}
    if not label:
        problems["label"] = _("Skriv vad koderna är till, till exempel Brev till Storgatan.")
    elif len(label) > MAX_LABEL:
        problems["label"] = ngettext(
            "Korta till högst %(n)s tecken.", "Korta till högst %(n)s tecken.", MAX_LABEL
        )
    if amount is None or not 1 <= amount <= MOST_AT_ONCE:
        problems["amount"] = _("Skriv ett tal från 1 till %(most)s.", most=decimal(MOST_AT_ONCE))
    return BatchForm(label[:MAX_TYPED], typed[:MAX_TYPED], amount or 0, read_key(), problems)


def read_key() -> str:
    """The key that the form carries, or a new one where it carries none that could be ours."""
    key = request.form.get("key", "")
    return key if len(key) in KEY_LENGTHS and key.isascii() else secrets.token_urlsafe(24)


@bp.get("/staff/dialogues/<slug>/codes", endpoint="index")
@acts(Action.VIEW_CODES)
def show_codes(dialogue: Dialogue) -> Response:
    return codes_page(dialogue, BatchForm(key=secrets.token_urlsafe(24)))


def codes_page(dialogue: Dialogue, form: BatchForm, status: int = 200) -> Response:
    """The batches, and the form for a new one where the dialogue asks for codes."""
    return private(
        page(
            "outreach/codes.html",
            status=status,
            dialogue=dialogue,
            form=form,
            batches=batches(db.session, dialogue),
            uses_codes=dialogue.mode is Mode.CODE,
            most=MOST_AT_ONCE,
        )
    )


@bp.post("/staff/dialogues/<slug>/codes", endpoint="make")
@acts(Action.MAKE_CODES)
def make_codes(dialogue: Dialogue) -> Response:
    """Makes a batch and shows its codes, this once."""
    if dialogue.mode is not Mode.CODE:
        abort(409)
    form = read_batch()
    if form.problems:
        return codes_page(dialogue, form, 422)
    batch, new = make_batch(
        db.session, dialogue, form.label, form.amount, key=form.key, secret=secret(), day=today()
    )
    if (batch.label, batch.amount) != (form.label, form.amount):
        form = replace(form, key=secrets.token_urlsafe(24), problems={"label": made_before(batch)})
        return codes_page(dialogue, form, 409)
    if new:
        record("make-codes", dialogue, batch=batch.id, amount=batch.amount, label=batch.label)
    db.session.commit()
    return private(
        page(
            "outreach/codes_made.html",
            dialogue=dialogue,
            batch=batch,
            key=form.key,
            codes=code_sheets.printed(dialogue, codes_of(secret(), form.key, batch.amount)),
        )
    )


@bp.post("/staff/dialogues/<slug>/codes/sheet", endpoint="sheet")
@acts(Action.MAKE_CODES)
def code_sheet(dialogue: Dialogue) -> Response:
    """The codes that were just made, to print or as a file; 404 without the key that made them."""
    key, kind = read_key(), request.form.get("as", "")
    batch = batch_made_with(db.session, dialogue, secret(), key)
    if batch is None:
        abort(404)
    codes = code_sheets.printed(dialogue, codes_of(secret(), key, batch.amount))
    if kind == code_sheets.XLSX:
        return download(dialogue, code_sheets.as_workbook(codes), code_sheets.XLSX_TYPE, kind)
    if kind == code_sheets.CSV:
        return download(dialogue, code_sheets.as_csv(codes), "text/csv; charset=utf-8", kind)
    return private(
        page(
            "outreach/code_cards.html",
            dialogue=dialogue,
            batch=batch,
            codes=codes,
            letters=kind == code_sheets.LETTERS,
            typeable=code_sheets.typeable(dialogue),
        )
    )


def made_before(batch: CodeBatch) -> str:
    return _(
        "Med det här formuläret gjordes redan koderna ”%(label)s”. Tryck en gång till om du vill göra nya.",
        label=batch.label,
    )


def download(dialogue: Dialogue, content: bytes, content_type: str, ending: str) -> Response:
    response = private(Response(content, content_type=content_type))
    name = f"{_('koder')}-{dialogue.slug}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/staff/dialogues/<slug>/codes/<int:batch_id>/withdraw", endpoint="withdraw")
@acts(Action.MAKE_CODES)
def withdraw_codes(dialogue: Dialogue, batch_id: int) -> Redirect:
    """Takes the unused codes of a batch out of use, as when letters have been lost."""
    batch = db.session.get(CodeBatch, batch_id) if batch_id <= BIGGEST_ID else None
    if batch is None or batch.dialogue_id != dialogue.id:
        abort(404)
    if batch.withdrawn_on is None:
        batch.withdrawn_on = today()
        record("withdraw-codes", dialogue, batch=batch.id, amount=batch.amount, label=batch.label)
        db.session.commit()
        flash(_("Koderna gäller inte längre."))
    return redirect(url_for("codes.index", slug=dialogue.slug, _anchor=f"batch-{batch.id}"), 303)
