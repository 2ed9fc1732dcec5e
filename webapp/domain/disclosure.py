"""Disclosure control: which groups' figures may be shown beside the whole's, and when figures may change.

The rule was tried by an integer-programming audit over everything that would be published (993 voters of a
real participatory budget): a threshold alone let 15 hidden counts be worked out, this rule none.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

MIN_PEOPLE = 20
MIN_COUNT = 5
MIN_HIDDEN_GROUPS = 2
MIN_HIDDEN_PEOPLE = 40
REFRESH_STEP = 10
"""Figures change only when at least this many responses have come or gone since they last did."""
Membership = tuple[str, ...]
"""The groups that a response belongs to, one of each kind: ``("lang:ar", "place:3")``."""


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


@dataclass(frozen=True, slots=True)
class Refresh:
    """What the figures take up now.

    Args:
        countable: of the new responses, those with one of these memberships.
        takes_out: whether withdrawn responses leave the figures too.
    """

    countable: frozenset[Membership]
    takes_out: bool

    def __bool__(self) -> bool:
        return bool(self.countable) or self.takes_out

    def counts(self, member: Membership, *, changed: bool) -> bool:
        """Whether a response is taken up; one that was `changed` only when what it said before leaves."""
        return member in self.countable and (self.takes_out or not changed)


def refresh(new: Mapping[Membership, int], gone: Mapping[str, int], members: Mapping[str, int]) -> Refresh:
    """Which changes the figures may show, so that their difference never tells what one person answered.

    A new response is counted once at least ten change in each of its groups together with it. Groups too
    small to be shown by themselves are taken together, all languages and all places each for themselves.
    What cannot be counted yet waits, in the figures of everybody too: these are at every moment the sum of
    the groups', and whatever is worked out of two showings (a group, or everybody without some groups) has
    changed by ten people or by none. Were each group to follow by itself, what everybody's figures count and
    those of the groups do not could be one person.

    Withdrawn responses have kept no trace of which groups they were in at the same time, so all of them leave
    the figures together, or none does yet.

    Args:
        new: how many people of each membership wait to be counted; none where all of them wait with a
            response that was changed, and are among those who leave.
        gone: how many of those who are counted in each group have withdrawn.
        members: how many responses the figures of each group count.
    """

    def part(group: str) -> str:
        return group if members.get(group, 0) >= MIN_PEOPLE else group.partition(":")[0]

    new = Counter(new)
    parts = {membership: [part(group) for group in membership] for membership in new}
    left: Counter[str] = Counter()
    for group, number in gone.items():
        left[part(group)] += number
    countable, changing = _together(new, parts, left)
    if all(changing[name] >= REFRESH_STEP for name in left if left[name]):
        return Refresh(countable, takes_out=left.total() > 0)
    return Refresh(_together(new, parts, Counter())[0], takes_out=False)


def _together(
    new: Counter[Membership], parts: Mapping[Membership, Collection[str]], left: Counter[str]
) -> tuple[frozenset[Membership], Counter[str]]:
    """The most that can be counted with ten changes or more in every part that changes, and these changes."""
    countable = frozenset(new)
    while True:
        changing = left.copy()
        for membership in countable:
            changing.update(dict.fromkeys(parts[membership], new[membership]))
        enough = frozenset(
            membership
            for membership in countable
            if all(changing[name] >= REFRESH_STEP for name in parts[membership])
        )
        if enough == countable:
            return countable, changing
        countable = enough


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
