"""Each check that a policy can put before a stage: unmet in every way it can be, and met."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.records import FACTS, MEETING, facts, resolution, whole
from webapp.domain.gate_checks import CHECKS, Missing
from webapp.domain.ladder import LadderStep
from webapp.domain.record import BodyKind, Resolution, ResolutionKind, Scope
from webapp.profiles import profiles

PROFILE = profiles()["standard"]
WHOLE = whole(PROFILE)
HOLD, DEGREES = ResolutionKind.HOLD, ResolutionKind.DEGREES
ONLY_SV = {"sv": "Text"}
NO_LANGUAGE = {"languages": ()}


def some(*resolutions):
    return replace(WHOLE, resolutions=resolutions)


UNMET = [
    ("reason", replace(WHOLE, reason="  "), Missing("reason")),
    ("initiator", replace(WHOLE, initiator=None), Missing("initiator")),
    ("concerned-boards", replace(WHOLE, boards_concerned=0), Missing("boards")),
    ("scope", replace(WHOLE, scope=None), Missing("scope")),
    ("political-matter", replace(WHOLE, political=None), Missing("political")),
    ("political-matter", replace(WHOLE, political=False), Missing("political", "not-political")),
    ("political-known", replace(WHOLE, political=None), Missing("political")),
    ("purpose", facts(WHOLE, purpose={}), Missing("purpose")),
    ("purpose", facts(WHOLE, purpose=ONLY_SV), Missing("purpose", "languages", ("en",))),
    ("purpose", facts(WHOLE, purpose={}, **NO_LANGUAGE), Missing("purpose")),
    ("purpose-and-goal", facts(WHOLE, purpose={"en": "Text"}), Missing("purpose")),
    ("purpose-and-goal", replace(WHOLE, goal={}), Missing("goal")),
    ("goal", replace(WHOLE, goal={"en": "Text"}), Missing("goal")),
    ("target-group", facts(WHOLE, target_group={}), Missing("target_group")),
    ("target-group", facts(WHOLE, target_group={}, **NO_LANGUAGE), Missing("target_group")),
    ("steering-goal", replace(WHOLE, steering_goal=""), Missing("steering_goal")),
    ("law-reference", replace(WHOLE, law_reference=""), Missing("law_reference")),
    ("resources", replace(WHOLE, resources=" "), Missing("resources")),
    ("phase", replace(WHOLE, phase=None), Missing("phase")),
    ("methods", replace(WHOLE, methods=()), Missing("methods")),
    ("methods", facts(WHOLE, weighing={}), Missing("weighing")),
    ("methods", facts(WHOLE, target_group={}), Missing("target_group")),
    ("methods", facts(WHOLE, purpose={}), Missing("purpose")),
    ("channels", replace(WHOLE, channels=()), Missing("channels")),
    ("politicians", replace(WHOLE, politicians=()), Missing("politicians")),
    ("responsible", replace(WHOLE, responsible=None), Missing("responsible")),
    ("responsible-official", replace(WHOLE, responsible=None), Missing("responsible")),
    (
        "responsible-official",
        replace(WHOLE, responsible_is_official=False),
        Missing("responsible", "not-an-official"),
    ),
    (
        "boards-consulted",
        replace(WHOLE, scope=Scope.OVERARCHING, boards_consulted=0),
        Missing("boards", "not-consulted"),
    ),
    ("degree-in-decision", facts(WHOLE, step=None), Missing("step")),
    (
        "degree-in-decision",
        facts(WHOLE, step=LadderStep.INFORMATION),
        Missing("step", "step-not-allowed"),
    ),
    ("degree-in-process", replace(WHOLE, process_degree=None), Missing("process_degree")),
    ("degrees-resolved", some(), Missing("resolution-degrees")),
    (
        "degrees-resolved",
        some(resolution(DEGREES, BodyKind.ADMINISTRATION)),
        Missing("resolution-degrees", "not-elected"),
    ),
    (
        "degrees-resolved",
        some(resolution(DEGREES, paragraph=" ")),
        Missing("resolution-degrees", "incomplete"),
    ),
    (
        "more-than-information",
        facts(WHOLE, step=LadderStep.INFORMATION),
        Missing("step", "nothing-to-influence"),
    ),
    ("something-to-influence", facts(WHOLE, step=None), Missing("step")),
    (
        "something-to-influence",
        facts(WHOLE, step=LadderStep.INFORMATION),
        Missing("step", "nothing-to-influence"),
    ),
    ("something-to-influence", facts(WHOLE, can_influence={"sv": " "}), Missing("can_influence")),
    ("advisory", facts(WHOLE, step=LadderStep.CO_DECISION), Missing("step", "binding")),
    ("resolved-to-hold", some(resolution(DEGREES)), Missing("resolution-hold")),
    (
        "resolved-to-hold",
        some(resolution(HOLD, BodyKind.ADMINISTRATION)),
        Missing("resolution-hold", "wrong-body"),
    ),
    ("resolved-to-hold", some(resolution(HOLD, paragraph="")), Missing("resolution-hold", "incomplete")),
    (
        "resolved-to-hold",
        some(Resolution(HOLD, BodyKind.BOARD, None, "§ 12")),
        Missing("resolution-hold", "incomplete"),
    ),
    ("decision-to-come", facts(WHOLE, board=None), Missing("board")),
    ("decision-to-come", facts(WHOLE, matter={}), Missing("matter")),
    ("decision-to-come", facts(WHOLE, decided_on=None), Missing("decided_on")),
    (
        "decision-to-come",
        facts(WHOLE, decided_on=FACTS.compiled_on - timedelta(days=1)),
        Missing("decided_on", "decided-before-compiled"),
    ),
    ("decision-to-come", replace(WHOLE, deciding_body_dissolved=True), Missing("board", "dissolved")),
    (
        "decision-to-come",
        replace(WHOLE, deciding_body=BodyKind.ADMINISTRATION),
        Missing("board", "not-elected"),
    ),
    ("use-of-result", facts(WHOLE, weighing={}), Missing("weighing")),
    ("use-of-result", facts(WHOLE, compiled_by=""), Missing("compiled_by")),
    ("use-of-result", facts(WHOLE, compiled_on=None), Missing("compiled_on")),
    ("use-of-result", facts(WHOLE, feedback_by=None), Missing("feedback_by")),
    ("use-of-result", facts(WHOLE, contact_name=""), Missing("contact_name")),
    ("open-long-enough", facts(WHOLE, opens_on=None), Missing("opens_on")),
    ("open-long-enough", facts(WHOLE, closes_on=None), Missing("closes_on")),
    (
        "open-long-enough",
        facts(WHOLE, closes_on=FACTS.opens_on + timedelta(days=19)),
        Missing("closes_on", "too-short"),
    ),
    ("report", replace(WHOLE, result_text={}), Missing("result_text")),
    ("basis-reference", replace(WHOLE, basis_reference=""), Missing("basis_reference")),
    ("decision", replace(WHOLE, decision_meeting=None), Missing("decision_meeting")),
    ("decision", replace(WHOLE, decision_paragraph=""), Missing("decision_paragraph")),
    ("measures", replace(WHOLE, findings=0), Missing("findings")),
    ("measures", replace(WHOLE, findings_without_outcome=1), Missing("findings", "without-outcome")),
    ("feedback-texts", replace(WHOLE, feedback_text=ONLY_SV), Missing("feedback_text", "languages", ("en",))),
    ("feedback-texts", replace(WHOLE, onward_text={}), Missing("onward_text", "missing", ("sv", "en"))),
    ("feedback-told", replace(WHOLE, told_public=False), Missing("told_public")),
    ("feedback-told", replace(WHOLE, told_participants=False), Missing("told_participants")),
    ("evaluation", replace(WHOLE, evaluated_items=frozenset({"process"})), Missing("evaluation")),
    ("registration-number", replace(WHOLE, registration_number=""), Missing("registration_number")),
]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_met_by_a_dialogue_where_nothing_is_missing(name):
    assert list(CHECKS[name].look(WHOLE, PROFILE)) == []


@pytest.mark.parametrize(("name", "record", "missing"), UNMET)
def test_a_check_says_what_is_missing_and_only_that(name, record, missing):
    assert list(CHECKS[name].look(record, PROFILE)) == [missing]


def test_no_check_is_without_a_way_to_be_unmet():
    assert {name for name, _record, _missing in UNMET} == set(CHECKS)


def test_two_halves_of_one_demand_are_told_each_by_itself():
    found = list(
        CHECKS["feedback-told"].look(replace(WHOLE, told_public=False, told_participants=False), PROFILE)
    )
    assert found == [Missing("told_public"), Missing("told_participants")]


def test_a_notice_of_the_day_stands_in_for_a_meeting_that_has_none_yet():
    later = facts(WHOLE, decided_on=None, next_notice=date(2027, 6, 1))
    assert list(CHECKS["decision-to-come"].look(later, PROFILE)) == []


def test_a_matter_of_one_area_needs_no_consultation_of_other_boards():
    assert list(CHECKS["boards-consulted"].look(replace(WHOLE, boards_consulted=0), PROFILE)) == []


def test_an_administration_decides_without_a_paragraph_where_the_policy_lets_it_decide():
    profile = profiles()["kungsbacka"]
    record = replace(
        whole(profile),
        political=False,
        resolutions=(Resolution(HOLD, BodyKind.ADMINISTRATION, MEETING),),
    )
    assert list(CHECKS["resolved-to-hold"].look(record, profile)) == []


def test_nobody_can_decide_where_no_rule_says_who():
    profile = replace(PROFILE, deciding=())
    found = list(CHECKS["resolved-to-hold"].look(WHOLE, profile))
    assert found == [Missing("scope", "who-decides-unknown")]


def test_one_right_decision_is_enough_among_wrong_ones():
    record = some(resolution(HOLD, BodyKind.ADMINISTRATION), resolution(HOLD, paragraph=""), resolution(HOLD))
    assert list(CHECKS["resolved-to-hold"].look(record, PROFILE)) == []


def test_twenty_one_days_are_counted_with_the_first_and_the_last():
    exactly = facts(WHOLE, closes_on=FACTS.opens_on + timedelta(days=20))
    assert list(CHECKS["open-long-enough"].look(exactly, PROFILE)) == []


def test_an_information_meeting_may_have_nothing_to_act_on():
    told = replace(facts(WHOLE, step=LadderStep.INFORMATION), findings=0)
    assert list(CHECKS["measures"].look(told, PROFILE)) == []
    asked = replace(told, findings=1, findings_without_outcome=1)
    assert list(CHECKS["measures"].look(asked, PROFILE)) == [Missing("findings", "without-outcome")]
