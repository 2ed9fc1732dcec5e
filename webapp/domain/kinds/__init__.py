"""The kinds of question: what a valid answer is, and which counts it adds to.

A kind is a module with

- ``read(question, field)``: the value given, or ``UNANSWERED``; raises `Invalid` where it breaks the rules;
- ``typed(question, value)``: what a form holds where that is the answer; read again it gives the same value;
- ``cells(question, value)``: pairs (cell, amount) that a valid value adds to the tallies of the question.
"""

from collections.abc import Iterator
from typing import Protocol

from webapp.domain.kinds import (
    budget,
    choice,
    date,
    grid,
    number,
    pairs,
    picture,
    points,
    ranking,
    scale,
    texts,
    yes_no,
)
from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered
from webapp.domain.questions import Question, Value

__all__ = ["KINDS", "NOTE", "UNANSWERED", "Field", "Invalid", "Kind", "Unanswered"]

NOTE = "note"


class Kind(Protocol):
    """What each module of this package offers."""

    def read(self, question: Question, field: Field) -> Value | Unanswered: ...

    def typed(self, question: Question, value: Value) -> Typed: ...

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]: ...


KINDS: dict[str, Kind] = {
    "single": choice.Single(),
    "multiple": choice.Multiple(),
    "yes_no": yes_no.YesNo(),
    "scale": scale.Scale(),
    "short_text": texts.Text(default_length=200, multiline=False),
    "long_text": texts.Text(default_length=4000, multiline=True),
    "number": number.Number(),
    "date": date.Date(),
    "ranking": ranking.Ranking(),
    "points": points.Points(),
    "budget": budget.Budget(),
    "matrix": grid.Grid(),
    "statements": grid.Grid(),
    "pairs": pairs.Pairs(),
    "picture": picture.PictureChoice(),
}
"""Name of the kind -> the kind. The names are stored in question sets: they do not change."""
