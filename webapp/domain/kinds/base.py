"""What a kind of question reads: the raw fields of one question in a submitted form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from webapp.domain.questions import Question

DECLINED = "*"


Typed = dict[str, list[str]]
"""What a form holds of one question: how the names of its fields end (``""``, ``".option"``) -> values."""


class Unanswered(Enum):
    """The question was left without an answer."""

    UNANSWERED = "unanswered"


UNANSWERED: Literal[Unanswered.UNANSWERED] = Unanswered.UNANSWERED


class Invalid(Exception):
    """What was given breaks a rule of the question.

    Args:
        code: which rule, as a word that the web layer has a sentence for.
        part: the option whose own field is wrong, where there is one.
        facts: numbers and names that the sentence needs.
    """

    def __init__(self, code: str, part: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.part = part
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Field:
    """The submitted values that belong to one question: ``q.<question>`` and ``q.<question>.<option>``."""

    question: Question
    form: Mapping[str, Sequence[str]]

    @property
    def name(self) -> str:
        return f"q.{self.question.id}"

    def option_name(self, option: str) -> str:
        return f"{self.name}.{option}"

    @property
    def declined(self) -> bool:
        """Whether the resident chose "don't know / prefer not to say" where that is offered."""
        marked = f"decline.{self.question.id}" in self.form or DECLINED in self.form.get(self.name, ())
        return self.question.may_decline and marked

    def values(self) -> list[str]:
        """What was given under the question's own name, blanks left out."""
        return [value for value in self.form.get(self.name, ()) if value.strip()]

    @property
    def words(self) -> str:
        """What was written beside "other", blanks left out."""
        own = self.question.own_words
        return next((text for text in self.form.get(f"q.{own.id}", ()) if text.strip()), "") if own else ""

    def one(self) -> str:
        """The one value given, or an empty string.

        Raises:
            Invalid: ``one-only`` where different values were given.
        """
        values = list(dict.fromkeys(self.values()))
        if len(values) > 1:
            raise Invalid("one-only")
        return values[0] if values else ""

    def by_option(self) -> dict[str, str]:
        """Option id -> what was typed in that option's field, blanks left out.

        Raises:
            Invalid: ``unknown-option`` for a field of no option of this question; ``one-only``.
        """
        return self.by_part(self.question.option_ids)

    def by_part(self, parts: Collection[str]) -> dict[str, str]:
        """One of `parts` -> what was typed in its field, blanks left out.

        Raises:
            Invalid: ``unknown-option`` for a field of no such part; ``one-only`` for different values in one.
        """
        prefix = self.name + "."
        given: dict[str, str] = {}
        for name, values in self.form.items():
            if not name.startswith(prefix):
                continue
            part = name.removeprefix(prefix)
            if part not in parts:
                raise Invalid("unknown-option")
            typed = list(dict.fromkeys(value.strip() for value in values if value.strip()))
            if len(typed) > 1:
                raise Invalid("one-only", part=part)
            if typed:
                given[part] = typed[0]
        return given


def typed_by_part(values: Mapping[str, Any]) -> Typed:
    """What a form holds where each part has a field of its own."""
    return {f".{part}": [str(value)] for part, value in values.items()}
