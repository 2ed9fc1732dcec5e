"""What each policy demands before, during and after a dialogue, as its profile holds it to that."""

from dataclasses import replace

import pytest

from tests.domain.policies import (
    ELECTED,
    FORSHAGA,
    FOUR,
    KUNGSBACKA,
    STANDARD,
    TJORN,
    VANERSBORG,
    after,
    answers_that_open,
    closed,
    who_may,
    without_fact,
)
from tests.domain.records import RESPONSIBLE, answering, said, whole
from webapp.domain.gates import unmet
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Moment
from webapp.domain.record import BodyKind, DialogueType

ONLY_SV = {"sv": "Text"}


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("gate", ["question-open", "politicians-open"])
def test_vanersborg_holds_no_dialogue_unless_politicians_attest_that_it_can_be_moved(gate):
    assert answers_that_open(VANERSBORG, gate) == {"yes", "bare"}
    assert VANERSBORG.gates_by_id[gate].who is Role.POLITICIAN
    assert VANERSBORG.gates_by_id[gate].before is Moment.HOLD


def test_vanersborg_settles_goal_purpose_target_group_and_degree_before_opening():
    assert without_fact(VANERSBORG, purpose={}) == {"purpose-and-goal"}
    assert after(VANERSBORG, Moment.PUBLISH, goal={}) == {"purpose-and-goal"}
    assert without_fact(VANERSBORG, target_group={}) == {"target-group"}
    assert without_fact(VANERSBORG, step=None) == {"degree-in-decision", "open-to-influence"}


@pytest.mark.requirement("R8")
def test_vanersborg_gives_no_feedback_before_a_meeting_and_a_paragraph_are_known():
    for missing in ({"decision_meeting": None}, {"decision_paragraph": ""}):
        assert after(VANERSBORG, Moment.FEED_BACK, **missing) == {"handled-politically"}


@pytest.mark.requirement("R9")
def test_vanersborg_tells_those_who_took_part_and_the_public():
    for missing in ({"told_public": False}, {"told_participants": False}):
        assert after(VANERSBORG, Moment.EVALUATE, **missing) == {"feedback-told"}
    assert after(VANERSBORG, Moment.FEED_BACK, feedback_text={}) == {"feedback-texts"}


def test_vanersborg_asks_for_the_degree_in_the_process_and_in_the_decision_apart():
    assert after(VANERSBORG, Moment.PUBLISH, process_degree=None) == {"degree-in-process"}
    assert "degree-in-process" not in without_fact(VANERSBORG, step=None)


@pytest.mark.requirement("R14")
def test_vanersborg_answers_for_languages_easy_reading_paper_and_access():
    assert answers_that_open(VANERSBORG, "equal-languages") == {"yes", "no", "words"}
    for gate in ("equal-easy-reading", "equal-paper"):
        assert answers_that_open(VANERSBORG, gate) == {"yes", "no"}
    assert answers_that_open(VANERSBORG, "equal-access") == {"yes", "bare"}


@pytest.mark.requirement("R20")
def test_tjorn_names_the_politicians_and_the_decision_to_come():
    assert after(TJORN, Moment.PUBLISH, politicians=()) == {"politicians"}
    assert without_fact(TJORN, decided_on=None) == {"decision-to-come"}
    assert after(TJORN, Moment.PUBLISH, deciding_body=BodyKind.ADMINISTRATION) == {"decision-to-come"}


@pytest.mark.requirement("R21")
def test_tjorn_asks_whether_the_matter_is_long_term_and_keeps_either_answer():
    assert answers_that_open(TJORN, "long-term") == {"yes", "no"}


@pytest.mark.requirement("R24")
def test_tjorn_lets_somebody_else_than_the_person_responsible_say_that_the_text_is_neutral():
    own = answering(whole(TJORN), "neutral", said(person=RESPONSIBLE))
    assert closed(TJORN, own, Moment.PUBLISH) == {"neutral"}
    assert answers_that_open(TJORN, "neutral") == {"yes", "bare"}
    assert TJORN.gates_by_id["neutral"].points


@pytest.mark.requirement("R26", "R73", "R78")
def test_an_information_meeting_is_a_dialogue_in_forshaga_alone():
    informing = {"step": LadderStep.INFORMATION, "can_influence": {}}
    degree, nothing_open = {"degree-in-decision"}, {"open-to-influence"}
    assert without_fact(FORSHAGA, **informing) == set()
    assert without_fact(VANERSBORG, **informing) == degree | nothing_open
    assert without_fact(KUNGSBACKA, **informing) == degree | nothing_open
    assert without_fact(TJORN, **informing) == degree | nothing_open | {"not-information"}
    words = TJORN.gates_by_id["not-information"].said.words
    assert words == "Inte heller om att informera om vad kommunen gör."


