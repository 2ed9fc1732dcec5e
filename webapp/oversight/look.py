"""An administrator chooses the municipality's colours and logo, and sees first what they look like."""

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy import delete
from werkzeug.wrappers import Response as Redirect

from webapp.domain.colours import read_colour
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.look import (
    LIGHT,
    Look,
    as_document,
    faults,
    nearest_accent,
    nearest_brand,
    read_look,
    with_colours,
)
from webapp.extensions import db
from webapp.models import Municipality, StoredLogo
from webapp.oversight import town
from webapp.web.access import roles
from webapp.web.composed import Words
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, one, posted, shorten
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _
from webapp.web.look import CSS, sample_sheet
from webapp.web.pages import page, private
from webapp.web.picture_files import LARGEST_FILE, Encoded, PictureRefused, encode_logo
from webapp.web.trace import record
from webapp.web.uploads import large_files, refused_sentence

bp = Blueprint("look", __name__)
administrators = roles(Role.ADMINISTRATOR)
NEAREST = {"brand": nearest_brand, "accent": nearest_accent}
"""Field of a colour -> what finds the nearest one that works."""
OWN = {"brand": LIGHT["brand"], "accent": LIGHT["mark"]}
LARGEST_FORM = 12_000_000
ALT_LENGTH = 200


@bp.get("/staff/municipality/look", endpoint="show")
@administrators
def show() -> Response:
    return look_page(town.stored(db.session))


@bp.post("/staff/municipality/look", endpoint="save_colours")
@administrators
def save_colours() -> Response | Redirect:
    """Stores the colours, or only shows them; a colour that was offered is put in its field first."""
    found, typed = town.held(db.session), posted()
    merged = merge(typed, colour_fields(found.own_look))
    if merged is not None:
        return look_page(found, Typed(merged.fields), 409, merged.differences)
    do = one(typed, "do")
    typed |= offered(do)
    colours, problems, better = read_colours(typed)
    if problems or do != "save":
        tried = with_colours(found.own_look, colours | better)
        return look_page(found, Typed(typed, problems), 422 if problems else 200, tried=tried, better=better)
    changed = [name for name, colour in colours.items() if getattr(found.own_look, name) != colour]
    found.look = as_document(with_colours(found.own_look, colours))
    record("change-colours", fields=changed, brand=colours["brand"], accent=colours["accent"])
    db.session.commit()
    flash(_("Färgerna är sparade."))
    return redirect(url_for("look.show"), 303)


@bp.post("/staff/municipality/look/logo", endpoint="save_logo")
@large_files(LARGEST_FORM)
@administrators
def save_logo() -> Response | Redirect:
    """Stores a new logo, or what the one that is there says, or removes it."""
    typed = posted()
    alt = one(typed, "alt")
    made, problems = (None, {}) if one(typed, "do") == "remove" else sent_logo()
    found = town.held(db.session)
    look = found.own_look
    if one(typed, "do") == "remove":
        return stored_logo(found, replace(look, logo=None, alt=""), _("Logotypen är borttagen."))
    logo = made.picture if made else look.logo
    problems |= logo_problems(alt, bool(logo), problems)
    if problems:
        return look_page(found, Typed(colour_fields(look) | typed, problems), 422)
    if made and made.picture != look.logo:
        db.session.merge(StoredLogo(id=made.picture.id, small=made.small, plain=made.plain))
    return stored_logo(found, replace(look, logo=logo, alt=alt), _("Logotypen är sparad."))


@bp.get("/staff/municipality/look/sample.css", endpoint="sample")
@administrators
def sample() -> Response:
    """The styles of the examples, for the colours in the address."""
    colours = {name: read_colour(request.args.get(name, "")) or "" for name in NEAREST}
    return private(Response(sample_sheet(with_colours(Look(), colours)), content_type=CSS))


def stored_logo(found: Municipality, look: Look, told: str) -> Redirect:
    found.look = as_document(look)
    db.session.execute(delete(StoredLogo).where(StoredLogo.id != (look.logo.id if look.logo else "")))
    record("change-logo", logo=str(look.logo or ""), alt=look.alt)
    db.session.commit()
    flash(told)
    return redirect(url_for("look.show"), 303)


