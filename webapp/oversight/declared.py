"""Two things that an administrator declares: how accessible the service is, and how data are handled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.declarations import (
    AccessibilityStatement,
    Assessment,
    Basis,
    Conformance,
    PrivacyNotice,
    as_document,
)
from webapp.domain.lifecycle import Role
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.models import Municipality
from webapp.oversight import town
from webapp.oversight.declared_words import declared_words
from webapp.web.access import roles
from webapp.web.clock import today
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, Wrong, one, posted, read_day, shorten
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.shortcomings import known
from webapp.web.trace import record

bp = Blueprint("declared", __name__)
administrators = roles(Role.ADMINISTRATOR)
Reading = tuple[Any, dict[str, str]]
"""What was read, and field -> what is wrong with it."""
STATEMENT_TEXTS = {"service": 200, "shortcomings": 4000, "burden": 4000, "outside": 4000}
NOTICE_TEXTS = {
    "controller": 200,
    "address": 500,
    "rule": 300,
    "officer_phone": 40,
    "retention": 2000,
    "disposal": 200,
}
"""Column -> how many characters fit."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One of the two: the municipality's column, its page, and how its form is filled and read.

    Args:
        read: the form and what was declared before -> what is declared now, and what is wrong.
        trace: records that these fields have been changed.
    """

    column: str
    template: str
    trace: Callable[[list[str]], None]
    current: Callable[[Municipality], Any]
    fields: Callable[[Any], Fields]
    read: Callable[[Fields, Any], Reading]
    saved: Callable[[], str]


def fields_of_statement(declared: AccessibilityStatement) -> Fields:
    """The form's fields as they are stored; boxes that are not ticked are not there."""
    chosen = [str(each) for each in declared.assessments]
    return {
        **{name: [getattr(declared, name)] for name in STATEMENT_TEXTS},
        "conformance": [str(declared.conformance or "")],
        "assessed_on": [declared.assessed_on.isoformat() if declared.assessed_on else ""],
        **({"assessments": chosen} if chosen else {}),
    }


def fields_of_notice(declared: PrivacyNotice) -> Fields:
    """The form's fields as they are stored."""
    return {**{name: [getattr(declared, name)] for name in NOTICE_TEXTS}, "basis": [str(declared.basis)]}


def read_statement_form(typed: Fields, before: AccessibilityStatement) -> Reading:
    """The statement as typed. It is published on the first day that it names a degree."""
    texts, problems = _texts(typed, STATEMENT_TEXTS)
    try:
        day = read_day(one(typed, "assessed_on"))
    except Wrong as wrong:
        day, problems["assessed_on"] = None, str(wrong)
    named = one(typed, "conformance")
    degree = Conformance(named) if named in set(Conformance) else None
    declared = AccessibilityStatement(
        conformance=degree,
        assessments=tuple(each for each in Assessment if each in typed.get("assessments", ())),
        assessed_on=day,
        published_on=before.published_on or (today() if degree else None),
        updated_on=today(),
        **texts,
    )
    return declared, problems | _unfounded(declared, problems)


def _unfounded(declared: AccessibilityStatement, problems: Mapping[str, str]) -> dict[str, str]:
    """What the statement claims without ground: no assessment, a day to come, known shortcomings."""
    found = {}
    if declared.conformance is None and (declared.assessments or declared.assessed_on):
        found["conformance"] = _("Välj vad bedömningen visade.")
    if declared.conformance is Conformance.FULL and (known(declared) or declared.shortcomings):
        found["conformance"] = _("Det finns kända brister. Välj delvis förenlig eller inte förenlig.")
    if declared.conformance and not declared.assessments:
        found["assessments"] = _("Välj hur ni har bedömt sidorna.")
    if declared.conformance and not declared.assessed_on and "assessed_on" not in problems:
        found["assessed_on"] = _("Skriv vilken dag sidorna bedömdes.")
    if declared.assessed_on and declared.assessed_on > today():
        found["assessed_on"] = _("Dagen har inte varit än. Skriv vilken dag sidorna bedömdes.")
    return found


def read_notice_form(typed: Fields, _before: PrivacyNotice) -> Reading:
    """The notice as typed."""
    texts, problems = _texts(typed, NOTICE_TEXTS)
    basis = one(typed, "basis")
    if basis not in set(Basis):
        problems["basis"] = _("Välj vad ni stöder er på.")
    if not texts["rule"]:
        problems["rule"] = _("Skriv vilken regel ni stöder er på.")
    return PrivacyNotice(basis=Basis(basis) if "basis" not in problems else Basis.PUBLIC_INTEREST, **texts), (
        problems
    )


def _texts(typed: Fields, limits: Mapping[str, int]) -> tuple[dict[str, str], dict[str, str]]:
    texts = {
        name: clean(next(iter(typed.get(name, ())), ""), multiline=size > 1000)
        for name, size in limits.items()
    }
    return texts, {name: shorten(size) for name, size in limits.items() if len(texts[name]) > size}


STATEMENT = Declaration(
    "accessibility",
    "oversight/statement.html",
    lambda changed: record("declare-accessibility", fields=changed),
    lambda found: found.statement,
    fields_of_statement,
    read_statement_form,
    lambda: _("Tillgänglighetsredogörelsen är sparad."),
)
NOTICE = Declaration(
    "privacy",
    "oversight/notice.html",
    lambda changed: record("declare-privacy", fields=changed),
    lambda found: found.notice,
    fields_of_notice,
    read_notice_form,
    lambda: _("Uppgifterna om dataskydd är sparade."),
)


@bp.get("/staff/municipality/accessibility", endpoint="statement")
@administrators
def show_statement() -> Response:
    return form_page(STATEMENT)


@bp.post("/staff/municipality/accessibility", endpoint="save_statement")
@administrators
def save_statement() -> Response | Redirect:
    return save(STATEMENT, "declared.statement")


@bp.get("/staff/municipality/privacy", endpoint="notice")
@administrators
def show_notice() -> Response:
    return form_page(NOTICE)


@bp.post("/staff/municipality/privacy", endpoint="save_notice")
@administrators
def save_notice() -> Response | Redirect:
    return save(NOTICE, "declared.notice")


def save(kind: Declaration, endpoint: str) -> Response | Redirect:
    """Stores what was typed, unless somebody else has stored something meanwhile or it cannot be."""
    found, typed = town.held(db.session), posted()
    before = kind.current(found)
    merged = merge(typed, kind.fields(before))
    if merged is not None:
        return declaration_page(kind, before, Typed(merged.fields), 409, merged.differences)
    declared, problems = kind.read(typed, before)
    if problems:
        return declaration_page(kind, before, Typed(typed, problems), 422)
    changed = [
        name for name, value in kind.fields(declared).items() if kind.fields(before).get(name) != value
    ]
    setattr(found, kind.column, as_document(declared))
    kind.trace(changed)
    db.session.commit()
    flash(kind.saved())
    return redirect(url_for(endpoint), 303)


def form_page(kind: Declaration) -> Response:
    current = kind.current(town.stored(db.session))
    return declaration_page(kind, current, Typed(kind.fields(current)))


def declaration_page(
    kind: Declaration, current: Any, typed: Typed, status: int = 200, clashes: list[Difference] | None = None
) -> Response:
    """The form. With 409: somebody else has saved meanwhile."""
    return private(
        page(
            kind.template,
            status=status,
            typed=typed,
            current=current,
            differences=clashes,
            base=as_base(kind.fields(current)),
            words=declared_words,
            part_word=lambda part: declared_words(part).label,
        )
    )
