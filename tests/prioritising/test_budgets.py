"""What a budget pays for, held against pabutools, which others have made, and a real city's choice."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
    parse_pabulib,
)
from pabutools.rules import exhaustion_by_budget_increase, greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from webapp.domain.budgeting import (
    CARDINALITY,
    COST,
    by_rule,
    completed_shares,
    equal_shares,
    greedy,
    supporters,
)
from webapp.interchange.pabulib import read_pabulib

FILE = Path(__file__).parent.parent / "data" / "Netherlands_Assen_2024.pb"
WORTH = {CARDINALITY: Cardinality_Sat, COST: Cost_Sat}
GENERATED = settings(deadline=None, max_examples=250)


@st.composite
def votes(draw):
    """Costs, ballots and a budget; small numbers, so that ties are many."""
    costs = {f"p{at}": draw(st.integers(1, 12)) for at in range(draw(st.integers(1, 6)))}
    ballot = st.frozensets(st.sampled_from(list(costs)), max_size=4)
    return costs, Counter(draw(st.lists(ballot, min_size=1, max_size=10))), draw(st.integers(0, 60))


def theirs(costs, ballots, budget):
    """The same vote as pabutools has it, and our order of ties."""
    projects = {id_: Project(id_, cost) for id_, cost in costs.items()}
    profile = ApprovalProfile(
        [
            ApprovalBallot([projects[id_] for id_ in ballot])
            for ballot, people in ballots.items()
            for _ in range(people)
        ]
    )
    order = by_rule(costs, supporters(costs, ballots))
    ties = TieBreakingRule(lambda _instance, _profile, project: order.index(project.name))
    return Instance(projects.values(), budget_limit=budget), profile, ties


def names(projects) -> set[str]:
    return {project.name for project in projects}


def wanted(costs, ballots, projects) -> set[str]:
    """Those that somebody approves of: with money left, pabutools' greedy rule takes the others too."""
    counts = supporters(costs, ballots)
    return {project for project in projects if counts[project]}


@GENERATED
@given(votes())
def test_the_greedy_set_is_that_of_pabutools(vote) -> None:
    costs, ballots, budget = vote
    instance, profile, ties = theirs(*vote)
    funded = greedy(costs, ballots, budget)
    found = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)
    assert set(funded.projects) == wanted(costs, ballots, names(found))
    assert funded.cost(costs) <= budget


@GENERATED
@given(votes())
def test_a_tie_is_told_exactly_where_another_order_would_fund_other_projects(vote) -> None:
    costs, ballots, budget = vote
    instance, profile, _ties = theirs(*vote)
    outcomes = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, resoluteness=False)
    different = {frozenset(wanted(costs, ballots, names(found))) for found in outcomes}
    told = greedy(costs, ballots, budget)
    assert frozenset(told.projects) in different
    assert bool(told.ties) is (len(different) > 1)


@GENERATED
@given(votes(), st.sampled_from([CARDINALITY, COST]))
def test_equal_shares_are_those_of_pabutools(vote, worth) -> None:
    costs, ballots, budget = vote
    instance, profile, ties = theirs(*vote)
    found = method_of_equal_shares(instance, profile, sat_class=WORTH[worth], tie_breaking=ties)
    funded = equal_shares(costs, ballots, budget, worth)
    assert list(funded.projects) == [project.name for project in found]


@GENERATED
@given(votes(), st.sampled_from([CARDINALITY, COST]))
def test_no_tie_that_decides_is_passed_over_in_equal_shares(vote, worth) -> None:
    costs, ballots, budget = vote
    instance, profile, _ties = theirs(*vote)
    outcomes = method_of_equal_shares(instance, profile, sat_class=WORTH[worth], resoluteness=False)
    different = {frozenset(names(found)) for found in outcomes}
    told = equal_shares(costs, ballots, budget, worth)
    assert frozenset(told.projects) in different
    assert len(different) == 1 or told.ties


