"""The confirmation, and the receipt: own answers, where the matter stands, withdrawal."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import Row, bindparam, select
from werkzeug.wrappers import Response as Redirect

from webapp.answering.actions import withdraw
from webapp.answering.once import after_withdrawing
from webapp.domain import experience, receipts
from webapp.domain.experience import Asked, asked_in
from webapp.domain.lifecycle import Stage
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.models import Answer, Comment, Dialogue, FaultReport, Idea, IdeaState, Proposal, Support
from webapp.models import Response as StoredResponse
from webapp.models.appeals import ask_again
from webapp.models.base import table_of
from webapp.models.experience import count, is_given, mark_of
from webapp.web.access import public
from webapp.web.addresses import absolute
from webapp.web.clock import today
from webapp.web.experiences import answer_words, question_words
from webapp.web.idea_words import appeal_problem, reason_word, way_of
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.receiving import guess_limit, qr_picture
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot
from webapp.web.taking_back import may_take_back

bp = Blueprint("receipts", __name__)
CONFIRMATION = "answering/sent.html"
"""What follows on Send: nobody has told what it was like to take part yet."""
CHANGED = "changed"
"""Stands in the address where the answers have just been changed."""
ELSEWHERE = (
    (Proposal.receipt_hash, "proposals.show"),
    (FaultReport.receipt_hash, "accessibility.receipt"),
    (Comment.receipt_hash, "ideas.comment_receipt"),
    (Support.supporter_hash, "ideas.support_receipt"),
)
"""Where other receipts are known, and the page that each leads to."""
_dialogues = table_of(Dialogue)
RESPONSE, IDEA = (
    select(*table.c, _dialogues.c.slug)
    .join(_dialogues, _dialogues.c.id == table.c.dialogue_id)
    .where(table.c.receipt_hash == bindparam("digest"))
    for table in (table_of(StoredResponse), table_of(Idea))
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a receipt stands for: a response or an idea, in its dialogue."""

    code: str
    found: Snapshot
    response: Row[Any] | None
    idea: Row[Any] | None

    @property
    def may_appeal(self) -> bool:
        if self.idea is None or self.found.stage is Stage.ARCHIVED:
            return False
        return self.idea.state == IdeaState.DECLINED and self.idea.appealed_on is None

    @property
    def may_change(self) -> bool:
        """Whether the answers can be changed or taken back."""
        taken = self.response is not None and not self.response.withdrawn
        return taken and self.found.stage is Stage.OPEN

    @property
    def asked(self) -> Asked | None:
        """When the holder is asked about taking part, if now."""
        there = self.response is not None and not self.response.withdrawn
        return asked_in(self.found.stage) if there else None


def held(code: str) -> Held:
    """What the receipt stands for; 404 where it is unknown."""
    digest = receipts.fingerprint(secret(), code)
    response = db.look_up(RESPONSE, digest=digest)
    idea = None if response else db.look_up(IDEA, digest=digest)
    kept = response or idea
    if kept is None:
        abort(404)
    return Held(code, snapshot(kept.slug), response, idea)


@bp.get("/<lang:lang>/receipt", endpoint="find")
@public
def find_receipt() -> Response:
    return page("answering/find_receipt.html", typed="", problem="")


@bp.post("/<lang:lang>/receipt", endpoint="look_up")
@public
@guess_limit
def look_up_receipt() -> Response | Redirect:
    typed = request.form.get("receipt", "")[:60]
    code = receipts.read(typed)
    if code is None:
        problem = "blank" if not typed.strip() else "slip"
        return private(page("answering/find_receipt.html", status=422, typed=typed, problem=problem))
    digest = receipts.fingerprint(secret(), code)
    for table in (StoredResponse, Idea):
        if db.reader.scalar(select(table.id).where(table.receipt_hash == digest)):
            return redirect(url_for("receipts.show", code=code), 303)
    for column, endpoint in ELSEWHERE:
        if db.reader.scalar(select(column).where(column == digest).limit(1)):
            return redirect(url_for(endpoint, code=code), 303)
    return private(page("answering/find_receipt.html", status=404, typed=typed, problem="unknown"))


@bp.get("/<lang:lang>/receipt/<code>", endpoint="show")
@public
@guess_limit
def receipt(code: str) -> Response:
    kept = held(code)
    return receipt_page("answering/receipt.html", kept, own_answers(kept.response))


