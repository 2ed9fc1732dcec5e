"""The picture that comes with an idea: kept while that is being written, and shown to its writer alone."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask_limiter.errors import RateLimitExceeded
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup

from webapp.domain.pictures import Picture, read_picture
from webapp.domain.text import Text
from webapp.extensions import db, limiter
from webapp.ideas.blueprint import bp
from webapp.ideas.forms import ALT_FIELD, FILE_FIELD, Draft
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _
from webapp.web.pages import private
from webapp.web.picture_files import LARGEST_FILE, PictureRefused, encode
from webapp.web.picture_responses import picture_response
from webapp.web.pictures import SMALL, keep_of_resident, thumb
from webapp.web.snapshots import Snapshot, snapshot
from webapp.web.uploads import refused_sentence

LARGEST_FORM = 24_000_000
"""Largest form with a picture, in bytes: of one that is too large by far, the words are still told apart."""
SEEN_SECONDS = 7_200
"""How long a picture is shown to the form that it was put in, after the form was last shown."""
PASS, WITHOUT = "picture", "without_picture"
"""Fields: the sealed name of a picture that is kept, and the wish to send the idea without it."""
picture_limit = limiter.limit("30 per hour")
"""A school class behind one address may each send a picture; more would be a store for somebody's files."""


def let_in(found: Snapshot) -> None:
    """Lets this request's form hold a picture, where the dialogue takes pictures. Call before it is read."""
    if found.dialogue.idea_pictures:
        request.max_content_length = LARGEST_FORM


def has_one() -> bool:
    """Whether the form came with a picture."""
    return bool(_file() or request.form.get(PASS)) and not request.form.get(WITHOUT)


def carrying(found: Snapshot, draft: Draft) -> Draft:
    """The draft with the picture that the form carries already, or without a word about any."""
    if not found.dialogue.idea_pictures or request.form.get(WITHOUT):
        return replace(draft, alt="", doubled=draft.doubled - {ALT_FIELD})
    return replace(draft, picture=read_pass(found.dialogue.id, request.form.get(PASS, "")))


def with_picture(found: Snapshot, draft: Draft) -> tuple[Draft, str]:
    """The draft with the picture that came, which is kept from now on; or why that cannot be used.

    No transaction is open while a picture is made.

    Raises:
        OperationalError: the picture could not be kept.
    """
    file = _file()
    if file is None or not found.dialogue.idea_pictures or request.form.get(WITHOUT):
        return draft, ""
    try:
        return replace(draft, picture=_take_in(found.dialogue.id, file.read(LARGEST_FILE + 1))), ""
    except PictureRefused as refused:
        return draft, refused_sentence(refused)
    except RateLimitExceeded:
        return draft, _(
            "Det har kommit många bilder från samma nät på kort tid. Vänta en stund, och välj den igen."
        )


def _file() -> Any:
    """The file that was chosen; a browser sends one without a name where there is none."""
    return next((each for each in request.files.getlist(FILE_FIELD) if each.filename), None)


@picture_limit
def _take_in(dialogue_id: int, data: bytes) -> Picture:
    encoded = encode(data)
    db.durably(partial(keep_of_resident, dialogue_id=dialogue_id, picture=encoded, day=today()))
    return encoded.picture


def _sealed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="idea-picture")


def pass_of(found: Snapshot, draft: Draft) -> str:
    """What the form carries of its picture: nobody can name another's. Empty where there is none."""
    return str(_sealed().dumps([found.dialogue.id, str(draft.picture)])) if draft.picture else ""


def read_pass(dialogue_id: int, given: str, *, seconds: int | None = None) -> Picture | None:
    """The picture that `pass_of` names, made for this dialogue at most so many `seconds` ago."""
    try:
        of_dialogue, written = _sealed().loads(given, max_age=seconds)
    except BadSignature:
        return None
    return read_picture(written) if of_dialogue == dialogue_id else None


def kept_thumb(found: Snapshot, draft: Draft) -> Markup:
    """The picture as the form shows it to its writer."""
    if draft.picture is None:
        return Markup()
    address = url_for("ideas.kept_picture", slug=found.dialogue.slug, token=pass_of(found, draft))
    return thumb(draft.picture, address, Text(_("Bilden som du har valt"), current_language().tag))


@bp.get("/dialogues/<slug>/ideas/pictures/<token>")
@public
def kept_picture(slug: str, token: str) -> Response:
    """A picture that no idea has yet, for our own form and for no other page."""
    found = snapshot(slug)
    picture = read_pass(found.dialogue.id, token, seconds=SEEN_SECONDS)
    if picture is None or not _inside_our_page():
        abort(404)
    return private(picture_response(found.dialogue.id, picture.id, SMALL))


def _inside_our_page() -> bool:
    """Whether the browser asks for a picture of our own page, as far as it says."""
    headers = request.headers
    return (
        headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        and headers.get("Sec-Fetch-Dest", "image") == "image"
    )