@pytest.mark.requirement("R60")
def test_a_result_can_bind_where_the_policy_does_not_say_that_it_is_advice():
    binding = {"step": LadderStep.CO_DECISION, "commitment": "KF § 12"}
    for profile in (VANERSBORG, KUNGSBACKA, STANDARD):
        assert without_fact(profile, **binding) == set()
    assert without_fact(TJORN, **binding) == {"degree-in-decision", "advisory"}
    assert without_fact(FORSHAGA, **binding) == {"degree-in-decision", "elected-always-decide"}
    assert "rådgivande" in TJORN.gates_by_id["advisory"].said.words
    assert "alltid förtroendevalda" in FORSHAGA.gates_by_id["elected-always-decide"].said.words


@pytest.mark.requirement("R50", "R61")
@pytest.mark.parametrize("profile", [TJORN, FORSHAGA], ids=lambda profile: profile.id)
def test_measures_are_decided_on_by_politicians_before_feedback(profile):
    assert after(profile, Moment.FEED_BACK, findings_without_outcome=1) == {"measures"}
    assert after(profile, Moment.FEED_BACK, decision_paragraph="") == {"decision"}


@pytest.mark.requirement("R63")
def test_forshaga_considers_each_proposal_and_keeps_a_no_with_its_reason():
    assert answers_that_open(FORSHAGA, "concerns-residents") == {"yes", "no"}
    assert FORSHAGA.gates_by_id["concerns-residents"].before is Moment.CONSIDER


@pytest.mark.parametrize(
    ("gate", "opens"),
    [
        pytest.param("can-we-be-influenced", {"yes", "bare"}, marks=pytest.mark.requirement("R64")),
        pytest.param("do-residents-care", {"yes", "no"}, marks=pytest.mark.requirement("R65")),
        pytest.param("more-knowledge", {"yes", "no"}, marks=pytest.mark.requirement("R66")),
        pytest.param("residents-learn", {"yes", "no"}, marks=pytest.mark.requirement("R67")),
    ],
)
def test_forshaga_asks_four_questions_and_only_a_no_to_the_first_stops_it(gate, opens):
    assert answers_that_open(FORSHAGA, gate) == opens
    assert FORSHAGA.gates_by_id[gate].before is Moment.HOLD


@pytest.mark.requirement("R29")
def test_forshaga_asks_what_is_systematic_what_is_pressing_and_which_decision_it_is_part_of():
    for gate in ("systematic", "urgent"):
        assert answers_that_open(FORSHAGA, gate) == {"yes", "no", "words"}
    assert without_fact(FORSHAGA, matter={}) == {"part-of-decision"}


@pytest.mark.requirement("R68")
def test_tjorn_writes_down_the_need_and_the_importance_when_a_dialogue_is_considered():
    assert after(TJORN, Moment.CONSIDER, reason="") == {"need"}
    assert answers_that_open(TJORN, "important") == {"yes", "no", "words"}


@pytest.mark.requirement("R69")
def test_kungsbacka_considers_dialogue_on_public_environment_and_no_other_matter():
    asked = answering(whole(KUNGSBACKA), "public-environment", None)
    assert closed(KUNGSBACKA, asked, Moment.CONSIDER) == set()
    public = replace(asked, public_environment=True)
    assert closed(KUNGSBACKA, public, Moment.CONSIDER) == {"public-environment"}


@pytest.mark.requirement("R72")
def test_tjorn_opens_only_with_a_purpose_and_something_to_influence():
    assert without_fact(TJORN, purpose={}) == {"purpose", "methods"}
    assert without_fact(TJORN, can_influence={}) == {"open-to-influence"}


@pytest.mark.requirement("R75", "R82")
def test_kungsbacka_asks_for_phase_reason_resources_purpose_and_goal():
    assert after(KUNGSBACKA, Moment.PUBLISH, phase=None) == {"phase"}
    assert after(KUNGSBACKA, Moment.CONSIDER, reason="") == {"wish-to-engage"}
    assert after(KUNGSBACKA, Moment.PUBLISH, resources="") == {"resources"}
    assert after(KUNGSBACKA, Moment.PUBLISH, goal={}) == {"purpose-and-goal"}
    assert after(KUNGSBACKA, Moment.PUBLISH, goal=ONLY_SV) == set()
    assert without_fact(KUNGSBACKA, purpose={}) == {"purpose-and-goal"}


@pytest.mark.requirement("R81")
def test_tjorn_chooses_methods_after_target_group_purpose_and_use():
    assert after(TJORN, Moment.PUBLISH, methods=()) == {"methods"}
    for name in ("target_group", "purpose", "weighing"):
        assert "methods" in without_fact(TJORN, **{name: {}})


