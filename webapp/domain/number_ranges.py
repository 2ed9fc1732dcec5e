"""Putting given numbers into a few ranges, so that no single number stands out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from webapp.domain.counting import value_at
from webapp.domain.disclosure import MIN_COUNT
from webapp.domain.questions import Limits

MOST_RANGES = 8


@dataclass(frozen=True, slots=True)
class NumberRange:
    """How many gave a number from `low` to `high`, both included; None where there is no bound."""

    low: Decimal | None
    high: Decimal | None
    count: int


def ranges(given: Counter[Decimal], limits: Limits) -> tuple[NumberRange, ...]:
    """At most eight ranges between round bounds, with at least five answers in each.

    The bounds are multiples of 1, 2 or 5 times a power of ten, and the outermost ranges reach to the limits
    of the question (or are open): so no bound is the number of one person. Ranges with fewer than five are
    joined with the next. Empty where there are fewer than ten answers.
    """
    if given.total() < 2 * MIN_COUNT:
        return ()
    low, high = value_at(given, MIN_COUNT - 1), value_at(given, given.total() - MIN_COUNT)
    unit = Decimal(1).scaleb(-limits.decimals)
    step = next(step for step in _steps(unit) if _index(high, step) - _index(low, step) < MOST_RANGES)
    edges = [step * index for index in range(_index(low, step) + 1, _index(high, step) + 1)]
    return tuple(_joined(given, edges, unit, limits))


def _steps(unit: Decimal) -> Iterator[Decimal]:
    """1, 2, 5, 10, 20 … times `unit`."""
    while True:
        yield from (unit, unit * 2, unit * 5)
        unit *= 10


def _index(number: Decimal, step: Decimal) -> int:
    return int((number / step).to_integral_value(ROUND_FLOOR))


def _joined(
    given: Counter[Decimal], edges: list[Decimal], unit: Decimal, limits: Limits
) -> Iterator[NumberRange]:
    low = Decimal(limits.minimum) if limits.minimum is not None else None
    highest = Decimal(limits.maximum) if limits.maximum is not None else None
    left = given.total()
    for edge in edges:
        below = sum(n for number, n in given.items() if number < edge and (low is None or number >= low))
        if below >= MIN_COUNT and left - below >= MIN_COUNT:
            yield NumberRange(low, edge - unit, below)
            low, left = edge, left - below
    yield NumberRange(low, highest, left)
