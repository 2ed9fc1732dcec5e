"""Points: a number of points to share out among the options."""

from collections.abc import Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered, typed_by_part
from webapp.domain.questions import Question, Value
from webapp.domain.text import read_whole


class Points:
    """Points by option; they need not all be used. Value: option id -> points, zeros left out."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        points: dict[str, int] = {}
        for option, raw in field.by_option().items():
            given = read_whole(raw)
            if given is None:
                raise Invalid("points-not-whole", part=option)
            if given < 0:
                raise Invalid("points-negative", part=option)
            if given:
                points[option] = given
        if not points:
            return UNANSWERED
        over = sum(points.values()) - question.limits.points
        if over > 0:
            raise Invalid("points-over", over=over, limit=question.limits.points)
        return {option: points[option] for option in question.option_ids if option in points}

    def typed(self, question: Question, value: Value) -> Typed:
        assert isinstance(value, dict)  # noqa: S101 - narrows the type: only `read` makes values
        return typed_by_part(value)

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        assert isinstance(value, dict)  # noqa: S101 - narrows the type: only `read` makes values
        for option, points in value.items():
            yield f"supporters:{option}", 1
            yield f"points:{option}", int(points)
            yield f"gave:{points}:{option}", 1


def step(question: Question) -> int:
    """How many points one press of − or + moves: 1, 5 or 10, so that about twenty presses use all."""
    total = question.limits.points
    return 10 if total >= 200 else 5 if total >= 100 else 1


def draft_points(question: Question, field: Field) -> dict[str, int]:
    """The points that a half-filled form speaks of; what cannot be read counts as none."""
    try:
        typed = field.by_option()
    except Invalid:
        return {}
    return {option: max(0, read_whole(raw) or 0) for option, raw in typed.items()}


def adjust(question: Question, points: dict[str, int], option: str, direction: str) -> dict[str, int]:
    """`points` after one press of + ("up") or − ("down"), never below none."""
    if option not in question.option_ids:
        return points
    change = step(question) if direction == "up" else -step(question)
    return points | {option: max(0, points.get(option, 0) + change)}


def left(question: Question, points: dict[str, int]) -> int:
    """Points not yet used; negative where too many were given."""
    return question.limits.points - sum(points.values())
