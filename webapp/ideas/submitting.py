"""Residents send ideas of their own, and see similar ones first."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app, g, redirect, request, url_for
from flask_limiter.errors import RateLimitExceeded
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Redirect

from webapp.domain import receipts
from webapp.extensions import db, limiter
from webapp.ideas import actions
from webapp.ideas.blueprint import bp
from webapp.ideas.forms import (
    ALT_LENGTH,
    FILE_FIELD,
    PLACE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Draft,
    problems,
    read_draft,
)
from webapp.ideas.picture_form import carrying, has_one, kept_thumb, let_in, pass_of, with_picture
from webapp.ideas.queries import Shown, shown
from webapp.ideas.reading import give_support, shown_idea, takes_ideas
from webapp.models import Idea
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.errors import soon_again
from webapp.web.likeness import alike
from webapp.web.locale import CHOICE, ngettext
from webapp.web.locale import gettext as _
from webapp.web.navigation import place_code
from webapp.web.pages import page, private
from webapp.web.pictures import PicturesGone
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

look_limit = limiter.limit("120 per minute")
idea_limit = limiter.limit("60 per hour")
"""A school class behind one address may each send an idea; a script may not go on for long."""


@bp.route("/<lang:lang>/dialogues/<slug>/ideas/new", methods=["GET", "POST"])
@public
def submit(slug: str) -> Response | Redirect:
    found = snapshot(slug)
    let_in(found)
    draft = read_draft(request.form, len(found.dialogue.idea_categories))
    if not takes_ideas(found):
        return closed_page(found, draft)
    if request.method == "GET":
        return form_page(found, draft)
    before = carrying(found, draft)
    try:
        draft, refused = with_picture(found, before)
    except OperationalError:
        return busy_page(found, before)
    return sent_form(found, draft, refused)


def sent_form(found: Snapshot, draft: Draft, refused: str) -> Response | Redirect:
    """What follows on a form. `refused`: why the picture that came with it cannot be used, if not."""
    if request.form.get(CHOICE) or request.form.get("do") == "change":
        return form_page(found, draft, wrong={FILE_FIELD: refused} if refused else {})
    if request.form.get("instead"):
        return support_instead(found, draft, request.form["instead"])
    if has_one() and not found.dialogue.idea_pictures:
        return form_page(found, draft, stop="no-pictures", status=409)
    wrong = problems(draft, len(found.dialogue.idea_categories), refused)
    if wrong:
        return form_page(found, draft, wrong=wrong, status=422)
    code = actions.code_of(found.dialogue.id, draft, secret())
    if actions.is_stored(db.reader, receipts.fingerprint(secret(), code)):
        return redirect(url_for("receipts.sent", code=code), 303)
    similar = similar_to(found, draft)
    if any(each.idea.number not in draft.seen for each in similar):
        return similar_page(found, draft, similar)
    return store(found, draft, code)


@bp.post("/<lang:lang>/dialogues/<slug>/ideas/similar")
@public
@look_limit
def similar(slug: str) -> Response:
    """What is similar to the draft, for the form to show while it is typed; 204 where nothing has changed."""
    found = snapshot(slug)
    draft = read_draft(request.form, len(found.dialogue.idea_categories))
    near = similar_to(found, draft) if takes_ideas(found) else []
    numbers = frozenset(each.idea.number for each in near)
    if numbers == draft.seen:
        return private(Response(status=204))
    told = ngettext(
        "%(n)s liknande idé visas under texten.", "%(n)s liknande idéer visas under texten.", len(near)
    )
    return private(
        page(
            "ideas/similar.html",
            dialogue=found.dialogue,
            similar=near,
            place=place_code(),
            announce=told if near else _("Inga liknande idéer visas längre."),
        )
    )


def similar_to(found: Snapshot, draft: Draft) -> list[Shown]:
    """The published ideas that say nearly what the draft says, each once, the nearest first."""
    title = draft.title[: 2 * TITLE_LENGTH]
    near = alike(db.reader, found.dialogue.id, title, draft.text[:TEXT_LENGTH], g.lang) if title else []
    ideas = {idea_id: db.reader.get(Idea, idea_id) for idea_id in near}
    roots = [idea.joined_to or idea.id for idea in ideas.values() if idea]
    return shown(db.reader, list(dict.fromkeys(roots)), "")


def support_instead(found: Snapshot, draft: Draft, number: str) -> Response | Redirect:
    """Supports a similar idea and leaves the draft; nothing is stored of it.

    Where that idea has been taken away meanwhile, the form comes back with everything typed.
    """
    known = number.isascii() and number.isdigit() and len(number) < 10
    try:
        idea = shown_idea(found, int(number) if known else 0)
    except NotFound:
        return form_page(found, draft, status=409)
    address = url_for(
        "ideas.show", slug=found.dialogue.slug, number=idea.number, instead=1, p=place_code() or None
    )
    return give_support(found, idea, redirect(address, 303))


def store(found: Snapshot, draft: Draft, code: str) -> Response | Redirect:
    """Stores the idea and leads to its receipt; where that cannot be, everything typed stays on the page."""
    try:
        _store(found, draft)
    except actions.TooManyCopies:
        words = _("Precis den idén har redan skickats flera gånger. Ändra den om du vill lägga till något.")
        return form_page(found, draft, wrong={"title": words}, status=422)
    except PicturesGone:
        gone = {FILE_FIELD: _("Bilden finns inte kvar hos oss. Välj den igen.")}
        return form_page(found, replace(draft, picture=None), wrong=gone, status=422)
    except RateLimitExceeded:
        return form_page(found, draft, stop="many", status=429)
    except OperationalError:
        return busy_page(found, draft)
    return redirect(url_for("receipts.sent", code=code), 303)


@idea_limit
def _store(found: Snapshot, draft: Draft) -> None:
    actions.submit(db.session, found.dialogue, draft, secret=secret(), lang=g.lang, day=today())
    db.session.commit()


def busy_page(found: Snapshot, draft: Draft) -> Response:
    """The form, to be sent again in some seconds. Call where an error is handled: the log gets it."""
    current_app.logger.exception("An idea could not be stored")
    return soon_again(form_page(found, draft, stop="busy", status=503))


def form_page(
    found: Snapshot, draft: Draft, *, wrong: dict[str, str] | None = None, stop: str = "", status: int = 200
) -> Response:
    """The form with what has been typed.

    Args:
        stop: why it could not be stored: ``many``, ``busy`` or ``no-pictures``.
    """
    return private(
        page(
            "ideas/submit.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            draft=draft,
            similar=similar_to(found, draft) if draft.seen else [],
            wrong=wrong or {},
            stop=stop,
            title_length=TITLE_LENGTH,
            text_length=TEXT_LENGTH,
            place_length=PLACE_LENGTH,
            alt_length=ALT_LENGTH,
            **of_picture(found, draft),
            place=place_code(),
        )
    )


def similar_page(found: Snapshot, draft: Draft, similar: list[Shown]) -> Response:
    """A step between the form and the receipt, where others have said nearly the same."""
    return private(
        page(
            "ideas/alike.html",
            found=found,
            dialogue=found.dialogue,
            draft=draft,
            similar=similar,
            place=place_code(),
            **of_picture(found, draft),
        )
    )


def of_picture(found: Snapshot, draft: Draft) -> dict[str, Any]:
    """What a form shows and carries of the picture that it came with."""
    return {"picture_thumb_here": kept_thumb(found, draft), "picture_pass": pass_of(found, draft)}


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
