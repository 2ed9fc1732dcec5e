"""XLSForm `range` questions: a scale where the steps are few and whole, otherwise a number within bounds."""

import re
from decimal import Decimal
from typing import NamedTuple

from webapp.domain.kinds.number import shortest
from webapp.domain.questions import AnswerOption, Limits
from webapp.interchange.tokens import decimal_of

MOST_STEPS = 11
DEFAULTS = {"start": "1", "end": "10", "step": "1"}
"""What XLSForm takes where a parameter is left out."""


class Range(NamedTuple):
    """What a range asks for.

    Args:
        kind: ``scale`` or ``number``.
        options: the steps of a scale, lowest first.
        limits: the bounds of a number.
        stepped: whether only some of the numbers within the bounds were meant.
        unread: parameters that nothing was made of.
    """

    kind: str
    options: tuple[AnswerOption, ...] = ()
    limits: Limits = Limits()
    stepped: bool = False
    unread: tuple[str, ...] = ()


def parameters_of(text: str) -> dict[str, str]:
    """``start=0 end=10`` as names and values; separators may be spaces, commas or semicolons."""
    pairs = re.findall(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)", text)
    return {name.lower(): value for name, value in pairs}


def read_range(parameters: str, languages: list[str]) -> Range | None:
    """The range that `parameters` describe, its steps written in every one of `languages`.

    None where start, end or step is no number, or step is zero.
    """
    given = parameters_of(parameters)
    numbers = [decimal_of(given.get(name, default)) for name, default in DEFAULTS.items()]
    unread = tuple(f"{name}={value}" for name, value in given.items() if name not in DEFAULTS)
    start, end, step = numbers
    if start is None or end is None or not step:
        return None
    low, high, step = min(start, end), max(start, end), abs(step)
    count = int((high - low) / step) + 1
    whole = all(number == number.to_integral_value() for number in (low, high, step))
    if whole and 2 <= count <= MOST_STEPS:
        steps = (str(int(low + place * step)) for place in range(count))
        return Range(
            "scale", tuple(AnswerOption(s, dict.fromkeys(languages, s)) for s in steps), unread=unread
        )
    decimals = max(_decimals(low), _decimals(step))
    limits = Limits(minimum=shortest(low), maximum=shortest(high), decimals=decimals)
    return Range("number", limits=limits, stepped=step != Decimal(1).scaleb(-decimals), unread=unread)


def _decimals(number: Decimal) -> int:
    return len(shortest(number).partition(".")[2])
