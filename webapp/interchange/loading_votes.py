"""Votes of a file as a question of ours and the answers to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from webapp.domain.budgeting import Ballot, given
from webapp.domain.composing import add_question, add_section, new_id, taken_ids
from webapp.domain.questions import (
    EQUAL_SHARES,
    GREEDY,
    SHARED_POINTS,
    AnswerOption,
    Limits,
    Question,
    QuestionSet,
    Section,
    Value,
)
from webapp.interchange.identifiers import identifiers
from webapp.interchange.vote_files import BudgetVote, Fault, Order, Rankings, VoteFileRefused


@dataclass(frozen=True, slots=True)
class LoadedVotes:
    """A question without an id, what was answered and by how many, and how many votes were empty.

    `currency` is that of the amounts, where there are any and the file tells.
    """

    question: Question
    answers: tuple[tuple[Value, int], ...]
    empty: int = 0
    currency: str = ""

    def each(self) -> Iterator[Value]:
        """The answer of every voter."""
        for value, people in self.answers:
            for _voter in range(people):
                yield value


def loaded_rankings(votes: Rankings, lang: str) -> LoadedVotes:
    """Orders as answers to a ranking. Those who share the last place of a whole order have no place.

    Raises:
        VoteFileRefused: other places are shared.
    """
    orders = [(_unshared(order, len(votes.options)), people) for order, people in votes.orders]
    ids = identifiers(votes.options, "o")
    texts = zip(ids, votes.options, strict=True)
    longest = max((len(order) for order, _people in orders), default=1)
    complete = all(len(order) == len(ids) for order, _people in orders)
    question = Question(
        "",
        "ranking",
        {lang: votes.title or "–"},
        options=tuple(AnswerOption(id_, {lang: text}) for id_, text in texts),
        limits=Limits(places=None if complete else longest),
    )
    return LoadedVotes(
        question, tuple(([ids[option - 1] for option in order], people) for order, people in orders)
    )


def _unshared(order: Order, options: int) -> list[int]:
    whole = sum(len(place) for place in order) == options
    placed = order[:-1] if whole and len(order) > 1 and len(order[-1]) > 1 else order
    if any(len(place) > 1 for place in placed):
        raise VoteFileRefused(Fault(0, "Here nobody can give two options the same place."))
    return [place[0] for place in placed]


def loaded_budget(vote: BudgetVote, lang: str) -> LoadedVotes:
    """Votes on projects as answers to a question about a budget, told first by the rule that decided.

    Raises:
        VoteFileRefused: amounts are not whole, or there is no money.
    """
    budget = _whole(vote.budget, "budget")
    costs = {
        project: _whole(cost, f"cost of project {project[:40]!r}") for project, cost in vote.costs.items()
    }
    ids = dict(zip(vote.costs, identifiers(vote.costs, "p"), strict=True))
    question = Question(
        "",
        "budget",
        {lang: vote.title or "–"},
        options=tuple(
            AnswerOption(ids[project], {lang: vote.names[project]}, cost=cost)
            for project, cost in costs.items()
        ),
        limits=Limits(
            budget=budget,
            voting=vote.voting,
            points=vote.points or Limits().points,
            headline=EQUAL_SHARES if vote.rule.startswith("equalshares") else GREEDY,
        ),
    )
    answers = tuple((_answer(vote, ballot, ids), people) for ballot, people in vote.ballots.items() if ballot)
    return LoadedVotes(question, answers, vote.ballots.get(frozenset(), 0), vote.currency)


def _answer(vote: BudgetVote, ballot: Ballot, ids: dict[str, str]) -> Value:
    points = dict(given(ballot))
    chosen = {ids[project]: points[project] for project in vote.costs if project in points}
    return chosen if vote.voting == SHARED_POINTS else list(chosen)


def _whole(amount: Fraction, what: str) -> int:
    if amount.denominator != 1 or not amount:
        raise VoteFileRefused(Fault(0, f"The {what} must be a whole amount above 0 here."))
    return int(amount)


def with_question(questions: QuestionSet, question: Question) -> tuple[QuestionSet, str]:
    """The set with `question` last, in a section of its own where there is none, and its id."""
    id_ = new_id(taken_ids(questions))
    if not questions.sections:
        questions = add_section(questions, Section(new_id({*taken_ids(questions), id_}), {}))
    return add_question(questions, replace(question, id=id_), questions.sections[-1].id), id_
