"""What a file of votes leads to, by every rule, in lines for whoever runs Rådslag."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from webapp.domain.budgeting import (
    CARDINALITY,
    COST,
    Funded,
    completed_shares,
    equal_shares,
    greedy,
    supporters,
)
from webapp.domain.counting import answer_cells
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.pairwise import Pairwise, condorcet_winner, cycle, pairwise, smith_set
from webapp.domain.prioritising import Outcome, of_pairs, outcomes
from webapp.domain.questions import AnswerOption, Limits, Question
from webapp.interchange.vote_files import BudgetVote, Fault, Order, Rankings, VoteFileRefused

MEASURES = {
    "borda": "Borda: first of {places} places gives {places} points, each place below one less, no place 0",
    "firsts": "First places",
    "mean_rank": "Mean place, those without a place sharing the places that are left",
    "pairwise": "Two and two: how many others each beats",
}


def count_rankings(votes: Rankings) -> Iterator[str]:
    """The order by every measure. Orders with shared places have a mean place and pairs alone.

    Raises:
        VoteFileRefused: the options are too many for the shared places to be counted.
    """
    named = {str(at): name for at, name in enumerate(votes.options, start=1)}
    orders = [(_ranked_part(order, len(named)), number) for order, number in votes.orders]
    people = sum(number for _order, number in orders)
    yield f"{votes.title or 'Untitled'}: {people} votes, {len(named)} options"
    if any(len(place) > 1 for order, _number in orders for place in order):
        if len(named) > MOST_COMPARED:
            limit = f"Shared places are counted for at most {MOST_COMPARED} options."
            raise VoteFileRefused(Fault(0, limit))
        pairs: Pairwise | None = _pairs(orders, tuple(named))
        found = tuple(of_pairs(pairs)) if pairs else ()
        places = 0
    else:
        question = _question(named, max((len(order) for order, _number in orders), default=1))
        tally = _tally(question, orders)
        found, pairs, places = outcomes(question, tally), pairwise(question, tally), question.places
    for outcome in found:
        yield ""
        yield MEASURES[outcome.measure].format(places=places)
        yield from _standings(outcome, named)
    if pairs:
        yield ""
        yield _comparison(pairs, named)


def _ranked_part(order: Order, options: int) -> Order:
    """An order without its last place where several share it: those are the ones that were not ranked."""
    complete = sum(len(place) for place in order) == options
    return order[:-1] if complete and len(order) > 1 and len(order[-1]) > 1 else order


def _question(named: Mapping[str, str], places: int) -> Question:
    options = tuple(AnswerOption(id_, {"en": name}) for id_, name in named.items())
    return Question("votes", "ranking", {}, options=options, limits=Limits(places=places))


def _tally(question: Question, orders: list[tuple[Order, int]]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for order, number in orders:
        for cell, amount in answer_cells(question, [str(place[0]) for place in order]):
            tally[cell] += number * amount
    return tally


def _pairs(orders: list[tuple[Order, int]], options: tuple[str, ...]) -> Pairwise:
    over = {(a, b): 0 for a in options for b in options if a != b}
    for order, number in orders:
        at = {str(option): place for place, shared in enumerate(order) for option in shared}
        for a, b in over:
            if at.get(a, len(order)) < at.get(b, len(order)):
                over[a, b] += number
    return Pairwise(options, sum(number for _order, number in orders), over)


def _standings(outcome: Outcome, named: Mapping[str, str]) -> Iterator[str]:
    for row in outcome.rows:
        shared = " (shared)" if row.shared else ""
        yield f"  {row.place}{shared}. {named[row.option]}: {_exact(row.value)}"


def _exact(value: int | Fraction) -> str:
    """A number as it is: a fraction is given whole, and to two decimals."""
    if isinstance(value, int) or value.denominator == 1:
        return str(value)
    return f"{float(value):.2f} ({value})"


def _comparison(pairs: Pairwise, named: Mapping[str, str]) -> str:
    winner = condorcet_winner(pairs)
    if winner:
        return f"{named[winner]} beats every other option."
    first = smith_set(pairs, pairs.options)
    ring = cycle(pairs, first)
    steps = "; ".join(f"{named[a]} beats {named[b]}" for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    why = f"It goes round: {steps}." if ring else "There is a tie at the top."
    return (
        f"No option beats every other. {why} First place is shared by {', '.join(named[o] for o in first)}."
    )


def count_budget(vote: BudgetVote) -> Iterator[str]:
    """What each rule pays for, and what would change if another were used."""
    costs, ballots, budget = vote.costs, vote.ballots, vote.budget
    counts = supporters(costs, ballots)
    people = sum(ballots.values())
    said = "points" if vote.points else "supporters"
    yield f"{vote.title or 'Untitled'}: {people} votes, {len(costs)} projects, {_exact(budget)}"
    rules = {
        f"Greedy: most {said} first, what the money left does not cover is passed over": greedy(
            costs, ballots, budget
        ),
        "Equal shares, a project worth what it costs": equal_shares(costs, ballots, budget, COST),
        "The same, completed (add1)": completed_shares(costs, ballots, budget, COST),
        "Equal shares, every project worth the same": equal_shares(costs, ballots, budget, CARDINALITY),
        "The same (add1)": completed_shares(costs, ballots, budget, CARDINALITY),
    }
    first = next(iter(rules.values()))
    for words, funded in rules.items():
        yield ""
        yield f"{words}. Left: {_exact(budget - funded.cost(costs))}"
        for project in funded.projects:
            about = f"{counts[project]} {said}, {_exact(costs[project])}"
            yield f"  {project}. {vote.names[project]}: {about}"
        yield from _ties(vote, funded)
        yield from _changes(vote, first, funded)
    yield ""
    yield f"A tie goes to more {said}, then the lower cost, then the order of the file."


def _ties(vote: BudgetVote, funded: Funded) -> Iterator[str]:
    for tie in funded.ties:
        yield f"  A tie decided: {', '.join(vote.names[project] for project in tie)}"


def _changes(vote: BudgetVote, first: Funded, funded: Funded) -> Iterator[str]:
    gained = [vote.names[project] for project in funded.projects if project not in first.projects]
    lost = [vote.names[project] for project in first.projects if project not in funded.projects]
    if gained or lost:
        added = f"in: {', '.join(gained)}" if gained else "none in"
        removed = f"out: {', '.join(lost)}" if lost else "none out"
        yield f"  Against the first rule, {added}; {removed}"
