"""Correcting a core fact of a published dialogue: which facts, when, and what a correction may never do.

What residents have been told does not change in silence: a correction is dated, gives its reason, and is
shown with what stood there before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.core_facts import CoreFacts, Unmet, unmet
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import LIVING, RUNNING, Stage

PAST = "in-the-past"
NOT_EARLIER, NOT_ALLOWED = "not-earlier", "step-not-allowed"


class Form(StrEnum):
    """What sort of value a fact has, and thus how it is asked for and told."""

    LINE = "line"
    PROSE = "prose"
    """A text in every language offered, as `LINE` is."""
    WORDS = "words"
    """A text that there is only one of."""
    DAY = "day"
    DEGREES = "degrees"
    PHASE = "phase"
    BOARD = "board"
    MEETING = "meeting"
    CONTACT = "contact"
    NAMES = "names"

    @property
    def localised(self) -> bool:
        return self in {Form.LINE, Form.PROSE}


@dataclass(frozen=True, slots=True)
class Fact:
    """A core fact that can be corrected.

    Args:
        columns: those of the dialogue that hold it; they are corrected together.
        stages: when it can still be corrected.
        limit: longest text, in characters.
    """

    name: str
    form: Form
    columns: tuple[str, ...]
    stages: frozenset[Stage] = RUNNING | LIVING
    limit: int = 300


DEGREE_COLUMNS = ("step_number", "process_degree", "step_decision", "commitment")
_NOT_REPORTED = RUNNING | {Stage.CLOSED}
_NOT_DECIDED = _NOT_REPORTED | {Stage.REPORTED}
_NOT_TOLD = _NOT_DECIDED | {Stage.DECIDED}
FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("title", Form.LINE, ("title",), limit=200),
        Fact("purpose", Form.PROSE, ("purpose",), limit=4000),
        Fact("goal", Form.PROSE, ("goal",), limit=2000),
        Fact("target_group", Form.PROSE, ("target_group",), limit=2000),
        Fact("degrees", Form.DEGREES, DEGREE_COLUMNS, _NOT_DECIDED),
        Fact("can_influence", Form.PROSE, ("can_influence",), _NOT_DECIDED, 4000),
        Fact("cannot_influence", Form.PROSE, ("cannot_influence",), _NOT_DECIDED, 4000),
        Fact("phase", Form.PHASE, ("phase",), _NOT_DECIDED),
        Fact("matter", Form.PROSE, ("matter",), _NOT_DECIDED, 1000),
        Fact("weighing", Form.PROSE, ("weighing",), _NOT_DECIDED, 2000),
        Fact("board", Form.BOARD, ("board_id",), _NOT_DECIDED),
        Fact("politicians", Form.NAMES, ("politicians",), _NOT_DECIDED),
        Fact("opens_on", Form.DAY, ("opens_on",), frozenset({Stage.PLANNED})),
        Fact("closes_on", Form.DAY, ("closes_on",), RUNNING),
        Fact("compiled_by", Form.WORDS, ("compiled_by",), _NOT_REPORTED, 200),
        Fact("compiled_on", Form.DAY, ("compiled_on",), _NOT_REPORTED),
        Fact("decision_day", Form.MEETING, ("decided_on", "next_notice"), _NOT_DECIDED),
        Fact("feedback_by", Form.DAY, ("feedback_by",), _NOT_TOLD),
        Fact("contact", Form.CONTACT, ("contact_name", "contact_phone", "contact_email")),
        Fact("registration_number", Form.WORDS, ("registration_number",), limit=60),
        Fact("law_reference", Form.WORDS, ("law_reference",)),
    )
}
"""In the order that they stand on the page."""


def correctable(stage: Stage) -> list[Fact]:
    """The facts that can be corrected in `stage`: what has happened cannot."""
    return [fact for fact in FACTS.values() if stage in fact.stages]


def refusals(
    before: CoreFacts, after: CoreFacts, stage: Stage, today: date, steps: Iterable[LadderStep]
) -> list[Unmet]:
    """Why a correction cannot be made; nothing where it can.

    Args:
        before, after: the facts as they stand, and as they would.
        steps: the steps of the ladder that the policy allows.
    """
    there = unmet(before)
    return [
        *(found for found in unmet(after) if found not in there),
        *_days(before, after, stage, today),
        *_step(before, after, steps),
    ]


def _days(before: CoreFacts, after: CoreFacts, stage: Stage, today: date) -> Iterator[Unmet]:
    for name in ("opens_on", "closes_on", "compiled_on", "decided_on", "next_notice", "feedback_by"):
        day = getattr(after, name)
        if day is not None and day != getattr(before, name) and day < today:
            yield Unmet(name, PAST)
    shorter = before.closes_on and after.closes_on and after.closes_on < before.closes_on
    if stage is Stage.OPEN and shorter:
        yield Unmet("closes_on", NOT_EARLIER)


def _step(before: CoreFacts, after: CoreFacts, steps: Iterable[LadderStep]) -> Iterator[Unmet]:
    if after.step is None or after.step is before.step:
        return
    if after.step not in set(steps):
        yield Unmet("step", NOT_ALLOWED)
