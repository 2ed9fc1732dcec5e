"""When a question is asked, as fields of a form: one earlier question and some of its options."""

from collections.abc import Iterator

from webapp.domain.conditions import (
    Answered,
    Chosen,
    Compared,
    Condition,
    Every,
    Otherwise,
    Some,
)
from webapp.domain.questions import Question, QuestionSet
from webapp.editing.fields import Fields, Wrong, one
from webapp.web.content import pick
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

KEEP = "*"
"""Stands for a condition that is more than the form can say: it can be kept or removed."""
SHOWN = "condition_shown"
"""The hidden field that tells whose options stood on the page: ticks for another question do not count."""
CHOOSABLE = frozenset({"single", "multiple", "scale"})


def condition_fields(question: Question, question_set: QuestionSet) -> Fields:
    """The fields that say when `question` is asked."""
    if question.condition is None:
        return {"condition": [""]}
    about, options = simple(question.condition)
    if about not in {each.id for each in earlier(question_set, question.id)}:
        return {"condition": [KEEP]}
    return {"condition": [about], SHOWN: [about], "condition_option": options}


def simple(condition: Condition) -> tuple[str, list[str]]:
    """The question and options of a condition that the form can say; empty for any other."""
    parts = condition.parts if isinstance(condition, Some) else (condition,)
    chosen = [part for part in parts if isinstance(part, Chosen)]
    questions = {part.question for part in chosen}
    if len(chosen) != len(parts) or len(questions) != 1:
        return "", []
    return questions.pop(), [part.option for part in chosen]


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
        before, options = simple(question.condition)
        if before == asked.id and set(options) == set(chosen):
            return question.condition
    parts = tuple(Chosen(asked.id, option) for option in chosen)
    return parts[0] if len(parts) == 1 else Some(parts)


def condition_words(condition: Condition, question_set: QuestionSet, source: str) -> str:
    """`condition` in words: ``fråga 2 har svaret ”Ja”``."""
    match condition:
        case Every(parts):
            return _joined(parts, _(" och "), question_set, source)
        case Some(parts):
            options = simple(condition)[1]
            if options and parts:
                return _chosen(simple(condition)[0], options, question_set, source)
            return _joined(parts, _(" eller "), question_set, source)
        case Otherwise(part):
            return _("inte (%(what)s)", what=condition_words(part, question_set, source))
        case Chosen(question, option):
            return _chosen(question, [option], question_set, source)
        case Answered(question):
            return _("%(question)s är besvarad", question=_number(question, question_set))
        case Compared(question, comparison, than):
            return _(
                "%(question)s har ett svar som är %(sign)s %(number)s",
                question=_number(question, question_set),
                sign={"<=": "≤", ">=": "≥", "!=": "≠"}.get(comparison, comparison),
                number=than,
            )


def _joined(parts: tuple[Condition, ...], word: str, question_set: QuestionSet, source: str) -> str:
    if not parts:
        return _("alltid") if word == _(" och ") else _("aldrig")
    said = [condition_words(part, question_set, source) for part in parts]
    nested = [isinstance(part, Every | Some) and len(parts) > 1 for part in parts]
    return word.join(f"({words})" if inside else words for words, inside in zip(said, nested, strict=True))


def _chosen(question_id: str, options: list[str], question_set: QuestionSet, source: str) -> str:
    question = question_set.by_id.get(question_id)
    texts = {option.id: option.text for option in question.options} if question else {}
    names = [f"”{pick(dict(texts.get(option, {})), source) or option}”" for option in options]
    return _(
        "%(question)s har svaret %(options)s",
        question=_number(question_id, question_set),
        options=_(" eller ").join(names),
    )


def _number(question_id: str, question_set: QuestionSet) -> str:
    number = question_set.numbers.get(question_id)
    return _("fråga %(number)s", number=decimal(number)) if number else _("en fråga som inte finns")
