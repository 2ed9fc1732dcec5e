"""Bradley and Terry's strengths, held against choix, which others have made, and against what is known."""

import random
from math import exp, log

import choix
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import options, question
from webapp.domain.drawing import drawn, draws
from webapp.domain.strength import connected, strengths

GENERATED = settings(deadline=None, max_examples=150)
EXACT, STOPS_EARLY = 1e-6, 1e-4
"""How far apart strengths may be: choix's own rules for when to stop are about so wide."""
Duels = list[tuple[int, int]]


@st.composite
def tournaments(draw) -> tuple[int, Duels]:
    """How many options, and duels (winner, loser) among them."""
    number = draw(st.integers(2, 7))
    option = st.integers(0, number - 1)
    duels = draw(st.lists(st.tuples(option, option).filter(lambda duel: duel[0] != duel[1]), max_size=80))
    return number, duels


@st.composite
def played_out(draw) -> tuple[int, Duels]:
    """Duels that allow of an estimate: in a ring each option wins over the next, and any more."""
    number, more = draw(tournaments())
    return number, [*((at, (at + 1) % number) for at in range(number)), *more]


def counted(duels: Duels) -> dict[tuple[str, str], int]:
    won: dict[tuple[str, str], int] = {}
    for winner, loser in duels:
        won[str(winner), str(loser)] = won.get((str(winner), str(loser)), 0) + 1
    return won


def ours(number: int, duels: Duels):
    return strengths([str(each) for each in range(number)], counted(duels))


def assert_near(found, theirs, tolerance: float) -> None:
    middle = sum(theirs) / len(theirs)
    for own, other in zip(found.values(), theirs, strict=True):
        assert own.value == pytest.approx(other - middle, abs=tolerance * max(1, abs(own.value)))


@GENERATED
@given(played_out())
def test_strengths_are_those_of_choix_by_three_ways_of_counting(tournament) -> None:
    number, duels = tournament
    found = ours(number, duels)
    assert_near(found, choix.opt_pairwise(number, duels, alpha=0, tol=1e-12), EXACT)
    assert_near(found, choix.ilsr_pairwise(number, duels, max_iter=10_000), STOPS_EARLY)
    assert_near(found, choix.mm_pairwise(number, duels, max_iter=100_000), STOPS_EARLY)


@GENERATED
@given(played_out())
def test_no_other_strengths_of_ours_are_likelier_to_choix(tournament) -> None:
    number, duels = tournament
    found = ours(number, duels)
    values = [strength.value for strength in found.values()]
    top = choix.log_likelihood_pairwise(duels, values)
    for at in range(number):
        for change in (-1e-3, 1e-3):
            moved = [value + change * (place == at) for place, value in enumerate(values)]
            assert choix.log_likelihood_pairwise(duels, moved) < top


@GENERATED
@given(tournaments(), st.randoms(use_true_random=False))
def test_the_order_of_duels_and_of_options_changes_nothing(tournament, chance) -> None:
    number, duels = tournament
    found = ours(number, duels)
    ids = [str(each) for each in range(number)]
    chance.shuffle(duels)
    chance.shuffle(ids)
    again = strengths(ids, counted(duels))
    assert (found is None) == (again is None)
    for option in ids if found else ():
        assert again[option].value == pytest.approx(found[option].value, abs=1e-9)
        assert again[option].error == pytest.approx(found[option].error, rel=1e-6)


@GENERATED
@given(tournaments())
def test_there_is_an_estimate_exactly_where_no_side_has_won_every_duel(tournament) -> None:
    number, duels = tournament
    sides = range(1, 2**number - 1)
    split = any(
        all(not (side >> loser & 1 and not side >> winner & 1) for winner, loser in duels) for side in sides
    )
    assert (ours(number, duels) is None) == split
    assert connected([str(each) for each in range(number)], counted(duels)) != split


@pytest.mark.parametrize("duels", [[], [(0, 1)] * 30, [(0, 1), (1, 0), (2, 0), (2, 1)]])
def test_no_strength_is_made_up_where_the_duels_allow_of_none(duels) -> None:
    assert ours(3, duels) is None
    assert strengths(["a"], {}) is None


def test_two_options_have_the_strength_and_the_error_of_a_share() -> None:
    found = ours(2, [(0, 1)] * 30 + [(1, 0)] * 10)
    assert found["0"].value == pytest.approx(log(3) / 2)
    assert found["0"].error == pytest.approx((1 / (40 * 0.75 * 0.25)) ** 0.5 / 2)
    low, high = found["0"].interval
    assert low < found["0"].chance < high
    assert found["0"].chance == pytest.approx(1 / (1 + exp(-log(3) / 2)))


def test_very_one_sided_and_very_many_duels_are_counted_too() -> None:
    found = ours(3, [(0, 1)] * 1_000_000 + [(1, 0)] + [(1, 2)] * 500_000 + [(2, 1)] * 500_000)
    assert found["0"].value - found["1"].value == pytest.approx(log(1_000_000), rel=1e-6)
    assert found["1"].value == pytest.approx(found["2"].value, abs=1e-9)


def test_intervals_hold_the_true_strength_nineteen_times_in_twenty() -> None:
    """400 dialogues with 60 residents and ten pairs each: 95 % of 2 400 intervals, within 1.5 points."""
    of = question("one", "pairs", options=options("A", "B", "C", "D", "E", "F"))
    truth = dict(zip(of.option_ids, (0.9, 0.5, 0.1, -0.1, -0.5, -0.9), strict=True))
    chance, held = random.Random(20), 0
    for _dialogue in range(400):
        won: dict[tuple[str, str], int] = {}
        for _resident in range(60):
            for a, b in drawn(of, chance.randrange(draws(of))):
                duel = (a, b) if chance.random() < 1 / (1 + exp(truth[b] - truth[a])) else (b, a)
                won[duel] = won.get(duel, 0) + 1
        found = strengths(of.option_ids, won)
        for option, strength in found.items():
            low, high = strength.interval
            held += low <= 1 / (1 + exp(-truth[option])) <= high
    assert 0.935 <= held / 2400 <= 0.965
