"""A question set: sections of questions, as an immutable value.

Identifiers are short strings, unique in the set and stable through editing: answers refer to them, never to
texts, so that twelve languages count as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from webapp.domain.conditions import Chosen, Condition, parts_of, questions_in
from webapp.domain.text import Localised

Value = str | list[str] | dict[str, int]
"""An answer's value: option id, text or decimal number as text; option ids; points by option id."""
WITH_OPTIONS = frozenset({"single", "multiple", "scale", "ranking", "points"})
Answers = Mapping[str, Value | None]
"""Question id -> value. None: "don't know / prefer not to say". Absent: not answered."""


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One of the things to choose, rank or give points to."""

    id: str
    text: Localised


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a valid answer; each kind reads its own.

    Args:
        minimum, maximum: bounds of a number, decimal numbers as text.
        decimals: digits after the decimal separator that a number may have.
        length: longest text, in characters as a reader counts them.
        at_least, at_most: how many options may be chosen.
        places: how many places a ranking has; None: all options.
        points: how many points there are to share out.
    """

    minimum: str | None = None
    maximum: str | None = None
    decimals: int = 0
    length: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    places: int | None = None
    points: int = 100


@dataclass(frozen=True)
class Question:
    """One question. `kind` names an entry of `webapp.domain.kinds.KINDS`."""

    id: str
    kind: str
    text: Localised
    hint: Localised = field(default_factory=dict)
    required: bool = False
    may_decline: bool = False
    options: tuple[AnswerOption, ...] = ()
    limits: Limits = field(default_factory=Limits)
    condition: Condition | None = None

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @cached_property
    def places(self) -> int:
        """How many places a ranking of this question's options has."""
        wanted = self.limits.places or len(self.options)
        return min(wanted, len(self.options))

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer: a note only tells."""
        return self.kind != "note"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together under a heading."""

    id: str
    title: Localised
    intro: Localised = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class QuestionSet:
    """All that is asked in a dialogue."""

    sections: tuple[Section, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Questions that can be answered, in order."""
        return tuple(question for question in self.by_id.values() if question.asks)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Question id -> its number as residents see it, from 1."""
        return {question.id: place for place, question in enumerate(self.asked, start=1)}

    def __bool__(self) -> bool:
        return bool(self.asked)


def faults(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    """What keeps a question set from being used, as (question id, code).

    Codes: ``no-text``; ``no-options`` (fewer than two to choose among); ``condition-order`` (a condition on
    a later question, on itself, or on one that is gone); ``condition-option`` (on an option that is gone).
    """
    earlier: dict[str, Question] = {}
    for question in question_set.by_id.values():
        if not any(question.text.values()):
            yield question.id, "no-text"
        if question.kind in WITH_OPTIONS and len(question.options) < 2:
            yield question.id, "no-options"
        if not questions_in(question.condition) <= earlier.keys():
            yield question.id, "condition-order"
        elif question.condition:
            for part in parts_of(question.condition):
                if isinstance(part, Chosen) and part.option not in earlier[part.question].option_ids:
                    yield question.id, "condition-option"
        earlier[question.id] = question


def missing_languages(texts: Localised, languages: list[str]) -> list[str]:
    """Those of `languages` that have no text."""
    return [lang for lang in languages if not texts.get(lang, "").strip()]


def all_texts(question_set: QuestionSet) -> Iterator[Localised]:
    """Every text of the set that a resident reads."""
    for section in question_set.sections:
        yield from (section.title, section.intro)
        for question in section.questions:
            yield from (question.text, question.hint)
            yield from (option.text for option in question.options)


def structure(question_set: QuestionSet) -> list[Any]:
    """What decides which answers are valid, without any text: equal structures accept equal answers."""
    return [
        (
            question.id,
            question.kind,
            question.required,
            question.may_decline,
            question.option_ids,
            question.limits,
            question.condition,
        )
        for question in question_set.asked
    ]
