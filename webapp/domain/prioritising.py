"""Counting rankings and points. Ties stay ties: equal figures get equal places."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.counting import ANSWERS, Tally
from webapp.domain.questions import Question


@dataclass(frozen=True, slots=True)
class RankedOption:
    """How a ranking came out for one option.

    Args:
        option: its id.
        score: Borda points: with p places, first place gives p, last place 1, no place 0.
        firsts: how many placed it first.
        placed: how many gave it any place.
        place: its place in the result, from 1; equal scores share a place.
    """

    option: str
    score: int
    firsts: int
    placed: int
    place: int


@dataclass(frozen=True, slots=True)
class PointedOption:
    """How points came out for one option.

    Args:
        option: its id.
        points: all points given to it.
        supporters: how many gave it at least one.
        average: points divided by everybody who answered the question; None where nobody did.
        place: its place in the result, from 1; equal sums share a place.
    """

    option: str
    points: int
    supporters: int
    average: Fraction | None
    place: int


def shared_places(scores: Iterable[int]) -> list[int]:
    """The place of each score, highest first, equal ones sharing the best ("1, 2, 2, 4")."""
    scores = list(scores)
    return [1 + sum(other > score for other in scores) for score in scores]


def ranked(question: Question, tally: Tally) -> list[RankedOption]:
    """The result of a ranking, best first (Borda, unplaced options getting nothing).

    Source: the Borda count for partial rankings with pessimistic treatment of the unranked (Emerson 2013
    discusses the variants).
    """
    places = range(1, question.places + 1)
    options = question.option_ids
    counts = {option: [tally.get(f"place:{place}:{option}", 0) for place in places] for option in options}
    scores = {option: borda(row) for option, row in counts.items()}
    rows = [
        RankedOption(option, scores[option], counts[option][0], sum(counts[option]), place)
        for option, place in zip(scores, shared_places(scores.values()), strict=True)
    ]
    return sorted(rows, key=lambda row: row.place)


def borda(counts: list[int]) -> int:
    """Borda points of an option from how many gave it first place, second, …"""
    return sum(n * (len(counts) - index) for index, n in enumerate(counts))


def pointed(question: Question, tally: Tally) -> list[PointedOption]:
    """The result of sharing out points, most points first."""
    sums = {option: tally.get(f"points:{option}", 0) for option in question.option_ids}
    people = tally.get(ANSWERS, 0)
    rows = [
        PointedOption(
            option,
            sums[option],
            tally.get(f"supporters:{option}", 0),
            Fraction(sums[option], people) if people else None,
            place,
        )
        for option, place in zip(sums, shared_places(sums.values()), strict=True)
    ]
    return sorted(rows, key=lambda row: row.place)
