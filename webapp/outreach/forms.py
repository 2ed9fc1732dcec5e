"""Reading the form for a new place."""

from dataclasses import dataclass, field, replace
from datetime import date

from flask import request

from webapp.domain.text import clean, latin_digits
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext

MAX_NAME = 120
MAX_ACCESS = 300
MAX_TYPED = 400
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """What was typed about a place, and what is wrong with it: name of a field -> sentence."""

    name: str = ""
    typed_day: str = ""
    visit_on: date | None = None
    access: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    def refused(self, name: str, sentence: str) -> "PlaceForm":
        """The same, with something more that is wrong."""
        return replace(self, problems={**self.problems, name: sentence})


def read_place() -> PlaceForm:
    """The place described by the form that was sent."""
    name = clean(request.form.get("name", ""), multiline=False)
    typed_day = clean(request.form.get("visit_on", ""), multiline=False)
    access = clean(request.form.get("access", ""), multiline=False)
    form = PlaceForm(name[:MAX_TYPED], typed_day[:MAX_TYPED], _day(typed_day), access[:MAX_TYPED])
    if not name:
        form = form.refused("name", _("Skriv platsens namn."))
    elif len(name) > MAX_NAME:
        form = form.refused(
            "name",
            ngettext(
                "Korta namnet till högst %(n)s tecken.", "Korta namnet till högst %(n)s tecken.", MAX_NAME
            ),
        )
    if typed_day and form.visit_on is None:
        form = form.refused("visit_on", _("Skriv datumet som år, månad och dag, till exempel 2027-05-14."))
    if len(access) > MAX_ACCESS:
        form = form.refused(
            "access",
            ngettext("Korta till högst %(n)s tecken.", "Korta till högst %(n)s tecken.", MAX_ACCESS),
        )
    return form


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(latin_digits(typed))
    except ValueError:
        return None
    return day if day.year in YEARS else None
