"""Single and multiple choice."""

from collections.abc import Collection, Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered
from webapp.domain.questions import NONE, OTHER, Question, Value

WORDS = "words"
"""The field for words of one's own beside "other"."""


class Single:
    """One option. Value: its id. Words written beside "other" choose it where nothing else is chosen."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        other = question.ready(OTHER)
        chosen = field.one() or (other if field.words else "")
        if not chosen:
            return UNANSWERED
        if chosen not in question.option_ids:
            raise Invalid("unknown-option")
        if field.words and chosen != other:
            raise Invalid("other-not-chosen", part=WORDS)
        return chosen

    def typed(self, question: Question, value: Value) -> Typed:
        return {"": [str(value)]}

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        yield f"option:{value}", 1


class Multiple:
    """Any number of options within the limits. Value: their ids, in the order of the question.

    Words written beside "other" choose it. "None of these" stands alone, whatever the limits.
    """

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        chosen = set(field.values())
        if field.words:
            chosen.add(question.ready(OTHER))
        if not chosen:
            return UNANSWERED
        if not chosen <= set(question.option_ids):
            raise Invalid("unknown-option")
        if question.ready(NONE) in chosen:
            return alone(question, chosen)
        limits = question.limits
        if limits.at_most and len(chosen) > limits.at_most:
            raise Invalid("too-many", limit=limits.at_most, given=len(chosen))
        if limits.at_least and len(chosen) < limits.at_least:
            raise Invalid("too-few", limit=limits.at_least, given=len(chosen))
        return [option for option in question.option_ids if option in chosen]

    def typed(self, question: Question, value: Value) -> Typed:
        return {"": [str(option) for option in value]}

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        for option in value:
            yield f"option:{option}", 1


def alone(question: Question, chosen: Collection[str]) -> list[str]:
    """The answer that nothing fits, by itself.

    Raises:
        Invalid: ``none-alone`` where something else is chosen too.
    """
    if len(chosen) > 1:
        raise Invalid("none-alone", part=question.ready(NONE))
    return [question.ready(NONE)]
