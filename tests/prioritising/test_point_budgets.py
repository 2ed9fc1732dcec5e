"""Budgets where points are shared out, and equal shares made to use the money, held against pabutools."""

from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import (
    AdditiveSatisfaction,
    ApprovalBallot,
    ApprovalProfile,
    Cost_Sat,
    CumulativeBallot,
    CumulativeProfile,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from webapp.domain.budgeting import COST, by_rule, completed_shares, equal_shares, greedy, supporters

GENERATED = settings(deadline=None, max_examples=200)
PART = 100


class PointsTimesCost(AdditiveSatisfaction):
    """A project is worth its points times its cost: with one point each it is pabutools' `Cost_Sat`."""

    def __init__(self, instance, profile, ballot) -> None:
        super().__init__(
            instance,
            profile,
            ballot,
            func=lambda _instance, _profile, held, project, _known: held.get(project, 0) * project.cost,
        )


@st.composite
def pointed(draw):
    """Costs, ballots of points and a budget; small numbers, so that ties are many."""
    costs = {f"p{at}": draw(st.integers(1, 12)) for at in range(draw(st.integers(1, 6)))}
    ballot = st.dictionaries(st.sampled_from(list(costs)), st.integers(1, 5), max_size=4)
    ballots = Counter(frozenset(each.items()) for each in draw(st.lists(ballot, min_size=1, max_size=10)))
    return costs, ballots, draw(st.integers(0, 60))


@st.composite
def approved(draw):
    costs = {f"p{at}": draw(st.integers(1, 400)) for at in range(draw(st.integers(1, 5)))}
    ballot = st.frozensets(st.sampled_from(list(costs)), max_size=4)
    return costs, Counter(draw(st.lists(ballot, min_size=1, max_size=6))), draw(st.integers(1, 900))


def theirs(costs, ballots, budget):
    projects = {id_: Project(id_, cost) for id_, cost in costs.items()}
    each = [ballot for ballot, people in ballots.items() for _ in range(people)]
    if any(isinstance(part, tuple) for ballot in each for part in ballot):
        made = [CumulativeBallot({projects[id_]: points for id_, points in ballot}) for ballot in each]
        profile = CumulativeProfile(made)
    else:
        profile = ApprovalProfile([ApprovalBallot([projects[id_] for id_ in ballot]) for ballot in each])
    order = by_rule(costs, supporters(costs, ballots))
    ties = TieBreakingRule(lambda _instance, _profile, project: order.index(project.name))
    return Instance(projects.values(), budget_limit=budget), profile, ties


def worth(profile):
    return PointsTimesCost if isinstance(profile, CumulativeProfile) else Cost_Sat


def names(projects) -> set[str]:
    return {project.name for project in projects}


def raised(costs: Mapping[str, int], ballots, budget: int) -> set[str]:
    """Equal shares as the rule says it, by pabutools: shares grow by a hundredth while it fits."""
    people, imagined, found = sum(ballots.values()), budget, set()
    supported = {project for project, points in supporters(costs, ballots).items() if points}
    while True:
        instance, profile, ties = theirs(costs, ballots, imagined)
        outcome = method_of_equal_shares(instance, profile, sat_class=worth(profile), tie_breaking=ties)
        spent = sum(project.cost for project in outcome)
        if spent > budget:
            return found
        found = names(outcome)
        if all(costs[project] > budget - spent for project in supported - found):
            return found
        imagined += people * max(1, imagined // people // PART)


@GENERATED
@given(pointed())
def test_the_greedy_set_of_points_is_that_of_pabutools(vote) -> None:
    instance, profile, ties = theirs(*vote)
    found = greedy_utilitarian_welfare(instance, profile, sat_class=worth(profile), tie_breaking=ties)
    counts = supporters(vote[0], vote[1])
    assert set(greedy(*vote).projects) == {project for project in names(found) if counts[project]}


@GENERATED
@given(pointed())
def test_equal_shares_of_points_are_those_of_pabutools(vote) -> None:
    instance, profile, ties = theirs(*vote)
    found = method_of_equal_shares(instance, profile, sat_class=worth(profile), tie_breaking=ties)
    assert list(equal_shares(*vote, COST).projects) == [project.name for project in found]


@settings(deadline=None, max_examples=60)
@given(st.one_of(pointed(), approved()))
def test_shares_that_grow_by_a_hundredth_fund_what_pabutools_funds_step_by_step(vote) -> None:
    costs, ballots, budget = vote
    funded = completed_shares(costs, ballots, budget, COST, PART)
    assert funded.cost(costs) <= budget
    assert set(funded.projects) == raised(costs, ballots, budget)


def test_points_weigh_by_how_many_they_are() -> None:
    costs = {"dear": 10, "cheap": 9}
    ballots = Counter({frozenset({("dear", 1)}): 3, frozenset({("cheap", 9)}): 1})
    assert greedy(costs, ballots, 10).projects == ("cheap",)
    assert greedy(costs, Counter({frozenset({"dear"}): 3, frozenset({"cheap"}): 1}), 10).projects == ("dear",)


def test_where_all_that_is_wanted_fits_all_of_it_is_funded() -> None:
    costs = {"a": 400_000, "b": 1_000, "c": 5}
    ballots = Counter({frozenset({"a"}): 1, frozenset({"b"}): 2_000})
    found = completed_shares(costs, ballots, 401_000, COST, PART)
    assert (set(found.projects), found.ties) == ({"a", "b"}, ())
