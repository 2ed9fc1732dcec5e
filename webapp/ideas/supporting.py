"""Residents support ideas and take it back. No account; one random number in a cookie."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.extensions import db
from webapp.ideas import actions
from webapp.ideas.blueprint import bp
from webapp.ideas.queries import together
from webapp.ideas.reading import (
    give_support,
    idea_page,
    index_page,
    kept_choices,
    shown_idea,
    supporter_here,
    takes_ideas,
    wanted,
)
from webapp.models import Idea
from webapp.web.access import public
from webapp.web.navigation import place_code
from webapp.web.snapshots import Snapshot, snapshot


@bp.post("/<lang:lang>/dialogues/<slug>/ideas/<int:number>/support")
@public
def support(slug: str, number: int) -> Response | Redirect:
    found = snapshot(slug)
    idea = shown_idea(found, number)
    if not takes_ideas(found):
        return refused(found, idea)
    return give_support(found, idea, back_to(found, idea))


@bp.post("/<lang:lang>/dialogues/<slug>/ideas/<int:number>/take-back")
@public
def take_back(slug: str, number: int) -> Response | Redirect:
    found = snapshot(slug)
    idea = shown_idea(found, number)
    if not takes_ideas(found):
        return refused(found, idea)
    if supporter := supporter_here(found):
        actions.take_back(db.session, together(db.session, idea.id), supporter)
        db.session.commit()
    return back_to(found, idea)


def refused(found: Snapshot, idea: Idea) -> Response:
    """The page that was pressed on, with a word that the press came too late."""
    if on_own_page():
        return idea_page(found, idea, status=409)
    return index_page(found, around=idea.number, status=409)


def back_to(found: Snapshot, idea: Idea) -> Redirect:
    """Leads to the idea's own page, or to the idea among those that were shown."""
    slug, number = found.dialogue.slug, idea.number
    if on_own_page():
        return redirect(
            url_for("ideas.show", slug=slug, number=number, p=place_code() or None, _anchor="support"), 303
        )
    choices = kept_choices(wanted(found))
    return redirect(url_for("ideas.index", slug=slug, **choices, idea=number, _anchor=f"idea-{number}"), 303)


def on_own_page() -> bool:
    """Whether the button stood on the idea's own page."""
    return request.args.get("from") == "idea"
