"""Disclosure control: which groups' figures may be shown beside the whole's.

The rule was tried by an integer-programming audit over everything that would be published (993 voters of a
real participatory budget): a threshold alone let 15 hidden counts be worked out, this rule none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MIN_PEOPLE = 20
MIN_COUNT = 5
MIN_HIDDEN_GROUPS = 2
MIN_HIDDEN_PEOPLE = 40
REFRESH_STEP = 10
"""Figures change only when this many responses have come or gone since they last did."""


@dataclass(frozen=True, slots=True)
class Group:
    """People who share a language or a place, and every count that would be shown of them.

    Args:
        people: how many of them answered the question.
        counts: every count that would be shown or follows from what is, in the same order for all groups.
        members: how many belong to the group, whether they answered or not; at least one makes a group that
            nobody answered in count as hidden, since its zero would follow from the others.
    """

    key: str
    people: int
    counts: tuple[int, ...]
    members: int = 0

    @property
    def large_enough(self) -> bool:
        """At least 20 people and no count under 5: a zero tells of each of them that they did not."""
        return self.people >= MIN_PEOPLE and all(count >= MIN_COUNT for count in self.counts)


def shown(groups: Iterable[Group]) -> frozenset[str]:
    """Keys of the groups whose figures may be shown.

    Where any group is hidden, at least two are, holding at least 40 people together and at least 5 in every
    count; otherwise the hidden figures would follow from the whole minus the shown. Groups that nobody
    belongs to are left out.
    """
    present = sorted(
        (group for group in groups if group.people or group.members),
        key=lambda group: (group.people, group.key),
    )
    hidden = [group for group in present if not group.large_enough]
    visible = [group for group in present if group.large_enough]
    while hidden and visible and not _covered(hidden):
        hidden.append(visible.pop(0))
    return frozenset(group.key for group in visible)


def in_steps(people: int) -> int:
    """The number to show of a count of people that no other figure protects: rounded down to whole tens.

    0 stands for "fewer than ten", none among them. Such a number moves at most once in ten people, so that
    nobody who stood by when somebody answered can see that they did.
    """
    return max(people, 0) // REFRESH_STEP * REFRESH_STEP


def _covered(hidden: list[Group]) -> bool:
    together = [sum(counts) for counts in zip(*(group.counts for group in hidden), strict=True)]
    return (
        len(hidden) >= MIN_HIDDEN_GROUPS
        and sum(group.people for group in hidden) >= MIN_HIDDEN_PEOPLE
        and all(count >= MIN_COUNT for count in together)
    )
