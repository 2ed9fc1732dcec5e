"""The limits of a question as fields of a form, and back."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from webapp.domain.drawing import MOST, all_pairs
from webapp.domain.kinds.date import YEARS
from webapp.domain.kinds.number import shortest
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.prioritising import MEASURES, OF_PAIRS
from webapp.domain.questions import Limits, Question
from webapp.domain.text import read_number
from webapp.editing.budget_fields import budget_fields, read_budget, read_rule, read_voting
from webapp.web.fields import Fields, Wrong, one, read_count, read_day
from webapp.web.locale import gettext as _

MOST_POINTS = 10_000
LONGEST_ANSWER = 4000
LIMITS = {
    "date": ("earliest", "latest"),
    "number": ("minimum", "maximum", "decimals"),
    "multiple": ("at_least", "at_most"),
    "ranking": ("places",),
    "points": ("points",),
    "pairs": ("pairs",),
    "budget": ("budget", "points"),
    "short_text": ("length",),
    "long_text": ("length",),
}
"""Kind of question -> the limits that can be set for it."""


def limit_fields(question: Question) -> Fields:
    """The form's fields of the limits as they are stored."""
    values = {name: getattr(question.limits, name) for name in LIMITS.get(question.kind, ())}
    fields = {name: ["" if value is None else str(value)] for name, value in values.items()}
    if question.kind == "ranking":
        fields["headline"] = [question.limits.headline]
    return fields | (budget_fields(question) if question.kind == "budget" else {})


def read_limits(fields: Fields, question: Question) -> tuple[Limits, dict[str, str]]:
    """The limits in a form, for a question whose options have been read; and field -> what must be mended."""
    problems: dict[str, str] = {}
    readers: dict[str, Callable[[str], Any]] = {
        "minimum": _number,
        "maximum": _number,
        "earliest": _day,
        "latest": _day,
        "decimals": lambda typed: read_count(typed, 0, 3) or 0,
        "at_least": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "at_most": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "places": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "points": lambda typed: read_count(typed, 1, MOST_POINTS) or Limits().points,
        "pairs": lambda typed: read_count(typed, 1, max(1, min(all_pairs(question), MOST))),
        "budget": read_budget,
        "length": lambda typed: read_count(typed, 1, LONGEST_ANSWER),
    }
    values: dict[str, Any] = {}
    for name in LIMITS.get(question.kind, ()):
        try:
            values[name] = readers[name](one(fields, name))
        except Wrong as wrong:
            problems[name] = str(wrong)
    if question.kind == "ranking":
        values["headline"] = _headline(problems, fields, question)
    if question.kind == "budget":
        values |= _ways(problems, fields)
    limits = replace(question.limits, **values)
    if _crossed(_decimal(limits.minimum), _decimal(limits.maximum)):
        problems.setdefault("maximum", _("Det högsta är mindre än det lägsta. Ändra ett av dem."))
    if _crossed(limits.at_least, limits.at_most):
        problems.setdefault("at_most", _("Det högsta är mindre än det lägsta. Ändra ett av dem."))
    if _crossed(limits.earliest, limits.latest):
        problems.setdefault("latest", _("Det senaste är före det tidigaste. Ändra ett av dem."))
    return limits, problems


def _ways(problems: dict[str, str], fields: Fields) -> dict[str, str]:
    """How one votes on a budget, and how it is counted first of all."""
    values = {}
    for name, read in (("voting", read_voting), ("headline", read_rule)):
        try:
            values[name] = read(fields)
        except Wrong as wrong:
            problems[name] = str(wrong)
    return values


def _headline(problems: dict[str, str], fields: Fields, question: Question) -> str:
    """How a ranking is counted first of all."""
    chosen = one(fields, "headline") or Limits().headline
    if chosen not in MEASURES:
        problems["headline"] = _("Välj ett av sätten att räkna.")
    elif chosen in OF_PAIRS and len(question.options) > MOST_COMPARED:
        problems["headline"] = _(
            "Så kan vi räkna med högst %(most)s alternativ. Välj ett annat sätt, eller ta bort alternativ.",
            most=MOST_COMPARED,
        )
    return chosen


def _crossed(low: Any, high: Any) -> bool:
    return low is not None and high is not None and bool(low > high)


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _day(typed: str) -> str | None:
    day = read_day(typed, YEARS)
    return day.isoformat() if day else None


def _number(typed: str) -> str | None:
    if not typed:
        return None
    number = read_number(typed)
    if number is None:
        raise Wrong(_("Skriv ett tal med siffror, till exempel 12."))
    return shortest(number)
