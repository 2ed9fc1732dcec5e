"""What a change of the policy, or of a body, does to the dialogues that are not open yet."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain import gates
from webapp.domain.gates import GateState
from webapp.domain.lifecycle import UNTIL_OPEN, Stage
from webapp.domain.policy import Gate, Moment, PolicyProfile
from webapp.domain.record import DialogueRecord, GateAnswer
from webapp.models import Dialogue, StoredAnswer
from webapp.models.record import record_of
from webapp.web.clock import today
from webapp.web.trace import record

Unmet = Sequence[GateState]


@dataclass(frozen=True, slots=True)
class Effect:
    """How a dialogue stands before and after a change.

    Args:
        before, after: how many gates up to publishing are unmet.
        added: the gates that the change leaves unmet.
    """

    dialogue: Dialogue
    stage: Stage
    before: int
    after: int
    added: tuple[Gate, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether it was published, and goes back to being planned: no change opens it with an unmet gate."""
        return self.stage is Stage.PLANNED and bool(self.added)


def waiting(session: Session, *, hold: bool = False) -> list[Dialogue]:
    """Every dialogue that is not open yet. `hold`: until the commit nobody else changes them."""
    statement = (
        select(Dialogue)
        .where(or_(Dialogue.published_on.is_(None), Dialogue.opens_on > today()))
        .order_by(Dialogue.id)
    )
    if hold:
        session.flush()
        statement = statement.with_for_update(of=Dialogue).execution_options(populate_existing=True)
    return [each for each in session.scalars(statement) if each.stage(today()) in UNTIL_OPEN]


Standing = Mapping[int, Unmet]
"""Dialogue id -> the gates that keep it from being published."""


def standing(session: Session, dialogues: Iterable[Dialogue], profile: PolicyProfile) -> Standing:
    """How `dialogues` stand under `profile` as everything is stored now."""
    return {each.id: _unmet(profile, record_of(session, each, today())) for each in dialogues}


def _unmet(profile: PolicyProfile, dialogue: DialogueRecord) -> Unmet:
    return gates.unmet(profile, dialogue, Moment.PUBLISH)


def of_policy(session: Session, before: PolicyProfile, after: PolicyProfile) -> list[Effect]:
    """What it does to follow `after` instead of `before`. An answer to another question does not count."""
    dialogues = waiting(session)
    then = {}
    for each in dialogues:
        found = record_of(session, each, today())
        then[each.id] = _unmet(after, replace(found, answers=_holding(found.answers, before, after)))
    return effects(dialogues, standing(session, dialogues, before), then)


def of_change(session: Session, profile: PolicyProfile, change: Callable[[], object]) -> list[Effect]:
    """Makes a `change` of what is stored, and says what it does."""
    dialogues = waiting(session)
    before = standing(session, dialogues, profile)
    change()
    session.flush()
    return effects(dialogues, before, standing(session, dialogues, profile))


def effects(dialogues: Iterable[Dialogue], before: Standing, after: Standing) -> list[Effect]:
    """What became of each dialogue, those that lack something new first."""
    found = [_effect(each, before[each.id], after[each.id]) for each in dialogues]
    return sorted(found, key=lambda effect: not effect.added)


def _effect(dialogue: Dialogue, before: Unmet, after: Unmet) -> Effect:
    lacked = {_what(state.gate) for state in before}
    added = tuple(state.gate for state in after if _what(state.gate) not in lacked)
    return Effect(dialogue, dialogue.stage(today()), len(before), len(after), added)


def _what(gate: Gate) -> str:
    """What is asked for, whatever the gate is called in another policy."""
    return gate.check or f"answer {gate.id}"


def _holding(
    answers: Mapping[str, GateAnswer], before: PolicyProfile, after: PolicyProfile
) -> dict[str, GateAnswer]:
    others = other_questions(before, after)
    return {gate: answer for gate, answer in answers.items() if gate not in others}


def other_questions(before: PolicyProfile, after: PolicyProfile) -> set[str]:
    """The gates of both policies under whose name each asks something else."""
    asked = {gate.id: gate.question for gate in before.gates if gate.ask}
    return {
        gate.id for gate in after.gates if gate.ask and gate.question != asked.get(gate.id, gate.question)
    }


def settle(session: Session, found: Iterable[Effect], others: Iterable[str] = ()) -> None:
    """Takes back what may not stay: publishing with an unmet gate, and answers to the `others`."""
    gone = set(others)
    for effect in found:
        _forget_answers(session, effect.dialogue, gone)
        if effect.withdrawn:
            effect.dialogue.published_on = None
            record("take_back", effect.dialogue, gates=[gate.id for gate in effect.added])


def _forget_answers(session: Session, dialogue: Dialogue, gone: set[str]) -> None:
    stored = select(StoredAnswer).where(StoredAnswer.dialogue_id == dialogue.id, StoredAnswer.gate.in_(gone))
    for answer in session.scalars(stored):
        record(
            "forget-answer",
            dialogue,
            gate=answer.gate,
            value=answer.value,
            words=answer.words,
            name=answer.name,
            day=answer.answered_on.isoformat(),
        )
        session.delete(answer)


def agreement(found: Iterable[Effect]) -> str:
    """What somebody agrees to who has read `found`: another text as soon as anything in it is other."""
    told = [(each.dialogue.slug, each.before, each.after, [gate.id for gate in each.added]) for each in found]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def agreed_to(found: Iterable[Effect]) -> bool:
    """Whether whoever sent this form has read what becomes of the dialogues, and wants it."""
    return request.form.get("do") == "agree" and request.form.get("agreed") == agreement(found)
