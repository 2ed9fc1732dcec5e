"""Budget: projects with costs, of which some are chosen or given points."""

from collections.abc import Collection, Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered
from webapp.domain.kinds.points import Points
from webapp.domain.questions import KNAPSACK, Question, Value

POINTS = Points()


class Budget:
    """Projects chosen, which keep within the budget where that is the way to vote; or points shared out.

    Value: the ids of the projects, in the order of the question; or option id -> points.
    """

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        if question.shares_points:
            return POINTS.read(question, field)
        chosen = set(field.values())
        if not chosen:
            return UNANSWERED
        if not chosen <= set(question.option_ids):
            raise Invalid("unknown-option")
        over = -left(question, chosen)
        if question.limits.voting == KNAPSACK and over > 0:
            raise Invalid("budget-over", over=over, used=spent(question, chosen))
        return [option for option in question.option_ids if option in chosen]

    def typed(self, question: Question, value: Value) -> Typed:
        if question.shares_points:
            return POINTS.typed(question, value)
        return {"": [str(option) for option in value]}

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        if question.shares_points:
            yield from POINTS.cells(question, value)
        else:
            yield from ((f"supporters:{option}", 1) for option in value)


def draft_choice(question: Question, field: Field) -> list[str]:
    """The projects that a half-filled form speaks of."""
    chosen = field.values()
    return [option for option in question.option_ids if option in chosen]


def spent(question: Question, chosen: Collection[str]) -> int:
    """What the chosen projects cost together, in kronor."""
    return sum(question.costs.get(option, 0) for option in set(chosen))


def left(question: Question, chosen: Collection[str]) -> int:
    """The money that is not used, in kronor; negative where too much is."""
    return (question.limits.budget or 0) - spent(question, chosen)
