"""Residents find a dialogue and read its core facts."""

from flask import Response, redirect, request, url_for
from sqlalchemy import text
from werkzeug.wrappers import Response as Redirect

from webapp.dialogues import feeds, places, ways
from webapp.dialogues.blueprint import bp
from webapp.dialogues.queries import PLACE_BY_CODE, register
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.kept import kept_page
from webapp.web.languages import INTERFACE, LANGUAGES
from webapp.web.locale import negotiate, reviewed_by
from webapp.web.navigation import PLACE
from webapp.web.pages import page
from webapp.web.snapshots import snapshot

__all__ = ["bp", "feeds", "places", "ways"]


@bp.get("/")
@public
def home() -> Redirect:
    return redirect(url_for("dialogues.register", lang=negotiate(INTERFACE)), 303)


@bp.get("/<lang:lang>/", endpoint="register")
@public
def show_register() -> Response:
    words = clean(request.args.get("q", ""), multiline=False)[:100]
    found = register(db.session, today(), words)
    return page(
        "dialogues/register.html",
        dialogues=found,
        words=words,
        code_problem=clean(request.args["code"], multiline=False)[:20] or "?"
        if "code" in request.args
        else "",
        anything_published=bool(found) or bool(register(db.session, today())),
    )


@bp.get("/<lang:lang>/dialogues/<slug>")
@public
def show(slug: str) -> Response:
    found = snapshot(slug)
    return kept_page("dialogues/show.html", found)


@bp.get("/q/<code>")
@public
def enter(code: str) -> Redirect:
    """What a QR code says. Leads on in the language that the phone asks for and the dialogue offers."""
    place = db.look_up(PLACE_BY_CODE, typed=code.lower())
    found = snapshot(place.slug, drafts=True) if place else None
    if place is None or found is None or not found.stage.public:
        return redirect(url_for("dialogues.register", lang=negotiate(INTERFACE), code=code[:20]), 303)
    offered = [tag for tag in found.dialogue.languages if tag in INTERFACE] or INTERFACE
    address = url_for("dialogues.show", lang=negotiate(offered), slug=place.slug, **{PLACE: place.code})
    response = redirect(address, 303)
    response.vary.update(["Accept-Language", "Cookie"])
    return response


@bp.get("/q")
@public
def enter_typed() -> Redirect:
    """The code as typed into the register's field."""
    typed = "".join(char for char in request.args.get("code", "") if char.isalnum())[:20]
    return redirect(url_for("dialogues.enter", code=typed) if typed else url_for("dialogues.home"), 303)


@bp.get("/<lang:lang>/privacy")
@public
def privacy() -> Response:
    return page("dialogues/privacy.html")


@bp.get("/<lang:lang>/languages")
@public
def tongues() -> Response:
    """The languages of the interface, and which of them somebody who speaks it has reviewed."""
    return page("dialogues/tongues.html", tongues=[(LANGUAGES[tag], reviewed_by(tag)) for tag in INTERFACE])


@bp.get("/healthz")
@public
def health() -> Response:
    """For the load balancer: the database answers."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain")
