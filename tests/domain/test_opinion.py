"""Groups of opinion: found where they are, not where they are not, alike in any order, and never small."""

import random
from collections import Counter

import pytest

from webapp.domain.disclosure import MIN_PEOPLE
from webapp.domain.opinion import FEWEST_PEOPLE, UNCLEAR, opinions

STATEMENTS = ("bil", "cykel", "buss", "park", "torg", "skola")
CAR = dict(zip(STATEMENTS, ("agree", "disagree", "disagree", "agree", "disagree", "agree"), strict=True))
BICYCLE = dict(zip(STATEMENTS, ("disagree", "agree", "agree", "agree", "disagree", "agree"), strict=True))
SCHOOL = dict(zip(STATEMENTS, ("disagree", "disagree", "agree", "disagree", "agree", "agree"), strict=True))
OPTIONS = ("agree", "disagree", "pass")


def crowd(chance: random.Random, camps: dict[str, tuple[dict[str, str], int]], noise: float = 0.15):
    """People of each camp; each of their answers is any at all with the chance of `noise`."""
    return [
        {id_: chance.choice(OPTIONS) if chance.random() < noise else stand for id_, stand in camp.items()}
        for camp, number in camps.values()
        for _ in range(number)
    ]


def independent(chance: random.Random, people: int, statements: int):
    """People whose stand on one statement says nothing of the next, however lopsided each is."""
    weights = {f"s{at}": [chance.random() + 0.05 for _ in OPTIONS] for at in range(statements)}
    return [
        {id_: chance.choices(OPTIONS, weight)[0] for id_, weight in weights.items()} for _ in range(people)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_two_camps_are_found_with_what_unites_and_divides_them(seed) -> None:
    people = crowd(random.Random(seed), {"car": (CAR, 60), "bicycle": (BICYCLE, 40)})
    found = opinions(STATEMENTS, people)
    assert [round(float(group.share), 1) for group in found.groups] == [0.6, 0.4]
    assert found.unites == {"park": 1, "torg": -1, "skola": 1}
    assert found.divides == ("bil", "cykel", "buss")
    assert [group.stands["bil"] for group in found.groups] == [1, -1]


def test_three_camps_are_three_groups() -> None:
    camps = {"car": (CAR, 80), "bicycle": (BICYCLE, 60), "school": (SCHOOL, 40)}
    found = opinions(STATEMENTS, crowd(random.Random(4), camps, noise=0.1))
    assert len(found.groups) == 3
    assert sum(group.share for group in found.groups) == 1
    assert found.unites == {"skola": 1}


@pytest.mark.parametrize(("people", "statements"), [(60, 4), (100, 10), (300, 8)])
def test_where_stands_do_not_hang_together_no_groups_are_made_up(people, statements) -> None:
    ids = [f"s{at}" for at in range(statements)]
    for seed in range(10):
        assert opinions(ids, independent(random.Random(seed), people, statements)) == UNCLEAR


def test_people_who_all_think_alike_are_no_groups() -> None:
    assert opinions(STATEMENTS, [CAR] * 80) == UNCLEAR
    assert opinions(STATEMENTS, [dict.fromkeys(STATEMENTS, "pass")] * 80) == UNCLEAR


def test_groups_that_only_pass_or_agree_divide_nothing_and_are_not_told() -> None:
    shy = dict.fromkeys(STATEMENTS, "pass")
    people = crowd(random.Random(1), {"car": (CAR, 60), "shy": (shy, 60)}, noise=0.05)
    assert opinions(STATEMENTS, people) == UNCLEAR


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_people_and_of_statements_changes_nothing(seed) -> None:
    chance = random.Random(seed)
    camps = {"car": (CAR, 50), "bicycle": (BICYCLE, 50), "school": (SCHOOL, 30)}
    people = crowd(chance, camps, noise=0.3)
    found = opinions(STATEMENTS, people)
    for _ in range(3):
        mixed = list(STATEMENTS)
        chance.shuffle(mixed)
        chance.shuffle(people)
        turned = [dict(sorted(each.items(), key=lambda item: mixed.index(item[0]))) for each in people]
        again = opinions(mixed, turned)
        assert again.groups == found.groups
        assert again.unites == found.unites
        assert set(again.divides) == set(found.divides)


def test_no_group_is_ever_smaller_than_may_be_told() -> None:
    seen: Counter[int] = Counter()
    for seed in range(40):
        chance = random.Random(seed)
        sizes = [chance.choice([3, 12, 19, 25, 60]) for _ in range(3)]
        camps = {"car": (CAR, sizes[0]), "bicycle": (BICYCLE, sizes[1]), "school": (SCHOOL, sizes[2])}
        found = opinions(STATEMENTS, crowd(chance, camps, noise=0.1))
        if sum(sizes) < FEWEST_PEOPLE:
            assert found is None
            continue
        seen[len(found.groups)] += 1
        assert all(group.share * sum(sizes) >= MIN_PEOPLE for group in found.groups)
    assert seen[0] > 0
    assert seen[2] > 0


def test_with_few_people_or_few_statements_or_few_answers_none_are_looked_for() -> None:
    both = crowd(random.Random(1), {"car": (CAR, 25), "bicycle": (BICYCLE, 25)})
    assert opinions(STATEMENTS, both).groups
    assert opinions(STATEMENTS, both[1:]) is None
    assert opinions(STATEMENTS[:2], both) is None
    assert opinions(STATEMENTS, [*both[1:], {"bil": "agree", "cykel": "agree"}]) is None
    assert opinions(STATEMENTS, []) is None
