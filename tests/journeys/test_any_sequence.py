"""Whatever people try, in any order, under any of the policies: nothing dishonest becomes possible."""

from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.factories import resolve
from tests.journeys.life import MOVES, REPORTED, Town
from webapp.domain.lifecycle import PREPARING, Role, Stage
from webapp.domain.record import ResolutionKind
from webapp.models import StoredAnswer, StoredResolution
from webapp.profiles import profiles

NAMES = (
    *(role.value for role in Role),
    *(f"{role}, {where} board" for role in (Role.OFFICIAL, Role.POLITICIAN) for where in ("own", "other")),
)
WORDS = {
    Stage.PLANNED: "Kommer snart",
    Stage.OPEN: "Öppen nu",
    Stage.CLOSED: "Stängd, svaren sammanställs",
    Stage.REPORTED: "Resultatet är klart",
    Stage.DECIDED: "Beslut är fattat",
    Stage.FED_BACK: "Avslutad med återkoppling",
    Stage.EVALUATED: "Utvärderad",
    Stage.ARCHIVED: "Arkiverad",
}
NEXT = {
    Stage.PROPOSED: ("consider",),
    Stage.CONSIDERED: ("hold",),
    Stage.AGREED: ("open",),
    Stage.OPEN: ("close",),
    Stage.CLOSED: ("report",),
    Stage.REPORTED: ("decide",),
    Stage.DECIDED: ("feed back", "tell"),
    Stage.FED_BACK: ("evaluate",),
    Stage.EVALUATED: ("archive",),
}
"""What an honest coordinator does next."""
EDITS = ("edit the facts", "edit the plan")
"""What must not be possible any more once everybody can read the dialogue."""
EMPTIED = {
    "goal": {},
    "target_group": {},
    "reason": "",
    "responsible_id": None,
    "process_degree": "",
    "step_number": None,
    "politicians": [],
    "methods": [],
    "basis_reference": "",
}
numbers = count(1)


class Life(RuleBasedStateMachine):
    """One dialogue, and people who try things with it."""

    town: Town
    begun = False

    @initialize()
    def a_new_matter(self) -> None:
        self.town.new_dialogue(next(numbers))
        self.kept, self.corrected, self.begun = self.town.core(), 0, True
        self.last_seen = self.kept

    @rule(name=st.sampled_from(NAMES), move=st.sampled_from(sorted(MOVES)))
    def somebody_tries(self, name: str, move: str) -> None:
        self.attempt(name, move)

    @rule(move=st.sampled_from(("consider", "hold", "open", *REPORTED)))
    def a_coordinator_tries(self, move: str) -> None:
        self.attempt(Role.COORDINATOR.value, move)

    @rule(number=st.integers(1, 4))
    def the_work_goes_on(self, number: int) -> None:
        for _step in range(number):
            self.everything_is_filled_in()
            self.residents_are_heard()
            if self.town.stage is Stage.PLANNED:
                self.town.wait(5)
            edits = EDITS if self.town.stage.public else ()
            for move in (*edits, *NEXT.get(self.town.stage, ())):
                self.attempt(Role.COORDINATOR.value, move)

    @rule(column=st.sampled_from(sorted(EMPTIED)), answers=st.booleans())
    def somebody_is_hasty(self, column: str, answers: bool) -> None:
        self.something_is_missing_in_the_plan(column)
        if answers:
            self.the_answers_and_decisions_are_missing()
        for move in NEXT.get(self.town.stage, ()):
            self.attempt(Role.COORDINATOR.value, move)

    def attempt(self, name: str, move: str) -> None:
        made, town = MOVES[move], self.town
        before, stage, allowed = town.columns(), town.stage, town.may(name, made.action)
        shut = town.unmet(made.moment) if made.moment else []
        answer = town.try_move(name, made)
        after = town.columns()
        if not allowed:
            assert answer.status_code in {403, 409}, (name, move, stage, answer.status_code)
            assert after == before
        if answer.status_code not in {303, 422}:
            assert answer.status_code in {403, 409}, (name, move, stage, answer.status_code)
        if town.stage is not stage:
            assert allowed, (name, move, stage)
            assert answer.status_code == 303
            assert not [gate for gate in shut if gate in town.unmet(made.moment)], (move, shut)

    @rule(column=st.sampled_from(sorted(EMPTIED)))
    def something_is_missing_in_the_plan(self, column: str) -> None:
        if self.town.stage in PREPARING or column == "basis_reference":
            found = self.town.dialogue
            setattr(found, column, EMPTIED[column])
            self.planned_anew()

    def planned_anew(self) -> None:
        """Stores what was changed straight in the plan; what is seen from then on is the new plan."""
        self.town.session.commit()
        if self.town.stage in PREPARING:
            self.last_seen = self.town.core()

    @rule()
    def the_answers_and_decisions_are_missing(self) -> None:
        if self.town.stage in PREPARING:
            here, session = self.town.dialogue.id, self.town.session
            for kind in (StoredAnswer, StoredResolution):
                session.query(kind).filter_by(dialogue_id=here).delete()
            session.commit()

    @rule()
    def everything_is_filled_in(self) -> None:
        town, preparing = self.town, self.town.stage in PREPARING
        self.the_answers_and_decisions_are_missing()
        found = town.dialogue
        found.basis_reference = found.basis_reference or "KS 2026/4"
        if preparing:
            for name, value in self.kept.items():
                setattr(found, name, value)
            found.methods, found.politicians = ["survey"], ["Birgitta Nyström"]
            found.reason, found.responsible_id = "Viktigt nu.", town.people["official"].id
        self.planned_anew()
        if preparing:
            town.answer_all()
            resolve(town.session, town.dialogue, *ResolutionKind)
            town.session.commit()

    @rule()
    def residents_are_heard(self) -> None:
        if self.town.stage.over and self.town.stage is not Stage.ARCHIVED:
            self.town.add_finding()

    @rule(number=st.sampled_from((1, 3, 20, 60)))
    def days_go_by(self, number: int) -> None:
        self.town.wait(number)

    @invariant()
    def what_is_published_does_not_change_without_a_correction(self) -> None:
        if not self.begun:
            return
        core, corrections = self.town.core(), self.town.corrections()
        if self.town.stage.public and core != self.last_seen:
            assert corrections > self.corrected
        self.last_seen, self.corrected = core, corrections

    @invariant()
    def the_public_sees_what_the_record_says(self) -> None:
        if not self.begun:
            return
        stage, answer = self.town.stage, self.town.app.test_client().get(f"/sv/dialogues/{self.town.slug}")
        assert answer.status_code == (200 if stage.public else 404)
        if stage.public:
            assert WORDS[stage] in answer.text
            assert ("/answer" in answer.text) == (stage is Stage.OPEN)


@pytest.mark.slow
@pytest.mark.parametrize("profile", sorted(profiles()))
def test_no_sequence_of_acts_opens_changes_or_tells_what_it_must_not(lite_app, lite_session, profile):
    town = Town.found(lite_app, lite_session, profile)
    machine = type("LifeUnder" + profile.title(), (Life,), {"town": town})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
