"""Questions that nobody can be asked: their conditions contradict each other.

Every question that a condition hangs on, directly or by another's condition, is given in turn each answer
that makes a difference; where there are too many to try, nothing is claimed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, islice, product
from typing import Any

from webapp.domain.conditions import Answered, Chosen, Compared, holds, parts_of, questions_in
from webapp.domain.questions import ONE_CHOICE, Question, QuestionSet

MOST_TRIED = 2_000
Part = Chosen | Compared | Answered
ELSE = "\0else"
"""Stands for any answer that no condition looks at."""


def dead_ends(question_set: QuestionSet) -> set[str]:
    """Ids of the questions that no answers lead to. Conditions are only on earlier questions (`faults`)."""
    return {id_ for id_, each in question_set.by_id.items() if not can_be_asked(each, question_set.by_id)}


def can_be_asked(question: Question, by_id: Mapping[str, Question]) -> bool:
    """Whether some answers to the questions before it, `by_id`, lead to `question`."""
    if question.condition is None:
        return True
    involved = [by_id[id_] for id_ in by_id if id_ in _closure(question, by_id)]
    parts = [part for each in (*involved, question) if each.condition for part in parts_of(each.condition)]
    given = [list(islice(_answers(each, parts), MOST_TRIED)) for each in involved]
    tried = product(*given)
    leads = any(
        holds(question.condition, _consistent(involved, values)) for values in islice(tried, MOST_TRIED)
    )
    return leads or next(tried, None) is not None


def _closure(question: Question, by_id: Mapping[str, Question]) -> set[str]:
    """The questions that it hangs on, and those that they hang on."""
    found: set[str] = set()
    waiting = questions_in(question.condition)
    while waiting:
        id_ = waiting.pop()
        found.add(id_)
        waiting |= questions_in(by_id[id_].condition) - found
    return found


def _consistent(involved: Sequence[Question], values: Sequence[Any]) -> dict[str, Any]:
    """The answers without those to questions that are then not asked."""
    answers: dict[str, Any] = {}
    for question, value in zip(involved, values, strict=True):
        if question.condition is None or holds(question.condition, answers):
            answers[question.id] = value
    return answers


def _answers(question: Question, parts: Iterable[Part]) -> Iterator[Any]:
    """Answers to `question`, no answer among them, so that each way the conditions can turn out is there."""
    about = [part for part in parts if part.question == question.id]
    chosen = dict.fromkeys((part.row, part.option) for part in about if isinstance(part, Chosen))
    if question.kind == "number":
        yield from _numbers(question, [Decimal(part.than) for part in about if isinstance(part, Compared)])
    elif question.rows:
        yield from _in_rows(question, list(chosen))
    elif question.kind in ONE_CHOICE:
        yield from (option for _row, option in chosen)
        if len(chosen) < len(question.options):
            yield ELSE
    else:
        yield from _sets([option for _row, option in chosen], question)
    if not question.required:
        yield None


def _numbers(question: Question, looked_at: Sequence[Decimal]) -> Iterator[str]:
    """A number at, just under and just over each that is looked at, within the question's limits."""
    step = Decimal(1).scaleb(-question.limits.decimals)
    ends = [Decimal(end) for end in (question.limits.minimum, question.limits.maximum) if end is not None]
    grid = (
        at.quantize(step, rounding=way) for at in (*looked_at, *ends) for way in (ROUND_FLOOR, ROUND_CEILING)
    )
    for number in dict.fromkeys(near for at in (*grid, Decimal(0)) for near in (at, at + step, at - step)):
        low, high = question.limits.minimum, question.limits.maximum
        if (low is None or number >= Decimal(low)) and (high is None or number <= Decimal(high)):
            yield str(number)


def _in_rows(question: Question, looked_at: Sequence[tuple[str, str]]) -> Iterator[dict[str, str]]:
    rows = {row: [option for at, option in looked_at if at == row] for row, _option in looked_at}
    yield {question.row_ids[0]: ELSE}
    for options in product(*([*options, ELSE] for options in rows.values())):
        yield dict(zip(rows, options, strict=True))


def _sets(options: Sequence[str], question: Question) -> Iterator[list[str]]:
    """Every choice among the options that are looked at, and an answer of none of them."""
    if question.kind == "ranking" and question.limits.places is None:
        yield list(question.option_ids)
        return
    for size in range(len(options) + 1):
        for chosen in combinations(options, size):
            yield [*chosen, ELSE]
