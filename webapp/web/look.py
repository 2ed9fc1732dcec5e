"""The municipality's own look: a small style sheet with its colours, and its logo; or nothing at all."""

import hashlib
from collections.abc import Mapping
from functools import cache

from flask import Flask, Response, abort, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from webapp.domain.look import Look, changed, tokens
from webapp.extensions import db
from webapp.models import StoredLogo
from webapp.models.base import table_of
from webapp.web.access import public
from webapp.web.assets import FOR_GOOD
from webapp.web.locale import gettext as _
from webapp.web.picture_responses import WEBP
from webapp.web.snapshots import municipality

PNG = "image/png"
CSS = "text/css; charset=utf-8"
DARK = "@media (prefers-color-scheme:dark)"
BUTTON = ".button:not(.quiet,.danger):hover"
BAND = ".top{border-block-start:.4rem solid var(--brand)}"
HOVERED = f"{BUTTON}{{filter:brightness(.9)}}{DARK}{{{BUTTON}{{filter:brightness(1.12)}}}}"
"""What is written on a button is white on light pages: a button that is pointed at must not grow paler."""
LOGO = ".mark img{display:block;max-inline-size:100%;block-size:auto;background:#fff;border-radius:.3rem}"
LINK = Markup('<link rel="stylesheet" href="{}">\n')
IMAGE = Markup('<img src="{}" width="{}" height="{}" alt="{}">')
_logo = table_of(StoredLogo).c


def init_app(app: Flask) -> None:
    """Serves the sheet and the logo, and gives templates ``look_link()`` and ``town_mark()``."""
    app.add_url_rule("/look-<version>.css", endpoint="look_sheet", view_func=show_sheet)
    app.add_url_rule("/logo/<picture>", endpoint="logo", view_func=show_logo)
    app.jinja_env.globals.update(look_link=look_link, town_mark=town_mark, logo_image=logo_image)


@public
def show_sheet(version: str) -> Response:
    """The sheet as it is now: kept for good under its own version, asked for again under a former one."""
    look = municipality().own_look
    if not look:
        abort(404)
    response = Response(sheet(look), content_type=CSS)
    response.headers["Cache-Control"] = FOR_GOOD if version == version_of(look) else "no-cache"
    return response


@public
def show_logo(picture: str) -> Response:
    """A logo of the municipality, as WebP, or as PNG to a browser that does not say that it reads WebP."""
    reads_webp = WEBP in request.headers.get("Accept", "")
    row = db.look_up(select(_logo["small" if reads_webp else "plain"]).where(_logo.id == picture))
    if row is None:
        abort(404)
    response = Response(bytes(row[0]), content_type=WEBP if reads_webp else PNG)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@cache
def sheet(look: Look) -> str:
    """What is other than in the product's own styles."""
    light, dark = (_root(changed(look, dark=is_dark)) for is_dark in (False, True))
    colours = light + (f"{DARK}{{{dark}}}" if dark else "")
    return colours + (BAND + HOVERED if look.brand else "") + (LOGO if look.logo else "")


def version_of(look: Look) -> str:
    """Another for each sheet."""
    return hashlib.sha256(sheet(look).encode()).hexdigest()[:8]


def sample_sheet(look: Look) -> str:
    """Both themes on one page: in elements of the classes ``sample light`` and ``sample dark``."""
    light, dark = (_declared(tokens(look, dark=is_dark)) for is_dark in (False, True))
    return f".sample.light{{{light};color-scheme:light}}.sample.dark{{{dark};color-scheme:dark}}"


def look_link() -> Markup:
    """The link to the sheet; nothing where the municipality has no look of its own."""
    look = municipality().own_look
    return LINK.format(url_for("look_sheet", version=version_of(look))) if look else Markup()


def town_mark() -> Markup | str:
    """What stands at the top of every page: the logo, or else the municipality's name."""
    town = municipality()
    return logo_image(town.own_look) or town.name or _("Rådslag")


def logo_image(look: Look) -> Markup:
    """The logo, half as large as its file; nothing where there is none."""
    if look.logo is None:
        return Markup()
    size = ((side + 1) // 2 for side in (look.logo.width, look.logo.height))
    return IMAGE.format(url_for("logo", picture=look.logo.id), *size, look.alt)


def _root(colours: Mapping[str, str]) -> str:
    return f":root{{{_declared(colours)}}}" if colours else ""


def _declared(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
