"""Policy profiles: what a municipality's own policy says, as data that gates the life of a dialogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind, DialogueRecord, DialogueType, Scope
from webapp.domain.text import Localised


class Moment(StrEnum):
    """The change of stage that a gate stands before, in the order of a dialogue's life."""

    CONSIDER = "consider"
    HOLD = "hold"
    PUBLISH = "publish"
    REPORT = "report"
    DECIDE = "decide"
    FEED_BACK = "feed-back"
    EVALUATE = "evaluate"
    ARCHIVE = "archive"

    @property
    def position(self) -> int:
        return list(Moment).index(self)

    def __lt__(self, other: str) -> bool:
        return self.position < Moment(other).position

    def __gt__(self, other: str) -> bool:
        return self.position > Moment(other).position

    def __le__(self, other: str) -> bool:
        return self.position <= Moment(other).position

    def __ge__(self, other: str) -> bool:
        return self.position >= Moment(other).position


class Ask(StrEnum):
    """How a question that the policy asks is to be answered."""

    YES = "yes"
    """Yes, in somebody's name. A no keeps the gate shut."""
    EITHER = "either"
    """Yes or no, with the reason."""
    WORDS = "words"
    """In words."""


class When(StrEnum):
    """Which dialogues a gate or a rule applies to."""

    ALWAYS = "always"
    ONE_BOARD = "one-board"
    SEVERAL_BOARDS = "several-boards"
    POLITICAL = "political"
    NOT_POLITICAL = "not-political"
    OWN_AREA = "own-area"
    OVERARCHING = "overarching"
    LARGE_COMMON = "large-common"
    STATUTORY = "statutory"
    PUBLIC_ENVIRONMENT = "public-environment"

    def applies(self, record: DialogueRecord) -> bool:
        """Whether `record` is of this sort; what is not known yet is not."""
        return {
            When.ALWAYS: True,
            When.ONE_BOARD: record.boards_concerned == 1,
            When.SEVERAL_BOARDS: record.boards_concerned > 1,
            When.POLITICAL: record.political is True,
            When.NOT_POLITICAL: record.political is False,
            When.OWN_AREA: record.scope is Scope.OWN_AREA,
            When.OVERARCHING: record.scope is Scope.OVERARCHING,
            When.LARGE_COMMON: record.scope is Scope.LARGE_COMMON,
            When.STATUTORY: record.scope is Scope.STATUTORY,
            When.PUBLIC_ENVIRONMENT: record.public_environment,
        }[self]


@dataclass(frozen=True, slots=True)
class Said:
    """The policy's own words, and where in it they stand."""

    words: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand that must be met before a dialogue's next stage.

    Args:
        check: name of a check (`gates.CHECKS`); empty where a question is asked instead.
        ask, question: how the question is answered, and the question, in each language of staff.
        second_person: whether somebody else than the person responsible must answer.
        who: the role that usually meets it.
        said: the policy's words.
        points: what to go through before saying yes, one thing each.
    """

    id: str
    before: Moment
    said: Said
    check: str = ""
    ask: Ask | None = None
    question: Localised = field(default_factory=dict)
    second_person: bool = False
    who: Role = Role.OFFICIAL
    types: frozenset[DialogueType] = frozenset({DialogueType.RESIDENT})
    when: When = When.ALWAYS
    points: tuple[Localised, ...] = ()

    def applies(self, record: DialogueRecord) -> bool:
        return record.type in self.types and self.when.applies(record)


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """Which bodies may decide to hold a dialogue of some sort."""

    when: When
    bodies: tuple[BodyKind, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class StepOfProfile:
    """A step of the ladder that the policy allows, with the municipality's own name for it, if it has one."""

    step: LadderStep
    name: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvaluationItem:
    """Something to judge when a dialogue is evaluated.

    Args:
        part: ``process``, ``method``, ``result`` or ``effect``.
        types: the sorts of dialogue that it is judged for.
    """

    id: str
    part: str
    item: Localised
    said: Said
    types: frozenset[DialogueType] = frozenset(DialogueType)


@dataclass(frozen=True, slots=True)
class Planning:
    """When the policy wants dialogues planned and followed up.

    Args:
        margin_weeks: weeks wanted between closing and decision; fewer give a warning.
        follow_up: ``year`` (a yearly list), ``accounts`` (with the annual accounts) or ``ongoing``.
        plan: ``budget`` (a plan in each year's budget), ``three-years`` (the council's period) or ``none``.
        consultation_days: the shortest time that a consultation by law is open.
    """

    margin_weeks: int = 4
    follow_up: str = "year"
    plan: str = "budget"
    consultation_days: int = 21
    said: Said = field(default_factory=Said)


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """The policy itself: what it is called, and where it is registered.

    Args:
        handbook: the handbook that goes with it, and who decides on that.
        handbook_address: where the handbook can be read.
    """

    name: str
    municipality: str
    adopted_by: str
    adopted: date | None
    valid: str
    registration_number: str = ""
    owner: str = ""
    handbook: str = ""
    handbook_address: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """What the municipality calls a resident dialogue, in the forms that sentences need."""

    singular: str
    definite: str
    plural: str
    definite_plural: str


@dataclass(frozen=True, slots=True)
class PolicyProfile:
    """A municipality's participation policy.

    Args:
        words: language -> what a resident dialogue is called.
        other_words: the same for another word that the policy also exists with.
        audience: who may take part.
        introduction: what a dialogue is, here.
        weighing: how a result counts; the sentence that stands by every result. Its policy words in
            `weighing_said`.
        deciding: the first rule that applies says which bodies may decide to hold a dialogue.
    """

    id: str
    policy: PolicyDocument
    words: Mapping[str, Word]
    audience: Localised
    introduction: Localised
    weighing: Localised
    weighing_said: Said
    steps: tuple[StepOfProfile, ...]
    deciding: tuple[DecidingRule, ...]
    gates: tuple[Gate, ...]
    evaluation: tuple[EvaluationItem, ...]
    planning: Planning
    other_words: Mapping[str, Word] = field(default_factory=dict)

    @property
    def allowed_steps(self) -> frozenset[LadderStep]:
        return frozenset(each.step for each in self.steps)

    @property
    def gates_by_id(self) -> dict[str, Gate]:
        return {gate.id: gate for gate in self.gates}

    def step_name(self, step: LadderStep) -> Localised:
        """The municipality's own name of a step; empty where it has none."""
        return next((each.name for each in self.steps if each.step is step), {})

    def items_for(self, type_: DialogueType) -> tuple[EvaluationItem, ...]:
        """What is judged when a dialogue of some type is evaluated."""
        return tuple(item for item in self.evaluation if type_ in item.types)

    def deciding_rule(self, record: DialogueRecord) -> DecidingRule | None:
        """Which rule says who decides to hold this dialogue; None while too little is known of it."""
        return next((rule for rule in self.deciding if rule.when.applies(record)), None)

    def gates_for(self, record: DialogueRecord, until: Moment) -> Iterator[Gate]:
        """The gates that `record` must have met to pass `until`, in the order of its life."""
        found = [gate for gate in self.gates if gate.applies(record) and gate.before <= until]
        return iter(sorted(found, key=lambda gate: gate.before))
