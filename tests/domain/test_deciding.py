"""Who decides and who answers, in each municipality and for each type of dialogue."""

from dataclasses import replace

import pytest

from tests.domain.policies import (
    ELECTED,
    FORSHAGA,
    FOUR,
    HOLD,
    KUNGSBACKA,
    STANDARD,
    TJORN,
    VANERSBORG,
    after,
    closed,
    who_may,
)
from tests.domain.records import MEETING, facts, resolution, whole
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Moment
from webapp.domain.record import BodyKind, DialogueType, Resolution, ResolutionKind, Scope


@pytest.mark.requirement("R11")
@pytest.mark.parametrize("body", BodyKind)
def test_vanersborg_lets_only_elected_representatives_set_the_degrees(body):
    record = replace(
        whole(VANERSBORG),
        resolutions=(resolution(HOLD), resolution(ResolutionKind.DEGREES, body)),
    )
    assert ("degrees-resolved" in closed(VANERSBORG, record, Moment.PUBLISH)) is not body.elected


@pytest.mark.requirement("R36")
def test_vanersborg_gives_a_statutory_dialogue_to_the_board_with_its_law():
    assert who_may(VANERSBORG, scope=Scope.STATUTORY) == {BodyKind.BOARD, BodyKind.EXECUTIVE}
    record = replace(whole(VANERSBORG, scope=Scope.STATUTORY), law_reference="")
    assert closed(VANERSBORG, record, Moment.HOLD) == {"statutory-law"}
    consultation = replace(whole(VANERSBORG, DialogueType.CONSULTATION), law_reference="")
    assert closed(VANERSBORG, consultation, Moment.HOLD) == {"consultation-law"}


def test_vanersborg_leaves_large_common_dialogues_to_the_council():
    assert who_may(VANERSBORG, scope=Scope.LARGE_COMMON) == {BodyKind.COUNCIL}
    assert VANERSBORG.planning.plan == "three-years"


@pytest.mark.requirement("R39")
def test_vanersborg_lets_the_executive_committee_decide_overarching_dialogues():
    assert who_may(VANERSBORG, scope=Scope.OVERARCHING) == {BodyKind.EXECUTIVE}


def test_vanersborg_lets_a_board_decide_in_its_own_area_and_asks_first_whose_it_is():
    assert who_may(VANERSBORG, scope=Scope.OWN_AREA) == {BodyKind.BOARD, BodyKind.EXECUTIVE}
    assert after(VANERSBORG, Moment.HOLD, scope=None) == {"scope"}


def test_vanersborg_consults_other_boards_on_an_overarching_dialogue():
    record = replace(whole(VANERSBORG, scope=Scope.OVERARCHING), boards_consulted=0)
    assert closed(VANERSBORG, record, Moment.PUBLISH) == {"boards-consulted"}


@pytest.mark.requirement("R19")
def test_tjorn_turns_a_matter_without_a_political_decision_into_a_user_dialogue():
    assert after(TJORN, Moment.HOLD, political=False) == {"political-matter"}
    user = replace(whole(TJORN, DialogueType.USER), political=False, politicians=(), resolutions=())
    assert closed(TJORN, user, Moment.ARCHIVE) == set()


@pytest.mark.requirement("R45")
def test_tjorn_holds_a_dialogue_only_when_politics_has_decided_with_day_and_paragraph():
    assert after(TJORN, Moment.HOLD, resolutions=()) == {"board-decides"}
    for half in (Resolution(HOLD, BodyKind.BOARD, None, "§ 1"), Resolution(HOLD, BodyKind.BOARD, MEETING)):
        assert after(TJORN, Moment.HOLD, resolutions=(half,)) == {"board-decides"}
    assert after(TJORN, Moment.HOLD, boards_concerned=0) == {"boards-concerned"}
    for boards in (1, 2):
        assert who_may(TJORN, boards_concerned=boards) <= ELECTED


@pytest.mark.requirement("R46")
def test_tjorn_lets_the_board_decide_in_a_matter_of_its_own():
    assert who_may(TJORN, boards_concerned=1) == {BodyKind.BOARD, BodyKind.EXECUTIVE}


@pytest.mark.requirement("R47")
def test_tjorn_lets_only_the_council_decide_where_several_boards_are_concerned():
    assert who_may(TJORN, boards_concerned=2) == {BodyKind.COUNCIL}


@pytest.mark.requirement("R61")
def test_forshaga_lets_no_administration_decide_to_hold_a_dialogue():
    assert who_may(FORSHAGA) == ELECTED | {BodyKind.PREPARATORY}
    assert after(FORSHAGA, Moment.HOLD, resolutions=()) == {"elected-decide-to-hold"}


@pytest.mark.requirement("R55")
def test_kungsbacka_lets_an_administration_begin_unless_the_dialogue_is_political():
    begun = replace(whole(KUNGSBACKA, political=False), resolutions=())
    assert closed(KUNGSBACKA, begun, Moment.HOLD) == set()
    assert KUNGSBACKA.deciding_rule(whole(KUNGSBACKA, political=False)).bodies[0] is BodyKind.ADMINISTRATION
    assert who_may(KUNGSBACKA, political=True) == {BodyKind.BOARD, BodyKind.EXECUTIVE}
    assert after(KUNGSBACKA, Moment.HOLD, political=None) == {"political-known"}
    assert after(KUNGSBACKA, Moment.PUBLISH, politicians=()) == {"board-takes-part"}
    free = replace(whole(KUNGSBACKA, political=False), politicians=())
    assert closed(KUNGSBACKA, free, Moment.PUBLISH) == set()


def test_kungsbacka_always_has_a_person_responsible():
    assert after(KUNGSBACKA, Moment.PUBLISH, responsible=None) == {"responsible"}


@pytest.mark.requirement("R57")
def test_forshaga_wants_an_official_where_kungsbacka_takes_anybody():
    assert after(FORSHAGA, Moment.PUBLISH, responsible_is_official=False) == {"responsible-official"}
    assert after(KUNGSBACKA, Moment.PUBLISH, responsible_is_official=False) == set()


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("profile", [*FOUR, STANDARD], ids=lambda profile: profile.id)
def test_a_consultation_has_its_own_time_report_law_and_official_everywhere(profile):
    record = replace(whole(profile, DialogueType.CONSULTATION), resolutions=(), answers={}, politicians=())
    assert closed(profile, record, Moment.ARCHIVE) == set()
    short = facts(record, closes_on=record.facts.opens_on)
    assert "consultation-time" in closed(profile, short, Moment.PUBLISH)
    for missing, gate in (
        ({"result_text": {}}, "consultation-report"),
        ({"law_reference": ""}, "consultation-law"),
        ({"responsible_is_official": False}, "consultation-responsible"),
        ({"feedback_text": {}}, "consultation-feedback-texts"),
    ):
        assert closed(profile, replace(record, **missing), Moment.ARCHIVE) == {gate}


@pytest.mark.parametrize("profile", [*FOUR, STANDARD], ids=lambda profile: profile.id)
def test_a_user_dialogue_is_an_officials_and_has_no_political_gate(profile):
    political = {"resolved-to-hold", "degrees-resolved", "politicians", "political-matter", "decision"}
    gates = [gate for gate in profile.gates if DialogueType.USER in gate.types]
    assert not political & {gate.check for gate in gates}
    assert all(gate.who is not Role.POLITICIAN for gate in gates)
    record = replace(whole(profile, DialogueType.USER), responsible_is_official=False)
    assert closed(profile, record, Moment.PUBLISH) == {"user-responsible"}
