"""Putting given days into a few periods, so that no single day stands out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.counting import value_at
from webapp.domain.disclosure import MIN_COUNT
from webapp.domain.questions import Limits

MOST_PERIODS = 12
Start = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Period:
    """How many gave a day from `first` to `last`, both included; None where there is no bound."""

    first: date | None
    last: date | None
    count: int


def periods(given: Counter[date], limits: Limits) -> tuple[Period, ...]:
    """At most twelve periods with at least five answers in each: days, weeks, months, quarters or years.

    The outermost reach to the limits of the question, or are open, so no bound is the day of one person.
    Periods with fewer than five are joined with the next. Empty where there are fewer than ten answers.
    """
    if given.total() < 2 * MIN_COUNT:
        return ()
    low, high = value_at(given, MIN_COUNT - 1), value_at(given, given.total() - MIN_COUNT)
    starts = next(each for start in _sizes() if len(each := _starts(start, low, high)) < MOST_PERIODS)
    return tuple(_joined(given, starts, limits))


def middle_day(given: Counter[date]) -> date | None:
    """The day in the middle when all days stand in order, the earlier of two; None where nobody answered."""
    return value_at(given, (given.total() - 1) // 2) if given.total() else None


def _sizes() -> Iterator[Start]:
    """Ways to the first day of the period that a day is in, from short periods to long ones."""
    yield lambda day: day
    yield lambda day: day - timedelta(days=day.weekday())
    yield lambda day: day.replace(day=1)
    yield lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    for years in (1, 2, 5, 10, 20, 50, 100):
        yield lambda day, years=years: date(day.year // years * years, 1, 1)  # type: ignore[misc]


def _starts(start: Start, low: date, high: date) -> list[date]:
    """The first days of the periods after that of `low`, to that of `high`; cut off where there are many."""
    found: list[date] = []
    day = start(high)
    while day > start(low) and len(found) < MOST_PERIODS:
        found.insert(0, day)
        day = start(day - timedelta(days=1))
    return found


def _joined(given: Counter[date], starts: list[date], limits: Limits) -> Iterator[Period]:
    first = date.fromisoformat(limits.earliest) if limits.earliest else None
    last = date.fromisoformat(limits.latest) if limits.latest else None
    left = given.total()
    for start in starts:
        below = sum(n for day, n in given.items() if day < start and (first is None or day >= first))
        if below >= MIN_COUNT and left - below >= MIN_COUNT:
            yield Period(first, start - timedelta(days=1), below)
            first, left = start, left - below
    yield Period(first, last, left)
