"""The rules of a condition as they stand on a question's page, and what leads where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.conditions import questions_in
from webapp.domain.questions import AnswerOption, Question, QuestionSet
from webapp.domain.text import NO_TEXT, Text
from webapp.editing.condition_fields import ANSWERED, OF_OPTIONS, places
from webapp.web.content import pick
from webapp.web.fields import Typed
from webapp.web.locale import gettext as _


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule: its place, the question it is about, and what can be ticked, row by row where it has rows.

    Args:
        groups: (text of the row or nothing, (value, text) of each answer).
        counts: whether a number can be compared.
    """

    place: int
    about: Question | None
    groups: Sequence[tuple[Text, Sequence[tuple[str, Text]]]] = ()
    counts: bool = False


def shown_rules(typed: Typed, before: Sequence[Question], source: str) -> list[ShownRule]:
    """The rules of a form, in order."""
    by_id = {question.id: question for question in before}
    return [
        _shown(place, by_id.get(typed.value(f"condition.{place}")), source) for place in places(typed.fields)
    ]


def _shown(place: int, about: Question | None, source: str) -> ShownRule:
    if about is None:
        return ShownRule(place, None)
    groups: list[tuple[Text, list[tuple[str, Text]]]] = []
    if about.kind in OF_OPTIONS and about.rows:
        groups = [
            (_text(row, source), [(f"{row.id}/{each.id}", _text(each, source)) for each in about.options])
            for row in about.rows
        ]
    elif about.kind in OF_OPTIONS:
        groups = [(NO_TEXT, [(each.id, _text(each, source)) for each in about.options])]
    any_answer = (ANSWERED, Text(_("Något svar alls"), ""))
    return ShownRule(place, about, [*groups, (NO_TEXT, [any_answer])], about.kind == "number")


def _text(entry: AnswerOption, source: str) -> Text:
    return pick(dict(entry.text), source) or Text(entry.id, "")


def leading(question_set: QuestionSet) -> Mapping[str, list[str]]:
    """Question id -> the ids of the questions whose conditions look at it, in order."""
    found: dict[str, list[str]] = {}
    for each in question_set.by_id.values():
        for id_ in sorted(questions_in(each.condition)):
            found.setdefault(id_, []).append(each.id)
    return found
