"""Counting rankings and points. Ties stay ties: equal figures get equal places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from webapp.domain.counting import ANSWERS, Tally, quantile
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.pairwise import Pairwise, mean_ranks, pairwise, tiers, wins
from webapp.domain.questions import Question

BORDA, FIRSTS, MEAN_RANK, PAIRWISE = MEASURES = ("borda", "firsts", "mean_rank", "pairwise")
"""The ways to count a ranking; the names are stored in question sets."""
OF_PAIRS = frozenset({MEAN_RANK, PAIRWISE})
"""Those that need how many preferred each option to each other."""


@dataclass(frozen=True, slots=True)
class RankedOption:
    """How a ranking came out for one option.

    Args:
        option: its id.
        score: Borda points: with p places, first place gives p, last place 1, no place 0.
        firsts: how many placed it first.
        placed: how many gave it any place.
    """

    option: str
    score: int
    firsts: int
    placed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an option stands by one measure.

    Args:
        place: from 1; equal figures share a place.
        shared: whether another option has the same place.
        value: Borda points, first places, mean place, or how many others it beats.
    """

    option: str
    place: int
    shared: bool
    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ranking by one measure, best first."""

    measure: str
    rows: tuple[Standing, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The options in first place."""
        return tuple(row.option for row in self.rows if row.place == 1)


@dataclass(frozen=True, slots=True)
class PointedOption:
    """How points came out for one option.

    Args:
        option: its id.
        points: all points given to it.
        supporters: how many gave it at least one.
        average: points divided by everybody who answered the question; None where nobody did.
        middle: what a quarter of all answers gave at most, and three quarters, none being 0 points; None
            where nobody answered, or some answers were not counted so.
        place: its place in the result, from 1; equal sums share a place.
    """

    option: str
    points: int
    supporters: int
    average: Fraction | None
    middle: tuple[Fraction, Fraction] | None
    place: int


def shared_places(scores: Iterable[int | Fraction]) -> list[int]:
    """The place of each score, highest first, equal ones sharing the best ("1, 2, 2, 4")."""
    scores = list(scores)
    return [1 + sum(other > score for other in scores) for score in scores]


def headline(question: Question) -> str:
    """The measure that a ranking is told by first: the official's choice, where it can be counted."""
    chosen = question.limits.headline
    countable = chosen in MEASURES and (chosen not in OF_PAIRS or len(question.options) <= MOST_COMPARED)
    return chosen if countable else BORDA


def ranked(question: Question, tally: Tally) -> dict[str, RankedOption]:
    """Option -> its counts, in the order of the question.

    Source: the Borda count for partial rankings with pessimistic treatment of the unranked (Emerson 2013
    discusses the variants).
    """
    places = range(1, question.places + 1)
    options = question.option_ids
    counts = {option: [tally.get(f"place:{place}:{option}", 0) for place in places] for option in options}
    return {
        option: RankedOption(option, borda(row), row[0] if row else 0, sum(row))
        for option, row in counts.items()
    }


def borda(counts: list[int]) -> int:
    """Borda points of an option from how many gave it first place, second, …"""
    return sum(n * (len(counts) - index) for index, n in enumerate(counts))


def outcomes(question: Question, tally: Tally) -> tuple[Outcome, ...]:
    """The ranking by every measure that can be counted, the headline first."""
    chosen = headline(question)
    found = {outcome.measure: outcome for outcome in _outcomes(question, tally)}
    return tuple(found[measure] for measure in sorted(found, key=lambda measure: measure != chosen))


def _outcomes(question: Question, tally: Tally) -> Iterator[Outcome]:
    rows = ranked(question, tally)
    yield by_score(BORDA, {option: row.score for option, row in rows.items()})
    yield by_score(FIRSTS, {option: row.firsts for option, row in rows.items()})
    pairs = pairwise(question, tally)
    if pairs is not None:
        yield from of_pairs(pairs)


def of_pairs(pairs: Pairwise) -> Iterator[Outcome]:
    """The order by mean place, lowest first, where anybody answered; and by comparing two and two."""
    means = mean_ranks(pairs)
    if means:
        places = shared_places(-mean for mean in means.values())
        yield _outcome(MEAN_RANK, means, dict(zip(means, places, strict=True)))
    beaten = wins(pairs)
    above, places_of = 0, dict[str, int]()
    for tier in tiers(pairs):
        places_of |= dict.fromkeys(tier, above + 1)
        above += len(tier)
    yield _outcome(PAIRWISE, beaten, places_of)


def by_score(measure: str, scores: Mapping[str, int | Fraction]) -> Outcome:
    """The order by a score, highest first."""
    return _outcome(measure, scores, dict(zip(scores, shared_places(scores.values()), strict=True)))


def _outcome(measure: str, values: Mapping[str, int | Fraction], places: Mapping[str, int]) -> Outcome:
    sharing = Counter(places.values())
    rows = (Standing(o, places[o], sharing[places[o]] > 1, value) for o, value in values.items())
    return Outcome(measure, tuple(sorted(rows, key=lambda row: row.place)))


def pointed(question: Question, tally: Tally) -> list[PointedOption]:
    """The result of sharing out points, most points first."""
    sums = {option: tally.get(f"points:{option}", 0) for option in question.option_ids}
    people = tally.get(ANSWERS, 0)
    gave = _gave(tally)
    rows = [
        PointedOption(
            option,
            sums[option],
            supporters := tally.get(f"supporters:{option}", 0),
            Fraction(sums[option], people) if people else None,
            _middle(gave[option], supporters, people),
            place,
        )
        for option, place in zip(sums, shared_places(sums.values()), strict=True)
    ]
    return sorted(rows, key=lambda row: row.place)


def _gave(tally: Tally) -> defaultdict[str, Counter[Decimal]]:
    """Option -> points -> how many gave it so many."""
    gave: defaultdict[str, Counter[Decimal]] = defaultdict(Counter)
    for cell, number in tally.items():
        name, _colon, rest = cell.partition(":")
        if name == "gave":
            points, _colon, option = rest.partition(":")
            gave[option][Decimal(points)] += number
    return gave


def _middle(gave: Counter[Decimal], supporters: int, people: int) -> tuple[Fraction, Fraction] | None:
    if gave.total() != supporters:
        return None
    everybody = gave + Counter({Decimal(0): people - supporters})
    low, high = quantile(everybody, Fraction(1, 4)), quantile(everybody, Fraction(3, 4))
    return (low, high) if low is not None and high is not None else None
