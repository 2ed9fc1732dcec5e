"""Rendering pages, whole or as the fragment that htmx asked for; the headers that every answer carries."""

import base64
import hashlib
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from htmx_flask import request as htmx_request

from webapp.web.borrowed import told_apart
from webapp.web.css import minified

HTMX_CONFIG = (
    '{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,'
    '"historyCacheSize":0,"refreshOnHistoryMiss":true,"responseHandling":['
    '{"code":"204","swap":false},{"code":"[23]..","swap":true},'
    '{"code":"4(00|03|09|22|29)","swap":true,"error":false},{"code":"[45]..","swap":false,"error":true}]}'
)
ALONE = "default-src 'none'"
OF_FILES = {
    "text/css": {"X-Content-Type-Options": "nosniff"},
    "text/javascript": {"X-Content-Type-Options": "nosniff"},
    "text/plain": {"X-Content-Type-Options": "nosniff"},
    "image/svg+xml": {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": ALONE},
}
"""What means something on files, which are no pages: the rest would only weigh."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def init_app(app: Flask) -> None:
    """Gives templates the critical styles, and every answer its headers."""
    source = app.extensions["settings"].static / "css" / "critical.css"
    critical = minified(source.read_text(encoding="utf-8"))
    of_files = {kind: [*headers.items()] for kind, headers in OF_FILES.items()}
    standing = [*HEADERS.items(), ("Content-Security-Policy", content_policy(critical))]
    app.jinja_env.globals.update(critical_css=critical, htmx_config=HTMX_CONFIG)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in of_files.get(response.mimetype or "", standing):
            if name not in response.headers:
                response.headers.add(name, value)
        response.headers.setdefault("Cache-Control", "no-store" if request.method == "POST" else "no-cache")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def content_policy(critical: str) -> str:
    """A policy that lets nothing in from elsewhere, and of inline styles only the critical one."""
    digest = base64.b64encode(hashlib.sha256(critical.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'self' 'sha256-{digest}'; script-src 'self'; img-src 'self'; "
        "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def page(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """`template` as a whole page, or only `fragment` (a template of its own) where htmx asked for one.

    A fragment comes with an announcement for the page's status region when `announce` is in `context`.
    """
    partial = fragment is not None and htmx_request.htmx and not htmx_request.htmx.history_restore_request
    response = make_response(rendered(fragment if partial and fragment else template, **context), status)
    if fragment is not None:
        response.vary.add("HX-Request")
    return response


def rendered(template: str, **context: Any) -> str:
    """`template` as HTML, with messages that are borrowed from another language marked as such."""
    return told_apart(render_template(template, **context))


def own(response: Response) -> Response:
    """A page that holds what this person has typed: the browser's way back keeps it, shared caches do not."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def private(response: Response) -> Response:
    """Keeps a personal page out of every cache. Its address stays here: see ``Referrer-Policy`` above.

    No stricter policy than that: with ``no-referrer`` browsers call the origin of our own forms ``null``.
    """
    response.headers["Cache-Control"] = "no-store"
    return response


def framed(response: Response) -> Response:
    """Lets our own pages show this one in a frame, and nobody else's."""
    own = _policy().replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = own
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def framing(response: Response) -> Response:
    """Lets this page show our own pages in a frame."""
    response.headers["Content-Security-Policy"] = f"{_policy()}; frame-src 'self'"
    return response


def _policy() -> str:
    return content_policy(str(current_app.jinja_env.globals["critical_css"]))
