"""When a question is asked, as fields of a form: one earlier question and some of its options."""

from collections.abc import Iterator

from webapp.domain.conditions import Chosen, Condition, Some
from webapp.domain.questions import Question, QuestionSet
from webapp.web.composed import chosen_options
from webapp.web.fields import Fields, Wrong, one
from webapp.web.locale import gettext as _

KEEP = "*"
"""Stands for a condition that is more than the form can say: it can be kept or removed."""
SHOWN = "condition_shown"
"""The hidden field that tells whose options stood on the page: ticks for another question do not count."""
CHOOSABLE = frozenset({"single", "multiple", "yes_no", "scale"})


def condition_fields(question: Question, question_set: QuestionSet) -> Fields:
    """The fields that say when `question` is asked."""
    if question.condition is None:
        return {"condition": [""]}
    about, options = chosen_options(question.condition)
    if about not in {each.id for each in earlier(question_set, question.id)}:
        return {"condition": [KEEP]}
    return {"condition": [about], SHOWN: [about], "condition_option": options}


def earlier(question_set: QuestionSet, question_id: str) -> Iterator[Question]:
    """The questions before this one that a condition can be about; all of them for a new question."""
    for question in question_set.by_id.values():
        if question.id == question_id:
            return
        if question.kind in CHOOSABLE:
            yield question


def read_condition(fields: Fields, question: Question, question_set: QuestionSet) -> Condition | None:
    """The condition that a form says.

    Raises:
        Wrong: no option is chosen, or the question is not an earlier one.
    """
    wanted = one(fields, "condition")
    if not wanted:
        return None
    if wanted == KEEP:
        return question.condition
    asked = next((each for each in earlier(question_set, question.id) if each.id == wanted), None)
    if asked is None:
        raise Wrong(_("Välj en fråga som kommer före den här."))
    ticked = fields.get("condition_option", []) if one(fields, SHOWN) == asked.id else []
    chosen = [option for option in asked.option_ids if option in ticked]
    if not chosen:
        raise Wrong(_("Välj minst ett svar som ska visa frågan."))
    if question.condition is not None:
        before, options = chosen_options(question.condition)
        if before == asked.id and set(options) == set(chosen):
            return question.condition
    parts = tuple(Chosen(asked.id, option) for option in chosen)
    return parts[0] if len(parts) == 1 else Some(parts)
