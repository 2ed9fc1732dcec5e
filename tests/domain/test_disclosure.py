"""Which groups may be shown, and that nothing about the others follows from it."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.disclosure import MIN_PEOPLE, REFRESH_STEP, Group, Membership, refresh, shown

counts = st.one_of(st.integers(0, 8), st.integers(0, 60))


@st.composite
def divisions(draw: st.DrawFn) -> list[Group]:
    """A single choice with two to four options, divided among up to six groups."""
    options = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(counts, min_size=options, max_size=options), max_size=6))
    spare = st.integers(0, 3)
    return [Group(f"g{n}", sum(row), tuple(row), sum(row) + draw(spare)) for n, row in enumerate(rows)]


def hidden_of(groups: list[Group]) -> list[Group]:
    visible = shown(groups)
    return [group for group in groups if group.members and group.key not in visible]


@given(divisions())
def test_no_small_group_and_no_small_count_is_shown(groups: list[Group]) -> None:
    visible = shown(groups)
    assert all(g.people >= 20 and min(g.counts) >= 5 for g in groups if g.key in visible)


@given(divisions())
def test_the_hidden_are_at_least_two_and_large_together_or_everybody_is(groups: list[Group]) -> None:
    hidden = hidden_of(groups)
    if hidden and shown(groups):
        assert len(hidden) >= 2
        assert sum(group.people for group in hidden) >= 40


@given(divisions())
def test_no_hidden_count_follows_even_for_somebody_who_knows_how_large_the_groups_are(
    groups: list[Group],
) -> None:
    """What is left of an option lies among the hidden groups as in a table with known margins: the bounds of
    a cell are Fréchet's, and a cell is found out when they meet.
    """
    hidden = hidden_of(groups)
    if not shown(groups):
        return
    left = [sum(column) for column in zip(*(group.counts for group in hidden), strict=True)]
    for group in hidden:
        for of_option in left if group.people else ():
            lowest = max(0, group.people + of_option - sum(left))
            assert lowest < min(group.people, of_option)


@given(divisions(), st.randoms())
def test_the_order_in_which_groups_come_changes_nothing(groups: list[Group], random) -> None:
    mixed = random.sample(groups, len(groups))
    assert shown(mixed) == shown(groups)


LARGE = Group("large", 100, (50, 50), 100)


@pytest.mark.parametrize(
    ("others", "visible"),
    [
        ([], {"large"}),
        ([Group("b", 20, (5, 15), 20)], {"large", "b"}),
        ([Group("b", 19, (9, 10), 19)], set()),
        ([Group("b", 20, (4, 16), 20)], set()),
        ([Group("b", 19, (9, 10), 19), Group("c", 21, (4, 17), 21)], {"large"}),
        ([Group("b", 19, (9, 10), 19), Group("c", 20, (4, 16), 20)], set()),
        ([Group("b", 30, (0, 30), 30), Group("c", 30, (4, 26), 30)], set()),
        ([Group("b", 30, (1, 29), 30), Group("c", 30, (4, 26), 30)], {"large"}),
        ([Group("b", 19, (9, 10), 19), Group("c", 60, (30, 30), 60)], {"large"}),
        ([Group("b", 0, (0, 0), 0)], {"large"}),
        ([Group("b", 0, (0, 0), 7)], set()),
    ],
    ids=[
        "alone",
        "two large enough",
        "the other too small",
        "the other with a small count",
        "two hidden of forty",
        "two hidden of thirty-nine",
        "two hidden with four in an answer together",
        "two hidden with five in an answer together",
        "one hidden takes the smallest shown along",
        "a group that nobody belongs to",
        "a group in which nobody answered",
    ],
)
def test_what_is_shown_beside_a_large_group(others: list[Group], visible: set[str]) -> None:
    assert shown([LARGE, *others]) == visible


class Showing:
    """Who is counted in the figures: kept as people, where the database only keeps numbers."""

    def __init__(self) -> None:
        self.new: dict[int, Membership] = {}
        self.shown: dict[int, Membership] = {}
        self.gone: set[int] = set()

    def come(self, person: int, membership: Membership) -> None:
        self.new[person] = membership

    def go(self, person: int) -> None:
        if self.new.pop(person, None) is None and person in self.shown:
            self.gone.add(person)

    def groups(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for person, membership in self.shown.items():
            for group in membership:
                found[group].add(person)
        return found

    def refresh(self) -> None:
        gone = Counter(group for person in self.gone for group in self.shown[person])
        members = {group: len(people) for group, people in self.groups().items()}
        due = refresh(Counter(self.new.values()), gone, members)
        taken = {person for person, membership in self.new.items() if membership in due.countable}
        self.shown |= {person: self.new.pop(person) for person in taken}
        if due.takes_out:
            self.shown = {person: kept for person, kept in self.shown.items() if person not in self.gone}
            self.gone.clear()


langs = st.sampled_from(["lang:sv"] * 6 + ["lang:ar", "lang:en"])
memberships = st.tuples(langs, st.sampled_from(["place:", "place:1"]))
happenings = st.lists(
    st.one_of(memberships, memberships, memberships, st.integers(0, 90)),
    min_size=60,
    max_size=250,
)


@settings(deadline=None)
@given(happenings)
def test_between_two_showings_whatever_can_be_seen_changes_by_ten_people_or_by_none(happenings) -> None:
    """A person comes with a membership, or the one with that number goes. What can be seen: everybody, each
    group that was large enough to be shown, and what is left of everybody without such groups.
    """
    showing = Showing()
    for number, happening in enumerate(happenings):
        if isinstance(happening, int):
            showing.go(happening)
        else:
            showing.come(number, happening)
        before, everybody = showing.groups(), set(showing.shown)
        showing.refresh()
        after = showing.groups()
        changes = [everybody ^ set(showing.shown)]
        for kind in ("lang", "place"):
            named = [group for group in before | after if group.startswith(kind)]
            alone = [group for group in named if len(before.get(group, ())) >= MIN_PEOPLE]
            changes += [before[group] ^ after.get(group, set()) for group in alone]
            others = [
                before.get(group, set()) ^ after.get(group, set()) for group in named if group not in alone
            ]
            changes.append(set().union(*others))
        assert all(not people or len(people) >= REFRESH_STEP for people in changes)


def test_what_is_countable_is_counted_whatever_waits_beside_it() -> None:
    members = {"lang:sv": 40, "lang:ar": 20, "place:": 60}
    swedish, arabic = ("lang:sv", "place:"), ("lang:ar", "place:")
    assert refresh({swedish: 10, arabic: 9}, {}, members).countable == {swedish}
    assert refresh({swedish: 9, arabic: 10}, {}, members).countable == {arabic}
    assert not refresh({swedish: 9, arabic: 9}, {}, members)
    assert refresh({swedish: 1, arabic: 9}, {}, {}).countable == {swedish, arabic}


def test_who_waits_for_a_place_does_not_make_up_the_number_of_a_language() -> None:
    members = {"lang:sv": 40, "place:": 40, "place:1": 20}
    new = {("lang:sv", "place:"): 8, ("lang:sv", "place:1"): 3}
    assert not refresh(new, {}, members)
    assert refresh(new | {("lang:sv", "place:"): 10}, {}, members).countable == {("lang:sv", "place:")}


def test_withdrawn_responses_leave_together_with_others_of_each_of_their_groups() -> None:
    members = {"lang:sv": 40, "lang:ar": 20, "place:": 60}
    swedish = ("lang:sv", "place:")
    assert not refresh({swedish: 8}, {"lang:sv": 1, "place:": 1}, members)
    assert refresh({swedish: 9}, {"lang:sv": 1, "place:": 1}, members).takes_out
    waits = refresh({swedish: 10}, {"lang:ar": 1, "place:": 1}, members)
    assert (waits.countable, waits.takes_out) == ({swedish}, False)
    assert refresh({}, {"lang:sv": 10, "place:": 10}, members).takes_out