@bp.get("/<lang:lang>/receipt/<code>/sent", endpoint="sent")
@public
@guess_limit
def sent(code: str) -> Response | Redirect:
    """The confirmation; what was taken back and came again was not stored again."""
    kept = held(code)
    if kept.response is not None and kept.response.withdrawn:
        return after_withdrawing(redirect(url_for("receipts.show", code=code), 303), kept.found.dialogue)
    if kept.idea is not None and kept.idea.state == IdeaState.WITHDRAWN:
        return redirect(url_for("receipts.show", code=code), 303)
    return receipt_page(CONFIRMATION, kept, {})


@bp.post("/<lang:lang>/receipt/<code>", endpoint="tell")
@public
@guess_limit
def tell(code: str) -> Response | Redirect:
    """What a holder adds: how it was to take part, or why an idea should be shown after all."""
    kept = held(code)
    words = clean(request.form.get("appeal", ""))
    problem = _tell_experience(kept) if kept.response else _appeal(kept, words)
    if problem:
        answers = own_answers(kept.response)
        return receipt_page("answering/receipt.html", kept, answers, status=422, problem=problem, typed=words)
    db.session.commit()
    part = "experience" if kept.response else "idea"
    return redirect(url_for("receipts.show", code=code, _anchor=part), 303)


def _tell_experience(kept: Held) -> str:
    """Counts the answers, once for each receipt and time; or what is wrong with them."""
    asked = kept.asked
    if asked is None:
        abort(409)
    answers = experience.read({name: request.form.get(name, "") for name in experience.QUESTIONS})
    if not answers:
        return _("Välj minst ett svar innan du skickar.")
    count(db.session, kept.found.dialogue.id, asked, answers, mark_of(secret(), asked, kept.code))
    return ""


def _appeal(kept: Held, words: str) -> str:
    """Asks for a new assessment of an idea, once however often it is sent; or what is wrong with it."""
    if kept.idea is not None and kept.idea.appealed_on is not None and kept.idea.appeal == words:
        return ""
    if kept.idea is None or not kept.may_appeal:
        abort(409)
    problem = appeal_problem(words, _("Skriv varför du tycker att idén ska visas."))
    if not problem:
        ask_again(db.session, Idea, kept.idea.id, words, today())
    return problem


def receipt_page(
    template: str,
    kept: Held,
    answers: dict[str, Any],
    *,
    status: int = 200,
    problem: str = "",
    typed: str = "",
) -> Response:
    """A personal page about what the receipt stands for. `problem`: what is wrong with what was `typed`."""
    main_idea = shown_with(kept.idea) if kept.idea else None
    return private(
        page(
            template,
            status=status,
            asked=kept.asked,
            has_told=template != CONFIRMATION and has_told(kept),
            question_words=question_words,
            answer_words=answer_words,
            problem=problem,
            typed=typed,
            way=way_of(kept.idea, main_idea) if kept.idea else [],
            idea=main_idea or kept.idea,
            reason_word=reason_word,
            main=main_idea,
            may_take_back=kept.idea is not None and may_take_back(db.reader, kept.idea, kept.found.stage),
            kept=kept,
            found=kept.found,
            dialogue=kept.found.dialogue,
            answers=answers,
            address=absolute("receipts.show", code=kept.code),
            grouped=receipts.grouped(kept.code),
            stage=kept.found.stage,
            changed=CHANGED in request.args,
        )
    )


def has_told(kept: Held) -> bool:
    """Whether the holder has answered the three questions of this time."""
    asked = kept.asked
    return asked is not None and is_given(db.reader, mark_of(secret(), asked, kept.code))


def shown_with(idea: Row[Any]) -> Row[Any] | None:
    """The idea that a joined one is shown with."""
    if idea.joined_to is None:
        return None
    return db.reader.execute(select(*table_of(Idea).c).where(Idea.id == idea.joined_to)).first()


def own_answers(response: Row[Any] | None) -> dict[str, Any]:
    """Question id -> value, of one response."""
    if response is None:
        return {}
    rows = db.session.execute(
        select(Answer.question_id, Answer.value).where(Answer.response_id == response.id)
    )
    return {row.question_id: row.value for row in rows}


@bp.get("/<lang:lang>/receipt/<code>/qr.svg", endpoint="qr")
@public
@guess_limit
def receipt_qr(code: str) -> Response:
    held(code)
    return qr_picture("receipts.show", code=code)


@bp.post("/<lang:lang>/receipt/<code>/withdraw", endpoint="withdraw")
@public
@guess_limit
def withdraw_response(code: str) -> Redirect:
    kept = held(code)
    if kept.response is None or not (kept.may_change or kept.response.withdrawn):
        abort(409)
    db.durably(partial(withdraw, response=kept.response, questions=kept.found.questions))
    return after_withdrawing(redirect(url_for("receipts.show", code=code), 303), kept.found.dialogue)
