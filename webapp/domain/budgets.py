"""Counting a question about a budget: who supports what, and which projects each rule pays for.

The greedy rule needs only how many support each project, so it follows the running tallies. The method of
equal shares needs every ballot: it is counted once, when the dialogue has ended and no answer changes any
more, and kept as cells of the tally. Reading it then costs the same however many took part.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from webapp.domain.budgeting import COST, Ballot, Funded, TooMuchWork, completed_shares, greedy_by
from webapp.domain.counting import OF_SHARES, Tally
from webapp.domain.disclosure import MIN_COUNT
from webapp.domain.figures import Answered, BudgetFigures, BudgetOutcome, BudgetRow
from webapp.domain.prioritising import PointedOption, pointed, shared_places
from webapp.domain.questions import BUDGET_RULES, EQUAL_SHARES, GREEDY, Question

PART = 100
"""Everybody's share grows by a hundredth at a time while the projects still fit, at least by one krona."""
MOST_WORK, MOST_IN_ALL = 200_000, 5_000_000
"""Most different ballots times projects that equal shares are counted for when a dialogue ends, in one round
and in all; the latter is some seconds."""
COUNTED, TOO_MANY, TAKEN, TIE = (f"{OF_SHARES}{name}" for name in ("counted", "too-many", "taken:", "tie:"))


def headline(question: Question) -> str:
    """The rule that a budget is told by first: the official's choice."""
    chosen = question.limits.headline
    return chosen if chosen in BUDGET_RULES else GREEDY


def ballot(question: Question, value: Any) -> Ballot:
    """An answer as the rules count it; projects that are gone are left out."""
    if question.shares_points:
        return frozenset((project, int(n)) for project, n in value.items() if project in question.costs)
    return frozenset(project for project in value if project in question.costs)


def ballots(question: Question, values: Iterable[Any]) -> Counter[Ballot]:
    """Ballot -> how many gave it. Those who declined gave none."""
    return Counter(ballot(question, value) for value in values if value is not None)


def shares_cells(question: Question, given: Counter[Ballot]) -> Iterator[tuple[str, int]]:
    """The cells that keep what equal shares pay for: the turn of each project, and places in each tie."""
    work = max(1, len(given) * len(question.costs))
    if work > MOST_WORK:
        yield TOO_MANY, 1
        return
    money = question.limits.budget or 0
    try:
        found = completed_shares(question.costs, given, money, COST, PART, MOST_IN_ALL // work)
    except TooMuchWork:
        yield TOO_MANY, 1
        return
    yield COUNTED, 1
    yield from ((f"{TAKEN}{project}", place) for place, project in enumerate(found.projects, start=1))
    for number, tie in enumerate(found.ties):
        yield from ((f"{TIE}{number}:{project}", place) for place, project in enumerate(tie, start=1))


def kept_shares(tally: Tally) -> Funded | None:
    """What `shares_cells` kept; None where equal shares are not counted."""
    if not tally.get(COUNTED):
        return None
    taken = {cell.removeprefix(TAKEN): place for cell, place in tally.items() if cell.startswith(TAKEN)}
    ties: dict[int, dict[str, int]] = {}
    for cell, place in tally.items():
        if cell.startswith(TIE):
            number, _colon, project = cell.removeprefix(TIE).partition(":")
            ties.setdefault(int(number), {})[project] = place
    return Funded(_in_place(taken), tuple(_in_place(ties[number]) for number in sorted(ties)))


def _in_place(places: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(places, key=places.__getitem__))


def budget_figures(question: Question, tally: Tally, answered: Answered, *, whole: bool) -> BudgetFigures:
    """What `tally` says of a budget. Of a group only how many support each project is told."""
    counts = {project: tally.get(f"supporters:{project}", 0) for project in question.option_ids}
    points = {row.option: row for row in pointed(question, tally)} if question.shares_points else {}
    weights = {project: row.points for project, row in points.items()} if points and whole else counts
    places = dict(zip(weights, shared_places(weights.values()), strict=True))
    pointed_rows = points if whole else {}
    rows = [
        _row(question, project, counts[project], places[project], answered, pointed_rows.get(project))
        for project in counts
    ]
    outcomes = tuple(_outcomes(question, weights, tally)) if whole else ()
    return BudgetFigures(
        answered,
        tuple(sorted(rows, key=lambda row: row.place)),
        question.limits.budget or 0,
        headline(question),
        outcomes,
        too_many=bool(tally.get(TOO_MANY)),
    )


def _row(
    question: Question,
    project: str,
    supporters: int,
    place: int,
    answered: Answered,
    points: PointedOption | None,
) -> BudgetRow:
    spread = points.middle if points and answered.people >= MIN_COUNT else None
    return BudgetRow(
        project,
        place,
        question.costs.get(project, 0),
        supporters,
        answered.share(supporters),
        points.points if points else None,
        points.average if points else None,
        spread,
    )


def _outcomes(question: Question, weights: dict[str, int], tally: Tally) -> Iterator[BudgetOutcome]:
    """What each rule that is counted pays for, the headline first."""
    costs, budget = question.costs, question.limits.budget or 0
    weighed = {project: weights[project] for project in costs}
    found = {GREEDY: greedy_by(costs, weighed, budget), EQUAL_SHARES: kept_shares(tally)}
    for rule in sorted(found, key=lambda rule: rule != headline(question)):
        funded = found[rule]
        if funded is not None:
            left = budget - sum(costs[project] for project in funded.projects)
            yield BudgetOutcome(rule, funded.projects, funded.ties, left)
