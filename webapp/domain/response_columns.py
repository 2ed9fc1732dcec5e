"""Raw answers as a table: which columns a question has, and what of an answer stands in each.

A choice of several is one column an option (1 or 0), a ranking one column a place, points one column an
option, a budget one column a project, a matrix one column a row, pairs two columns a pair that one resident
meets. A question that may be declined has one more column, which tells whether it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from webapp.domain.drawing import pairs_each
from webapp.domain.questions import Question, QuestionSet


class Content(StrEnum):
    """What stands in the cells of a column."""

    OPTION = "option"
    """The id of an option."""
    TICKED = "ticked"
    """1 where the option was chosen, 0 where it was not."""
    PLACED = "placed"
    """The id of the option that was given this place."""
    POINTS = "points"
    """The points that the option was given."""
    ROW = "row"
    """The id of the option that was chosen in the row."""
    WINNER = "winner"
    """The id of the option that was chosen in a pair."""
    LOSER = "loser"
    """The id of the other option of that pair."""
    NUMBER = "number"
    DAY = "day"
    """A day as ISO 8601 writes it."""
    TEXT = "text"
    DECLINED = "declined"
    """1 where the question was declined, else 0."""


Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one question. `part`: the option, row, place or pair (from 1) that it is about, if any."""

    question: str
    content: Content
    part: str = ""

    @property
    def name(self) -> str:
        """What stands above it; unique in a question set."""
        return ".".join(filter(None, (self.question, self.part)))


def _one(content: Content) -> Callable[[Question], Iterator[Column]]:
    def columns(question: Question) -> Iterator[Column]:
        yield Column(question.id, content)

    return columns


def _each_option(content: Content) -> Callable[[Question], Iterator[Column]]:
    def columns(question: Question) -> Iterator[Column]:
        for option in question.option_ids:
            yield Column(question.id, content, option)

    return columns


def _each_project(question: Question) -> Iterator[Column]:
    return _each_option(Content.POINTS if question.shares_points else Content.TICKED)(question)


def _each_row(question: Question) -> Iterator[Column]:
    for row in question.row_ids:
        yield Column(question.id, Content.ROW, row)


def _each_place(question: Question) -> Iterator[Column]:
    for place in range(1, question.places + 1):
        yield Column(question.id, Content.PLACED, str(place))


def _each_pair(question: Question) -> Iterator[Column]:
    for number in range(1, pairs_each(question) + 1):
        for content in (Content.WINNER, Content.LOSER):
            yield Column(question.id, content, f"{number}.{content}")


COLUMNS: Mapping[str, Callable[[Question], Iterator[Column]]] = {
    "single": _one(Content.OPTION),
    "yes_no": _one(Content.OPTION),
    "scale": _one(Content.OPTION),
    "picture": _one(Content.OPTION),
    "multiple": _each_option(Content.TICKED),
    "ranking": _each_place,
    "points": _each_option(Content.POINTS),
    "budget": _each_project,
    "matrix": _each_row,
    "statements": _each_row,
    "pairs": _each_pair,
    "number": _one(Content.NUMBER),
    "date": _one(Content.DAY),
    "short_text": _one(Content.TEXT),
    "long_text": _one(Content.TEXT),
}
"""Kind of question -> its columns. A test holds that no kind lacks them."""


def columns_of(questions: QuestionSet) -> list[Column]:
    """Every column of the set, in the order of the questions."""
    found = []
    for question in questions.told:
        found += list(COLUMNS[question.kind](question))
        if question.may_decline:
            found.append(Column(question.id, Content.DECLINED, "*"))
    return found


def cell(column: Column, answers: Mapping[str, Any]) -> Cell:
    """What stands in `column` for these answers; None where the question was not answered."""
    if column.content is Content.DECLINED:
        return int(column.question in answers and answers[column.question] is None)
    value = answers.get(column.question)
    return None if value is None else _READ[column.content](column.part, value)


def _placed(place: str, value: list[str]) -> Cell:
    return value[int(place) - 1] if int(place) <= len(value) else None


def _paired(part: str, value: list[list[str]]) -> Cell:
    number, _stop, which = part.partition(".")
    duel = value[int(number) - 1] if int(number) <= len(value) else None
    return None if duel is None else duel[which == Content.LOSER]


_READ: Mapping[Content, Callable[[str, Any], Cell]] = {
    Content.OPTION: lambda part, value: str(value),
    Content.TICKED: lambda part, value: int(part in value),
    Content.PLACED: _placed,
    Content.POINTS: lambda part, value: int(value.get(part, 0)),
    Content.ROW: lambda part, value: value.get(part),
    Content.WINNER: _paired,
    Content.LOSER: _paired,
    Content.NUMBER: lambda part, value: Decimal(value),
    Content.DAY: lambda part, value: str(value),
    Content.TEXT: lambda part, value: str(value),
}
