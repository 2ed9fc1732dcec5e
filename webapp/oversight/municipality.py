"""The municipality: who it is, how it is reached, and which policy it follows."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.adjusting import differences
from webapp.domain.lifecycle import Role
from webapp.domain.policy import PolicyProfile
from webapp.extensions import db
from webapp.models import Municipality
from webapp.oversight import effects, town
from webapp.oversight.areas import is_address
from webapp.oversight.effects import Effect
from webapp.web.access import roles
from webapp.web.composed import Words
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, Wrong, one, posted, read_email, shorten
from webapp.web.gate_words import gate_heading
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.policy import shipped
from webapp.web.trace import record

bp = Blueprint("municipality", __name__)
administrators = roles(Role.ADMINISTRATOR)
FIELDS = {"name": 200, "email": 254, "phone": 40, "data_protection_email": 254, "complaints_address": 500}
"""Column -> how many characters fit."""
ADDRESSES = ("email", "data_protection_email")


@bp.get("/staff/municipality", endpoint="show")
@administrators
def show() -> Response:
    found = town.stored(db.session)
    return municipality_page(found, Typed(fields_of(found)))


@bp.post("/staff/municipality", endpoint="save")
@administrators
def save() -> Response | Redirect:
    found, typed = town.held(db.session), posted()
    merged = merge(typed, fields_of(found))
    if merged is not None:
        return municipality_page(found, Typed(merged.fields), 409, merged.differences)
    values, problems = read(typed)
    if problems:
        return municipality_page(found, Typed(typed, problems), 422)
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    for name, value in values.items():
        setattr(found, name, value)
    record("change-municipality", fields=changed)
    db.session.commit()
    flash(_("Uppgifterna om kommunen är sparade."))
    return redirect(url_for("municipality.show"), 303)


def fields_of(found: Municipality) -> Fields:
    """The form's fields as they are stored."""
    return {name: [getattr(found, name)] for name in FIELDS}


def read(typed: Fields) -> tuple[dict[str, str], dict[str, str]]:
    """Values by column, and what is wrong with them."""
    values, problems = {name: one(typed, name) for name in FIELDS}, {}
    for name, limit in FIELDS.items():
        if len(values[name]) > limit:
            problems[name] = shorten(limit)
    for name in ADDRESSES:
        try:
            read_email(values[name])
        except Wrong as wrong:
            problems[name] = str(wrong)
    if not values["name"]:
        problems["name"] = _("Skriv kommunens namn.")
    return values, problems


def field_words(name: str) -> Words:
    """What a field is called, and a hint about it."""
    return {
        "name": lambda: Words(_("Kommunens namn"), _("Står överst på varje sida.")),
        "email": lambda: Words(_("E-postadress"), _("Hit kan invånare skriva för att få hjälp.")),
        "phone": lambda: Words(_("Telefonnummer"), _("Hit kan invånare ringa för att få hjälp.")),
        "data_protection_email": lambda: Words(_("Dataskyddsombudets e-postadress")),
        "complaints_address": lambda: Words(
            _("Synpunkter och klagomål"),
            _("Webbadress, e-postadress eller annat sätt. Dit hänvisas den som vill klaga eller felanmäla."),
        ),
    }[name]()


def municipality_page(
    found: Municipality, typed: Typed, status: int = 200, clashes: list[Difference] | None = None
) -> Response:
    return private(
        page(
            "oversight/municipality.html",
            status=status,
            typed=typed,
            differences=clashes,
            base=as_base(fields_of(found)),
            words=field_words,
            part_word=lambda part: field_words(part).label,
            profiles=shipped(),
            chosen=town.own_of(found),
            statement=found.statement,
            notice=found.notice,
            lost=found.profile_id if found.profile_id not in shipped() else "",
        )
    )


@bp.get("/staff/municipality/profile/<profile_id>", endpoint="profile")
@administrators
def show_profile(profile_id: str) -> Response:
    found, chosen = town.stored(db.session), profile_or_404(profile_id)
    return profile_page(found, chosen, effects.of_policy(db.session, town.own_of(found), chosen))


@bp.post("/staff/municipality/profile/<profile_id>", endpoint="choose")
@administrators
def choose(profile_id: str) -> Response | Redirect:
    """Follows the policy, if the page that was read still tells what will happen."""
    chosen, found = profile_or_404(profile_id), town.held(db.session)
    if found.profile_id == chosen.id:
        return redirect(url_for("municipality.show"), 303)
    effects.waiting(db.session, hold=True)
    told = effects.of_policy(db.session, town.own_of(found), chosen)
    if request.form.get("agreed") != effects.agreement(told):
        return profile_page(found, chosen, told, 409)
    town.choose(db.session, found, chosen, told)
    db.session.commit()
    flash(_("Ni följer nu %(policy)s.", policy=chosen.policy.name))
    return redirect(url_for("municipality.show"), 303)


def profile_or_404(profile_id: str) -> PolicyProfile:
    return shipped().get(profile_id) or abort(404)


def profile_page(
    found: Municipality, chosen: PolicyProfile, told: list[Effect], status: int = 200
) -> Response:
    """What becomes of the dialogues, before anything is changed. With 409: it has become other meanwhile."""
    return private(
        page(
            "oversight/choose_profile.html",
            status=status,
            chosen=chosen,
            same=found.profile_id == chosen.id,
            effects=told,
            agreed=effects.agreement(told),
            dropped=differences(town.shipped_of(found), found.profile_changes or {}),
            gate_title=gate_heading,
            changed=status == 409,
            is_address=is_address,
        )
    )
