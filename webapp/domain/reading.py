"""Reading a whole submitted form: which answers count, and what must be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from webapp.domain.conditions import holds
from webapp.domain.kinds import KINDS, UNANSWERED, Field, Invalid, Unanswered
from webapp.domain.kinds.base import DECLINED
from webapp.domain.kinds.choice import WORDS
from webapp.domain.questions import Answers, Question, QuestionSet, Value

RawForm = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the answer to a question, and at which of its fields."""

    question: str
    code: str
    part: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading a form.

    Args:
        answers: the answers that count, in the order of the questions.
        problems: what must be mended before they can be sent.
        skipped: ids of questions whose condition does not hold: whatever was typed there does not count.
    """

    answers: Answers
    problems: tuple[Problem, ...]
    skipped: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was answered."""
        return not self.answers


def read_form(question_set: QuestionSet, form: RawForm) -> Reading:
    """The answers in `form` that count under the rules of `question_set`."""
    answers: dict[str, Value | None] = {}
    problems: list[Problem] = []
    skipped: set[str] = set()
    for question in question_set.asked:
        if question.condition and not holds(question.condition, answers):
            skipped.add(question.id)
            continue
        try:
            value = read_answer(question, form)
            words = read_words(question, form, value)
        except Invalid as invalid:
            problems.append(Problem(question.id, invalid.code, invalid.part, invalid.facts))
            continue
        if value is not UNANSWERED:
            answers |= {question.id: value} | words
        elif question.required:
            problems.append(Problem(question.id, "required-" + question.kind))
    return Reading(answers, tuple(problems), frozenset(skipped))


def filled_in(question_set: QuestionSet, answers: Mapping[str, Value | None]) -> dict[str, list[str]]:
    """The form that has `answers`, as far as the questions are still asked; read again it gives the same."""
    form: dict[str, list[str]] = {}
    for id_, value in answers.items():
        question = question_set.told_by_id.get(id_)
        if question is None:
            continue
        if value is None:
            form[f"decline.{id_}"] = [DECLINED]
            continue
        ends = KINDS[question.kind].typed(question, value)
        form |= {f"q.{id_}{end}": values for end, values in ends.items()}
    return form


def read_answer(question: Question, form: RawForm) -> Any:
    """The value given to one question, None where declined, ``UNANSWERED`` where left.

    Raises:
        Invalid: the value breaks a rule of the question.
    """
    raw = Field(question, form)
    if raw.declined:
        if raw.words:
            raise Invalid("other-not-chosen", part=WORDS)
        return None
    return KINDS[question.kind].read(question, raw)


def read_words(question: Question, form: RawForm, value: Any) -> dict[str, Value]:
    """The words of one's own that go with `value`, under the identifier they are stored by.

    Raises:
        Invalid: they break a rule of free texts.
    """
    own = question.own_words
    if own is None or value is UNANSWERED or value is None:
        return {}
    try:
        text = KINDS[own.kind].read(own, Field(own, form))
    except Invalid as invalid:
        raise Invalid(invalid.code, WORDS, **invalid.facts) from invalid
    return {} if isinstance(text, Unanswered) else {own.id: text}
