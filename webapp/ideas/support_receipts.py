"""A supporter's receipt: the ideas of one dialogue that one browser supports, and what becomes of each."""

from dataclasses import dataclass

from flask import Response, abort, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain import receipts
from webapp.extensions import db, limiter
from webapp.ideas import actions
from webapp.ideas.blueprint import bp
from webapp.ideas.queries import together
from webapp.ideas.reading import takes_ideas
from webapp.models import Dialogue, Idea, IdeaState, Support
from webapp.models.ideas import standing
from webapp.web.access import public
from webapp.web.idea_words import Stop, standing_word, way_of
from webapp.web.pages import page, private
from webapp.web.receiving import guess_limit, qr_picture
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

undo_limit = limiter.limit("60 per 10 minutes")
"""Keeps anybody from finding receipts by pressing at random: the button itself tells of no 404."""


@dataclass(frozen=True, slots=True)
class Followed:
    """An idea that a supporter follows.

    Args:
        idea: the idea, or the one that it is shown together with.
        joined: the numbers of the supported ideas that are shown together with `idea`.
        way: the stops on its way; none where it is not shown.
    """

    idea: Idea
    joined: tuple[int, ...]
    way: tuple[Stop, ...]

    @property
    def shown(self) -> bool:
        return bool(self.way)

    @property
    def standing(self) -> str:
        return standing_word(standing(self.idea.state, self.idea.outcome_name))


def followed(session: Session, supporter: str) -> list[Followed]:
    """The ideas that a supporter (a stored hash) supports: joined ones once, those that are shown first."""
    mine = select(Idea).join(Support, Support.idea_id == Idea.id).where(Support.supporter_hash == supporter)
    roots: dict[int, list[Idea]] = {}
    for idea in session.scalars(mine.order_by(Idea.number)):
        roots.setdefault(idea.joined_to or idea.id, []).append(idea)
    found = [_followed(session.get_one(Idea, id_), ideas) for id_, ideas in roots.items()]
    return sorted(found, key=lambda each: not each.shown)


def _followed(root: Idea, supported: list[Idea]) -> Followed:
    shown = root.state == IdeaState.PUBLISHED
    others = tuple(idea.number for idea in supported if idea is not root)
    return Followed(root, others, tuple(way_of(root)) if shown else ())


def dialogue_of(supporter: str) -> Snapshot | None:
    """The dialogue in which a supporter (a stored hash) supports an idea."""
    slug = select(Dialogue.slug).join(Idea, Idea.dialogue_id == Dialogue.id).join(Support)
    found = db.look_up(slug.where(Support.supporter_hash == supporter).limit(1))
    return snapshot(found.slug) if found else None


def held_support(code: str) -> tuple[Snapshot, str]:
    """The dialogue whose ideas the receipt is about, and the stored hash; 404 where it is unknown."""
    supporter = receipts.fingerprint(secret(), code)
    found = dialogue_of(supporter)
    if found is None:
        abort(404)
    return found, supporter


def none_left(found: Snapshot) -> Redirect:
    """Leads from a receipt that stands for nothing any more to the dialogue's ideas."""
    return redirect(url_for("ideas.index", slug=found.dialogue.slug, own=1), 303)


@bp.get("/<lang:lang>/receipt/support/<code>")
@public
@guess_limit
def support_receipt(code: str) -> Response:
    found, supporter = held_support(code)
    return support_page(found, supporter, code)


@bp.post("/<lang:lang>/receipt/support/<code>/<int:number>")
@public
@guess_limit
@undo_limit
def undo_support(code: str, number: int) -> Response | Redirect:
    """Takes the support of one idea back, and of those joined to it, once however often it is pressed."""
    supporter = receipts.fingerprint(secret(), code)
    found = dialogue_of(supporter)
    if found is None:
        return none_left(snapshot(request.form.get("dialogue", "")))
    if not takes_ideas(found):
        return support_page(found, supporter, code, status=409)
    ideas = {each.idea.number: each.idea for each in followed(db.reader, supporter)}
    root = root_of(found.dialogue.id, number)
    mine = next((idea for idea in ideas.values() if idea.id == root), None)
    if mine is not None:
        actions.take_back(db.session, together(db.session, mine.id), supporter)
        db.session.commit()
    if ideas.keys() <= {mine.number if mine else number}:
        return none_left(found)
    return redirect(url_for("ideas.support_receipt", code=code, undone=1), 303)


BIGGEST_NUMBER = 2**31 - 1


def root_of(dialogue_id: int, number: int) -> int | None:
    """The id of the idea of that number, or of the one that it was joined to since the page was made."""
    if number > BIGGEST_NUMBER:
        return None
    wanted = select(Idea.id, Idea.joined_to).where(Idea.dialogue_id == dialogue_id, Idea.number == number)
    found = db.reader.execute(wanted).first()
    return (found.joined_to or found.id) if found else None


@bp.get("/<lang:lang>/receipt/support/<code>/qr.svg")
@public
@guess_limit
def support_qr(code: str) -> Response:
    held_support(code)
    return qr_picture("ideas.support_receipt", code=code)


def support_page(found: Snapshot, supporter: str, code: str, *, status: int = 200) -> Response:
    """The receipt; with 409 a press came too late."""
    return private(
        page(
            "ideas/support_receipt.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            stage=found.stage,
            code=code,
            grouped=receipts.grouped(code),
            followed=followed(db.reader, supporter),
            taking=takes_ideas(found),
            refused=status == 409,
            undone="undone" in request.args,
        )
    )
