"""The pairs of a half-filled form as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.drawing import drawn
from webapp.domain.kinds.base import Field
from webapp.domain.kinds.pairs import pair_name, pair_names
from webapp.domain.questions import AnswerOption, Question


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two options as they stand on the page.

    Args:
        id: what the field of the pair is called.
        chosen: the id of the option that was chosen; empty for "don't know", None where nothing was.
    """

    id: str
    options: tuple[AnswerOption, AnswerOption]
    chosen: str | None


def shown_pairs(question: Question, form: Mapping[str, Sequence[str]], order: int) -> list[ShownPair]:
    """The pairs drawn for a form of this order; any others that were answered replace the last unanswered."""
    known = pair_names(question.option_ids)
    field = Field(question, form)
    typed = {name: form[field.option_name(name)] for name in known if field.option_name(name) in form}
    answered = [name for name, values in typed.items() if any(value.strip() for value in values)]
    ordered = {pair_name(_as_asked(question, pair)): pair for pair in drawn(question, order)}
    others = [name for name in answered if name not in ordered]
    free = [name for name in ordered if name not in answered]
    for name in free[max(0, len(free) - len(others)) :]:
        del ordered[name]
    options = {option.id: option for option in question.options}
    return [
        ShownPair(name, (options[a], options[b]), next(iter(typed[name]), "") if name in typed else None)
        for name, (a, b) in (*ordered.items(), *((name, known[name]) for name in others))
    ]


def _as_asked(question: Question, pair: tuple[str, str]) -> tuple[str, str]:
    """The pair with the option first that comes first in the question."""
    a, b = sorted(pair, key=question.option_ids.index)
    return a, b
