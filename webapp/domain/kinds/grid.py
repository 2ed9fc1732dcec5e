"""Several rows answered alike: a matrix (one scale over its rows), statements (agree, disagree or pass)."""

from collections.abc import Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered, typed_by_part
from webapp.domain.questions import Question, Value


class Grid:
    """One option in each row; rows may be left, unless the question must be answered.

    Value: row id -> option id, in the order of the rows.
    """

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        given = field.by_part(question.row_ids)
        if not given:
            return UNANSWERED
        for row in question.row_ids:
            if given.get(row, question.option_ids[0]) not in question.option_ids:
                raise Invalid("unknown-option", part=row)
            if question.required and row not in given:
                raise Invalid("row-left", part=row)
        return {row: given[row] for row in question.row_ids if row in given}

    def typed(self, question: Question, value: Value) -> Typed:
        assert isinstance(value, dict)  # noqa: S101 - narrows the type: only `read` makes values
        return typed_by_part(value)

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        assert isinstance(value, dict)  # noqa: S101 - narrows the type: only `read` makes values
        for row, option in value.items():
            yield f"row:{row}:option:{option}", 1
