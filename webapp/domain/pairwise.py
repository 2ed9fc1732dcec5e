"""Options compared two and two: the one that beats every other, or those that nobody outside them beats.

Sources: Condorcet (1785); the Smith set, the smallest set whose every member beats everybody outside it
(Smith 1973). Taking the Smith set away and looking again gives the order of the rest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.counting import ANSWERS, Tally
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Pairwise:
    """How many preferred each option to each other.

    Args:
        options: their ids, in the order of the question.
        people: how many gave an order.
        over: (option, other) -> how many placed the option above the other; both without a place: neither.
    """

    options: tuple[str, ...]
    people: int
    over: Mapping[tuple[str, str], int]

    def beats(self, option: str, other: str) -> bool:
        """Whether more people prefer `option` to `other` than the reverse."""
        return self.over[option, other] > self.over[other, option]


def pairwise(question: Question, tally: Tally) -> Pairwise | None:
    """The pairs of a ranking; None with too many options, or where some answers were not counted so."""
    options = question.option_ids
    if len(options) > MOST_COMPARED:
        return None
    over = {(a, b): tally.get(f"over:{a}:{b}", 0) for a in options for b in options if a != b}
    complete = sum(over.values()) == _preferences(question, tally)
    return Pairwise(options, tally.get(ANSWERS, 0), over) if complete else None


def _preferences(question: Question, tally: Tally) -> int:
    """How many preferences the orders hold, told from how many gave each place."""
    options = question.option_ids
    gave = [sum(tally.get(f"place:{k}:{o}", 0) for o in options) for k in range(1, question.places + 2)]
    return sum(
        (gave[k - 1] - gave[k]) * (k * (len(options) - k) + k * (k - 1) // 2)
        for k in range(1, question.places + 1)
    )


def condorcet_winner(pairs: Pairwise) -> str | None:
    """The option that beats every other, if there is one."""
    first = smith_set(pairs, pairs.options)
    return first[0] if len(first) == 1 else None


def smith_set(pairs: Pairwise, among: Collection[str]) -> tuple[str, ...]:
    """The fewest of `among` that each beat all the others of `among`, in the order of the question.

    It begins with one that beats most, counting a tie as half, and takes in whoever a member does not beat.
    """
    if not among:
        return ()
    strongest = max(among, key=lambda option: _copeland(pairs, option, among))
    members = {strongest}
    waiting = [strongest]
    while waiting:
        member = waiting.pop()
        unbeaten = {o for o in among if o not in members and not pairs.beats(member, o)}
        members |= unbeaten
        waiting.extend(unbeaten)
    return tuple(option for option in pairs.options if option in members)


def _copeland(pairs: Pairwise, option: str, among: Collection[str]) -> int:
    return sum(pairs.beats(option, o) - pairs.beats(o, option) for o in among if o != option)


def tiers(pairs: Pairwise) -> list[tuple[str, ...]]:
    """All options, best first: the Smith set, that of those who are left, and so on. Each tier is a tie."""
    left = pairs.options
    found: list[tuple[str, ...]] = []
    while left:
        found.append(smith_set(pairs, left))
        left = tuple(option for option in left if option not in found[-1])
    return found


def cycle(pairs: Pairwise, among: Collection[str]) -> tuple[str, ...]:
    """A shortest ring of `among` where each beats the next and the last the first; empty where none is."""
    rings = (ring for start in among if (ring := _ring(pairs, start, among)))
    return min(rings, key=len, default=())


def _ring(pairs: Pairwise, start: str, among: Collection[str]) -> tuple[str, ...]:
    paths: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = [start]
    for option in waiting:
        if option != start and pairs.beats(option, start):
            return paths[option]
        for other in among:
            if other not in paths and pairs.beats(option, other):
                paths[other] = (*paths[option], other)
                waiting.append(other)
    return ()


def wins(pairs: Pairwise) -> dict[str, int]:
    """Option -> how many others it beats."""
    return {a: sum(pairs.beats(a, b) for b in pairs.options if b != a) for a in pairs.options}


def mean_ranks(pairs: Pairwise) -> dict[str, Fraction]:
    """Option -> its mean place among all options, exactly; empty where nobody answered.

    Options without a place in an answer share the places that are left in it: their mean is each one's place.
    """
    if not pairs.people:
        return {}
    return {option: 1 + Fraction(_half_places(pairs, option), 2 * pairs.people) for option in pairs.options}


def _half_places(pairs: Pairwise, option: str) -> int:
    """Twice the places that stand above `option` in all answers, a tie being half a place."""
    others = [other for other in pairs.options if other != option]
    return sum(pairs.people + pairs.over[o, option] - pairs.over[option, o] for o in others)
