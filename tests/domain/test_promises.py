"""Promises: kept, late, due or overdue; and a broken one stays broken when its day is moved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.promises import (
    After,
    Moved,
    Promise,
    PromiseKind,
    PromiseState,
    overdue,
    promise,
    promises,
)

DAY = date(2026, 3, 28)
"""The night to the 29th, clocks go forward in Sweden: days are days all the same."""
NAME = {"sv": "Maria Ek"}


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.requirement("R105")
@pytest.mark.parametrize(
    ("kept_on", "today", "state", "days"),
    [
        (None, after(-3), PromiseState.DUE, 3),
        (None, DAY, PromiseState.DUE, 0),
        (None, after(1), PromiseState.OVERDUE, 1),
        (None, after(40), PromiseState.OVERDUE, 40),
        (after(-1), after(40), PromiseState.KEPT, 0),
        (DAY, DAY, PromiseState.KEPT, 0),
        (after(2), after(40), PromiseState.LATE, 2),
    ],
)
def test_a_promise_is_kept_late_due_or_overdue(kept_on, today, state, days):
    made = Promise(PromiseKind.REPORT, NAME, DAY, kept_on)
    assert (made.state(today), made.days(today)) == (state, days)
    assert made.overdue(today) == (state is PromiseState.OVERDUE)


def test_a_day_that_is_moved_before_it_comes_is_the_new_promise():
    moved = [Moved(DAY, made_on=DAY), Moved(after(10), made_on=after(9))]
    made = promise(PromiseKind.REPORT, NAME, after(20), None, moved)
    assert (made.promised, made.new_day) == (after(20), None)
    assert made.state(after(15)) is PromiseState.DUE


def test_a_day_that_had_passed_when_it_was_moved_still_counts():
    moved = [Moved(DAY, made_on=after(1)), Moved(after(10), made_on=after(30))]
    made = promise(PromiseKind.REPORT, NAME, after(50), None, moved)
    assert (made.promised, made.new_day) == (DAY, after(50))
    assert made.state(after(40)) is PromiseState.OVERDUE
    assert (
        promise(PromiseKind.REPORT, NAME, after(50), after(45), moved).state(after(60)) is PromiseState.LATE
    )


WHOLE = After(
    compiled_by=NAME,
    compiled_on=after(0),
    reported_on=None,
    board={"sv": "Nämnden"},
    decided_on=after(10),
    next_notice=after(5),
    meeting=None,
    responsible={"sv": "Rut Berg"},
    feedback_by=after(20),
    public_told_on=None,
    participants_told_on=None,
)


def test_everything_is_promised_in_order_with_its_owner():
    assert [(each.kind, each.owner, each.promised) for each in promises(WHOLE, {})] == [
        (PromiseKind.REPORT, NAME, after(0)),
        (PromiseKind.DECISION, {"sv": "Nämnden"}, after(10)),
        (PromiseKind.FEEDBACK_PUBLIC, {"sv": "Rut Berg"}, after(20)),
        (PromiseKind.FEEDBACK_PARTICIPANTS, {"sv": "Rut Berg"}, after(20)),
    ]


def test_while_no_day_is_set_for_the_decision_the_next_notice_is_the_promise():
    found = promises(replace(WHOLE, decided_on=None), {})
    assert [(each.kind, each.promised) for each in found][1] == (PromiseKind.NOTICE, after(5))
    nothing = replace(WHOLE, decided_on=None, next_notice=None, compiled_on=None, feedback_by=None)
    assert promises(nothing, {}) == []


def test_a_notice_that_was_given_too_late_does_not_make_the_decision_late():
    moved = {"next_notice": [Moved(after(5), made_on=after(8))]}
    (decision,) = (each for each in promises(WHOLE, moved) if each.kind is PromiseKind.DECISION)
    assert decision.state(after(9)) is PromiseState.DUE


def test_feedback_that_is_late_to_all_is_told_once():
    late = overdue(promises(WHOLE, {}), after(30))
    assert [each.kind for each in late] == [
        PromiseKind.REPORT,
        PromiseKind.DECISION,
        PromiseKind.FEEDBACK_PUBLIC,
    ]
    told = replace(WHOLE, reported_on=after(0), meeting=after(10), public_told_on=after(20))
    assert [each.kind for each in overdue(promises(told, {}), after(30))] == [
        PromiseKind.FEEDBACK_PARTICIPANTS
    ]


numbers = st.integers(-400, 400)


@given(st.lists(st.tuples(numbers, numbers)), numbers, numbers, st.one_of(st.none(), numbers))
def test_moving_a_day_never_turns_what_was_overdue_into_kept_or_due(moves, day, today, kept):
    moved = [Moved(after(before), after(made)) for before, made in moves]
    made = promise(PromiseKind.REPORT, NAME, after(day), after(kept) if kept is not None else None, moved)
    broken = any(made_on > before and made_on <= today for before, made_on in moves)
    if broken and kept is None:
        assert made.overdue(after(today))
    assert made.days(after(today)) >= 0
