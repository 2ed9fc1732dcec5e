"""The receipt of a comment: what has become of it, a new assessment, and taking it back."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, redirect, request, url_for
from sqlalchemy import Row, bindparam, select
from werkzeug.wrappers import Response as Redirect

from webapp.domain import receipts
from webapp.domain.lifecycle import Stage
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.ideas.blueprint import bp
from webapp.ideas.comment_actions import withdraw_comment
from webapp.ideas.queries import numbered
from webapp.models import Comment, CommentState, Dialogue, Idea
from webapp.models.appeals import ask_again
from webapp.models.base import table_of
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.idea_words import appeal_problem, comment_reason_word, stand_word
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.receiving import guess_limit, qr_picture
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

_comments, _dialogues, _ideas = table_of(Comment), table_of(Dialogue), table_of(Idea)
HELD = (
    select(*_comments.c, _dialogues.c.slug, _ideas.c.number)
    .join(_dialogues, _dialogues.c.id == _comments.c.dialogue_id)
    .join(_ideas, _ideas.c.id == _comments.c.idea_id)
    .where(_comments.c.receipt_hash == bindparam("digest"))
)


@dataclass(frozen=True, slots=True)
class HeldComment:
    """The comment that a receipt stands for, in its dialogue."""

    code: str
    found: Snapshot
    comment: Row[Any]

    @property
    def withdrawn(self) -> bool:
        return bool(self.comment.state == CommentState.WITHDRAWN)

    @property
    def may_withdraw(self) -> bool:
        return not self.withdrawn and self.found.stage is Stage.OPEN

    @property
    def may_appeal(self) -> bool:
        if self.found.stage is Stage.ARCHIVED:
            return False
        return self.comment.state == CommentState.DECLINED and self.comment.appealed_on is None


def held_comment(code: str) -> HeldComment:
    """What the receipt stands for; 404 where it is unknown."""
    kept = db.look_up(HELD, digest=receipts.fingerprint(secret(), code))
    if kept is None:
        abort(404)
    return HeldComment(code, snapshot(kept.slug), kept)


@bp.get("/<lang:lang>/receipt/comment/<code>")
@public
@guess_limit
def comment_receipt(code: str) -> Response:
    return receipt_page(held_comment(code))


@bp.post("/<lang:lang>/receipt/comment/<code>")
@public
@guess_limit
def appeal_comment(code: str) -> Response | Redirect:
    """Asks for a new assessment, once however often it is sent."""
    kept, words = held_comment(code), clean(request.form.get("appeal", ""))
    if kept.comment.appealed_on is None or kept.comment.appeal != words:
        if not kept.may_appeal:
            abort(409)
        problem = appeal_problem(words, _("Skriv varför du tycker att kommentaren ska visas."))
        if problem:
            return receipt_page(kept, status=422, problem=problem, typed=words)
        ask_again(db.session, Comment, kept.comment.id, words, today())
        db.session.commit()
    return redirect(url_for("ideas.comment_receipt", code=code, _anchor="comment"), 303)


@bp.post("/<lang:lang>/receipt/comment/<code>/withdraw")
@public
@guess_limit
def take_comment_back(code: str) -> Redirect:
    kept = held_comment(code)
    if not (kept.may_withdraw or kept.withdrawn):
        abort(409)
    withdraw_comment(db.session, kept.comment.dialogue_id, kept.comment.id)
    db.session.commit()
    return redirect(url_for("ideas.comment_receipt", code=code), 303)


@bp.get("/<lang:lang>/receipt/comment/<code>/qr.svg")
@public
@guess_limit
def comment_qr(code: str) -> Response:
    held_comment(code)
    return qr_picture("ideas.comment_receipt", code=code)


def receipt_page(kept: HeldComment, *, status: int = 200, problem: str = "", typed: str = "") -> Response:
    """The receipt. `problem`: what is wrong with the appeal that was `typed`."""
    return private(
        page(
            "ideas/comment_receipt.html",
            status=status,
            kept=kept,
            comment=kept.comment,
            idea=numbered(db.reader, kept.comment.dialogue_id, kept.comment.number),
            found=kept.found,
            dialogue=kept.found.dialogue,
            stage=kept.found.stage,
            grouped=receipts.grouped(kept.code),
            just_sent="sent" in request.args and not kept.withdrawn,
            problem=problem,
            typed=typed,
            reason_word=comment_reason_word,
            stand_word=stand_word,
        )
    )
