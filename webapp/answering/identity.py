"""Signing in with an e-identity before answering. What comes out of it is a mark, never who somebody is."""

import secrets
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as Redirect

from webapp.answering.once import keep_identity, set_cookie
from webapp.answering.provider import Asked, NotProved, ProviderAway, address_to_sign_in, identity
from webapp.domain.lifecycle import Stage
from webapp.domain.taking_part import Mode, mark_of_person
from webapp.web.access import public
from webapp.web.addresses import absolute
from webapp.web.languages import INTERFACE
from webapp.web.locale import negotiate
from webapp.web.navigation import PLACE, place_code
from webapp.web.pages import page, private
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

bp = Blueprint("identity", __name__)
SIGNING_IN = "signing_in"
SIGNING_IN_SECONDS = 15 * 60
REFUSALS = {
    "access_denied": ("cancelled", 200),
    "server_error": ("away", 503),
    "temporarily_unavailable": ("away", 503),
}
"""The provider's errors (RFC 6749, 4.1.2.1) -> what is told, and with which status. They let nobody in."""


@bp.get("/<lang:lang>/dialogues/<slug>/identify", endpoint="start")
@public
def start(slug: str) -> Response | Redirect:
    """Leads to the provider. What the browser comes back with is recognised by a sealed cookie."""
    found = askable(slug)
    asked = Asked(*(secrets.token_urlsafe(48) for _part in range(3)))
    try:
        address = address_to_sign_in(asked, back_address())
    except ProviderAway:
        return stopped(found, "away", 503)
    again = request.args.get("again") == "1"
    kept = {
        "asked": [asked.state, asked.nonce, asked.verifier],
        "slug": slug,
        "lang": g.lang,
        "place": place_code(),
        "again": again,
    }
    response = redirect(address, 303)
    set_cookie(response, SIGNING_IN, str(sealer().dumps(kept)), SIGNING_IN_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/e-identity/back", endpoint="back")
@public
def come_back() -> Response | Redirect:
    """Where the provider sends the browser: the one address that it knows us by."""
    kept = under_way()
    g.lang = kept["lang"] if kept else negotiate(INTERFACE)
    if kept is None:
        return private(page("answering/identity_lost.html", status=400))
    found = askable(kept["slug"])
    asked = Asked(*kept["asked"])
    if error := request.args.get("error"):
        return over(stopped(found, *REFUSALS.get(error, ("unknown", 400))))
    if not secrets.compare_digest(request.args.get("state", "").encode(), asked.state.encode()):
        return over(stopped(found, "unknown", 400))
    try:
        issuer, subject = identity(request.args.get("code", ""), asked, back_address())
    except ProviderAway:
        return over(stopped(found, "away", 503))
    except NotProved:
        current_app.logger.warning("A sign-in with an e-identity was not proved")
        return over(stopped(found, "unknown", 400))
    return over(let_in(found, kept, issuer, subject))


def let_in(found: Snapshot, kept: dict[str, Any], issuer: str, subject: str) -> Response | Redirect:
    """Leads on to the form, with the person's mark in a sealed cookie."""
    dialogue = found.dialogue
    if kept["again"]:
        response: Response | Redirect = private(
            page("answering/identified.html", found=found, dialogue=dialogue)
        )
    else:
        place = {PLACE: kept["place"]} if kept["place"] else {}
        address = url_for("answering.answer", slug=dialogue.slug, lang=kept["lang"], **place)
        response = redirect(address, 303)
    keep_identity(response, dialogue, mark_of_person(secret(), dialogue.id, issuer, subject))
    return response


def askable(slug: str) -> Snapshot:
    """The open dialogue at `slug` that asks residents to sign in; 404 for any other."""
    found = snapshot(slug)
    known = current_app.extensions["settings"].identity_provider
    if found.dialogue.mode is not Mode.E_IDENTITY or found.stage is not Stage.OPEN or known is None:
        abort(404)
    return found


def stopped(found: Snapshot, why: str, status: int) -> Response:
    """Nobody has signed in: ``cancelled``, ``away`` (the provider) or ``unknown`` (nothing is proved)."""
    return private(
        page(
            "answering/identity_stopped.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            why=why,
            place=place_code(),
        )
    )


def over(response: Response | Redirect) -> Response | Redirect:
    """A sign-in can be come back from once."""
    response.delete_cookie(SIGNING_IN)
    response.headers["Cache-Control"] = "no-store"
    return response


def under_way() -> dict[str, Any] | None:
    """The sign-in that this browser has begun."""
    try:
        kept = sealer().loads(request.cookies.get(SIGNING_IN, ""), max_age=SIGNING_IN_SECONDS)
    except BadSignature:
        return None
    return kept if isinstance(kept, dict) and kept.get("lang") in INTERFACE else None


def sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret(), salt=SIGNING_IN)


def back_address() -> str:
    """The full address that the provider sends browsers back to, from the configured one."""
    return absolute("identity.back")
