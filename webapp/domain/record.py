"""Everything about a dialogue that a policy can ask of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from webapp.domain.core_facts import CoreFacts
from webapp.domain.text import Localised


class DialogueType(StrEnum):
    """What sort of dialogue it is. Each has gates of its own, and is labelled."""

    RESIDENT = "resident"
    """Elected representatives and residents, as a basis for a political decision (*invånardialog*)."""
    USER = "user"
    """Officials and those who use a service, about how it runs (*brukardialog*)."""
    CONSULTATION = "consultation"
    """A consultation that the law demands (*samråd*)."""


class BodyKind(StrEnum):
    """What sort of body decides."""

    COUNCIL = "council"
    EXECUTIVE = "executive"
    BOARD = "board"
    PREPARATORY = "preparatory"
    COMPANY = "company"
    ADMINISTRATION = "administration"

    @property
    def elected(self) -> bool:
        """Whether elected representatives sit in it."""
        return self in {BodyKind.COUNCIL, BodyKind.EXECUTIVE, BodyKind.BOARD, BodyKind.PREPARATORY}


class Scope(StrEnum):
    """How much of the municipality a matter concerns."""

    OWN_AREA = "own-area"
    OVERARCHING = "overarching"
    LARGE_COMMON = "large-common"
    STATUTORY = "statutory"


class ProcessDegree(StrEnum):
    """How those who take part share in the dialogue itself, apart from what they influence."""

    ANSWER = "answer"
    DISCUSS = "discuss"
    SHAPE = "shape"


class Initiator(StrEnum):
    """Where a dialogue's idea came from."""

    ELECTED = "elected"
    ADMINISTRATION = "administration"
    BOARD = "board"
    ASSOCIATION = "association"
    RESIDENT = "resident"


class Phase(StrEnum):
    """How far the matter has come when residents are asked."""

    IDEA = "idea"
    PROPOSAL = "proposal"
    DECISION = "decision"


class ResolutionKind(StrEnum):
    """What a body has resolved about a dialogue."""

    HOLD = "hold"
    DEGREES = "degrees"
    FOLLOW = "follow"


class Outcome(StrEnum):
    """What became of one thing that residents said."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision that a body has taken about a dialogue: which body, when and where it stands."""

    kind: ResolutionKind
    body: BodyKind
    meeting: date | None = None
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """What somebody has answered to a question that a policy asks.

    Args:
        value: ``yes`` or ``no``; empty where only words are asked for.
        words: the reason, or the answer in words.
        person: number of the person who answered.
    """

    value: str
    words: str
    person: int
    name: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DialogueRecord:
    """A dialogue as a policy sees it. Texts are localised; the names follow the columns of the dialogue."""

    facts: CoreFacts
    type: DialogueType = DialogueType.RESIDENT
    source_language: str = "sv"
    goal: Localised = field(default_factory=dict)
    process_degree: ProcessDegree | None = None
    scope: Scope | None = None
    political: bool | None = None
    public_environment: bool = False
    boards_concerned: int = 0
    boards_consulted: int = 0
    deciding_body: BodyKind | None = None
    deciding_body_dissolved: bool = False
    resolutions: Sequence[Resolution] = ()
    answers: Mapping[str, GateAnswer] = field(default_factory=dict)
    responsible: int | None = None
    responsible_is_official: bool = False
    politicians: Sequence[str] = ()
    initiator: Initiator | None = None
    reason: str = ""
    steering_goal: str = ""
    law_reference: str = ""
    resources: str = ""
    phase: Phase | None = None
    methods: Sequence[str] = ()
    channels: Sequence[str] = ()
    registration_number: str = ""
    result_text: Localised = field(default_factory=dict)
    basis_reference: str = ""
    decision_meeting: date | None = None
    decision_paragraph: str = ""
    findings: int = 0
    findings_without_outcome: int = 0
    feedback_text: Localised = field(default_factory=dict)
    onward_text: Localised = field(default_factory=dict)
    told_public: bool = False
    told_participants: bool = False
    evaluated_items: frozenset[str] = frozenset()
