"""Styles and scripts: read once, compressed once, and addressed by content so that phones keep them."""

import gzip
import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request, url_for

from webapp.web.access import public
from webapp.web.css import minified
from webapp.web.scripts import squeezed

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
SMALLER = {".css": minified, ".js": squeezed}
WORKER = "js/worker.js"
WORKER_HEADERS = {
    "Service-Worker-Allowed": "/",
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
}
"""The worker serves pages at any address, and speaks to nobody but this server."""
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file, as it is sent."""

    path: Path

    @cached_property
    def content(self) -> bytes:
        content = self.path.read_bytes()
        make_smaller = SMALLER.get(self.path.suffix) if self.path != htmx_script() else None
        return make_smaller(content.decode()).encode() if make_smaller else content

    @cached_property
    def version(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:8]

    @cached_property
    def encoded(self) -> dict[str, bytes]:
        return {
            "br": brotli.compress(self.content, quality=11),
            "gzip": gzip.compress(self.content, 9, mtime=0),
        }


def htmx_script() -> Path:
    """The htmx script inside the package that ships it; the package itself is never imported."""
    spec = importlib.util.find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package that ships htmx is not installed: run make demo again.")
    return Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


def find_assets(static: Path) -> dict[str, Asset]:
    """Name -> asset, for everything under `static` and for htmx."""
    found = {
        path.relative_to(static).as_posix(): Asset(path) for path in static.rglob("*") if path.suffix in TYPES
    }
    return found | {"js/htmx.js": Asset(htmx_script())}


def init_app(app: Flask) -> None:
    """Serves assets under ``/static/`` and gives templates ``asset(name)``."""
    assets = find_assets(app.extensions["settings"].static)

    @app.get("/static/<path:name>", endpoint="static")
    @public
    def static(name: str) -> Response:
        asset = assets.get(name)
        if asset is None:
            abort(404)
        response = deliver(asset)
        response.headers.update(WORKER_HEADERS if name == WORKER else {})
        return response

    app.jinja_env.globals["asset"] = lambda name: url_for("static", name=name, v=assets[name].version)


def deliver(asset: Asset) -> Response:
    """The asset in the best encoding that the browser takes."""
    encoding = next((name for name in ("br", "gzip") if request.accept_encodings[name]), None)
    body = asset.encoded[encoding] if encoding else asset.content
    response = Response(body, content_type=TYPES[asset.path.suffix])
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == asset.version else "no-cache"
    return response
