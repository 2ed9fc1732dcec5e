"""XLSForm `constraint` expressions as the limits of a question."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from webapp.domain.kinds.number import shortest
from webapp.domain.questions import Limits
from webapp.interchange.expressions import FLIPPED
from webapp.interchange.tokens import COMPARISON, MARK, NUMBER, SELF, WORD, NotCarriedOver, Token, tokens_of

LONGEST_ANSWER = 4_000
"""Longest text answer that a limit may allow, in characters."""
VALUE, CHOSEN, LENGTH = ".", "count-selected", "string-length"
MEASURED = {"number": VALUE, "multiple": CHOSEN, "short_text": LENGTH, "long_text": LENGTH}
"""Kind of question -> the one thing that a constraint on it can measure."""


class Bound(NamedTuple):
    """A comparison of the answer, of its length or of how many options it has, with a number."""

    measure: str
    sign: str
    number: Decimal


def limits_from(expression: str, kind: str, limits: Limits, options: int = 0) -> Limits | None:
    """`limits` narrowed by `expression`, for a question of `kind` with so many `options`.

    None where the expression says more than limits can, or contradicts itself.
    """
    try:
        bounds = list(_bounds(tokens_of(expression)))
    except NotCarriedOver:
        return None
    if not bounds or any(bound.measure != MEASURED.get(kind) for bound in bounds):
        return None
    for bound in bounds:
        narrowed = _NARROW[bound.measure](limits, bound)
        if narrowed is None:
            return None
        limits = narrowed
    return limits if _sound(limits, options) else None


def _bounds(tokens: list[Token]) -> Iterator[Bound]:
    """The comparisons that ``and`` joins; parentheses around one or several of them do not matter."""
    for part in _split(_without_parentheses(tokens)):
        left, comparison, right = _three(part)
        if comparison.kind != COMPARISON:
            raise NotCarriedOver("constraint")
        sign = comparison.text
        if left.kind == NUMBER:
            left, sign, right = right, FLIPPED[sign], left
        if left.kind != SELF or right.kind != NUMBER:
            raise NotCarriedOver("constraint")
        yield Bound(left.text, sign, Decimal(right.text))


def _without_parentheses(tokens: list[Token]) -> list[Token]:
    """Makes ``count-selected(.)`` one word and drops parentheses: only ``or`` could give them meaning."""
    joined: list[Token] = []
    rest = iter(tokens)
    for token in rest:
        if token.kind == WORD and token.text in {CHOSEN, LENGTH}:
            if [next(rest, None) for _ in range(3)] != [Token(MARK, "("), Token(SELF, "."), Token(MARK, ")")]:
                raise NotCarriedOver("constraint")
            token = Token(SELF, token.text)
        joined.append(token)
    _check_balance(joined)
    return [token for token in joined if token.kind != MARK]


def _check_balance(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind == MARK:
            depth += {"(": 1, ")": -1}.get(token.text, -len(tokens))
        if depth < 0:
            raise NotCarriedOver("constraint")
    if depth:
        raise NotCarriedOver("constraint")


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token == Token(WORD, "and"):
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _three(part: list[Token]) -> list[Token]:
    if len(part) != 3:
        raise NotCarriedOver("constraint")
    return part


def _narrow_value(limits: Limits, bound: Bound) -> Limits | None:
    low, high = _inclusive(bound, limits.decimals)
    if low is None and high is None:
        return None
    if low is not None and (limits.minimum is None or low > Decimal(limits.minimum)):
        limits = replace(limits, minimum=shortest(low))
    if high is not None and (limits.maximum is None or high < Decimal(limits.maximum)):
        limits = replace(limits, maximum=shortest(high))
    return limits


def _narrow_chosen(limits: Limits, bound: Bound) -> Limits | None:
    low, high = _inclusive(bound, 0)
    if low is None and high is None:
        return None
    at_least = max(int(low), limits.at_least or 0) if low is not None else limits.at_least
    at_most = min(int(high), limits.at_most or int(high)) if high is not None else limits.at_most
    return replace(limits, at_least=at_least, at_most=at_most)


def _narrow_length(limits: Limits, bound: Bound) -> Limits | None:
    low, high = _inclusive(bound, 0)
    if high is None or low is not None or not 1 <= high <= LONGEST_ANSWER:
        return None
    return replace(limits, length=min(int(high), limits.length or int(high)))


_NARROW = {VALUE: _narrow_value, CHOSEN: _narrow_chosen, LENGTH: _narrow_length}


def _inclusive(bound: Bound, decimals: int) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest number with so many decimals that `bound` lets through."""
    unit = Decimal(1).scaleb(-decimals)
    floor = bound.number.quantize(unit, ROUND_FLOOR)
    ceiling = bound.number.quantize(unit, ROUND_CEILING)
    match bound.sign:
        case ">=":
            return ceiling, None
        case ">":
            return floor + unit, None
        case "<=":
            return None, floor
        case "<":
            return None, ceiling - unit
        case "=" if floor == ceiling:
            return floor, floor
    return None, None


def _sound(limits: Limits, options: int) -> bool:
    if limits.minimum is not None and limits.maximum is not None:
        return Decimal(limits.minimum) <= Decimal(limits.maximum)
    least, most = limits.at_least or 0, limits.at_most
    return least <= (options or least) and (most is None or max(least, 1) <= most)
