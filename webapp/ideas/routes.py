"""Residents read, submit and support ideas. No account; one random number in a cookie, only for support."""

import secrets

from flask import Blueprint, Response, abort, current_app, g, redirect, request, url_for
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Stage
from webapp.extensions import db, limiter
from webapp.ideas import actions
from webapp.ideas.forms import TEXT_LENGTH, TITLE_LENGTH, Draft, problems, read_draft
from webapp.ideas.queries import is_published, listing
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import RETRY_AFTER_SECONDS
from webapp.web.locale import CHOICE, YEAR, ngettext
from webapp.web.locale import gettext as _
from webapp.web.navigation import place_code
from webapp.web.pages import page, private
from webapp.web.snapshots import Snapshot, snapshot

bp = Blueprint("ideas", __name__)
SUPPORTER = "supporter"
TOKEN_LENGTH = 64
LARGEST_ID = 2**63 - 1
idea_limit = limiter.limit("60 per hour")
"""A school class behind one address may each send an idea; a script may not go on for long."""


@bp.get("/<lang:lang>/dialogues/<slug>/ideas")
@public
def index(slug: str) -> Response:
    return index_page(snapshot(slug), around=_whole("idea"))


@bp.route("/<lang:lang>/dialogues/<slug>/ideas/new", methods=["GET", "POST"])
@public
def submit(slug: str) -> Response | Redirect:
    found = snapshot(slug)
    draft = read_draft(request.form, len(found.dialogue.idea_categories))
    if not takes_ideas(found):
        return closed_page(found, draft)
    if request.method == "GET" or request.form.get(CHOICE):
        return form_page(found, draft)
    wrong = problems(draft, len(found.dialogue.idea_categories))
    if wrong:
        return form_page(found, draft, wrong=wrong, status=422)
    try:
        code = _store(found, draft)
    except RateLimitExceeded:
        return form_page(found, draft, stop="many", status=429)
    except OperationalError:
        current_app.logger.exception("An idea could not be stored")
        response = form_page(found, draft, stop="busy", status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return redirect(url_for("receipts.sent", code=code), 303)


@idea_limit
def _store(found: Snapshot, draft: Draft) -> str:
    code = actions.submit(db.session, found.dialogue.id, draft, secret=_secret(), lang=g.lang, day=today())
    db.session.commit()
    return code


@bp.post("/<lang:lang>/dialogues/<slug>/ideas/<int:idea_id>/support")
@public
def support(slug: str, idea_id: int) -> Response | Redirect:
    found = _supportable(slug, idea_id)
    if not takes_ideas(found):
        return index_page(found, around=idea_id, status=409)
    token = _token() or secrets.token_urlsafe(24)
    actions.support(db.session, idea_id, actions.supporter_hash(_secret(), found.dialogue.id, token))
    db.session.commit()
    response = back_to(found, idea_id)
    if token != _token():
        response.set_cookie(
            SUPPORTER,
            token,
            max_age=YEAR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


@bp.post("/<lang:lang>/dialogues/<slug>/ideas/<int:idea_id>/take-back")
@public
def take_back(slug: str, idea_id: int) -> Response | Redirect:
    found = _supportable(slug, idea_id)
    if not takes_ideas(found):
        return index_page(found, around=idea_id, status=409)
    if supporter := _supporter(found):
        actions.take_back(db.session, idea_id, supporter)
        db.session.commit()
    return back_to(found, idea_id)


def takes_ideas(found: Snapshot) -> bool:
    """Whether ideas and support are taken today."""
    return found.stage is Stage.OPEN and found.dialogue.takes_ideas


def back_to(found: Snapshot, idea_id: int) -> Redirect:
    """Leads to the idea among those that were shown."""
    address = url_for(
        "ideas.index",
        slug=found.dialogue.slug,
        category=request.args.get("category"),
        p=place_code() or None,
        idea=idea_id,
        _anchor=f"idea-{idea_id}",
    )
    return redirect(address, 303)


def index_page(found: Snapshot, *, around: int | None, status: int = 200) -> Response:
    """The published ideas, or the one of them that a press changed."""
    dialogue = found.dialogue
    category = _whole("category")
    if category is not None and category >= len(dialogue.idea_categories):
        category = None
    supporter = _supporter(found)
    listed = listing(
        db.reader, dialogue.id, supporter, category=category, page=_whole("page") or 1, around=around
    )
    pressed = next((shown for shown in listed.ideas if shown.idea.id == around), None)
    response = page(
        "ideas/index.html",
        fragment="ideas/card_swap.html" if pressed else None,
        status=status,
        found=found,
        dialogue=dialogue,
        stage=found.stage,
        listed=listed,
        category=category,
        taking=takes_ideas(found),
        refused=status == 409,
        shown=pressed,
        announce=announcement(pressed.supporters, pressed.mine, status == 409) if pressed else "",
        place=place_code(),
    )
    response.vary.update(["Cookie", "HX-Request"])
    return private(response) if supporter else response


def announcement(supporters: int, mine: bool, refused: bool) -> str:
    """What a press on the support button did."""
    if refused:
        return _("Dialogen är stängd. Stöd går inte längre att ge eller ta tillbaka.")
    count = ngettext("%(n)s stödjer idén.", "%(n)s stödjer idén.", supporters)
    return f"{_('Du stödjer idén.') if mine else _('Du har tagit tillbaka ditt stöd.')} {count}"


def form_page(
    found: Snapshot, draft: Draft, *, wrong: dict[str, str] | None = None, stop: str = "", status: int = 200
) -> Response:
    """The form with what has been typed. `stop` tells why it could not be stored: ``many`` or ``busy``."""
    return private(
        page(
            "ideas/submit.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            draft=draft,
            wrong=wrong or {},
            stop=stop,
            title_length=TITLE_LENGTH,
            text_length=TEXT_LENGTH,
            place=place_code(),
        )
    )


def closed_page(found: Snapshot, draft: Draft) -> Response:
    """No ideas are taken: what was typed is shown, so that nothing is lost without a word."""
    return private(
        page(
            "ideas/closed.html",
            status=409 if draft.typed else 200,
            found=found,
            dialogue=found.dialogue,
            stage=found.stage,
            draft=draft,
        )
    )


def _supportable(slug: str, idea_id: int) -> Snapshot:
    """The dialogue, if the idea is there for everybody to see; else 404."""
    found = snapshot(slug)
    if idea_id > LARGEST_ID or not is_published(db.reader, found.dialogue.id, idea_id):
        abort(404)
    return found


def _whole(name: str) -> int | None:
    """A small whole number in the address; None for anything else."""
    raw = request.args.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 20 else None


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()


def _token() -> str:
    token = request.cookies.get(SUPPORTER, "")
    return token if token.isascii() and len(token) <= TOKEN_LENGTH else ""


def _supporter(found: Snapshot) -> str:
    token = _token()
    return actions.supporter_hash(_secret(), found.dialogue.id, token) if token else ""
