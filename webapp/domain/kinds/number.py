"""A number within bounds."""

from collections.abc import Iterator
from decimal import Decimal

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered
from webapp.domain.questions import Question, Value
from webapp.domain.text import read_number


class Number:
    """A decimal number. Value: it as text in its shortest form (``12``, ``2.5``)."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        typed = field.one()
        if not typed:
            return UNANSWERED
        number = read_number(typed)
        if number is None:
            raise Invalid("not-a-number")
        limits = question.limits
        if number != round(number, limits.decimals):
            raise Invalid("too-many-decimals" if limits.decimals else "not-whole", limit=limits.decimals)
        if limits.minimum is not None and number < Decimal(limits.minimum):
            raise Invalid("too-small", limit=limits.minimum)
        if limits.maximum is not None and number > Decimal(limits.maximum):
            raise Invalid("too-large", limit=limits.maximum)
        return shortest(number)

    def typed(self, question: Question, value: Value) -> Typed:
        return {"": [str(value)]}

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        yield f"number:{value}", 1


def shortest(number: Decimal) -> str:
    """`number` as text without needless zeros, sign of zero or exponent."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
