"""Addresses of the site as the world knows it."""

from typing import Any

from flask import current_app, url_for


def absolute(endpoint: str, **values: Any) -> str:
    """The full address of a page, from the configured one and never from the request."""
    base: str = current_app.extensions["settings"].base_url
    return base + url_for(endpoint, **values)
