"""Shuffled options: the same for one form, balanced over all, and what stands last stays last."""

from collections import Counter

import pytest

from tests.factories import options, question, with_ready
from webapp.domain.shuffling import ORDERS, PLAIN, in_order, order_of, rows_in_order

WORDS = ("A", "B", "C", "D", "E", "F")


def ids(entries) -> list[str]:
    return [each.id for each in entries]


@pytest.mark.parametrize("number", [2, 3, 4, 6])
def test_every_option_stands_in_every_place_equally_often(number) -> None:
    asked = question("one", "single", options=options(*WORDS[:number]), shuffled=True)
    places = Counter(
        (place, id_) for order in range(ORDERS) for place, id_ in enumerate(ids(in_order(asked, order)))
    )
    assert set(places.values()) == {ORDERS // number}
    assert len(places) == number * number


def test_keys_of_forms_lead_to_every_order_about_equally_often() -> None:
    found = Counter(order_of(f"key-{number}") for number in range(12_000))
    assert set(found) == set(range(ORDERS))
    assert max(found.values()) < 2 * min(found.values())


def test_what_is_not_shuffled_and_what_came_on_paper_keeps_its_order() -> None:
    plain = question("one", "single", options=options(*WORDS))
    shuffled = question("one", "single", options=options(*WORDS), shuffled=True)
    assert {tuple(ids(in_order(plain, order))) for order in range(ORDERS)} == {plain.option_ids}
    assert ids(in_order(shuffled, PLAIN)) == list(shuffled.option_ids)
    assert len({tuple(ids(in_order(shuffled, order))) for order in range(ORDERS)}) == ORDERS


def test_none_of_these_and_other_stay_last() -> None:
    asked = with_ready("none", "other", shuffled=True)
    for order in range(ORDERS):
        assert ids(in_order(asked, order))[-2:] == ["none", "other"]


def test_of_a_matrix_the_rows_are_shuffled_and_the_scale_is_not() -> None:
    asked = question("one", "matrix", rows=options(*WORDS), shuffled=True)
    assert {tuple(ids(in_order(asked, order))) for order in range(ORDERS)} == {asked.option_ids}
    assert len({tuple(ids(rows_in_order(asked, order))) for order in range(ORDERS)}) == ORDERS


def test_two_questions_are_not_shuffled_alike() -> None:
    orders = [
        [ids(in_order(question(id_, options=options(*WORDS), shuffled=True), n)) for n in range(ORDERS)]
        for id_ in ("one", "two")
    ]
    assert orders[0] != orders[1]