@pytest.mark.parametrize(
    ("profile", "gate", "opens"),
    [
        pytest.param(KUNGSBACKA, "particular-groups", {"yes", "no"}, marks=pytest.mark.requirement("R84")),
        pytest.param(TJORN, "good-conditions", {"yes", "bare"}, marks=pytest.mark.requirement("R93")),
        pytest.param(TJORN, "age", {"yes", "no", "words"}, marks=pytest.mark.requirement("R94")),
        pytest.param(TJORN, "language", {"yes", "no", "words"}, marks=pytest.mark.requirement("R94")),
        pytest.param(TJORN, "disability", {"yes", "no", "words"}, marks=pytest.mark.requirement("R94")),
        pytest.param(TJORN, "outreach", {"yes", "no"}),
    ],
)
def test_whom_to_think_of_is_answered_before_opening(profile, gate, opens):
    assert answers_that_open(profile, gate) == opens
    assert profile.gates_by_id[gate].before is Moment.PUBLISH


@pytest.mark.requirement("R104")
def test_tjorn_lets_nobody_decide_without_the_result_in_the_basis():
    assert after(TJORN, Moment.DECIDE, basis_reference=" ") == {"decision-basis"}


@pytest.mark.requirement("R106", "R107")
@pytest.mark.parametrize("profile", FOUR, ids=lambda profile: profile.id)
def test_feedback_has_two_texts_in_every_language_offered(profile):
    for missing in ({"feedback_text": {}}, {"onward_text": {}}, {"onward_text": ONLY_SV}):
        assert after(profile, Moment.FEED_BACK, **missing) == {"feedback-texts"}


@pytest.mark.requirement("R108", "R109")
@pytest.mark.parametrize("profile", [*FOUR, STANDARD], ids=lambda profile: profile.id)
@pytest.mark.parametrize("type_", DialogueType)
def test_nothing_is_archived_before_every_item_is_evaluated(profile, type_):
    record = whole(profile, type_)
    for item in profile.items_for(type_):
        lacking = replace(record, evaluated_items=record.evaluated_items - {item.id})
        states = unmet(profile, lacking, Moment.ARCHIVE)
        assert [state.gate.check for state in states] == ["evaluation"]


@pytest.mark.requirement("R116")
def test_tjorn_evaluates_one_item_for_each_effect_that_its_policy_hopes_for():
    effects = [item for item in TJORN.evaluation if item.part == "effect"]
    assert len({item.said.words for item in effects}) == len(effects) == 13


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        pytest.param(VANERSBORG, {"influence", "trust", "learning"}, marks=pytest.mark.requirement("R115")),
        pytest.param(FORSHAGA, {"knowledge", "priorities", "trust"}, marks=pytest.mark.requirement("R117")),
        (
            KUNGSBACKA,
            {"basis", "insight", "participation", "meaningful", "open-climate", "respect", "natural-part"},
        ),
        (TJORN, {"process", "meaningful"}),
    ],
)
def test_the_bank_of_items_is_the_policys_own(profile, wanted):
    assert wanted <= {item.id for item in profile.evaluation}


def test_forshaga_and_the_standard_judge_process_method_and_result():
    for profile in (FORSHAGA, STANDARD):
        assert {item.part for item in profile.evaluation} >= {"process", "method", "result"}


def test_a_municipality_can_take_the_other_word_of_the_same_policy():
    assert VANERSBORG.words["sv"].singular == "invånardialog"
    assert VANERSBORG.other_words["sv"].definite_plural == "medborgardialogerna"
    assert VANERSBORG.other_words.keys() == VANERSBORG.words.keys()


def test_each_policy_has_its_name_day_validity_and_what_else_it_says_of_itself():
    assert [profile.policy.registration_number for profile in FOUR] == ["KS 2020/420", "", "", "KS 2017/261"]
    assert [bool(profile.policy.owner) for profile in FOUR] == [True, True, False, True]
    assert all(profile.policy.adopted and profile.policy.valid for profile in FOUR)


def test_the_standard_asks_for_the_core_that_the_four_share():
    assert {gate.check for gate in STANDARD.gates if DialogueType.RESIDENT in gate.types} == {
        *("something-to-influence", "purpose-and-goal", "target-group", "degree-in-decision"),
        *("degree-in-process", "degrees-resolved", "resolved-to-hold", "responsible", "decision-to-come"),
        *("use-of-result", "decision", "feedback-texts", "feedback-told", "evaluation"),
    }
    assert not any(gate.ask for gate in STANDARD.gates)
    assert who_may(STANDARD) == ELECTED
