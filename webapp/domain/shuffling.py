"""The order in which one resident meets options: the same through all re-renderings, and balanced over many.

A form's key leads to one of a few orders, so that a page can be kept for each. Taken together every entry
stands in every place equally often (a Latin square in each round), as far as the number of orders allows.
"""

from collections.abc import Sequence
from random import Random
from typing import Literal
from zlib import crc32

from webapp.domain.questions import NONE, OTHER, AnswerOption, Question

ORDERS = 12
"""How many orders there are: two, three, four, six and twelve entries come out even."""
PLAIN = -1
"""Stands for no shuffling at all: the order in which the question was written, and printed."""
Entries = Literal["rows", "options"]


def order_of(key: str, orders: int = ORDERS) -> int:
    """The order, from 0 and below `orders`, that the form with this key shows."""
    return crc32(key.encode()) % orders


def in_order(question: Question, order: int) -> tuple[AnswerOption, ...]:
    """The options of `question` in an order; "none of these" and "other" stay last."""
    return _shuffled(question, "options", order)


def rows_in_order(question: Question, order: int) -> tuple[AnswerOption, ...]:
    """The rows of `question` in an order."""
    return _shuffled(question, "rows", order)


def _shuffled(question: Question, part: Entries, order: int) -> tuple[AnswerOption, ...]:
    """Where a question has rows these are shuffled, and the steps of its scale stand as they are."""
    entries: tuple[AnswerOption, ...] = getattr(question, part)
    if order == PLAIN or not question.shuffled or part != ("rows" if question.rows else "options"):
        return entries
    last = [entry for entry in entries if entry.ready in {NONE, OTHER}]
    first = [entry for entry in entries if entry not in last]
    return (*_rotated(first, question.id, order), *last)


def _rotated(entries: Sequence[AnswerOption], seed: str, order: int) -> list[AnswerOption]:
    round_, turns = divmod(order % ORDERS, max(len(entries), 1))
    mixed = list(entries)
    Random(f"{seed}:{round_}").shuffle(mixed)  # noqa: S311 - nothing to guess here
    return mixed[turns:] + mixed[:turns]
