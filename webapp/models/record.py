"""Gathering what a policy asks of a dialogue, from where it is stored."""

from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Role
from webapp.domain.record import DialogueRecord, Initiator, Phase, ProcessDegree, Scope
from webapp.models.dialogue import Dialogue
from webapp.models.people import StaffMember
from webapp.models.policy import CONCERNED, CONSULTED, BoardPart, Finding, StoredAnswer, StoredResolution

Kind = TypeVar("Kind", Scope, ProcessDegree, Initiator, Phase)
SAME = (
    *("source_language", "goal", "political", "public_environment", "politicians", "reason"),
    *("steering_goal", "law_reference", "resources", "methods", "channels", "registration_number"),
    *("result_text", "basis_reference", "decision_meeting", "decision_paragraph", "feedback_text"),
    *("onward_text", "type"),
)


def record_of(session: Session, dialogue: Dialogue, today: date) -> DialogueRecord:
    """The dialogue as a policy sees it `today`."""
    parts = session.scalars(select(BoardPart).where(BoardPart.dialogue_id == dialogue.id)).all()
    findings = session.scalars(select(Finding).where(Finding.dialogue_id == dialogue.id)).all()
    answers = session.scalars(select(StoredAnswer).where(StoredAnswer.dialogue_id == dialogue.id)).all()
    resolutions = session.scalars(
        select(StoredResolution).where(StoredResolution.dialogue_id == dialogue.id)
    ).all()
    board = dialogue.board
    return DialogueRecord(
        facts=dialogue.core_facts(),
        **{name: getattr(dialogue, name) for name in SAME},
        process_degree=_known(ProcessDegree, dialogue.process_degree),
        scope=_known(Scope, dialogue.scope),
        initiator=_known(Initiator, dialogue.initiator),
        phase=_known(Phase, dialogue.phase),
        boards_concerned=sum(part.part == CONCERNED for part in parts),
        boards_consulted=sum(part.part == CONSULTED for part in parts),
        deciding_body=board.kind if board else None,
        deciding_body_dissolved=bool(board and board.dissolved_on and board.dissolved_on <= today),
        resolutions=tuple(each.as_resolution() for each in resolutions),
        answers={each.gate: each.as_answer() for each in answers},
        responsible=dialogue.responsible_id,
        responsible_is_official=_is_official(session, dialogue.responsible_id),
        findings=len(findings),
        findings_without_outcome=sum(not each.settled for each in findings),
        told_public=dialogue.fed_back_on is not None,
        told_participants=dialogue.participants_told_on is not None,
        evaluated_items=frozenset(dialogue.evaluation),
    )


def _known(kind: type[Kind], name: str) -> Kind | None:
    return kind(name) if name else None


def _is_official(session: Session, staff_id: int | None) -> bool:
    person = session.get(StaffMember, staff_id) if staff_id is not None else None
    return person is not None and person.active and not person.roles.isdisjoint(OFFICIALS)


OFFICIALS = frozenset({Role.OFFICIAL, Role.COORDINATOR})