@GENERATED
@given(votes(), st.sampled_from([CARDINALITY, COST]))
def test_completed_shares_never_cost_too_much_and_are_those_of_pabutools(vote, worth) -> None:
    every, ballots, budget = vote
    costs = {project: every[project] for project, number in supporters(every, ballots).items() if number}
    instance, profile, ties = theirs(costs, ballots, budget)
    found = exhaustion_by_budget_increase(
        instance,
        profile,
        method_of_equal_shares,
        {"sat_class": WORTH[worth], "tie_breaking": ties},
        budget_step=ballots.total(),
    )
    funded = completed_shares(costs, ballots, budget, worth)
    assert funded.cost(costs) <= budget
    assert set(funded.projects) == names(found)


@pytest.mark.parametrize("worth", [CARDINALITY, COST])
def test_a_real_vote_is_counted_as_pabutools_counts_it(worth) -> None:
    vote = read_pabulib(FILE.read_bytes())
    instance, profile = parse_pabulib(str(FILE))
    equal = method_of_equal_shares(instance, profile, sat_class=WORTH[worth])
    assert set(equal_shares(vote.costs, vote.ballots, vote.budget, worth).projects) == names(equal)
    all_greedy = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
    assert set(greedy(vote.costs, vote.ballots, vote.budget).projects) == names(all_greedy)


def test_the_city_chose_what_completed_equal_shares_choose() -> None:
    vote = read_pabulib(FILE.read_bytes())
    rows = FILE.read_text(encoding="utf-8").split("VOTES\n")[0].split("PROJECTS\n")[1].splitlines()[1:]
    chosen = {row.split(";")[0] for row in rows if row.split(";")[4] == "1"}
    assert len(chosen) == 9
    assert set(completed_shares(vote.costs, vote.ballots, vote.budget, COST).projects) == chosen


@pytest.mark.parametrize("worth", [CARDINALITY, COST])
def test_without_votes_or_money_nothing_is_funded(worth) -> None:
    nobody: Counter[frozenset[str]] = Counter()
    some = Counter({frozenset({"a"}): 3})
    for ballots, budget in ((nobody, 10), (some, 0), (some, 4), (Counter({frozenset(): 2}), 10)):
        costs = {"a": 5, "b": Fraction(1, 2)}
        assert greedy(costs, ballots, budget).projects == ()
        assert equal_shares(costs, ballots, budget, worth).projects == ()
        assert completed_shares(costs, ballots, budget, worth).projects == ()


def test_two_with_equal_support_that_do_not_both_fit_are_a_tie_for_the_cheaper() -> None:
    costs, ballots = {"dear": 6, "cheap": 5}, Counter({frozenset({"dear"}): 2, frozenset({"cheap"}): 2})
    funded = greedy(costs, ballots, 10)
    assert (funded.projects, funded.ties) == (("cheap",), (("cheap", "dear"),))
    assert greedy(costs, ballots, 11).ties == ()
    assert greedy(costs, ballots, 5).ties == ()


@pytest.mark.parametrize("worth", [CARDINALITY, COST])
def test_only_those_that_a_tie_made_dearer_are_told_of_it(worth) -> None:
    costs = {"a": 5, "b": 5, "c": 5}
    ballots = Counter({frozenset({"a", "b"}): 1, frozenset({"c"}): 1})
    funded = equal_shares(costs, ballots, 10, worth)
    assert (funded.projects, funded.ties) == (("a", "c"), (("a", "b"),))


def test_whoever_has_paid_all_they_have_pays_no_more_and_owes_nothing() -> None:
    costs = {"park": 9, "pool": 6, "path": 4}
    ballots = Counter(
        {frozenset({"park", "pool", "path"}): 1, frozenset({"park"}): 2, frozenset({"path"}): 1}
    )
    vote = costs, ballots, 16
    instance, profile, ties = theirs(*vote)
    found = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)
    assert list(equal_shares(*vote, COST).projects) == [project.name for project in found] == ["park", "path"]
