"""Votes of a file as a question of ours and the answers to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.domain.composing import add_question, add_section, new_id, taken_ids
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet, Section, Value
from webapp.interchange.identifiers import identifiers
from webapp.interchange.vote_files import BudgetVote, Fault, Order, Rankings, VoteFileRefused


@dataclass(frozen=True, slots=True)
class LoadedVotes:
    """A question without an id, what was answered and by how many, and how many votes were empty."""

    question: Question
    answers: tuple[tuple[Value, int], ...]
    empty: int = 0

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
    """Approvals as answers to a choice of any number, the cost standing with each project."""
    ids = dict(zip(vote.costs, identifiers(vote.costs, "p"), strict=True))
    question = Question(
        "",
        "multiple",
        {lang: vote.title or "–"},
        options=tuple(
            AnswerOption(ids[project], {lang: f"{vote.names[project]} ({_amount(cost)})"})
            for project, cost in vote.costs.items()
        ),
    )
    answers = tuple(
        ([ids[project] for project in vote.costs if project in ballot], people)
        for ballot, people in vote.ballots.items()
        if ballot
    )
    return LoadedVotes(question, answers, vote.ballots.get(frozenset(), 0))


def _amount(cost: object) -> str:
    return f"{float(cost):,.2f}".removesuffix(".00").replace(",", " ")  # type: ignore[arg-type]


def with_question(questions: QuestionSet, question: Question) -> tuple[QuestionSet, str]:
    """The set with `question` last, in a section of its own where there is none, and its id."""
    id_ = new_id(taken_ids(questions))
    if not questions.sections:
        questions = add_section(questions, Section(new_id({*taken_ids(questions), id_}), {}))
    return add_question(questions, replace(question, id=id_), questions.sections[-1].id), id_
