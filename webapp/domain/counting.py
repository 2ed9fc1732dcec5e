"""Tallies: which counts a response adds to, and the figures that follow from them.

A tally is a mapping from cells to whole numbers. Every answer adds one to the cell ``answers``; "don't
know" adds one to ``declined`` instead; each kind adds cells of its own. Tallies of disjoint sets of
responses add up, so totals can be kept running and a withdrawn response is subtracted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from webapp.domain.kinds import KINDS
from webapp.domain.questions import Answers, Question, QuestionSet, Value

Tally = Mapping[str, int]
Ordered = TypeVar("Ordered", Decimal, date)
RESPONSES = "responses"
ANSWERS = "answers"
DECLINED = "declined"
WHOLE_SET = ""
"""Stands where a question id would: cells about responses as wholes."""
OF_SHARES = "shares:"
"""How the cells begin that keep what a budget pays for by equal shares."""
OF_EVERYBODY = ("over:", "gave:", "won:", OF_SHARES)
"""How the cells begin that are counted for everybody alone: nothing of a group is told from them."""


def answer_cells(question: Question, value: Value | None) -> Iterator[tuple[str, int]]:
    """Cells that one answer adds to."""
    if value is None:
        yield DECLINED, 1
        return
    yield ANSWERS, 1
    yield from KINDS[question.kind].cells(question, value)


def response_cells(question_set: QuestionSet, answers: Answers) -> Iterator[tuple[str, str, int]]:
    """(question id, cell, amount) for everything that one response adds to.

    Answers to questions that are no longer in the set are left out.
    """
    yield WHOLE_SET, RESPONSES, 1
    for question_id, value in answers.items():
        question = question_set.told_by_id.get(question_id)
        if question is not None:
            for cell, amount in answer_cells(question, value):
                yield question_id, cell, amount


def added_up(question_set: QuestionSet, responses: Iterable[Answers]) -> Counter[tuple[str, str]]:
    """(question id, cell) -> amount, for everything that responses add to together.

    The cells of equal answers are worked out once: a ranking of ten options has 55.
    """
    total: Counter[tuple[str, str]] = Counter()
    equal: Counter[tuple[str, str]] = Counter()
    values: dict[tuple[str, str], Value | None] = {}
    for answers in responses:
        total[WHOLE_SET, RESPONSES] += 1
        for question_id, value in answers.items():
            same = question_id, repr(value)
            values[same] = value
            equal[same] += 1
    for same, people in equal.items():
        question = question_set.told_by_id.get(same[0])
        for cell, amount in answer_cells(question, values[same]) if question else ():
            total[same[0], cell] += amount * people
    return total


def in_groups(cell: str) -> bool:
    """Whether a cell is counted for languages and places too, and not for everybody alone."""
    return not cell.startswith(OF_EVERYBODY)


def option_counts(question: Question, tally: Tally) -> dict[str, int]:
    """How many chose each option."""
    return {option: tally.get(f"option:{option}", 0) for option in question.option_ids}


def numbers(tally: Tally) -> Counter[Decimal]:
    """Given number -> how many gave it."""
    prefix = "number:"
    return Counter(
        {Decimal(cell.removeprefix(prefix)): n for cell, n in tally.items() if cell.startswith(prefix) and n}
    )


def days(tally: Tally) -> Counter[date]:
    """Given day -> how many gave it."""
    prefix = "date:"
    return Counter(
        {
            date.fromisoformat(cell.removeprefix(prefix)): n
            for cell, n in tally.items()
            if cell.startswith(prefix) and n
        }
    )


def mean(counts: Counter[Decimal]) -> Fraction | None:
    """The exact mean, or None where nobody answered."""
    total = counts.total()
    return sum((Fraction(number) * n for number, n in counts.items()), Fraction()) / total if total else None


def median(counts: Counter[Decimal]) -> Fraction | None:
    """The middle number, or the mean of the two middle ones; None where nobody answered."""
    return quantile(counts, Fraction(1, 2))


def quantile(counts: Counter[Decimal], share: Fraction) -> Fraction | None:
    """The number that `share` of all numbers lie at or under; None where nobody answered.

    Where the share falls between two numbers, the mean of them (inverted distribution function with
    averaging: definition 2 of Hyndman and Fan, 1996).

    Args:
        share: more than 0 and less than 1.
    """
    total = counts.total()
    if not total:
        return None
    at = total * share
    high = at.numerator // at.denominator
    low = high - 1 if at == high else high
    return Fraction(value_at(counts, low) + value_at(counts, high)) / 2


def value_at(counts: Counter[Ordered], place: int) -> Ordered:
    """The value (a number or a day) at a place, from 0, when all that were given stand in order.

    Raises:
        IndexError: there is no such place.
    """
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen > place:
            return value
    raise IndexError(place)