def sent_logo() -> tuple[Encoded | None, dict[str, str]]:
    """The logo that was sent, made small, and what is wrong with it. Call before anything is held."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None, {}
    try:
        return encode_logo(file.read(LARGEST_FILE + 1)), {}
    except PictureRefused as refused:
        return None, {"file": refused_sentence(refused)}


def logo_problems(alt: str, there: bool, before: dict[str, str]) -> dict[str, str]:
    problems = {}
    if not there and "file" not in before:
        problems["file"] = _("Välj en bild.")
    if not alt:
        problems["alt"] = _("Skriv vad som står i logotypen. Välj bilden igen om du hade valt en.")
    if len(alt) > ALT_LENGTH:
        problems["alt"] = shorten(ALT_LENGTH)
    return problems


def colour_fields(look: Look) -> Fields:
    """The colours' fields as they are stored."""
    return {name: [getattr(look, name)] for name in NEAREST}


def offered(do: str) -> Fields:
    """The field that a pressed button puts a colour in: ``brand:#0b5351``."""
    name, _colon, colour = do.partition(":")
    return {name: [colour]} if name in NEAREST else {}


def read_colours(typed: Fields) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Colours by field, empty where the product's own holds; what is wrong; what would work instead."""
    colours: dict[str, str] = {}
    problems: dict[str, str] = {}
    better: dict[str, str] = {}
    for name, nearest in NEAREST.items():
        written = one(typed, name)
        colour = read_colour(written) if written else ""
        colours[name] = "" if colour in (None, OWN[name]) else colour or ""
        if colour is None:
            problems[name] = _(
                "Skriv färgen som # och sex tecken, till exempel %(colour)s.", colour=OWN[name]
            )
        elif worst := faults(with_colours(Look(), {name: colours[name]})):
            better[name] = nearest(colour)
            problems[name] = _(
                "Färgen syns för dåligt. Kontrasten blir %(found)s och måste vara minst %(least)s. "
                "Närmaste färg som fungerar är %(colour)s.",
                found=decimal(int(worst[0].contrast * 100) / 100),
                least=decimal(worst[0].least),
                colour=better[name],
            )
    return colours, problems, better


def look_words(name: str) -> Words:
    """What a field is called, and a hint about it."""
    return {
        "brand": lambda: Words(
            _("Huvudfärg"), _("Knappar, länkar och linjen överst. Tomt betyder Rådslags egen färg.")
        ),
        "accent": lambda: Words(
            _("Accentfärg"), _("Det som ska märkas, till exempel ”Öppen”. Tomt betyder Rådslags egen färg.")
        ),
        "file": lambda: Words(_("Bildfil"), _("JPEG, PNG, WebP eller GIF. Högst 10 MB.")),
        "alt": lambda: Words(
            _("Vad står det i logotypen?"), _("Läses upp för den som inte ser den. Oftast kommunens namn.")
        ),
    }[name]()


def look_page(
    found: Municipality,
    typed: Typed | None = None,
    status: int = 200,
    clashes: list[Difference] | None = None,
    tried: Look | None = None,
    better: dict[str, str] | None = None,
) -> Response:
    """The page. With 409: somebody else has saved meanwhile.

    Args:
        tried: what the examples show; what is stored where it is left out.
        better: field of a colour that cannot be used -> the nearest that can.
    """
    look = found.own_look
    stored = colour_fields(look) | {"alt": [look.alt or found.name]}
    shown = Typed(stored | dict(typed.fields), typed.problems) if typed else Typed(stored)
    return private(
        page(
            "oversight/look.html",
            status=status,
            typed=shown,
            look=look,
            example_step=LadderStep.DIALOGUE,
            tried=tried or look,
            better=better or {},
            differences=clashes,
            base=as_base(colour_fields(read_look(found.look or {}))),
            words=look_words,
            part_word=lambda part: look_words(part).label,
        )
    )
