"""Which pairs a resident meets: each equally often in every place, either option first equally often."""

from collections import Counter

import pytest

from tests.factories import options, question, question_set
from webapp.domain.drawing import MOST, all_pairs, drawn, draws, orders, pairs_each
from webapp.domain.questions import Limits
from webapp.domain.shuffling import ORDERS, PLAIN, in_order, order_of

RESIDENTS = 20_000


def asked(number: int, pairs: int | None = None, id_: str = "one"):
    words = options(*(f"o{each}" for each in range(number)))
    return question(id_, "pairs", options=words, limits=Limits(pairs=pairs))


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7, 12, 13])
@pytest.mark.parametrize("pairs", [None, 1, 3])
def test_over_all_draws_each_pair_comes_as_often_in_each_place_with_either_option_first(
    number, pairs
) -> None:
    of = asked(number, pairs)
    met = Counter((place, pair) for order in range(draws(of)) for place, pair in enumerate(drawn(of, order)))
    assert set(met.values()) == {1}
    assert len(met) == pairs_each(of) * number * (number - 1)


@pytest.mark.parametrize("number", [4, 5, 8, 12])
def test_keys_of_forms_let_every_option_meet_every_other_about_equally_often(number) -> None:
    of = asked(number)
    met: Counter[frozenset[str]] = Counter()
    first: Counter[str] = Counter()
    for resident in range(RESIDENTS):
        order = order_of(f"key-{resident}", orders(question_set(of)))
        met.update(frozenset(pair) for pair in drawn(of, order))
        first.update(pair[0] for pair in drawn(of, order))
    expected = RESIDENTS * pairs_each(of) / all_pairs(of)
    assert len(met) == all_pairs(of)
    assert all(abs(times / expected - 1) < 0.1 for times in met.values())
    halves = RESIDENTS * pairs_each(of) / number
    assert all(abs(first[option] / halves - 1) < 0.05 for option in of.option_ids)


def test_residents_who_stop_after_two_pairs_leave_the_balance_as_it_is() -> None:
    of = asked(6)
    met = Counter(frozenset(pair) for order in range(draws(of)) for pair in drawn(of, order)[:2])
    assert set(met.values()) == {4}
    assert len(met) == all_pairs(of)


@pytest.mark.parametrize("number", [5, 6, 12])
def test_one_resident_meets_no_pair_twice_and_no_option_much_more_than_another(number) -> None:
    of = asked(number)
    for order in range(draws(of)):
        pairs = drawn(of, order)
        assert len({frozenset(pair) for pair in pairs}) == len(pairs) == 10
        met = Counter(option for pair in pairs for option in pair)
        assert max(met.values()) <= 2 * 10 / number + 2


@pytest.mark.parametrize(
    ("number", "pairs", "each"), [(2, None, 1), (4, None, 6), (5, None, 10), (12, None, 10), (12, 66, MOST)]
)
def test_a_resident_meets_ten_pairs_or_as_many_as_there_are_or_as_the_official_says(
    number, pairs, each
) -> None:
    assert pairs_each(asked(number, pairs)) == each
    assert len(drawn(asked(number, pairs), 7)) == each


def test_paper_has_every_pair_in_the_order_of_the_question() -> None:
    of = asked(12)
    pairs = drawn(of, PLAIN)
    assert len(pairs) == 66
    assert pairs[:2] == (("o0", "o1"), ("o0", "o2"))


def test_orders_of_a_form_are_right_for_each_of_its_questions() -> None:
    mixed = question("mixed", options=options(*"ABCDEF"), shuffled=True)
    both = question_set(asked(5), asked(4, id_="two"), mixed)
    assert orders(question_set(question("one"))) == 1
    assert orders(question_set(mixed)) == ORDERS
    assert orders(both) == 60
    met = Counter(drawn(asked(4, id_="two"), order)[0] for order in range(60))
    assert set(met.values()) == {5}
    places = Counter(in_order(mixed, order)[0].id for order in range(60))
    assert set(places.values()) == {10}


def test_two_questions_about_the_same_options_are_not_drawn_alike() -> None:
    assert [drawn(asked(5), order) for order in range(20)] != [
        drawn(asked(5, id_="two"), order) for order in range(20)
    ]


def test_a_question_without_two_options_has_no_pairs() -> None:
    assert drawn(asked(1), 3) == ()
    assert drawn(asked(0), PLAIN) == ()
