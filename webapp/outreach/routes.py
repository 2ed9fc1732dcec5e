"""Outreach: places where people are met, their QR codes and posters."""

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue, Place
from webapp.outreach.actions import PlaceExists, add_place, restore, withdraw
from webapp.outreach.forms import PlaceForm, read_place
from webapp.outreach.queries import overview, place_of
from webapp.web import qr
from webapp.web.access import acts
from webapp.web.addresses import absolute
from webapp.web.clock import today
from webapp.web.languages import INTERFACE
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _
from webapp.web.pages import page
from webapp.web.trace import record

bp = Blueprint("outreach", __name__)
BIGGEST_ID = 2**31 - 1


@bp.get("/staff/dialogues/<slug>/places", endpoint="places")
@acts(Action.VIEW_PLACES)
def show_places(dialogue: Dialogue) -> Response:
    return places_page(dialogue, PlaceForm())


def places_page(dialogue: Dialogue, form: PlaceForm, status: int = 200) -> Response:
    return page(
        "outreach/places.html",
        status=status,
        dialogue=dialogue,
        form=form,
        found=overview(db.session, dialogue),
        poster_languages=poster_languages(dialogue),
        is_draft=not dialogue.stage(today()).public,
        typeable=typeable,
    )


@bp.post("/staff/dialogues/<slug>/places", endpoint="add")
@acts(Action.EDIT_PLACES)
def add(dialogue: Dialogue) -> Response | Redirect:
    form = read_place()
    if form.problems:
        return places_page(dialogue, form, 422)
    try:
        place = add_place(db.session, dialogue, form.name, form.visit_on, form.access)
    except PlaceExists:
        sentence = _("Den platsen finns redan. Ge den nya ett annat namn eller ett annat datum.")
        return places_page(dialogue, form.refused("name", sentence), 422)
    record("add-place", dialogue, place=place.id, code=place.code)
    db.session.commit()
    return to_places(place)


@bp.post("/staff/dialogues/<slug>/places/<int:place_id>/withdraw", endpoint="withdraw")
@acts(Action.EDIT_PLACES)
def withdraw_place(dialogue: Dialogue, place_id: int) -> Redirect:
    place = found(dialogue, place_id)
    withdraw(place, today())
    record("withdraw-place", dialogue, place=place.id, code=place.code)
    db.session.commit()
    return to_places(place)


@bp.post("/staff/dialogues/<slug>/places/<int:place_id>/restore", endpoint="restore")
@acts(Action.EDIT_PLACES)
def restore_place(dialogue: Dialogue, place_id: int) -> Redirect:
    place = found(dialogue, place_id)
    restore(place)
    record("restore-place", dialogue, place=place.id, code=place.code)
    db.session.commit()
    return to_places(place)


@bp.get("/staff/dialogues/<slug>/places/<int:place_id>/qr.svg", endpoint="svg")
@acts(Action.VIEW_PLACES)
def download_svg(dialogue: Dialogue, place_id: int) -> Response:
    place = found(dialogue, place_id)
    return download(place, qr.svg(address(place)), "image/svg+xml", "svg")


@bp.get("/staff/dialogues/<slug>/places/<int:place_id>/qr.png", endpoint="png")
@acts(Action.VIEW_PLACES)
def download_png(dialogue: Dialogue, place_id: int) -> Response:
    place = found(dialogue, place_id)
    return download(place, qr.png(address(place)), "image/png", "png")


@bp.get("/staff/dialogues/<slug>/places/<int:place_id>/poster", endpoint="poster")
@acts(Action.VIEW_PLACES)
def show_poster(dialogue: Dialogue, place_id: int) -> Response:
    """The poster, in one of the dialogue's languages whatever the reader's own."""
    place = found(dialogue, place_id)
    own, offered = current_language().tag, poster_languages(dialogue)
    asked = request.args.get("in")
    g.lang = asked if asked in offered else offered[0]
    return page(
        "outreach/poster.html",
        dialogue=dialogue,
        place=place,
        own=own,
        poster_languages=offered,
        typeable=typeable(place),
        is_draft=not dialogue.stage(today()).public,
    )


def found(dialogue: Dialogue, place_id: int) -> Place:
    """The dialogue's place with this number, or 404."""
    place = place_of(db.session, dialogue, place_id) if place_id <= BIGGEST_ID else None
    if place is None:
        abort(404)
    return place


def to_places(place: Place) -> Redirect:
    return redirect(url_for("outreach.places", slug=place.dialogue.slug, _anchor=f"place-{place.id}"), 303)


def download(place: Place, content: str | bytes, content_type: str, ending: str) -> Response:
    response = Response(content, content_type=content_type)
    name = f"qr-{place.dialogue.slug}-{place.code}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def address(place: Place) -> str:
    """The full address that the place's QR code says, from the configured one and never from the request."""
    return absolute("dialogues.enter", code=place.code)


def typeable(place: Place) -> str:
    """The same address as short as it can be typed."""
    return address(place).partition("://")[2]


def poster_languages(dialogue: Dialogue) -> list[str]:
    """Languages that a poster can be in: those offered that the interface has, the source's first."""
    offered = [tag for tag in dialogue.languages if tag in INTERFACE] or [INTERFACE[0]]
    return sorted(offered, key=lambda tag: tag != dialogue.source_language)
