"""What the receipts of comments and of support share: where they lead, and how they are guarded."""

from flask import Response, current_app

from webapp.extensions import limiter
from webapp.web.pages import private
from webapp.web.qr import svg

guess_limit = limiter.shared_limit(
    "20 per 10 minutes", scope="receipts", deduct_when=lambda response: response.status_code == 404
)
"""Counts only receipts that do not exist, so that whoever holds one is never in the way of another."""


def whole_address(path: str) -> str:
    """The full address of a page, from the configured one and never from the request."""
    base: str = current_app.extensions["settings"].base_url
    return base + path


def qr_picture(path: str) -> Response:
    """A QR code that leads to the page at `path`."""
    return private(Response(svg(whole_address(path)), content_type="image/svg+xml"))
