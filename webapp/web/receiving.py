"""What all receipts share: how they are guarded, and the code that leads to one."""

from typing import Any

from flask import Response

from webapp.extensions import limiter
from webapp.web.addresses import absolute
from webapp.web.pages import private
from webapp.web.qr import svg

guess_limit = limiter.shared_limit(
    "20 per 10 minutes", scope="receipts", deduct_when=lambda response: response.status_code == 404
)
"""Counts only receipts that do not exist, so that whoever holds one is never in the way of another."""


def qr_picture(endpoint: str, **values: Any) -> Response:
    """A QR code that leads to a page."""
    return private(Response(svg(absolute(endpoint, **values)), content_type="image/svg+xml"))
