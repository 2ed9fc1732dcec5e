"""Counts of people that are told in steps."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.disclosure import REFRESH_STEP, in_steps


@given(st.integers(min_value=0, max_value=10**9))
def test_a_count_in_steps_is_never_more_than_the_count_and_less_than_a_step_below(people):
    assert 0 <= people - in_steps(people) < REFRESH_STEP
    assert in_steps(people) % REFRESH_STEP == 0


def test_a_count_that_has_fallen_below_nothing_is_nothing():
    assert in_steps(-3) == 0
