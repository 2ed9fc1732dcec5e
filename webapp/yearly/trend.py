"""How years compare: figures of the whole municipality, and what was thought of the dialogues."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from webapp.documents.model import Table
from webapp.models import Dialogue
from webapp.web.locale import decimal, percent
from webapp.web.locale import gettext as _
from webapp.web.policy import of_profile, profile
from webapp.yearly.words import about_tens
from webapp.yearly.year import Area, Stock, area, in_year, mean_grade, years_of

YEARS = 5
PARTS: dict[str, Callable[[], str]] = {
    "process": lambda: _("Hur det gick till"),
    "method": lambda: _("Metoden"),
    "result": lambda: _("Resultatet"),
    "effect": lambda: _("Vad det har lett till"),
}
"""Parts of an evaluation, as its form names them."""


def compared(found: Stock, year: int) -> list[int]:
    """The years to set beside each other: up to five with something to tell, the last is `year`."""
    before = [each for each in years_of(found) if each < year]
    return [*sorted(before[: YEARS - 1]), year]


def year_by_year(found: Stock, year: int) -> Table | None:
    """The municipality's figures of each year; None where there is nothing to compare with."""
    years = compared(found, year)
    if len(years) < 2:
        return None
    areas = [area(found, each, found.dialogues, None) for each in years]
    rows = [
        (_("Dialoger som hölls"), *(decimal(len(each.held)) for each in areas)),
        (_("Svar"), *(about_tens(each.responses) if each.held else "–" for each in areas)),
        (_("Beslut"), *(decimal(len(each.decided)) for each in areas)),
        (_("Löften hållna i tid"), *(in_time(each) for each in areas)),
    ]
    header = ("", *map(str, years))
    return Table(_("År för år"), header, tuple(rows), numeric=frozenset(range(1, len(header))))


def in_time(area: Area) -> str:
    """The share of promises that were kept in time, of those whose day has come; else a dash."""
    kept = area.kept
    come = kept.all - kept.due
    return percent(Fraction(kept.in_time, come)) if come else "–"


def of_items(found: Stock, year: int) -> Table | None:
    """The mean grade of each item of the policy, year by year; None where nothing has been evaluated."""
    items = [(str(of_profile(item.item)), [item.id]) for item in profile().evaluation]
    return graded(_("Betyg för det som policyn vill uppnå"), items, found.dialogues, year)


def of_parts(dialogues: Iterable[Dialogue], year: int) -> Table | None:
    """The mean grade of each part of the evaluation, year by year; None where nothing has been evaluated."""
    rows = [
        (words(), [item.id for item in profile().evaluation if item.part == part])
        for part, words in PARTS.items()
    ]
    return graded(_("Utvärdering"), rows, dialogues, year)


def graded(
    caption: str, rows: Sequence[tuple[str, list[str]]], dialogues: Iterable[Dialogue], year: int
) -> Table | None:
    """A table of (label, items) by year, for the years up to `year` in which some dialogue was evaluated."""
    evaluated = [each for each in dialogues if each.evaluated_on and each.evaluated_on.year <= year]
    years = sorted({each.evaluated_on.year for each in evaluated if each.evaluated_on})[-YEARS:]
    if year not in years:
        return None
    by_year = {each: [one for one in evaluated if in_year(one.evaluated_on, each)] for each in years}
    cells = [
        (label, *(grade_cell(mean_grade(by_year[each], items)) for each in years)) for label, items in rows
    ]
    told = tuple(row for row in cells if any(cell != "–" for cell in row[1:]))
    note = _(
        "Medelvärdet av betygen, från 1 (inte alls) till 5 (helt). Inom parentes står hur många dialoger "
        "som har fått betyg. ”Vet inte” räknas inte."
    )
    header = (_("Påstående"), *map(str, years))
    return Table(caption, header, told, numeric=frozenset(range(1, len(header))), note=note) if told else None


def grade_cell(mean: tuple[float, int] | None) -> str:
    """``4,2 (3)``: the mean, and of how many dialogues."""
    return f"{decimal(round(mean[0], 1))} ({decimal(mean[1])})" if mean else "–"
