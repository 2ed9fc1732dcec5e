"""The life of a dialogue: its stages, and who may do what in which."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where a dialogue stands, in the order of its life."""

    PROPOSED = "proposed"
    CONSIDERED = "considered"
    AGREED = "agreed"
    """Decided to be held; being planned."""
    PLANNED = "planned"
    """Published; opens on its first day."""
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    DECIDED = "decided"
    FED_BACK = "fed_back"
    EVALUATED = "evaluated"
    ARCHIVED = "archived"
    DECLINED = "declined"
    """Considered, and not to be held."""

    @property
    def public(self) -> bool:
        return self not in UNPUBLISHED

    @property
    def over(self) -> bool:
        """Whether no more answers are taken."""
        return self in ENDED


PREPARING = frozenset({Stage.PROPOSED, Stage.CONSIDERED, Stage.AGREED})
UNPUBLISHED = PREPARING | {Stage.DECLINED}
LIVING = frozenset({Stage.CLOSED, Stage.REPORTED, Stage.DECIDED, Stage.FED_BACK, Stage.EVALUATED})
ENDED = LIVING | {Stage.ARCHIVED}
UNTIL_OPEN = PREPARING | {Stage.PLANNED}
RUNNING = frozenset({Stage.PLANNED, Stage.OPEN})
ANSWERED = ENDED | {Stage.OPEN}
ALL = frozenset(Stage)


