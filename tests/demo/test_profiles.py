"""The demo municipality under every policy that comes with the product."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.described import STAGES
from tests.factories import TODAY
from webapp.demo.content import read
from webapp.demo.fill import DIALOGUES, fill
from webapp.demo.policy import PASSED
from webapp.domain import gates
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Moment, PolicyProfile
from webapp.domain.record import DialogueType, ResolutionKind
from webapp.models import Board, Dialogue, Municipality, StaffMember, StoredAnswer, StoredResolution
from webapp.models.database import make_engine
from webapp.models.record import record_of
from webapp.profiles import profiles

SHIPPED = ("forshaga", "kungsbacka", "standard", "tjorn", "vanersborg")


@pytest.fixture(scope="module", params=SHIPPED)
def profile(request: pytest.FixtureRequest) -> PolicyProfile:
    return profiles()[request.param]


@pytest.fixture(scope="module")
def town(
    profile: PolicyProfile, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """The demo under one policy, filled once for all tests here: they only read it."""
    path = tmp_path_factory.mktemp(profile.id) / "demo.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    engine = make_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        fill(session, TODAY, profile.id)
        session.commit()
        yield session
    engine.dispose()


def found(town: Session, name: str) -> Dialogue:
    return town.scalars(select(Dialogue).where(Dialogue.slug == read(f"{name}/facts")["slug"])).one()


def of(town: Session, model: type[StoredAnswer] | type[StoredResolution], dialogue: Dialogue) -> list:
    return list(town.scalars(select(model).where(model.dialogue_id == dialogue.id)))


def test_every_profile_that_is_shipped_is_tried_and_the_municipality_has_chosen_it(town, profile):
    assert set(SHIPPED) == set(profiles())
    assert town.scalars(select(Municipality)).one().profile_id == profile.id


@pytest.mark.parametrize("name", DIALOGUES)
def test_each_dialogue_has_met_every_gate_it_has_passed_and_is_in_its_stage(town, profile, name):
    dialogue = found(town, name)
    record = record_of(town, dialogue, TODAY)
    assert dialogue.stage(TODAY) is STAGES[name]
    for moment, column in PASSED.items():
        if getattr(dialogue, column) is not None:
            shut = [(state.gate.id, state.missing) for state in gates.unmet(profile, record, moment)]
            assert shut == [], moment


def test_there_is_more_to_do_before_the_planned_one_can_open(town, profile):
    dialogue = found(town, "cycling")
    states = gates.states(profile, record_of(town, dialogue, TODAY), Moment.PUBLISH)
    assert len([state for state in states if not state.met]) >= 1
    assert len([state for state in states if state.met]) >= 3


def test_the_body_that_decided_to_hold_a_resident_dialogue_is_one_that_the_policy_lets(town, profile):
    for name in DIALOGUES:
        dialogue = found(town, name)
        if dialogue.type is not DialogueType.RESIDENT or dialogue.agreed_on is None:
            continue
        rule = profile.deciding_rule(record_of(town, dialogue, TODAY))
        held = [
            each for each in of(town, StoredResolution, dialogue) if each.kind_name == ResolutionKind.HOLD
        ]
        assert rule is not None
        assert [each.board.kind in rule.bodies for each in held] == [True], name


def test_who_decides_on_a_matter_of_several_boards_differs_between_policies(town, profile):
    (body,) = {each.board.name["sv"] for each in of(town, StoredResolution, found(town, "climate"))}
    assert body == ("Kommunstyrelsen" if profile.id == "kungsbacka" else "Kommunfullmäktige")


def test_those_who_read_can_tell_who_answered_what_the_policy_asks(town, profile):
    people = {person.id: person for person in town.scalars(select(StaffMember))}
    for name in DIALOGUES:
        dialogue = found(town, name)
        for answer in of(town, StoredAnswer, dialogue):
            gate, person = profile.gates_by_id[answer.gate], people[answer.staff_id]
            assert answer.name == person.name
            assert dialogue.considered_on <= answer.answered_on <= TODAY
            assert (Role.POLITICIAN in person.roles) is (gate.who is Role.POLITICIAN), gate.id
            assert len(answer.words.split()) >= 5, (gate.id, name)


def test_an_evaluated_dialogue_is_judged_in_the_items_of_the_policy(town, profile):
    for name in ("meals", "square"):
        dialogue = found(town, name)
        assert set(dialogue.evaluation) == {item.id for item in profile.items_for(dialogue.type)}
        assert all(1 <= answer["grade"] <= 5 and answer["words"] for answer in dialogue.evaluation.values())


def test_degrees_are_set_by_elected_representatives_in_a_resident_dialogue(town, profile):
    for name in DIALOGUES:
        dialogue = found(town, name)
        for each in of(town, StoredResolution, dialogue):
            assert each.board.kind.elected is (dialogue.type is not DialogueType.USER)
            if each.kind_name == ResolutionKind.DEGREES:
                assert each.paragraph in dialogue.step_decision


def test_every_board_has_a_kind_and_every_dialogue_somebody_responsible(town):
    kinds = {board.name["sv"]: board.kind_name for board in town.scalars(select(Board))}
    assert kinds["Kommunfullmäktige"] == "council"
    assert kinds["Kommunstyrelsen"] == "executive"
    assert all(dialogue.responsible_id for dialogue in town.scalars(select(Dialogue)))
