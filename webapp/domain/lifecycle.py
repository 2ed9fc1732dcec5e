"""The life of a dialogue: its stages, and who may do what in which."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where a dialogue stands."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    DECIDED = "decided"
    FED_BACK = "fed_back"

    @property
    def public(self) -> bool:
        return self is not Stage.DRAFT

    @property
    def over(self) -> bool:
        """Whether no more answers are taken."""
        return self in ENDED


ENDED = frozenset({Stage.CLOSED, Stage.REPORTED, Stage.DECIDED, Stage.FED_BACK})
UNTIL_OPEN = frozenset({Stage.DRAFT, Stage.COMING})
RUNNING = frozenset({Stage.COMING, Stage.OPEN})
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
    EDIT_FACTS = "edit_facts"
    EDIT_QUESTIONS = "edit_questions"
    PREVIEW = "preview"
    OPEN = "open"
    CLOSE = "close"
    MODERATE = "moderate"
    VIEW_PLACES = "view_places"
    EDIT_PLACES = "edit_places"
    READ_RESULTS = "read_results"
    DOWNLOAD = "download"
    PUBLISH_RESULT = "publish_result"
    PUBLISH_DECISION = "publish_decision"
    PUBLISH_FEEDBACK = "publish_feedback"


_PLANNERS = frozenset({Role.OFFICIAL, Role.COORDINATOR})
_READERS = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN})
_FIELD = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.OUTREACH})

RULES: dict[Action, tuple[frozenset[Role], frozenset[Stage]]] = {
    Action.CREATE: (_PLANNERS, ALL),
    Action.VIEW: (frozenset(Role), ALL),
    Action.EDIT_FACTS: (_PLANNERS, frozenset({Stage.DRAFT})),
    Action.EDIT_QUESTIONS: (_PLANNERS, UNTIL_OPEN | {Stage.OPEN}),
    Action.PREVIEW: (frozenset(Role), ALL),
    Action.OPEN: (_PLANNERS, frozenset({Stage.DRAFT})),
    Action.CLOSE: (_PLANNERS, frozenset({Stage.OPEN})),
    Action.MODERATE: (_PLANNERS, ANSWERED),
    Action.VIEW_PLACES: (_FIELD, ALL),
    Action.EDIT_PLACES: (_FIELD, UNTIL_OPEN | {Stage.OPEN}),
    Action.READ_RESULTS: (_READERS, ANSWERED),
    Action.DOWNLOAD: (_READERS, ANSWERED),
    Action.PUBLISH_RESULT: (_PLANNERS, ENDED),
    Action.PUBLISH_DECISION: (_PLANNERS, ENDED),
    Action.PUBLISH_FEEDBACK: (_PLANNERS, ENDED),
}
"""Action -> (roles that may, stages in which it can be done)."""


def may(action: Action, stage: Stage, roles: Collection[Role]) -> bool:
    """Whether somebody with `roles` may do `action` while the dialogue is in `stage`."""
    allowed, stages = RULES[action]
    return stage in stages and not allowed.isdisjoint(roles)


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


def stage_on(day: date, milestones: Milestones) -> Stage:
    """The stage on `day`, in the municipality's own calendar."""
    if not milestones.published or milestones.opens_on is None or milestones.closes_on is None:
        return Stage.DRAFT
    if milestones.ended_on is None:
        if day < milestones.opens_on:
            return Stage.COMING
        if day <= milestones.closes_on:
            return Stage.OPEN
    if milestones.fed_back:
        return Stage.FED_BACK
    if milestones.decided:
        return Stage.DECIDED
    return Stage.REPORTED if milestones.reported else Stage.CLOSED
