"""Which pairs of options one resident meets: the same through all re-renderings, and balanced over many.

All pairs stand in a ring, made as the rounds of a tournament are (the circle method): in each round every
option meets one other. A resident meets a stretch of the ring. The draws are every place that the stretch can
begin at, and the same with each pair turned round. Taken together, every pair stands in every place of the
list equally often, with either option first equally often: also where residents stop before the end.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import comb, lcm
from random import Random

from webapp.domain.questions import Question, QuestionSet
from webapp.domain.shuffling import ORDERS, PLAIN

USUAL, MOST = 10, 50
"""How many pairs one resident meets where nothing else is set, and how many at most."""
Pair = tuple[str, str]
"""Two options: the one that stands first, and the other."""


def pairs_each(question: Question) -> int:
    """How many pairs one resident meets."""
    return min(question.limits.pairs or USUAL, all_pairs(question), MOST)


def all_pairs(question: Question) -> int:
    """How many pairs the options of `question` make."""
    return comb(len(question.options), 2)


def draws(question: Question) -> int:
    """How many different draws there are; at least one."""
    return max(1, 2 * all_pairs(question))


def orders(question_set: QuestionSet) -> int:
    """How many orders of a whole form there are, so that those of each question come equally often."""
    drawn_from = (draws(question) for question in question_set.asked if question.kind == "pairs")
    return lcm(ORDERS if question_set.shuffled else 1, *drawn_from)


def drawn(question: Question, order: int) -> tuple[Pair, ...]:
    """The pairs that a form of this order shows, in that order; all of them on `PLAIN` paper."""
    if order == PLAIN or not all_pairs(question):
        return tuple(
            (a, b) for at, a in enumerate(question.option_ids) for b in question.option_ids[at + 1 :]
        )
    ring = _ring(question.option_ids, question.id)
    turned, start = divmod(order % draws(question), len(ring))
    stretch = (ring[(start + step) % len(ring)] for step in range(pairs_each(question)))
    return tuple((b, a) if turned else (a, b) for a, b in stretch)


@lru_cache(maxsize=128)
def _ring(options: tuple[str, ...], seed: str) -> tuple[Pair, ...]:
    mixed = list(options)
    Random(seed).shuffle(mixed)  # noqa: S311 - nothing to guess here
    seats = {option: seat for seat, option in enumerate(mixed)}
    return tuple(_turned(seats, a, b) for a, b in _rounds(mixed))


def _rounds(options: list[str]) -> Iterator[Pair]:
    """Every pair once, round by round. With an odd number one option rests in each round."""
    first, *rest = options if len(options) % 2 == 0 else [*options, ""]
    for turn in range(len(rest)):
        seated = [first, *rest[turn:], *rest[:turn]]
        for a, b in zip(seated, reversed(seated[len(seated) // 2 :]), strict=False):
            if a and b:
                yield a, b


def _turned(seats: Mapping[str, int], a: str, b: str) -> Pair:
    """The pair with that option first which makes each stand first in half of its pairs, or nearly."""
    ahead = (seats[b] - seats[a]) % len(seats)
    kept = 2 * ahead < len(seats) or (2 * ahead == len(seats) and seats[a] < seats[b])
    return (a, b) if kept else (b, a)
