"""The municipality's own changes to the profile that it follows, and what then differs from the shipped."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.adjusting import FORMS, adjusted, between, changes_to, differences, flat, put_back
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Gate, PolicyProfile
from webapp.domain.profile_faults import never_met
from webapp.domain.record import DialogueType
from webapp.extensions import db
from webapp.models import Municipality
from webapp.oversight import effects, town
from webapp.oversight.area_words import AREA_WORDS, FIELD_WORDS, form_words, key_word, value_word
from webapp.oversight.areas import AREAS, ON, Area, is_address, is_box
from webapp.oversight.effects import Effect
from webapp.web.access import roles
from webapp.web.composed import language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, one, posted
from webapp.web.gate_words import gate_heading, gate_title, moment_word, when_word
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private

bp = Blueprint("adjusting", __name__)
administrators = roles(Role.ADMINISTRATOR)
Changes = dict[str, Any]


@bp.get("/staff/policy", endpoint="index")
@administrators
def show_index() -> Response:
    found = town.stored(db.session)
    shipped = town.shipped_of(found)
    changed = [each.key for each in differences(shipped, found.profile_changes or {})]
    return private(
        page(
            "oversight/policy.html",
            own=town.own_of(found),
            areas={area: sum(area.holds(key) for key in changed) for area in AREAS.values()},
            changed=len(changed),
            words=AREA_WORDS,
            is_address=is_address,
        )
    )


@bp.get("/staff/policy/change/<area>", endpoint="area")
@administrators
def show_area(area: str) -> Response:
    found, part = town.stored(db.session), area_or_404(area)
    return area_page(found, part, Typed(fields_of(found, part)))


@bp.post("/staff/policy/change/<area>", endpoint="save")
@administrators
def save(area: str) -> Response | Redirect:
    """Saves what was typed, if it can work; asks once more where it changes what dialogues lack."""
    part, found, typed = area_or_404(area), town.held(db.session), posted()
    if one(typed, "do") == "other":
        return area_page(found, part, Typed(typed | other_words(town.shipped_of(found))))
    merged = merge(typed, fields_of(found, part))
    if merged is not None:
        told = [in_words(each) for each in merged.differences]
        return area_page(found, part, Typed(merged.fields), 409, clashes=told)
    shipped, own = town.shipped_of(found), flat(town.own_of(found))
    wanted, problems = part.wanted(typed, shipped, own)
    changes = changes_to(shipped, wanted) if not problems else {}
    problems |= impossible(adjusted(shipped, changes), part)
    if problems:
        return area_page(found, part, Typed(typed, problems), 422)
    asked = settled(found, changes)
    if asked:
        return area_page(found, part, Typed(typed), 409, asked=asked)
    flash(_("Ändringen är sparad."))
    return redirect(url_for("adjusting.index"), 303)


def area_or_404(name: str) -> Area:
    return AREAS.get(name) or abort(404)


def other_words(shipped: PolicyProfile) -> Fields:
    """The fields of the other word that the policy also exists with."""
    return {
        f"words.{lang}.{form}": [getattr(word, form)]
        for lang, word in shipped.other_words.items()
        for form in FORMS
    }


def fields_of(found: Municipality, part: Area) -> Fields:
    return part.fields(town.shipped_of(found), flat(town.own_of(found)))


def in_words(clash: Difference) -> Difference:
    """A clash over a box told in words: whether it holds, not what the box sends."""
    if not is_box(clash.part):
        return clash
    saved, typed = (str(value_word(clash.part, "".join(side))) for side in (clash.saved, clash.typed))
    return replace(clash, saved=[saved], typed=[typed])


def impossible(wanted: PolicyProfile, part: Area) -> dict[str, str]:
    """Field -> what to do, for gates that no dialogue could meet any more."""
    found = never_met(wanted)
    if part.name == "gates":
        sentence = _("Kravet kan aldrig uppfyllas på de steg som ni tillåter. Stäng av det.")
        return {f"gates.{gate.id}": sentence for gate in found}
    return {"steps": never_sentence(found[0])} if part.name == "steps" and found else {}


def never_sentence(gate: Gate) -> str:
    return _(
        "Då kan kravet ”%(gate)s” aldrig uppfyllas. Tillåt fler steg, eller stäng av kravet.",
        gate=gate_title(gate),
    )


def settled(found: Municipality, changes: Changes) -> list[Effect]:
    """Saves `changes` and commits; or what they do to dialogues, where nobody has agreed to that yet."""
    shipped = town.shipped_of(found)
    before, after = town.own_of(found), adjusted(shipped, changes)
    effects.waiting(db.session, hold=True)
    told = effects.of_policy(db.session, before, after)
    harmed = [each for each in told if each.added]
    if harmed and not effects.agreed_to(harmed):
        return harmed
    keys = [each.key for each in between(before, after)]
    if keys:
        town.adjust(db.session, found, changes, keys, told)
    db.session.commit()
    return []


def area_page(
    found: Municipality,
    part: Area,
    typed: Typed,
    status: int = 200,
    *,
    clashes: list[Difference] | None = None,
    asked: list[Effect] | None = None,
) -> Response:
    """The form. `clashes`: what somebody else saved meanwhile; `asked`: what saving does to dialogues."""
    shipped = town.shipped_of(found)
    return private(
        page(
            f"oversight/areas/{part.name}.html",
            status=status,
            area=part,
            typed=typed,
            differences=clashes,
            effects=asked or [],
            agreed=effects.agreement(asked) if asked else "",
            base=as_base(fields_of(found, part)),
            shipped=shipped,
            heading=AREA_WORDS[part.name](),
            words=FIELD_WORDS,
            form_words=form_words,
            gate_title=gate_heading,
            moment_word=moment_word,
            when_word=when_word,
            resident_only={DialogueType.RESIDENT},
            part_word=lambda key: key_word(key, shipped),
            language_word=language_word,
            tags=INTERFACE,
            steps=list(LadderStep),
            on=ON,
        )
    )


@bp.get("/staff/policy/differences", endpoint="differences")
@administrators
def show_differences() -> Response:
    return differences_page(town.stored(db.session))


@bp.post("/staff/policy/differences", endpoint="put_back")
@administrators
def put_one_back() -> Response | Redirect:
    """Puts one thing back as it was shipped, if the rest can work with it."""
    found, key = town.held(db.session), request.form.get("key", "")
    changes, shipped = found.profile_changes or {}, town.shipped_of(found)
    if key not in {each.key for each in differences(shipped, changes)}:
        return redirect(url_for("adjusting.differences"), 303)
    left = put_back(shipped, changes, key)
    refused = never_met(adjusted(shipped, left))
    if refused:
        return differences_page(found, 422, problem=never_sentence(refused[0]))
    asked = settled(found, left)
    if asked:
        return differences_page(found, 409, key=key, asked=asked)
    flash(_("Det gäller nu som i den levererade profilen."))
    return redirect(url_for("adjusting.differences"), 303)


def differences_page(
    found: Municipality,
    status: int = 200,
    *,
    problem: str = "",
    key: str = "",
    asked: list[Effect] | None = None,
) -> Response:
    """Every difference with a way back. `asked`: what putting `key` back does to dialogues."""
    shipped = town.shipped_of(found)
    return private(
        page(
            "oversight/differences.html",
            status=status,
            shipped=shipped,
            differing=differences(shipped, found.profile_changes or {}),
            problem=problem,
            key=key,
            effects=asked or [],
            agreed=effects.agreement(asked) if asked else "",
            key_word=lambda name: key_word(name, shipped),
            value_word=value_word,
            gate_title=gate_heading,
        )
    )
