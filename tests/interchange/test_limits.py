"""Constraints and ranges become the limits of a question."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.questions import Limits
from webapp.interchange.constraints import limits_from
from webapp.interchange.ranges import read_range


@pytest.mark.parametrize(
    ("constraint", "minimum", "maximum"),
    [
        (". >= 0 and . <= 120", "0", "120"),
        ("(. >= 0) and (. <= 120)", "0", "120"),
        ("(.>=0 and .<=120)", "0", "120"),
        (". > 5", "6", None),
        (". < 5", None, "4"),
        ("0 < .", "1", None),
        (". > 1.5 and . < 9.5", "2", "9"),
        (". = 3", "3", "3"),
        (". >= -10 and . > 2 and . <= 9 and . <= 7", "3", "7"),
    ],
)
def test_simple_comparisons_bound_a_whole_number(
    constraint: str, minimum: str | None, maximum: str | None
) -> None:
    assert limits_from(constraint, "number", Limits()) == Limits(minimum=minimum, maximum=maximum)


def test_a_bound_that_is_left_out_moves_by_the_smallest_step_of_a_decimal_number() -> None:
    limits = limits_from(". > 0 and . < 1", "number", Limits(decimals=2))
    assert limits == Limits(minimum="0.01", maximum="0.99", decimals=2)


@pytest.mark.parametrize(
    ("constraint", "at_least", "at_most"),
    [
        ("count-selected(.) <= 3", None, 3),
        ("count-selected(.) >= 2", 2, None),
        ("count-selected( . ) > 1 and count-selected(.) < 4", 2, 3),
        ("count-selected(.) = 2", 2, 2),
    ],
)
def test_counts_bound_how_many_options_may_be_chosen(constraint: str, at_least: int, at_most: int) -> None:
    assert limits_from(constraint, "multiple", Limits(), 5) == Limits(at_least=at_least, at_most=at_most)


def test_a_length_bounds_a_text() -> None:
    assert limits_from("string-length(.) <= 160", "short_text", Limits()) == Limits(length=160)


@pytest.mark.parametrize(
    ("constraint", "kind"),
    [
        ("regex(., '^[0-9]+$')", "short_text"),
        ("string-length(.) > 3", "short_text"),
        ("string-length(.) <= 100000", "long_text"),
        (". >= 0 or . = -9", "number"),
        ("not(. > 5)", "number"),
        (". != 5", "number"),
        (". = 1.5", "number"),
        (". > 5 and . < 3", "number"),
        (". >= ${other}", "number"),
        (". >= 0 and", "number"),
        ("(. >= 0", "number"),
        (". >= 0)", "number"),
        (". > 'x'", "number"),
        ("count-selected(.) <= 3", "number"),
        (". <= 3", "multiple"),
        ("count-selected(.) <= 0", "multiple"),
        ("count-selected(.) >= 6", "multiple"),
        ("count-selected(.) >= 3 and count-selected(.) <= 2", "multiple"),
        ("count-selected(x) <= 3", "multiple"),
        (". <= 3", "single"),
        (". . .", "number"),
        ("", "number"),
    ],
)
def test_everything_else_is_no_limit(constraint: str, kind: str) -> None:
    assert limits_from(constraint, kind, Limits(), 5) is None


SIGNS = {">": Decimal.__gt__, ">=": Decimal.__ge__, "<": Decimal.__lt__, "<=": Decimal.__le__}


@given(
    st.sampled_from(sorted(SIGNS)),
    st.decimals(-50, 50, places=3),
    st.integers(0, 2),
    st.decimals(-50, 50, places=2),
)
def test_limits_let_through_what_the_constraint_lets_through(
    sign: str, bound: Decimal, decimals: int, answer: Decimal
) -> None:
    answer = round(answer, decimals)
    limits = limits_from(f". {sign} {bound:f}", "number", Limits(decimals=decimals))
    assert limits
    low, high = limits.minimum, limits.maximum
    allowed = (low is None or answer >= Decimal(low)) and (high is None or answer <= Decimal(high))
    assert allowed == SIGNS[sign](answer, bound)


@given(
    st.text(alphabet=".<>=()and or0123456789cout-selgrh,'$", max_size=60),
    st.sampled_from(["number", "multiple"]),
)
def test_any_constraint_is_a_limit_or_none(constraint: str, kind: str) -> None:
    limits_from(constraint, kind, Limits(), 5)


@pytest.mark.parametrize(
    ("parameters", "steps"),
    [
        ("", range(1, 11)),
        ("start=0 end=10 step=1", range(11)),
        ("start=0;end=100,step=25", range(0, 101, 25)),
        ("start=5 end=1", range(1, 6)),
        ("start=-2 end=2", range(-2, 3)),
        ("start = 0  end = 5.0", range(6)),
    ],
)
def test_a_range_of_few_whole_steps_is_a_scale(parameters: str, steps: range) -> None:
    found = read_range(parameters, ["sv", "ar"])
    assert found
    assert found.kind == "scale"
    assert [option.id for option in found.options] == [str(step) for step in steps]
    assert all(option.text == {"sv": option.id, "ar": option.id} for option in found.options)


@pytest.mark.parametrize(
    ("parameters", "limits", "stepped"),
    [
        ("start=0 end=11", Limits("0", "11"), False),
        ("start=0 end=100 step=5", Limits("0", "100"), True),
        ("start=0 end=1 step=0.1", Limits("0", "1", 1), False),
        ("start=0.5 end=5.5", Limits("0.5", "5.5", 1), True),
        ("start=3 end=3", Limits("3", "3"), False),
    ],
)
def test_any_other_range_is_a_number_within_bounds(parameters: str, limits: Limits, stepped: bool) -> None:
    found = read_range(parameters, ["sv"])
    assert found
    assert (found.kind, found.limits, found.stepped) == ("number", limits, stepped)


@pytest.mark.parametrize("parameters", ["start=a", "step=0", "end=1e9", "start=${x}"])
def test_a_range_without_numbers_is_none(parameters: str) -> None:
    assert read_range(parameters, ["sv"]) is None


def test_parameters_that_a_range_does_not_use_are_told() -> None:
    found = read_range("start=0 end=5 tick_interval=2", ["sv"])
    assert found
    assert found.unread == ("tick_interval=2",)
