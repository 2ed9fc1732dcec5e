"""Gates: questions in somebody's name, which dialogues they stand for, their order, and warnings."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.domain.records import FACTS, RECORD, RESPONSIBLE, answering, facts, resolution, said, whole
from webapp.domain.gate_checks import Missing
from webapp.domain.gates import Warned, state_of, states, suggests_user_dialogue, unmet, warnings
from webapp.domain.policy import Ask, Gate, Moment, Said, When
from webapp.domain.record import DialogueType, ResolutionKind, Scope
from webapp.profiles import profiles

PROFILE = profiles()["standard"]
SAID = Said("Ord", "Avsnitt")


def asking(ask, **changes):
    return Gate("asked", Moment.PUBLISH, SAID, ask=ask, question={"sv": "?"}, **changes)


@pytest.mark.parametrize(
    ("ask", "answer", "code"),
    [
        (Ask.YES, None, "not-answered"),
        (Ask.YES, said("no"), "answered-no"),
        (Ask.YES, said("", "Jo då."), "answered-no"),
        (Ask.YES, said("yes", ""), None),
        (Ask.EITHER, None, "not-answered"),
        (Ask.EITHER, said("", "Kanske."), "not-answered"),
        (Ask.EITHER, said("no", " "), "no-reason"),
        (Ask.EITHER, said("no"), None),
        (Ask.EITHER, said("yes"), None),
        (Ask.WORDS, None, "not-answered"),
        (Ask.WORDS, said("", " "), "no-reason"),
        (Ask.WORDS, said(""), None),
    ],
)
def test_a_question_is_answered_as_the_policy_wants_it(ask, answer, code):
    state = state_of(asking(ask), PROFILE, answering(RECORD, "asked", answer))
    assert state.missing == ((Missing("answer", code),) if code else ())
    assert state.met is (code is None)
    assert state.answer == answer


def test_a_second_person_is_somebody_else_than_the_one_responsible():
    gate = asking(Ask.YES, second_person=True)
    own = state_of(gate, PROFILE, answering(RECORD, "asked", said(person=RESPONSIBLE)))
    assert own.missing == (Missing("answer", "same-person"),)
    assert state_of(gate, PROFILE, answering(RECORD, "asked", said())).met


@pytest.mark.parametrize(
    ("when", "changes", "otherwise"),
    [
        (When.ONE_BOARD, {"boards_concerned": 1}, {"boards_concerned": 2}),
        (When.SEVERAL_BOARDS, {"boards_concerned": 2}, {"boards_concerned": 1}),
        (When.POLITICAL, {"political": True}, {"political": None}),
        (When.NOT_POLITICAL, {"political": False}, {"political": None}),
        (When.OWN_AREA, {"scope": Scope.OWN_AREA}, {"scope": None}),
        (When.OVERARCHING, {"scope": Scope.OVERARCHING}, {"scope": Scope.OWN_AREA}),
        (When.LARGE_COMMON, {"scope": Scope.LARGE_COMMON}, {"scope": Scope.OVERARCHING}),
        (When.STATUTORY, {"scope": Scope.STATUTORY}, {"scope": Scope.OWN_AREA}),
        (When.PUBLIC_ENVIRONMENT, {"public_environment": True}, {"public_environment": False}),
    ],
)
def test_a_gate_for_some_dialogues_leaves_the_others_alone(when, changes, otherwise):
    gate = Gate("some", Moment.PUBLISH, SAID, "reason", when=when)
    assert gate.applies(replace(RECORD, **changes))
    assert not gate.applies(replace(RECORD, **otherwise))
    assert not gate.applies(replace(RECORD, type=DialogueType.USER, **changes))


def test_gates_come_in_the_order_of_a_dialogues_life_and_stop_at_the_moment_asked_for():
    moments = [state.gate.before for state in states(PROFILE, whole(PROFILE), Moment.REPORT)]
    assert moments == sorted(moments, key=list(Moment).index)
    assert set(moments) == {Moment.HOLD, Moment.PUBLISH}
    assert {state.gate.before for state in states(PROFILE, whole(PROFILE), Moment.HOLD)} == {Moment.HOLD}


def test_what_was_left_open_earlier_keeps_later_gates_shut_too():
    record = replace(whole(PROFILE), resolutions=(resolution(ResolutionKind.DEGREES),))
    for moment in Moment:
        found = [state.gate.id for state in unmet(PROFILE, record, moment)]
        assert found == ([] if moment < Moment.HOLD else ["decision-to-hold"])


@pytest.mark.parametrize("id_", profiles())
@pytest.mark.parametrize("type_", DialogueType)
def test_every_dialogue_can_meet_every_gate_whatever_sort_it_is(id_, type_):
    profile = profiles()[id_]
    for scope, political, boards, public in product(Scope, (True, False), (1, 2), (True, False)):
        record = whole(
            profile,
            type_,
            scope=scope,
            political=political,
            boards_concerned=boards,
            public_environment=public,
        )
        closed = {state.gate.check for state in unmet(profile, record, Moment.ARCHIVE)}
        assert closed == (
            {"political-matter"} if (id_, type_, political) == ("tjorn", "resident", False) else set()
        )


TODAY = FACTS.opens_on - timedelta(days=30)


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (RECORD, []),
        (facts(RECORD, decided_on=FACTS.closes_on + timedelta(days=27)), [Warned("short-margin", 4)]),
        (facts(RECORD, decided_on=FACTS.closes_on + timedelta(days=28)), []),
        (facts(RECORD, decided_on=None), []),
        (facts(RECORD, closes_on=FACTS.opens_on + timedelta(days=12)), [Warned("short-time", 14)]),
        (facts(RECORD, closes_on=FACTS.opens_on + timedelta(days=13)), []),
        (replace(RECORD, channels=("web",)), [Warned("only-web")]),
        (replace(facts(RECORD, target_group={}), channels=("web",)), []),
        (facts(RECORD, opens_on=TODAY - timedelta(days=1)), [Warned("opening-passed")]),
        (facts(RECORD, opens_on=TODAY), []),
    ],
)
@pytest.mark.requirement("R70")
def test_warnings_are_told_apart_from_gates(record, found):
    assert warnings(PROFILE, record, TODAY) == found


def test_a_matter_that_no_elected_body_decides_looks_like_a_user_dialogue():
    assert suggests_user_dialogue(replace(RECORD, political=False))
    assert not suggests_user_dialogue(RECORD)
    assert not suggests_user_dialogue(replace(RECORD, political=False, type=DialogueType.USER))
