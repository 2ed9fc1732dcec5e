"""The page that somebody came from, named so that nothing personal follows with it."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

PERSONAL = "code"
"""The part of an address that is somebody's receipt."""
WITHHELD = "…"
OWN = frozenset({"accessibility.statement", "accessibility.report"})
"""Pages that lead to the form: what is reported is seldom one of them."""


def page_before() -> str:
    """The path of our page that this reader came from, as the address or the browser says; empty for none."""
    named = request.args.get("page", "")
    return page_named(named) if named else page_named(request.referrer or "", besides=OWN)


def page_named(address: str, besides: frozenset[str] = frozenset()) -> str:
    """The path in `address` where it is a page of ours, without the receipt in it; empty where it is not.

    Args:
        besides: endpoints whose pages are not named.
    """
    try:
        parts = urlsplit(address)
        endpoint, values = current_app.url_map.bind("").match(parts.path, "GET")
    except (HTTPException, ValueError):
        return ""
    if parts.netloc not in {"", request.host} or endpoint in besides:
        return ""
    receipt = str(values.get(PERSONAL, ""))
    return parts.path.replace(receipt, WITHHELD) if receipt else parts.path
