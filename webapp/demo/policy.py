"""What the municipality's policy asks to be on record of a dialogue: boards' parts, resolutions, answers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp.demo.content import filled, read
from webapp.demo.town import Town
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Gate, Moment
from webapp.domain.record import BodyKind, DialogueType, ResolutionKind
from webapp.models import Board, BoardPart, Dialogue, StaffMember, StoredAnswer, StoredResolution
from webapp.models.policy import CONCERNED, CONSULTED, TAKES_PART
from webapp.models.record import OFFICIALS, record_of
from webapp.web.languages import SOURCE
from webapp.web.resolutions import sentence

PREFERRED = (BodyKind.EXECUTIVE, BodyKind.COUNCIL, BodyKind.BOARD)
"""Which sort of body decides where the dialogue's own may not, the likeliest first."""
PASSED: dict[Moment, str] = {
    Moment.CONSIDER: "considered_on",
    Moment.HOLD: "agreed_on",
    Moment.PUBLISH: "published_on",
    Moment.REPORT: "reported_on",
    Moment.DECIDE: "decision_published_on",
    Moment.FEED_BACK: "fed_back_on",
    Moment.EVALUATE: "evaluated_on",
    Moment.ARCHIVE: "archived_on",
}
"""Moment -> the dialogue's day of it."""


def put_on_record(
    session: Session,
    dialogue: Dialogue,
    name: str,
    facts: Mapping[str, Any],
    days: Mapping[str, date],
    town: Town,
) -> None:
    """Adds everything that stands beside the dialogue itself. `name`: what its files are called."""
    dialogue.responsible_id = town.people[facts["responsible"]].id
    session.add_all(parts(dialogue, facts, town))
    session.flush()
    resolve(session, dialogue, facts, days, town)
    session.flush()
    session.add_all(answers(session, dialogue, name, facts, town))


def parts(dialogue: Dialogue, facts: Mapping[str, Any], town: Town) -> Iterator[BoardPart]:
    """What boards have to do with the dialogue; where nothing is said, it concerns the one that decides."""
    for board in facts.get("concerned", [facts["board"]]):
        yield _part(dialogue, town.boards[board], CONCERNED)
    for board, reason in facts.get("takes_part", {}).items():
        yield _part(dialogue, town.boards[board], TAKES_PART, reason=reason)
    for board, reason in facts.get("consulted", {}).items():
        yield _part(dialogue, town.boards[board], CONSULTED, reason=reason, day=dialogue.considered_on)


def _part(dialogue: Dialogue, board: Board, part: str, **more: Any) -> BoardPart:
    return BoardPart(dialogue_id=dialogue.id, board_id=board.id, part=part, **more)


def resolve(
    session: Session, dialogue: Dialogue, facts: Mapping[str, Any], days: Mapping[str, date], town: Town
) -> None:
    """Lets the body that the policy says decide, at one meeting, what the file says has been decided."""
    if dialogue.agreed_on is None:
        return
    board = deciding_body(session, dialogue, town)
    for kind in map(ResolutionKind, facts.get("resolved", (ResolutionKind.HOLD, ResolutionKind.DEGREES))):
        found = StoredResolution(
            dialogue_id=dialogue.id,
            kind_name=kind.value,
            board_id=board.id,
            board=board,
            meeting=dialogue.agreed_on,
            paragraph=facts.get("paragraph", ""),
            registration_number=filled(facts["registration_number"], SOURCE, days, {}),
            recorded_on=dialogue.agreed_on,
            staff_id=dialogue.responsible_id,
        )
        session.add(found)
        if kind is ResolutionKind.DEGREES:
            dialogue.step_decision = sentence(found, SOURCE)


def deciding_body(session: Session, dialogue: Dialogue, town: Town) -> Board:
    """Who decides to hold the dialogue: its own board where the policy lets it, else the likeliest other."""
    own = next(board for board in town.boards.values() if board.id == dialogue.board_id)
    rule = town.profile.deciding_rule(record_of(session, dialogue, town.today))
    if dialogue.type is not DialogueType.RESIDENT or rule is None or own.kind in rule.bodies:
        return own
    allowed = [kind for kind in PREFERRED if kind in rule.bodies]
    return next(board for kind in allowed for board in town.boards.values() if board.kind is kind)


def answers(
    session: Session, dialogue: Dialogue, name: str, facts: Mapping[str, Any], town: Town
) -> Iterator[StoredAnswer]:
    """Answers to what the policy asks before each moment that has passed, and those the file has ahead."""
    known, ahead = read("answers"), facts.get("answered", ())
    for gate in town.profile.gates_for(record_of(session, dialogue, town.today), Moment.ARCHIVE):
        day = getattr(dialogue, PASSED[gate.before]) or (dialogue.agreed_on if gate.id in ahead else None)
        if gate.ask is None or day is None or gate.id not in known:
            continue
        person, said = signer(gate, dialogue, town), known[gate.id]
        yield StoredAnswer(
            dialogue_id=dialogue.id,
            gate=gate.id,
            value=said.get("values", {}).get(name, said.get("value", "")),
            words=said.get("words", {}).get(name, said.get("default", "")),
            name=person.name,
            answered_on=day,
            staff_id=person.id,
        )


def signer(gate: Gate, dialogue: Dialogue, town: Town) -> StaffMember:
    """Who answers: the one responsible, somebody else where the policy wants that, or a politician."""
    everybody = list(town.people.values())
    if gate.second_person:
        others = [person for person in everybody if person.id != dialogue.responsible_id]
        return next(person for person in reversed(others) if person.roles & OFFICIALS)
    if gate.who is Role.POLITICIAN:
        elected = [person for person in everybody if Role.POLITICIAN in person.roles]
        return next((person for person in elected if dialogue.board_id in person.board_ids), elected[0])
    return next(person for person in everybody if person.id == dialogue.responsible_id)
