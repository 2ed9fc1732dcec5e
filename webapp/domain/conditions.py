"""When a question is asked: a small expression over earlier answers."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """True when the option is among what was chosen or ranked; of a question with rows, in that row."""

    question: str
    option: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """True when a number was given and compares so. `than` is a decimal number as text."""

    question: str
    comparison: str
    than: str


@dataclass(frozen=True, slots=True)
class Answered:
    """True when the question was answered at all ("don't know" is not an answer here)."""

    question: str


@dataclass(frozen=True, slots=True)
class Every:
    """True when every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """True when at least one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """True when the part is not."""

    part: "Condition"


Condition = Chosen | Compared | Answered | Every | Some | Otherwise


def holds(condition: Condition, answers: Mapping[str, Any]) -> bool:
    """Whether `condition` is true of `answers` (question id -> value; None or absent: no answer)."""
    match condition:
        case Every(parts):
            return all(holds(part, answers) for part in parts)
        case Some(parts):
            return any(holds(part, answers) for part in parts)
        case Otherwise(part):
            return not holds(part, answers)
        case Answered(question):
            return answers.get(question) is not None
        case Chosen(question, option, row):
            value = answers.get(question)
            if row:
                return isinstance(value, dict) and value.get(row) == option
            return option == value if isinstance(value, str) else option in (value or ())
        case Compared(question, comparison, than):
            number = _decimal(answers.get(question))
            return number is not None and COMPARISONS[comparison](number, Decimal(than))


def _decimal(value: Any) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def parts_of(condition: Condition) -> Iterator[Chosen | Compared | Answered]:
    """Every statement about an answer inside `condition`."""
    match condition:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from parts_of(part)
        case Otherwise(part):
            yield from parts_of(part)
        case _:
            yield condition


def questions_in(condition: Condition | None) -> set[str]:
    """Ids of the questions that `condition` looks at."""
    return {part.question for part in parts_of(condition)} if condition else set()


def to_document(condition: Condition) -> dict[str, Any]:
    """`condition` as plain JSON data; the page's script reads the same form."""
    match condition:
        case Every(parts):
            return {"every": [to_document(part) for part in parts]}
        case Some(parts):
            return {"some": [to_document(part) for part in parts]}
        case Otherwise(part):
            return {"not": to_document(part)}
        case Answered(question):
            return {"answered": question}
        case Chosen(question, option, row):
            return {"chosen": [question, option, row] if row else [question, option]}
        case Compared(question, comparison, than):
            return {"compared": [question, comparison, than]}


def from_document(document: Mapping[str, Any]) -> Condition:
    """The condition that `to_document` wrote.

    Raises:
        ValueError: the document is of no known form.
    """
    match document:
        case {"every": [*parts]}:
            return Every(tuple(from_document(part) for part in parts))
        case {"some": [*parts]}:
            return Some(tuple(from_document(part) for part in parts))
        case {"not": part}:
            return Otherwise(from_document(part))
        case {"answered": str(question)}:
            return Answered(question)
        case {"chosen": [str(question), str(option)]}:
            return Chosen(question, option)
        case {"chosen": [str(question), str(option), str(row)]}:
            return Chosen(question, option, row)
        case {"compared": [str(question), str(comparison), str(than)]} if comparison in COMPARISONS:
            return Compared(question, comparison, than)
    raise ValueError(f"not a condition: {document!r}")
