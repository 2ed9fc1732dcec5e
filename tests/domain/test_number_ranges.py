"""Numbers in ranges, so that nobody's number stands out."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.number_ranges import NumberRange, ranges
from webapp.domain.questions import Limits

wholes = st.lists(st.integers(-500, 5000).map(Decimal), max_size=80)
decimals = st.lists(st.integers(-500, 5000).map(lambda n: Decimal(n) / 10), max_size=80)


def holds(part: NumberRange, number: Decimal) -> bool:
    return (part.low is None or part.low <= number) and (part.high is None or number <= part.high)


def check(numbers: list[Decimal], limits: Limits) -> None:
    parts = ranges(Counter(numbers), limits)
    if len(numbers) < 10:
        assert parts == ()
        return
    assert 1 <= len(parts) <= 8
    for part in parts:
        assert part.count >= 5
        assert part.count == sum(holds(part, number) for number in numbers)
    assert sum(part.count for part in parts) == len(numbers)


@given(wholes)
def test_every_whole_number_is_in_exactly_one_of_at_most_eight_ranges_of_five_or_more(numbers) -> None:
    check(numbers, Limits())
    check(numbers, Limits(minimum="-500", maximum="5000"))


@given(decimals)
def test_every_decimal_number_is_in_exactly_one_range(numbers) -> None:
    check(numbers, Limits(decimals=1))


def test_bounds_are_round_and_the_outermost_reach_to_the_limits_of_the_question() -> None:
    ages = Counter({Decimal(age): 1 for age in range(13, 88)})
    parts = ranges(ages, Limits(minimum="0", maximum="120"))
    assert [part.low for part in parts] == [0, 20, 30, 40, 50, 60, 70, 80]
    assert [part.high for part in parts] == [19, 29, 39, 49, 59, 69, 79, 120]


def test_without_limits_the_outermost_are_open_so_that_the_oldest_is_not_told() -> None:
    parts = ranges(Counter({Decimal(age): 1 for age in range(13, 104)}), Limits())
    assert (parts[0].low, parts[-1].high) == (None, None)


def test_few_different_numbers_stand_each_for_itself() -> None:
    children = Counter({Decimal(0): 9, Decimal(1): 20, Decimal(2): 30, Decimal(7): 1})
    parts = ranges(children, Limits(minimum="0"))
    assert parts == (
        NumberRange(Decimal(0), Decimal(0), 9),
        NumberRange(Decimal(1), Decimal(1), 20),
        NumberRange(Decimal(2), None, 31),
    )


def test_a_range_with_fewer_than_five_is_joined_with_the_next() -> None:
    spread = Counter({Decimal(1): 10, Decimal(12): 2, Decimal(25): 3, Decimal(31): 10})
    parts = ranges(spread, Limits())
    assert [part.count for part in parts] == [10, 5, 10]


def test_a_hundred_thousand_different_numbers_take_no_list_of_all() -> None:
    parts = ranges(Counter({Decimal(n): 1 for n in range(100_000)}), Limits())
    assert sum(part.count for part in parts) == 100_000
