"""How rankings are counted, and what came of it, in words: the same in forms, on pages and in files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from webapp.domain.figures import RankingFigures
from webapp.domain.pairwise import Pairwise, condorcet_winner, cycle, smith_set
from webapp.domain.prioritising import BORDA, FIRSTS, MEAN_RANK, PAIRWISE, Outcome, headline
from webapp.domain.questions import Question
from webapp.web.locale import and_list, decimal, gettext
from webapp.web.locale import gettext_markup as _

Name = Callable[[str], str]
"""Option id -> its text; markup stays markup."""


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a way to count is called, what its figures are called, and what it does, for an official."""

    name: str
    figure: str
    hint: str


MEASURE_WORDS: dict[str, Callable[[], MeasureWords]] = {
    BORDA: lambda: MeasureWords(
        gettext("Poäng efter plats"),
        gettext("Poäng"),
        gettext("Plats 1 ger flest poäng, nästa plats ett poäng mindre. Kallas också Borda."),
    ),
    FIRSTS: lambda: MeasureWords(
        gettext("Flest förstaplatser"),
        gettext("Satte det först"),
        gettext("Bara det som var och en satte först räknas."),
    ),
    MEAN_RANK: lambda: MeasureWords(
        gettext("Medelplats"),
        gettext("Medelplats"),
        gettext("Alternativets plats i snitt. De som inte fått någon plats delar på de platser som är kvar."),
    ),
    PAIRWISE: lambda: MeasureWords(
        gettext("Två och två"),
        gettext("Vinner mot"),
        gettext("Alternativen jämförs två och två. Det som fler satte högre vinner. Kallas också Condorcet."),
    ),
}


def measure_words(measure: str) -> MeasureWords:
    return MEASURE_WORDS[measure]()


def measure_rule(question: Question, measure: str) -> str:
    """How a ranking is counted, whole and exact."""
    match measure:
        case "firsts":
            return gettext(
                "Vi har räknat hur många som satte alternativet först. Lika många ger samma plats."
            )
        case "mean_rank":
            return gettext(
                "Varje svar ger varje alternativ en plats från 1 till %(last)s, och snittet räknas. "
                "Alternativ utan plats i ett svar delar på de platser som är kvar. "
                "Lägst snitt är bäst, och lika snitt ger samma plats.",
                last=decimal(len(question.options)),
            )
        case "pairwise":
            return gettext(
                "Alternativen är jämförda två och två, och det som fler satte högre vinner. "
                "Ett alternativ med plats är högre än ett utan. "
                "Alternativ som är lika, eller som vinner mot varandra i en ring, delar plats."
            )
    return gettext(
        "Plats 1 ger %(points)s poäng, varje plats längre ner ger ett poäng mindre, "
        "utan plats blir det 0, och lika poäng ger samma plats.",
        points=decimal(question.places),
    )


def promise_of_counting(question: Question) -> str:
    """What a resident is told before answering: what the ranking will be told by first."""
    match headline(question):
        case "firsts":
            return gettext("Så räknas svaren: det som flest sätter först hamnar överst.")
        case "mean_rank":
            return gettext(
                "Så räknas svaren: vi räknar vilken plats varje alternativ får i snitt. "
                "De som du inte ger någon plats delar på de platser som är kvar."
            )
        case "pairwise":
            return gettext(
                "Så räknas svaren: vi jämför alternativen två och två. "
                "Det som fler sätter högre vinner. De som du inte ger någon plats räknas som lägst."
            )
    return gettext(
        "Så räknas svaren: plats 1 ger %(points)s poäng, nästa plats ett poäng mindre, och så vidare. "
        "Vi lägger ihop allas poäng.",
        points=decimal(question.places),
    )


def value_words(figure: RankingFigures, measure: str, value: int | Fraction) -> str:
    """A figure of `measure` as it stands in a table."""
    if measure == PAIRWISE:
        return gettext("%(won)s av %(all)s", won=decimal(value), all=decimal(len(figure.rows) - 1))
    return decimal(value)


def strength(figure: RankingFigures, measure: str, value: int | Fraction) -> float:
    """How long the bar of a figure is, from 0 to 1: the best that could be is 1."""
    people, last = figure.answered.people, len(figure.rows)
    if not people:
        return 0.0
    match measure:
        case "firsts":
            return float(Fraction(value, people))
        case "mean_rank":
            return float((last - value) / (last - 1))
        case "pairwise":
            return float(Fraction(value, last - 1))
    return float(Fraction(value, people * figure.places))


def remarks(figure: RankingFigures, name: Name) -> Iterator[Markup]:
    """What must be said beside the headline: shared first place, a ring, and where another count differs."""
    if not figure.outcomes or not figure.answered.people:
        return
    first = figure.outcomes[0]
    if first.measure == PAIRWISE and figure.pairs:
        yield comparison(figure.pairs, name)
    elif len(first.leaders) > 1:
        yield _("Delad första plats: %(options)s.", options=_names(first.leaders, name))
    others = [each for each in figure.outcomes[1:] if set(each.leaders) != set(first.leaders)]
    if others:
        listed = Markup("; ").join(_leading(each, name) for each in others)
        yield _("Räknat på ett annat sätt blir det annorlunda överst. %(listed)s.", listed=listed)


def _leading(outcome: Outcome, name: Name) -> Markup:
    words = measure_words(outcome.measure).name
    return _("%(measure)s: %(options)s", measure=words, options=_names(outcome.leaders, name))


def _names(options: tuple[str, ...], name: Name) -> Markup:
    return and_list([name(option) for option in options])


def comparison(pairs: Pairwise, name: Name) -> Markup:
    """Which option beats every other; where none does, the ring or the tie that stands in the way."""
    winner = condorcet_winner(pairs)
    if winner:
        return _("%(option)s vinner mot vart och ett av de andra.", option=name(winner))
    first = smith_set(pairs, pairs.options)
    ring = cycle(pairs, first)
    options = _names(first, name)
    if not ring:
        return _(
            "Inget alternativ vinner mot alla andra. Det är lika överst: %(options)s delar första platsen.",
            options=options,
        )
    steps = [
        _("%(winner)s vinner mot %(loser)s", winner=name(a), loser=name(b))
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    return _(
        "Inget alternativ vinner mot alla andra. Det går runt: %(steps)s. "
        "Därför delar %(options)s första platsen.",
        steps=and_list(steps),
        options=options,
    )
