"""Sorting a new matter: what is a dialogue here, of which sort, and what is something else."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Gate, PolicyProfile
from webapp.domain.record import DialogueType


class Advice(StrEnum):
    """What a matter is best handled as."""

    COMPLAINT = "complaint"
    """A complaint, a fault report or somebody's own case: the complaints channel takes it."""
    CONSULTATION = "consultation"
    RESIDENT = "resident"
    USER = "user"
    INFORMATION = "information"
    """Nothing can be influenced: telling is not asking."""

    @property
    def type(self) -> DialogueType | None:
        """The sort of dialogue that is advised; None where none is."""
        return {
            Advice.CONSULTATION: DialogueType.CONSULTATION,
            Advice.RESIDENT: DialogueType.RESIDENT,
            Advice.USER: DialogueType.USER,
        }.get(self)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a new matter.

    Args:
        single: it is a complaint, a fault report or somebody's own case.
        by_law: the law demands a consultation.
        open: something can be influenced.
        political: elected representatives will decide.
    """

    single: bool
    by_law: bool
    open: bool
    political: bool


def advise(matter: Matter) -> Advice:
    """What `matter` is best handled as: the first thing that settles it."""
    if matter.single:
        return Advice.COMPLAINT
    if matter.by_law:
        return Advice.CONSULTATION
    if not matter.open:
        return Advice.INFORMATION
    return Advice.RESIDENT if matter.political else Advice.USER


def advised_type(advice: Advice, profile: PolicyProfile) -> DialogueType | None:
    """The sort of dialogue to make; for information only where the policy calls that a dialogue."""
    if advice is Advice.INFORMATION and LadderStep.INFORMATION in profile.allowed_steps:
        return DialogueType.RESIDENT
    return advice.type


SAID_BY: dict[Advice, tuple[str, ...]] = {
    Advice.CONSULTATION: ("law-reference", "open-long-enough"),
    Advice.RESIDENT: ("political-matter", "decision-to-come", "resolved-to-hold"),
    Advice.USER: ("political-matter", "political-known"),
    Advice.INFORMATION: ("more-than-information", "something-to-influence", "degree-in-decision"),
}
"""Advice -> the checks whose gates hold the policy's words for it, the most telling first."""


def gate_that_says(advice: Advice, profile: PolicyProfile) -> Gate | None:
    """The gate whose words tell why; None where the policy says nothing of it."""
    for check in SAID_BY.get(advice, ()):
        found = next((gate for gate in profile.gates if gate.check == check), None)
        if found is not None:
            return found
    return None
