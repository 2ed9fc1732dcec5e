"""What keeps a question set from being used."""

from collections.abc import Iterator

from webapp.domain.conditions import Chosen, Compared, parts_of, questions_in
from webapp.domain.questions import MOST_PAIRED, WITH_OPTIONS, WITH_PICTURES, WITH_ROWS, Question, QuestionSet


def faults(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    """What keeps a question set from being used, as (question id, code).

    Codes: ``no-text``; ``no-options`` (fewer than two to choose among); ``many-options`` (more pairs than can
    be asked about); ``no-rows``; ``no-money`` (a budget or a project without an amount); ``no-picture``;
    ``no-alt`` (a picture that nobody has described); ``condition-order`` (a condition on a later question, on
    itself, or on one that is gone); ``condition-option`` (on an option or a row that is gone).
    """
    earlier: dict[str, Question] = {}
    for question in question_set.by_id.values():
        if not any(question.text.values()):
            yield question.id, "no-text"
        if question.kind in WITH_OPTIONS and len(question.options) < 2:
            yield question.id, "no-options"
        if question.kind == "pairs" and len(question.options) > MOST_PAIRED:
            yield question.id, "many-options"
        if question.kind in WITH_ROWS and not question.rows:
            yield question.id, "no-rows"
        if question.kind == "budget" and not has_money(question):
            yield question.id, "no-money"
        if question.kind in WITH_PICTURES:
            yield from ((question.id, code) for code in _picture_faults(question))
        if not questions_in(question.condition) <= earlier.keys():
            yield question.id, "condition-order"
        elif question.condition:
            for part in parts_of(question.condition):
                about = earlier[part.question]
                if isinstance(part, Chosen) and not has(about, part):
                    yield question.id, "condition-option"
                if isinstance(part, Compared) and about.kind != "number":
                    yield question.id, "condition-option"
        earlier[question.id] = question


def has(question: Question, chosen: Chosen) -> bool:
    """Whether that can be chosen: the option is one of the question's, in a row where it has rows."""
    if question.kind == "pairs":
        return False
    in_row = chosen.row in question.row_ids if question.kind in WITH_ROWS else not chosen.row
    return in_row and chosen.option in question.option_ids


def has_money(question: Question) -> bool:
    """Whether a budget is more than 0, and every project of it has a cost that is."""
    amounts = (question.limits.budget, *(option.cost for option in question.options))
    return all(amount is not None and amount > 0 for amount in amounts)


def _picture_faults(question: Question) -> Iterator[str]:
    shown = [option for option in question.options if not option.ready]
    if any(option.picture is None for option in shown):
        yield "no-picture"
    if any(option.picture and not any(option.alt.values()) for option in shown):
        yield "no-alt"
