"""Dialogues as a policy sees them, with everything in place."""

from dataclasses import replace
from datetime import date
from typing import Any

from webapp.domain.core_facts import CoreFacts
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Ask, PolicyProfile
from webapp.domain.record import (
    BodyKind,
    DialogueRecord,
    DialogueType,
    GateAnswer,
    Initiator,
    Phase,
    ProcessDegree,
    Resolution,
    ResolutionKind,
    Scope,
)

RESPONSIBLE, SOMEBODY_ELSE = 1, 2
MEETING = date(2027, 1, 12)
BOTH = {"sv": "Text", "en": "Text"}
FACTS = CoreFacts(
    title=BOTH,
    purpose=BOTH,
    target_group=BOTH,
    step=LadderStep.DIALOGUE,
    step_decision="Barn- och utbildningsnämnden, § 12",
    can_influence=BOTH,
    cannot_influence=BOTH,
    matter=BOTH,
    weighing=BOTH,
    board="Barn- och utbildningsnämnden",
    opens_on=date(2027, 3, 1),
    closes_on=date(2027, 3, 28),
    compiled_by="Rut Berg",
    compiled_on=date(2027, 4, 9),
    decided_on=date(2027, 5, 11),
    feedback_by=date(2027, 5, 25),
    contact_name="Rut Berg",
    contact_email="rut.berg@example.se",
    languages=("sv", "en"),
)
RECORD = DialogueRecord(
    facts=FACTS,
    goal=BOTH,
    process_degree=ProcessDegree.DISCUSS,
    scope=Scope.OWN_AREA,
    political=True,
    boards_concerned=1,
    boards_consulted=1,
    deciding_body=BodyKind.BOARD,
    responsible=RESPONSIBLE,
    responsible_is_official=True,
    politicians=("Birgitta Nyström",),
    initiator=Initiator.BOARD,
    reason="Många använder gården.",
    steering_goal="Mål 3",
    law_reference="5 kap. 11 § plan- och bygglagen",
    resources="Två personer i fyra veckor.",
    phase=Phase.PROPOSAL,
    methods=("survey",),
    channels=("web", "place"),
    registration_number="BUN 2027/12",
    result_text=BOTH,
    basis_reference="Bilaga 1",
    decision_meeting=date(2027, 5, 11),
    decision_paragraph="§ 40",
    findings=3,
    feedback_text=BOTH,
    onward_text=BOTH,
    told_public=True,
    told_participants=True,
)


def resolution(kind: ResolutionKind, body: BodyKind = BodyKind.BOARD, paragraph: str = "§ 12") -> Resolution:
    return Resolution(kind, body, MEETING, paragraph)


def facts(record: DialogueRecord, **changes: Any) -> DialogueRecord:
    """The record with other core facts."""
    return replace(record, facts=replace(record.facts, **changes))


def whole(
    profile: PolicyProfile, type_: DialogueType = DialogueType.RESIDENT, **changes: Any
) -> DialogueRecord:
    """A dialogue that meets every gate of `profile`, decided by the body that the policy names."""
    record = replace(
        RECORD,
        type=type_,
        answers={gate.id: said("" if gate.ask is Ask.WORDS else "yes") for gate in profile.gates if gate.ask},
        evaluated_items=frozenset(item.id for item in profile.evaluation),
        **changes,
    )
    rule = profile.deciding_rule(record)
    bodies = rule.bodies if rule else ()
    held = [resolution(ResolutionKind.HOLD, body) for body in bodies]
    return replace(record, resolutions=(*held, resolution(ResolutionKind.DEGREES)))


def said(
    value: str = "yes", words: str = "Det har vi gått igenom.", person: int = SOMEBODY_ELSE
) -> GateAnswer:
    return GateAnswer(value, words, person, "Ali Noor", MEETING)


def answering(record: DialogueRecord, gate: str, answer: GateAnswer | None) -> DialogueRecord:
    """The record with another answer to one question; None takes it away."""
    others = {id_: each for id_, each in record.answers.items() if id_ != gate}
    return replace(record, answers=others if answer is None else {**others, gate: answer})