class Role(StrEnum):
    """What a member of staff, in the wide sense, is here to do."""

    OFFICIAL = "official"
    OUTREACH = "outreach"
    POLITICIAN = "politician"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done with a dialogue by somebody who is signed in."""

    CREATE = "create"
    VIEW = "view"
    EDIT_PLAN = "edit_plan"
    ANSWER_GATE = "answer_gate"
    RECORD_RESOLUTION = "record_resolution"
    CONSIDER = "consider"
    DECLINE = "decline"
    HOLD = "hold"
    EDIT_FACTS = "edit_facts"
    EDIT_QUESTIONS = "edit_questions"
    TRANSLATE = "translate"
    EDIT_RECORDINGS = "edit_recordings"
    """Films in sign language and recorded readings: made late, and taken away when they are wrong."""
    PREVIEW = "preview"
    OPEN = "open"
    CORRECT = "correct"
    CLOSE = "close"
    HAND_OVER = "hand_over"
    MODERATE = "moderate"
    VIEW_PLACES = "view_places"
    EDIT_PLACES = "edit_places"
    VIEW_CODES = "view_codes"
    MAKE_CODES = "make_codes"
    """To make one-time codes: whoever has one can answer."""
    ENTER_ANSWERS = "enter_answers"
    READ_RESULTS = "read_results"
    DOWNLOAD = "download"
    TAKE_RESPONSES = "take_responses"
    """To take what each person answered out of the system."""
    READ_BASIS = "read_basis"
    PUBLISH_RESULT = "publish_result"
    PUBLISH_DECISION = "publish_decision"
    PUBLISH_FEEDBACK = "publish_feedback"
    TELL_PARTICIPANTS = "tell_participants"
    EVALUATE = "evaluate"
    ARCHIVE = "archive"
    PACKAGE = "package"
    READ_TRACE = "read_trace"


_PLANNERS = frozenset({Role.OFFICIAL, Role.COORDINATOR})
_READERS = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN})
_FIELD = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.OUTREACH})
_OVERSEERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

RULES: dict[Action, tuple[frozenset[Role], frozenset[Stage]]] = {
    Action.CREATE: (_PLANNERS, ALL),
    Action.VIEW: (frozenset(Role), ALL),
    Action.EDIT_PLAN: (_PLANNERS, UNTIL_OPEN),
    Action.ANSWER_GATE: (_READERS, UNTIL_OPEN | LIVING | {Stage.OPEN}),
    Action.RECORD_RESOLUTION: (_READERS, UNTIL_OPEN),
    Action.CONSIDER: (_PLANNERS, frozenset({Stage.PROPOSED})),
    Action.DECLINE: (_PLANNERS, PREPARING),
    Action.HOLD: (_PLANNERS, frozenset({Stage.CONSIDERED})),
    Action.EDIT_FACTS: (_PLANNERS, PREPARING),
    Action.EDIT_QUESTIONS: (_PLANNERS, UNTIL_OPEN | {Stage.OPEN}),
    Action.TRANSLATE: (_PLANNERS, PREPARING | RUNNING | LIVING),
    Action.EDIT_RECORDINGS: (_PLANNERS, UNTIL_OPEN | {Stage.OPEN} | LIVING),
    Action.PREVIEW: (frozenset(Role), ALL),
    Action.OPEN: (_PLANNERS, frozenset({Stage.AGREED})),
    Action.CORRECT: (_PLANNERS, RUNNING | LIVING),
    Action.CLOSE: (_PLANNERS, frozenset({Stage.OPEN})),
    Action.HAND_OVER: (_PLANNERS | _OVERSEERS, ALL - {Stage.ARCHIVED, Stage.DECLINED}),
    Action.MODERATE: (_PLANNERS, ANSWERED),
    Action.VIEW_PLACES: (_FIELD, ALL),
    Action.EDIT_PLACES: (_FIELD, UNTIL_OPEN | {Stage.OPEN}),
    Action.VIEW_CODES: (_PLANNERS, ALL),
    Action.MAKE_CODES: (_PLANNERS, UNTIL_OPEN | {Stage.OPEN}),
    Action.ENTER_ANSWERS: (_FIELD, frozenset({Stage.OPEN})),
    Action.READ_RESULTS: (_READERS, ANSWERED),
    Action.DOWNLOAD: (_READERS, ANSWERED),
    Action.TAKE_RESPONSES: (_PLANNERS, ENDED),
    Action.READ_BASIS: (_READERS, ENDED),
    Action.PUBLISH_RESULT: (_PLANNERS, LIVING),
    Action.PUBLISH_DECISION: (_PLANNERS, LIVING),
    Action.PUBLISH_FEEDBACK: (_PLANNERS, LIVING),
    Action.TELL_PARTICIPANTS: (_PLANNERS, LIVING),
    Action.EVALUATE: (_PLANNERS, frozenset({Stage.FED_BACK, Stage.EVALUATED})),
    Action.ARCHIVE: (_PLANNERS, frozenset({Stage.EVALUATED})),
    Action.PACKAGE: (_PLANNERS, ENDED),
    Action.READ_TRACE: (_OVERSEERS, ALL),
}
"""Action -> (roles that may, stages in which it can be done)."""

LOOKING = frozenset(
    {Action.CREATE, Action.VIEW, Action.PREVIEW, Action.VIEW_PLACES, Action.READ_RESULTS, Action.DOWNLOAD}
    | {Action.READ_BASIS, Action.READ_TRACE}
)
"""Open to everybody with the role: every elected representative sees the same, whatever their board."""
OWN_BOARD = frozenset({Role.OFFICIAL, Role.POLITICIAN})
"""Roles that change only what concerns a board of their own; the others work for the whole municipality."""


def may(action: Action, stage: Stage, roles: Collection[Role], *, own: bool = True) -> bool:
    """Whether somebody with `roles` may do `action` while the dialogue is in `stage`.

    Args:
        own: whether the dialogue concerns a board that the person belongs to.
    """
    allowed, stages = RULES[action]
    held = allowed.intersection(roles)
    if action not in LOOKING and not own:
        held -= OWN_BOARD
    return stage in stages and bool(held)


@dataclass(frozen=True, slots=True)
class Milestones:
    """What has happened to a dialogue, and when it is to be open (both days included)."""

    published: bool
    opens_on: date | None
    closes_on: date | None
    ended_on: date | None = None
    reported: bool = False
    decided: bool = False
    fed_back: bool = False
    evaluated: bool = False
    archived: bool = False
    considered: bool = False
    agreed: bool = False
    declined: bool = False


def stage_on(day: date, milestones: Milestones) -> Stage:
    """The stage on `day`, in the municipality's own calendar."""
    if not milestones.published or milestones.opens_on is None or milestones.closes_on is None:
        return _before_publishing(milestones)
    if milestones.ended_on is None:
        if day < milestones.opens_on:
            return Stage.PLANNED
        if day <= milestones.closes_on:
            return Stage.OPEN
    return _after_closing(milestones)


def _before_publishing(milestones: Milestones) -> Stage:
    if milestones.declined:
        return Stage.DECLINED
    if milestones.agreed:
        return Stage.AGREED
    return Stage.CONSIDERED if milestones.considered else Stage.PROPOSED


def _after_closing(milestones: Milestones) -> Stage:
    """The last stage of an unbroken row: a later one without those before it does not count."""
    reached = Stage.CLOSED
    for done, stage in (
        (milestones.reported, Stage.REPORTED),
        (milestones.decided, Stage.DECIDED),
        (milestones.fed_back, Stage.FED_BACK),
        (milestones.evaluated, Stage.EVALUATED),
        (milestones.archived, Stage.ARCHIVED),
    ):
        if not done:
            return reached
        reached = stage
    return reached
