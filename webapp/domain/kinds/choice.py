"""Single and multiple choice."""

from collections.abc import Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Unanswered
from webapp.domain.questions import Question, Value


class Single:
    """One option. Value: its id."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        chosen = field.one()
        if not chosen:
            return UNANSWERED
        if chosen not in question.option_ids:
            raise Invalid("unknown-option")
        return chosen

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        yield f"option:{value}", 1


class Multiple:
    """Any number of options within the limits. Value: their ids, in the order of the question."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        chosen = set(field.values())
        if not chosen:
            return UNANSWERED
        if not chosen <= set(question.option_ids):
            raise Invalid("unknown-option")
        limits = question.limits
        if limits.at_most and len(chosen) > limits.at_most:
            raise Invalid("too-many", limit=limits.at_most, given=len(chosen))
        if limits.at_least and len(chosen) < limits.at_least:
            raise Invalid("too-few", limit=limits.at_least, given=len(chosen))
        return [option for option in question.option_ids if option in chosen]

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        for option in value:
            yield f"option:{option}", 1
