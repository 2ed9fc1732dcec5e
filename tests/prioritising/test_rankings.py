"""Rankings counted in every way, held against pref_voting, which others have made."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pref_voting.c1_methods import condorcet, top_cycle
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import domination_borda_scores, symmetric_borda_scores

from tests.prioritising.orders import asked, elections, tally_of
from webapp.domain.counting import in_groups
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.pairwise import condorcet_winner, cycle, mean_ranks, pairwise, smith_set, tiers
from webapp.domain.prioritising import MEASURES, Outcome, headline, outcomes, ranked
from webapp.domain.questions import Question

GENERATED = settings(deadline=None, max_examples=150)


def profile(of: Question, orders: list[list[str]]) -> ProfileWithTies:
    """The same answers as pref_voting has them: whoever has a place is above whoever has none."""
    numbers = {option: at for at, option in enumerate(of.option_ids)}
    ballots = [{numbers[option]: place for place, option in enumerate(order, 1)} for order in orders]
    theirs = ProfileWithTies(ballots, candidates=list(numbers.values()))
    theirs.use_extended_strict_preference()
    return theirs


def by_option(of: Question, scores: dict[int, float]) -> dict[str, float]:
    return {of.option_ids[number]: score for number, score in scores.items()}


def counted(of: Question, orders: list[list[str]], measure: str) -> Outcome:
    return next(each for each in outcomes(of, tally_of(of, orders)) if each.measure == measure)


@GENERATED
@given(elections())
def test_the_matrix_is_that_of_pref_voting(election) -> None:
    of, orders = election
    pairs = pairwise(of, tally_of(of, orders))
    theirs = profile(of, orders)
    for a in range(len(of.options)):
        for b in range(len(of.options)):
            if a != b:
                assert pairs.over[f"o{a}", f"o{b}"] == theirs.support(a, b)


@GENERATED
@given(elections().filter(lambda election: election[1]))
def test_the_condorcet_winner_and_the_smith_set_are_those_of_pref_voting(election) -> None:
    of, orders = election
    pairs = pairwise(of, tally_of(of, orders))
    theirs = profile(of, orders)
    winner = theirs.condorcet_winner()
    assert condorcet_winner(pairs) == (None if winner is None else f"o{winner}")
    if winner is not None:
        assert condorcet(theirs) == [winner]
    assert list(smith_set(pairs, pairs.options)) == [f"o{at}" for at in sorted(top_cycle(theirs))]


@GENERATED
@given(elections().filter(lambda election: election[1]))
def test_each_tier_is_the_smith_set_of_those_left_and_none_is_left_out(election) -> None:
    of, orders = election
    pairs = pairwise(of, tally_of(of, orders))
    left = list(range(len(of.options)))
    for tier in tiers(pairs):
        theirs = sorted(top_cycle(profile(of, orders), curr_cands=left))
        assert list(tier) == [f"o{at}" for at in theirs]
        left = [at for at in left if at not in theirs]
    assert not left


@GENERATED
@given(elections())
def test_the_mean_place_is_the_one_that_follows_from_symmetric_borda(election) -> None:
    of, orders = election
    means = mean_ranks(pairwise(of, tally_of(of, orders)))
    if not orders:
        assert means == {}
        return
    scores = by_option(of, symmetric_borda_scores(profile(of, orders)))
    rest = len(of.options) - 1
    assert means == {
        option: 1 + (rest - Fraction(round(score), len(orders))) / 2 for option, score in scores.items()
    }
    assert sum(means.values()) == Fraction(len(means) * (len(means) + 1), 2)


@GENERATED
@given(elections())
def test_borda_is_that_of_pref_voting_moved_to_the_places_there_were(election) -> None:
    of, orders = election
    scores = by_option(of, domination_borda_scores(profile(of, orders)))
    beyond = len(of.options) - of.places - 1
    for option, row in ranked(of, tally_of(of, orders)).items():
        assert row.score == scores[option] - beyond * row.placed


@GENERATED
@given(elections(whole=True))
def test_when_all_rank_all_the_mean_place_and_borda_order_alike(election) -> None:
    of, orders = election
    if orders:
        places = [
            {row.option: row.place for row in counted(of, orders, measure).rows}
            for measure in ("borda", "mean_rank")
        ]
        assert places[0] == places[1]


@GENERATED
@given(elections(), st.randoms())
def test_the_order_of_answers_and_of_options_changes_nothing(election, chance) -> None:
    of, orders = election
    mixed = Question(of.id, of.kind, of.text, options=of.options[::-1], limits=of.limits)
    shuffled = chance.sample(orders, len(orders))
    for measure in {outcome.measure for outcome in outcomes(of, tally_of(of, orders))}:
        before, after = counted(of, orders, measure), counted(mixed, shuffled, measure)
        assert set(before.rows) == set(after.rows)
        assert set(before.leaders) == set(after.leaders)


def test_a_winner_over_all_others_is_found_where_points_have_another() -> None:
    of = asked(3)
    orders = [["o0", "o1", "o2"]] * 3 + [["o1", "o2", "o0"]] * 2
    assert counted(of, orders, "borda").leaders == ("o1",)
    assert counted(of, orders, "pairwise").leaders == ("o0",)
    assert condorcet_winner(pairwise(of, tally_of(of, orders))) == "o0"


def test_a_cycle_is_named_and_all_in_it_share_first_place() -> None:
    of = asked(4)
    orders = [["o0", "o1", "o2", "o3"], ["o1", "o2", "o0", "o3"], ["o2", "o0", "o1", "o3"]]
    pairs = pairwise(of, tally_of(of, orders))
    assert condorcet_winner(pairs) is None
    assert smith_set(pairs, pairs.options) == ("o0", "o1", "o2")
    assert cycle(pairs, pairs.options) == ("o0", "o1", "o2")
    rows = counted(of, orders, "pairwise").rows
    assert [(row.place, row.shared, row.value) for row in rows] == [
        (1, True, 2),
        (1, True, 2),
        (1, True, 2),
        (4, False, 0),
    ]


def test_two_who_are_equal_are_no_cycle() -> None:
    of = asked(2)
    pairs = pairwise(of, tally_of(of, [["o0", "o1"], ["o1", "o0"]]))
    assert smith_set(pairs, pairs.options) == ("o0", "o1")
    assert cycle(pairs, pairs.options) == ()


@GENERATED
@given(elections().filter(lambda election: election[1]))
def test_a_ring_beats_all_the_way_round(election) -> None:
    of, orders = election
    pairs = pairwise(of, tally_of(of, orders))
    ring = cycle(pairs, pairs.options)
    assert all(pairs.beats(a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    assert bool(ring) is any(len(found) > 1 for found in profile(of, orders).cycles())


def test_without_answers_all_share_first_place_and_there_are_no_mean_places() -> None:
    found = outcomes(asked(3), {})
    assert [outcome.measure for outcome in found] == ["borda", "firsts", "pairwise"]
    for outcome in found:
        assert [(row.place, row.value) for row in outcome.rows] == [(1, 0)] * 3


@pytest.mark.parametrize("measure", MEASURES)
def test_the_headline_comes_first(measure) -> None:
    of = asked(3, headline=measure)
    found = outcomes(of, tally_of(of, [["o0", "o1", "o2"]]))
    assert found[0].measure == measure
    assert {outcome.measure for outcome in found} == set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES)
def test_with_too_many_options_nothing_is_compared_two_and_two(measure) -> None:
    of = asked(MOST_COMPARED + 1, 3, measure)
    tally = tally_of(of, [["o0", "o1", "o2"]])
    assert pairwise(of, tally) is None
    assert headline(of) == ("firsts" if measure == "firsts" else "borda")
    assert [outcome.measure for outcome in outcomes(of, tally)] in (["borda", "firsts"], ["firsts", "borda"])
    assert not [cell for cell in tally if not in_groups(cell)]


def test_answers_that_were_not_counted_in_pairs_are_not_told_as_if_they_were() -> None:
    of = asked(3)
    tally = tally_of(of, [["o0", "o1", "o2"], ["o1", "o0", "o2"]])
    before = {cell: n for cell, n in tally.items() if in_groups(cell)}
    assert pairwise(of, before) is None
    tally["over:o0:o1"] -= 1
    assert pairwise(of, tally) is None


def test_a_measure_that_is_not_known_is_told_as_points() -> None:
    assert headline(asked(3, headline="lottery")) == "borda"
