"""Residents comment on an idea, where the dialogue allows it: for, against or neither, in a few words."""

from flask import Response, abort, current_app, g, redirect, request, url_for
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.domain import receipts
from webapp.domain.ideas import Stand
from webapp.extensions import db, limiter
from webapp.ideas import comment_actions
from webapp.ideas.actions import TooManyCopies
from webapp.ideas.blueprint import bp
from webapp.ideas.comment_forms import COMMENT_LENGTH, CommentDraft, comment_problems, read_comment
from webapp.ideas.queries import numbered
from webapp.ideas.reading import LARGEST_NUMBER, takes_comments
from webapp.models import Idea
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import soon_again
from webapp.web.idea_words import stand_word
from webapp.web.locale import CHOICE
from webapp.web.locale import gettext as _
from webapp.web.navigation import place_code
from webapp.web.pages import page, private
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

comment_limit = limiter.limit("60 per hour")
"""As for ideas: a school class behind one address may each send one; a script may not go on for long."""


@bp.route("/<lang:lang>/dialogues/<slug>/ideas/<int:number>/comment", methods=["GET", "POST"])
@public
def comment(slug: str, number: int) -> Response | Redirect:
    found, draft = snapshot(slug), read_comment(request.form)
    code = comment_actions.comment_code(found.dialogue.id, number, draft, secret())
    if comment_actions.is_stored(db.reader, receipts.fingerprint(secret(), code)):
        return sent_page(code)
    idea = numbered(db.reader, found.dialogue.id, number) if number <= LARGEST_NUMBER else None
    if idea is None and not draft.text:
        abort(404)
    if idea is None or not takes_comments(found):
        return closed_page(found, idea, draft)
    if request.method == "GET" or request.form.get(CHOICE):
        return form_page(found, idea, draft)
    if wrong := comment_problems(draft):
        return form_page(found, idea, draft, wrong=wrong, status=422)
    return store(found, idea, draft, code)


def sent_page(code: str) -> Redirect:
    """Leads to the receipt of a comment that has been stored."""
    return redirect(url_for("ideas.comment_receipt", code=code, sent=1), 303)


def store(found: Snapshot, idea: Idea, draft: CommentDraft, code: str) -> Response | Redirect:
    """Stores the comment and leads to its receipt; where that cannot be, what was typed stays on the page."""
    try:
        _store(found, idea, draft, code)
    except TooManyCopies:
        words = _(
            "Precis den kommentaren har redan skickats flera gånger. Skriv med egna ord, eller stöd idén."
        )
        return form_page(found, idea, draft, wrong={"text": words}, status=422)
    except RateLimitExceeded:
        return form_page(found, idea, draft, stop="many", status=429)
    except OperationalError:
        current_app.logger.exception("A comment could not be stored")
        return soon_again(form_page(found, idea, draft, stop="busy", status=503))
    return sent_page(code)


@comment_limit
def _store(found: Snapshot, idea: Idea, draft: CommentDraft, code: str) -> None:
    receipt_hash = receipts.fingerprint(secret(), code)
    about = {"receipt_hash": receipt_hash, "lang": g.lang, "day": today()}
    comment_actions.add_comment(db.session, found.dialogue, idea.id, draft, **about)
    db.session.commit()


def form_page(
    found: Snapshot,
    idea: Idea,
    draft: CommentDraft,
    *,
    wrong: dict[str, str] | None = None,
    stop: str = "",
    status: int = 200,
) -> Response:
    """The form with what has been typed. `stop` tells why it could not be stored: ``many`` or ``busy``."""
    return private(
        page(
            "ideas/comment.html",
            status=status,
            dialogue=found.dialogue,
            idea=idea,
            draft=draft,
            stands=[(each.value, stand_word(each)) for each in Stand],
            wrong=wrong or {},
            stop=stop,
            text_length=COMMENT_LENGTH,
            place=place_code(),
        )
    )


def closed_page(found: Snapshot, idea: Idea | None, draft: CommentDraft) -> Response:
    """No comment is taken: what was typed is shown, so that nothing is lost without a word.

    Args:
        idea: what it is about; None where that is shown no longer.
    """
    return private(
        page(
            "ideas/comment_closed.html",
            status=409 if draft.text else 200,
            found=found,
            dialogue=found.dialogue,
            stage=found.stage,
            idea=idea,
            draft=draft,
            place=place_code(),
        )
    )
