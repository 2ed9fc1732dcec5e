"""Groups of opinion: people who take much the same stand on a question's statements.

Each person is a row of signs: agrees, disagrees, or neither. Two people are as far apart as the signs that
they do not share, agreeing and disagreeing being twice as far as either is from neither. For two to five
groups, the people are split along the direction in which they differ most (the first principal component, of
the group that is widest), and then moved to the nearest middle until none moves (k-modes: Huang 1998).

How well groups lie apart is told by the simplified silhouette (Hruschka and others 2006), and held against
the best that the same method finds, for as many groups, after the stands on each statement were dealt out
anew at random. That number of groups is taken which goes furthest beyond chance (as the gap of Tibshirani and
others 2001). Groups are told only where they go clearly beyond it, each has enough people to be told of, and
some statement has one group for it and another against.

All is worked out in an order that does not hang on how people, statements or options are ordered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from webapp.domain.disclosure import MIN_PEOPLE
from webapp.domain.parting import Parting, partings
from webapp.domain.questions import AGREE, DISAGREE

FEWEST_PEOPLE, FEWEST_STATEMENTS = 50, 3
"""With fewer than this no groups are looked for."""
MOST_PEOPLE = 2000
"""Of more people than this a random part is looked at, so that it costs no more: a second or two, once."""
MOST_OF_GROUP = Fraction(3, 5)
"""The share of a group that makes it the group's stand."""
_SHUFFLES, _CLEARLY = 5, 0.1
"""Where stands hung together by chance alone, 210 simulated dialogues went at most 0.07 beyond."""
Given = Mapping[str, str]
"""Statement -> the option chosen."""


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """A group: its share of all who were looked at, and by statement 1 for, -1 against, 0 neither."""

    share: Fraction
    stands: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Opinions:
    """What was found, the largest group first; no groups where none are clear.

    Args:
        unites: statements that every group takes the same stand on, with that stand.
        divides: statements that one group is for and another against.
    """

    groups: tuple[OpinionGroup, ...]
    unites: Mapping[str, int]
    divides: tuple[str, ...]


UNCLEAR = Opinions((), {}, ())


def opinions(statements: Sequence[str], given: Iterable[Given]) -> Opinions | None:
    """The groups of opinion among those who took up at least half of the statements; None with too few."""
    ids = sorted(statements)
    signs = sorted(_signs(ids, each) for each in given if 2 * len(each) >= len(ids))
    if len(signs) < FEWEST_PEOPLE or len(ids) < FEWEST_STATEMENTS:
        return None
    best = _clearest(signs, len(ids))
    told = _told(statements, ids, signs, best) if best else UNCLEAR
    return told if told.divides else UNCLEAR


def _clearest(signs: Sequence[int], statements: int) -> Parting | None:
    """The parting in groups large enough that goes furthest beyond what chance gives with as many groups."""
    found = [each for each in partings(signs, statements) if min(each.sizes) >= MIN_PEOPLE]
    by_chance: dict[int, float] = {}
    for dealt in _dealt(signs, statements) if found else ():
        for each in partings(dealt, statements):
            by_chance[len(each.sizes)] = max(by_chance.get(len(each.sizes), 0.0), each.score)
    beyond = [each.score - by_chance.get(len(each.sizes), 0.0) for each in found]
    return found[beyond.index(max(beyond))] if beyond and max(beyond) > _CLEARLY else None


def _signs(ids: Sequence[str], given: Given) -> int:
    """Two bits a statement: one for agreeing, one for disagreeing."""
    bits = 0
    for at, id_ in enumerate(ids):
        bits |= {AGREE: 1, DISAGREE: 2}.get(given.get(id_, ""), 0) << 2 * at
    return bits


def _dealt(signs: Sequence[int], statements: int) -> Iterator[list[int]]:
    """The same stands on each statement, in other people's hands."""
    for number in range(_SHUFFLES):
        chance = Random(number)  # noqa: S311 - nothing to guess here
        dealt = [0] * len(signs)
        for at in range(statements):
            hand = [bits >> 2 * at & 3 for bits in signs]
            chance.shuffle(hand)
            dealt = [bits | sign << 2 * at for bits, sign in zip(dealt, hand, strict=True)]
        yield sorted(dealt)


def _told(statements: Sequence[str], ids: Sequence[str], signs: Sequence[int], parting: Parting) -> Opinions:
    groups = sorted(
        (_group(ids, _of_group(signs, parting, group), len(signs)) for group in range(len(parting.sizes))),
        key=lambda group: (-group.share, *group.stands.values()),
    )
    stands = {id_: {group.stands[id_] for group in groups} for id_ in statements}
    return Opinions(
        tuple(groups),
        {id_: min(taken) for id_, taken in stands.items() if len(taken) == 1 and taken != {0}},
        tuple(id_ for id_, taken in stands.items() if {1, -1} <= taken),
    )


def _of_group(signs: Sequence[int], parting: Parting, group: int) -> list[int]:
    return [bits for bits, own in zip(signs, parting.groups, strict=True) if own == group]


def _group(ids: Sequence[str], signs: Sequence[int], people: int) -> OpinionGroup:
    counts = [Counter(bits >> 2 * at & 3 for bits in signs) for at in range(len(ids))]
    least = MOST_OF_GROUP * len(signs)
    stands = {id_: (count[1] >= least) - (count[2] >= least) for id_, count in zip(ids, counts, strict=True)}
    return OpinionGroup(Fraction(len(signs), people), stands)
