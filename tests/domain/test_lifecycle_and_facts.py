"""Stages that follow from dates, rights as a table, and the facts that honesty demands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.domain.core_facts import CoreFacts, Unmet, unmet
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import LIVING, PREPARING, RULES, Action, Milestones, Role, Stage, may, stage_on

OPENS, CLOSES = date(2027, 3, 1), date(2027, 3, 28)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (OPENS - timedelta(days=1), Stage.PLANNED),
        (OPENS, Stage.OPEN),
        (CLOSES, Stage.OPEN),
        (CLOSES + timedelta(days=1), Stage.CLOSED),
    ],
)
def test_the_stage_follows_the_dates_both_days_included(day, stage):
    assert stage_on(day, Milestones(True, OPENS, CLOSES)) is stage


def test_nothing_is_public_before_it_is_published_whatever_the_dates():
    assert stage_on(OPENS, Milestones(False, OPENS, CLOSES)) is Stage.PROPOSED


def test_closing_early_ends_it_the_same_day():
    assert stage_on(OPENS, Milestones(True, OPENS, CLOSES, ended_on=OPENS)) is Stage.CLOSED


def test_what_came_of_it_is_told_in_order():
    over = Milestones(True, OPENS, CLOSES, ended_on=CLOSES)
    assert stage_on(CLOSES, replace(over, reported=True)) is Stage.REPORTED
    assert stage_on(CLOSES, replace(over, reported=True, decided=True)) is Stage.DECIDED
    assert stage_on(CLOSES, replace(over, reported=True, decided=True, fed_back=True)) is Stage.FED_BACK


def test_every_action_has_a_rule_and_nobody_without_a_role_may_anything():
    assert set(RULES) == set(Action)
    assert not any(may(action, stage, []) for action in Action for stage in Stage)


def test_residents_answers_are_read_only_by_those_who_handle_them():
    readers = {role for role in Role if may(Action.READ_RESULTS, Stage.OPEN, [role])}
    assert readers == {Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN}


def test_core_facts_can_only_be_edited_before_opening():
    assert {stage for stage in Stage if may(Action.EDIT_FACTS, stage, list(Role))} == PREPARING


def test_results_are_published_only_when_no_more_answers_come():
    assert {stage for stage in Stage if may(Action.PUBLISH_RESULT, stage, list(Role))} == LIVING


TEXT = {"sv": "text", "ar": "نص"}
WHOLE = CoreFacts(
    title=TEXT,
    purpose=TEXT,
    target_group=TEXT,
    step=LadderStep.CONSULTATION,
    step_decision="KS § 4",
    can_influence=TEXT,
    cannot_influence=TEXT,
    matter=TEXT,
    weighing=TEXT,
    board="Kommunstyrelsen",
    opens_on=OPENS,
    closes_on=CLOSES,
    compiled_by="Maria Ek",
    compiled_on=CLOSES + timedelta(days=5),
    decided_on=CLOSES + timedelta(days=20),
    feedback_by=CLOSES + timedelta(days=30),
    contact_name="Maria Ek",
    contact_phone="0500-1",
    languages=("sv", "ar"),
)


def test_whole_facts_have_nothing_unmet():
    assert unmet(WHOLE) == []


def test_an_empty_dialogue_is_told_everything_it_lacks():
    lacking = {item.fact for item in unmet(CoreFacts(languages=("sv",)))}
    assert {"title", "purpose", "step", "board", "opens_on", "feedback_by", "contact_name"} <= lacking


def test_a_text_must_be_there_in_every_language_offered():
    assert unmet(replace(WHOLE, purpose={"sv": "text"})) == [Unmet("purpose", "languages", ("ar",))]


def test_influence_from_consultation_on_needs_something_to_influence():
    assert unmet(replace(WHOLE, can_influence={})) == [Unmet("can_influence")]
    assert unmet(replace(WHOLE, can_influence={}, step=LadderStep.INFORMATION)) == []


def test_co_decision_needs_a_decision_to_follow_the_result():
    bound = replace(WHOLE, step=LadderStep.CO_DECISION)
    assert [item.fact for item in unmet(bound)] == ["commitment"]
    assert unmet(replace(bound, commitment="KF § 9")) == []


def test_a_day_that_is_not_set_needs_a_day_for_the_next_notice():
    assert [item.fact for item in unmet(replace(WHOLE, decided_on=None))] == ["decided_on"]
    assert unmet(replace(WHOLE, decided_on=None, next_notice=CLOSES)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closes_on": OPENS - timedelta(days=1)}, "closes-before-opening"),
        ({"compiled_on": CLOSES - timedelta(days=1)}, "compiled-before-closing"),
        ({"decided_on": CLOSES - timedelta(days=1)}, "decided-before-closing"),
        ({"decided_on": CLOSES + timedelta(days=1)}, "decided-before-compiled"),
        ({"feedback_by": CLOSES - timedelta(days=1)}, "feedback-before-closing"),
        ({"feedback_by": CLOSES + timedelta(days=19)}, "feedback-before-decision"),
    ],
)
def test_days_in_the_wrong_order_are_named(changes, code):
    assert code in [item.code for item in unmet(replace(WHOLE, **changes))]
