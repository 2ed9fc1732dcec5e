"""How a dialogue stands against the policy: which gates are met, what is unmet, and what deserves a thought.

A profile names a check (`gate_checks.CHECKS`), or asks a question of its own that somebody answers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.gate_checks import CHECKS, Found, Missing
from webapp.domain.policy import Ask, Gate, Moment, PolicyProfile
from webapp.domain.record import DialogueRecord, DialogueType, GateAnswer


@dataclass(frozen=True, slots=True)
class GateState:
    """A gate as it stands for one dialogue."""

    gate: Gate
    missing: tuple[Missing, ...]
    answer: GateAnswer | None = None

    @property
    def met(self) -> bool:
        return not self.missing


def states(profile: PolicyProfile, record: DialogueRecord, until: Moment) -> list[GateState]:
    """Every gate that stands before `until` or an earlier change of stage, met or not."""
    return [state_of(gate, profile, record) for gate in profile.gates_for(record, until)]


def unmet(profile: PolicyProfile, record: DialogueRecord, until: Moment) -> list[GateState]:
    """The gates that keep `record` from passing `until`."""
    return [state for state in states(profile, record, until) if not state.met]


def state_of(gate: Gate, profile: PolicyProfile, record: DialogueRecord) -> GateState:
    """How one gate stands."""
    if gate.ask is None:
        return GateState(gate, tuple(CHECKS[gate.check].look(record, profile)))
    answer = record.answers.get(gate.id)
    return GateState(gate, tuple(_answered(gate, answer, record)), answer)


def _answered(gate: Gate, answer: GateAnswer | None, record: DialogueRecord) -> Found:
    if answer is None:
        yield Missing("answer", "not-answered")
    elif gate.second_person and answer.person == record.responsible:
        yield Missing("answer", "same-person")
    elif gate.ask is Ask.YES and answer.value != "yes":
        yield Missing("answer", "answered-no")
    elif gate.ask is Ask.EITHER and answer.value not in {"yes", "no"}:
        yield Missing("answer", "not-answered")
    elif gate.ask in {Ask.EITHER, Ask.WORDS} and not answer.words.strip():
        yield Missing("answer", "no-reason")


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that does not keep a dialogue from going on, and deserves a thought."""

    code: str
    number: int = 0


def warnings(profile: PolicyProfile, record: DialogueRecord, today: date) -> list[Warned]:
    """What to think of before opening: too little time, nobody reached, a date that has passed."""
    facts, found = record.facts, []
    margin = timedelta(weeks=profile.planning.margin_weeks)
    if facts.closes_on and facts.decided_on and facts.decided_on - facts.closes_on < margin:
        found.append(Warned("short-margin", profile.planning.margin_weeks))
    if facts.closes_on and facts.opens_on and (facts.closes_on - facts.opens_on).days + 1 < 14:
        found.append(Warned("short-time", 14))
    if any(facts.target_group.values()) and not set(record.channels) - {"web"}:
        found.append(Warned("only-web"))
    if facts.opens_on and facts.opens_on < today:
        found.append(Warned("opening-passed"))
    return found


def suggests_user_dialogue(record: DialogueRecord) -> bool:
    """Whether the matter looks like a user dialogue: no elected body will decide it."""
    return record.type is DialogueType.RESIDENT and record.political is False
