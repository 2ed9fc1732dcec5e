"""The bytes of a stored picture, in the form that the browser reads."""

from flask import Response, abort, request
from sqlalchemy import select

from webapp.extensions import db
from webapp.models import StoredPicture
from webapp.models.base import table_of
from webapp.web.pictures import LARGE, SMALL

WEBP, JPEG = "image/webp", "image/jpeg"
_stored = table_of(StoredPicture).c


def picture_response(dialogue_id: int, picture: str, size: str) -> Response:
    """The picture as WebP, or as JPEG to a browser that does not say that it reads WebP."""
    reads_webp = WEBP in request.headers.get("Accept", "")
    column = {LARGE: "large", SMALL: "small"}.get(size) or abort(404)
    content = _stored[column if reads_webp else "plain"]
    row = db.look_up(select(content).where(_stored.dialogue_id == dialogue_id, _stored.id == picture))
    if row is None:
        abort(404)
    response = Response(bytes(row[0]), content_type=WEBP if reads_webp else JPEG)
    response.vary.add("Accept")
    return response
