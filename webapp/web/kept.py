"""What is the same for everybody is made once and kept in memory: whole pages, and parts of pages.

Only what shows nothing of one person belongs here: no form as typed, no receipt, nobody signed in.
"""

from collections.abc import Callable, Hashable

import brotli
from flask import Flask, Response, request
from markupsafe import Markup

from webapp.web.clock import today
from webapp.web.locale import CHOICE, current_language
from webapp.web.navigation import PLACE, place_code
from webapp.web.pages import page, rendered
from webapp.web.shelf import shelf
from webapp.web.snapshots import Snapshot, municipality

QUALITY, WINDOW = 10, 16
LONGEST_BLOCK = 1 << 16


def init_app(app: Flask) -> None:
    """Gives templates ``kept_part(template, found)``."""
    app.jinja_env.globals["kept_part"] = kept_part


def kept_text(key: tuple[Hashable, ...], make: Callable[[], str]) -> str:
    """What `make` gives for this reader's language today, made once for each `key`."""
    town = municipality()
    words = (town.revision, town.name, town.email, town.phone, town.data_protection_email)
    return shelf("texts").take((*key, current_language().tag, today(), words), make)


def kept_part(template: str, found: Snapshot | None = None) -> Markup:
    """Part of a page that shows nothing but the dialogue, or not even that."""
    return Markup(kept_text((template, found), lambda: _render(template, found)))  # noqa: S704 - rendered


def kept_page(template: str, found: Snapshot) -> Response:
    """A page that shows nothing but the dialogue and the code of the place that the resident came from."""
    if not plain_address():
        return page(template, found=found, dialogue=found.dialogue, stage=found.stage)
    return compressed(kept_text((template, found, place_code()), lambda: _render(template, found)))


def _render(template: str, found: Snapshot | None) -> str:
    if found is None:
        return rendered(template)
    return rendered(template, found=found, dialogue=found.dialogue, stage=found.stage)


def plain_address() -> bool:
    """Whether the address carries nothing that the page could show, but the code of a place."""
    return set(request.args) <= {PLACE, CHOICE} and request.args.get(PLACE, "") == place_code()


def compressed(text: str, end: str = "") -> Response:
    """A kept `text`, compressed once, and the `end` of this one copy after it."""
    if not request.accept_encodings["br"]:
        return Response(text + end)
    packed = shelf("texts").take(("br", text), lambda: opened(text))
    return Response(packed + closed(end), content_type="text/html", headers={"Content-Encoding": "br"})


def opened(text: str) -> bytes:
    """`text` as a Brotli stream that has not ended."""
    packer = brotli.Compressor(quality=QUALITY, lgwin=WINDOW)
    stream: bytes = packer.process(text.encode()) + packer.flush()
    return stream


def closed(end: str) -> bytes:
    """The end of a Brotli stream: `end` as it is, then the mark that nothing follows (RFC 7932, 9.2).

    Each block begins with three bytes: from bit 3 its length less one, at bit 19 that it is uncompressed.
    """
    plain = end.encode()
    blocks = (plain[start : start + LONGEST_BLOCK] for start in range(0, len(plain), LONGEST_BLOCK))
    headed = (((len(block) - 1) << 3 | 1 << 19).to_bytes(3, "little") + block for block in blocks)
    return b"".join(headed) + b"\x03"
