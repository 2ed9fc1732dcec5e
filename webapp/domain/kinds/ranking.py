"""Ranking: all options, or the most important ones up to a number of places."""

from collections.abc import Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered, typed_by_part
from webapp.domain.questions import Question, Value
from webapp.domain.text import read_whole

UP, DOWN = "up", "down"
MOST_COMPARED = 40
"""With more options than this, how many preferred one to another is not counted: the pairs grow too many."""


class Ranking:
    """Places 1, 2, 3 … given to options. Value: the option ids, most important first."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        typed = field.by_option()
        if not typed:
            return UNANSWERED
        placed: dict[int, str] = {}
        for option, raw in typed.items():
            place = read_whole(raw)
            if place is None or not 1 <= place <= question.places:
                raise Invalid("rank-range", part=option, limit=question.places)
            if place in placed:
                raise Invalid("rank-repeat", part=option, place=place)
            placed[place] = option
        order = [placed[place] for place in sorted(placed)]
        if max(placed) != len(placed):
            raise Invalid("rank-gap", place=next(n for n in range(1, max(placed)) if n not in placed))
        if question.limits.places is None:
            order = complete(question, order)
        return order

    def typed(self, question: Question, value: Value) -> Typed:
        return typed_by_part({str(option): place for place, option in enumerate(value, start=1)})

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        for place, option in enumerate(value, start=1):
            yield f"place:{place}:{option}", 1
        if len(question.options) <= MOST_COMPARED:
            yield from ((f"over:{above}:{below}", 1) for above, below in preferences(question, value))


def preferences(question: Question, value: Value) -> Iterator[tuple[str, str]]:
    """(option, one that it is preferred to): those placed lower, and those without a place."""
    placed = [str(option) for option in value]
    unplaced = [option for option in question.option_ids if option not in placed]
    for place, option in enumerate(placed, start=1):
        yield from ((option, below) for below in (*placed[place:], *unplaced))


def complete(question: Question, order: list[str]) -> list[str]:
    """`order` with the one option that is left, where all are to be ranked.

    Raises:
        Invalid: ``rank-all`` where more than one is left.
    """
    left = [option for option in question.option_ids if option not in order]
    if len(left) > 1:
        raise Invalid("rank-all", limit=question.places, given=len(order))
    return order + left


def draft_order(question: Question, field: Field) -> list[str]:
    """The order that a half-filled form speaks of: options with a usable number, lowest first."""
    try:
        typed = field.by_option()
    except Invalid:
        return []
    places = {option: place for option, raw in typed.items() if (place := read_whole(raw)) is not None}
    return sorted(places, key=lambda option: (places[option], question.option_ids.index(option)))


def move(question: Question, order: list[str], option: str, direction: str) -> list[str]:
    """`order` after one press.

    Up places an unplaced option last, or swaps it with the one above. Down swaps with the one below, or
    takes the last one out of the order. A press that can do nothing changes nothing.
    """
    moved = list(order)
    if option not in question.option_ids:
        return moved
    if option not in moved:
        if direction == UP and len(moved) < question.places:
            moved.append(option)
        return moved
    here = moved.index(option)
    there = here - 1 if direction == UP else here + 1
    if there == len(moved):
        moved.pop()
    elif there >= 0:
        moved[here], moved[there] = moved[there], moved[here]
    return moved
