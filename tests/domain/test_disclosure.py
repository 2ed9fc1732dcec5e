"""Which groups may be shown, and that nothing about the others follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.disclosure import Group, shown

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
