"""Parting people into two to five groups by their signs; how is told in `webapp.domain.opinion`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

MOST_GROUPS = 5
_MOST_ROUNDS, _TURNS = 30, 60
Columns = list[int]
"""For each bit of the signs, whose it is: bit r for the person r."""


@dataclass(frozen=True)
class Parting:
    """Everybody's group, from 0, in the order of the people; and how well apart the groups lie, at most 1."""

    groups: tuple[int, ...]
    score: float

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        return tuple(self.groups.count(group) for group in range(max(self.groups) + 1))


def partings(signs: Sequence[int], statements: int) -> Iterator[Parting]:
    """The people parted in two groups, in three and so on, as far as there are so many.

    Args:
        signs: of each person two bits a statement, in an order that does not hang on who came first.
    """
    columns = [
        int("".join("1" if bits >> at & 1 else "0" for bits in reversed(signs)), 2)
        for at in range(2 * statements)
    ]
    groups = [0] * len(signs)
    for number in range(2, MOST_GROUPS + 1):
        groups = _split(signs, columns, groups, number - 1)
        groups, middles = _settled(signs, columns, groups, number)
        if len(set(groups)) < number:
            return
        yield Parting(tuple(groups), _silhouette(signs, groups, middles))


def _split(signs: Sequence[int], columns: Columns, groups: list[int], number: int) -> list[int]:
    """`groups` with the widest of them split in two along the direction in which its people differ most."""
    middles = _middles(columns, groups, number)
    width = [0] * number
    for bits, group in zip(signs, groups, strict=True):
        width[group] += (bits ^ middles[group]).bit_count()
    widest = width.index(max(width))
    direction = _direction(columns, _members(groups, widest))
    along = {bits: _along(bits, direction) for bits in set(signs)}
    inside = [along[bits] for bits, group in zip(signs, groups, strict=True) if group == widest]
    middle = sum(inside) / len(inside)
    return [
        number if group == widest and along[bits] > middle else group
        for bits, group in zip(signs, groups, strict=True)
    ]


def _along(bits: int, direction: Sequence[float]) -> float:
    return sum(
        weight * ((bits >> 2 * at & 1) - (bits >> 2 * at + 1 & 1)) for at, weight in enumerate(direction)
    )


def _members(groups: Sequence[int], group: int) -> int:
    """The people of a group, as a column."""
    return int("".join("1" if own == group else "0" for own in reversed(groups)), 2)


def _direction(columns: Columns, members: int) -> list[float]:
    """The first principal component of the stands of `members`, by power iteration."""
    people = members.bit_count()
    own = [column & members for column in columns]
    sides = list(zip(own[::2], own[1::2], strict=True))
    means = [(agree.bit_count() - disagree.bit_count()) / people for agree, disagree in sides]
    spread = [
        [
            ((a & c).bit_count() + (b & d).bit_count() - (a & d).bit_count() - (b & c).bit_count()) / people
            - means[row] * means[column]
            for column, (c, d) in enumerate(sides)
        ]
        for row, (a, b) in enumerate(sides)
    ]
    direction = max(spread, key=lambda row: sum(value * value for value in row))
    for _turn in range(_TURNS):
        size = max(map(abs, direction)) or 1.0
        scaled = [value / size for value in direction]
        direction = [sum(x * y for x, y in zip(row, scaled, strict=True)) for row in spread]
    return direction


def _settled(
    signs: Sequence[int], columns: Columns, groups: list[int], number: int
) -> tuple[list[int], list[int]]:
    """Everybody in the group whose middle is nearest, and the middles. Equally near: the first."""
    middles = _middles(columns, groups, number)
    for _round in range(_MOST_ROUNDS):
        nearest = {
            bits: min(range(number), key=[(bits ^ m).bit_count() for m in middles].__getitem__)
            for bits in set(signs)
        }
        moved = [nearest[bits] for bits in signs]
        if moved == groups or len(set(moved)) < number:
            return moved, middles
        groups, middles = moved, _middles(columns, moved, number)
    return groups, middles


def _middles(columns: Columns, groups: Sequence[int], number: int) -> list[int]:
    """Of each group the signs that more than half of it have."""
    found = []
    for group in range(number):
        members = _members(groups, group)
        half = members.bit_count() / 2
        found.append(
            sum(1 << at for at, column in enumerate(columns) if (column & members).bit_count() > half)
        )
    return found


def _silhouette(signs: Sequence[int], groups: Sequence[int], middles: Sequence[int]) -> float:
    """How much nearer people are to their own group's middle than to the next, on the whole."""
    total = 0.0
    for bits, group in zip(signs, groups, strict=True):
        own = (bits ^ middles[group]).bit_count()
        other = min((bits ^ m).bit_count() for at, m in enumerate(middles) if at != group)
        total += (other - own) / max(other, own) if max(other, own) else 0.0
    return total / len(signs)
