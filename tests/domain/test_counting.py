"""Tallies and what follows from them."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from statistics import mean, median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import question, question_set
from webapp.domain import counting
from webapp.domain.prioritising import outcomes, pointed, ranked, shared_places
from webapp.domain.questions import Limits
from webapp.domain.reading import read_form

ALL = question_set()
OPTIONS = ["gunga", "boll", "lek"]


def tally(asked, *values) -> Counter[str]:
    total: Counter[str] = Counter()
    for value in values:
        for cell, amount in counting.answer_cells(asked, value):
            total[cell] += amount
    return total


def test_a_choice_counts_by_option_and_declining_apart():
    counted = tally(question("a"), "boll", "boll", "lek", None)
    assert counting.option_counts(question("a"), counted) == {"gunga": 0, "boll": 2, "lek": 1}
    assert (counted[counting.ANSWERS], counted[counting.DECLINED]) == (3, 1)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_mean_and_median_are_those_of_the_statistics_module(numbers):
    counts = counting.numbers(tally(question("n", "number"), *map(str, numbers)))
    assert counting.mean(counts) == Fraction(mean(map(Fraction, numbers)))
    assert counting.median(counts) == Fraction(median(map(Fraction, numbers)))


def test_nothing_answered_has_no_mean():
    assert counting.mean(Counter()) is None
    assert counting.median(Counter()) is None
    assert counting.median(Counter({Decimal(2): 1, Decimal(3): 1})) == Fraction(5, 2)


@given(st.lists(st.lists(st.sampled_from(OPTIONS), unique=True, min_size=1, max_size=2), max_size=20))
def test_a_ranking_is_scored_as_borda_says(orders):
    asked = question("r", "ranking", limits=Limits(places=2))
    rows = ranked(asked, tally(asked, *orders))
    for option in OPTIONS:
        assert rows[option].score == sum(2 - order.index(option) for order in orders if option in order)
        assert rows[option].firsts == sum(order[0] == option for order in orders)
        assert rows[option].placed == sum(option in order for order in orders)


def test_equal_scores_share_a_place():
    assert shared_places([5, 7, 5, 1]) == [2, 1, 2, 4]
    assert shared_places([]) == []
    asked = question("r", "ranking")
    assert [row.place for row in outcomes(asked, {})[0].rows] == [1, 1, 1]


@given(st.lists(st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 40), min_size=1), max_size=20))
def test_points_are_summed_and_averaged_over_everybody_who_answered(given_points):
    asked = question("p", "points")
    rows = {row.option: row for row in pointed(asked, tally(asked, *given_points))}
    for option in OPTIONS:
        total = sum(points.get(option, 0) for points in given_points)
        assert rows[option].points == total
        assert rows[option].supporters == sum(option in points for points in given_points)
        assert rows[option].average == (Fraction(total, len(given_points)) if given_points else None)
        each = [points.get(option, 0) for points in given_points]
        quartiles = np.quantile(each, [0.25, 0.75], method="averaged_inverted_cdf") if each else None
        assert rows[option].middle == (None if quartiles is None else tuple(map(Fraction, quartiles)))


def test_points_that_were_counted_before_their_spread_was_have_none():
    asked = question("p", "points")
    counted = tally(asked, {"gunga": 4, "boll": 6}, {"gunga": 5})
    del counted["gave:4:gunga"]
    assert {row.option: row.middle is None for row in pointed(asked, counted)} == {
        "gunga": True,
        "boll": False,
        "lek": False,
    }


forms = st.fixed_dictionaries(
    {
        "q.one": st.lists(st.sampled_from([*OPTIONS, "*"]), max_size=1),
        "q.many": st.lists(st.sampled_from(OPTIONS), max_size=2, unique=True),
        "q.rank.boll": st.sampled_from([["1"], ["2"], [""]]),
        "q.rank.lek": st.sampled_from([["1"], ["2"], [""]]),
        "q.points.lek": st.sampled_from([["10"], ["0"], ["101"]]),
        "q.number": st.sampled_from([["1"], ["x"], [""]]),
    }
)


@given(st.lists(forms, max_size=6))
def test_tallies_add_up_and_taking_a_response_out_leaves_the_others(submitted):
    readings = [read_form(ALL, form).answers for form in submitted]
    total: Counter = Counter()
    for answers in readings:
        total.update({(q, cell): n for q, cell, n in counting.response_cells(ALL, answers)})
    assert total == counting.added_up(ALL, readings)
    for answers in readings:
        total.subtract({(q, cell): n for q, cell, n in counting.response_cells(ALL, answers)})
    assert not any(total.values())
