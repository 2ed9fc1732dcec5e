"""How years compare: figures of the whole municipality, and what was thought of the dialogues."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from webapp.documents.model import Table
from webapp.domain.disclosure import MIN_PEOPLE
from webapp.domain.experience import ANSWERS, Asked
from webapp.models import Dialogue
from webapp.web.experiences import question_words, when_words
from webapp.web.figure_words import about_tens
from webapp.web.locale import decimal, percent
from webapp.web.locale import gettext as _
from webapp.web.policy import of_profile, profile
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


def of_participants(found: Stock, year: int) -> Table | None:
    """The share of yes to each of the three questions to participants, year by year; None without any.

    Only dialogues that have been evaluated count: nobody answers about them any more.
    """
    evaluated = [each for each in found.dialogues if each.evaluated_on and each.evaluated_on.year <= year]
    years = sorted({each.evaluated_on.year for each in evaluated if each.evaluated_on})[-YEARS:]
    by_year = [[one for one in evaluated if in_year(one.evaluated_on, each)] for each in years]
    rows = [
        (
            _("%(question)s (%(when)s)", question=words, when=when_words(asked)),
            *(share_cell(found, dialogues, asked, name) for dialogues in by_year),
        )
        for asked in Asked
        for name, words in question_words(asked).items()
    ]
    told = tuple(row for row in rows if any(cell != "–" for cell in row[1:]))
    note = _(
        "Andelen som svarade ja. En andel visas bara när minst %(people)s har svarat.",
        people=decimal(MIN_PEOPLE),
    )
    header = (_("Fråga"), *map(str, years))
    caption = _("Vad de som var med tyckte om att vara med")
    return Table(caption, header, told, numeric=frozenset(range(1, len(header))), note=note) if told else None


def share_cell(found: Stock, dialogues: Iterable[Dialogue], asked: Asked, name: str) -> str:
    """The share of yes among the answers to a question; a dash where too few answered."""
    own = [found.experiences.get((each.id, asked), Counter()) for each in dialogues]
    amounts = {answer: sum(each[name, answer] for each in own) for answer in ANSWERS}
    people = sum(amounts.values())
    return percent(Fraction(amounts["yes"], people)) if people >= MIN_PEOPLE else "–"


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
