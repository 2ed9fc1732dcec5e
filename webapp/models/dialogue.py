"""The municipality, its boards and its dialogues."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.domain.core_facts import CoreFacts
from webapp.domain.declarations import AccessibilityStatement, PrivacyNotice, read_notice, read_statement
from webapp.domain.documents import from_document, to_document
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Milestones, Stage, stage_on
from webapp.domain.look import Look, read_look
from webapp.domain.questions import QuestionSet
from webapp.domain.record import BodyKind, DialogueType
from webapp.domain.taking_part import Mode
from webapp.domain.text import Localised, Text, choose
from webapp.models.base import Base

EMPTY_SET = to_document(QuestionSet())


class Municipality(Base):
    """The one municipality that this installation serves."""

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    data_protection_email: Mapped[str] = mapped_column(String(254), default="")
    revision: Mapped[int] = mapped_column(Integer, default=1)
    """Grows with every change, so that what was read of the municipality can be kept until then."""
    complaints_address: Mapped[str] = mapped_column(String(500), default="")
    """Where complaints and fault reports are taken: a dialogue is not the place for them."""
    profile_id: Mapped[str] = mapped_column(String(60), default="standard")
    profile_changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the municipality has adjusted in its profile: key -> value (`domain.adjusting`)."""
    accessibility: Mapped[dict[str, Any]] = mapped_column(default=dict)
    privacy: Mapped[dict[str, Any]] = mapped_column(default=dict)
    look: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Its own colours and logo (`domain.look`)."""

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def statement(self) -> AccessibilityStatement:
        return read_statement(self.accessibility or {})

    @property
    def notice(self) -> PrivacyNotice:
        return read_notice(self.privacy or {})

    @property
    def own_look(self) -> Look:
        return read_look(self.look or {})


class Board(Base):
    """A body of elected representatives that decides: a board, the executive committee, the council."""

    __tablename__ = "board"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Localised] = mapped_column(default=dict)
    kind_name: Mapped[str] = mapped_column(String(20), default=BodyKind.BOARD.value)
    dissolved_on: Mapped[date | None]

    @property
    def kind(self) -> BodyKind:
        return BodyKind(self.kind_name)


class Dialogue(Base):
    """A resident dialogue with its core facts, its question set and what came of it.

    `revision` grows with every change, so that what was read of a dialogue can be kept until then, and the
    second of two who edit at once is told instead of overwriting.
    """

    __tablename__ = "dialogue"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    source_language: Mapped[str] = mapped_column(String(20), default="sv")
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["sv"])
    registration_number: Mapped[str] = mapped_column(String(60), default="")

    type_name: Mapped[str] = mapped_column(String(20), default=DialogueType.RESIDENT.value)
    scope: Mapped[str] = mapped_column(String(20), default="")
    political: Mapped[bool | None]
    public_environment: Mapped[bool] = mapped_column(default=False)
    initiator: Mapped[str] = mapped_column(String(20), default="")
    phase: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String, default="")
    """Why the matter is important to residents now, in the source language."""
    steering_goal: Mapped[str] = mapped_column(String(300), default="")
    law_reference: Mapped[str] = mapped_column(String(300), default="")
    resources: Mapped[str] = mapped_column(String, default="")
    uses: Mapped[list[str]] = mapped_column(default=list)
    """What the answers are to be used for (`domain.methods.Use`)."""
    methods: Mapped[list[str]] = mapped_column(default=list)
    channels: Mapped[list[str]] = mapped_column(default=list)
    politicians: Mapped[list[str]] = mapped_column(default=list)
    """Names of the elected representatives who take part, for their board; no party is kept."""
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    budget_year: Mapped[int | None]
    review_on: Mapped[date | None]
    considered_on: Mapped[date | None]
    agreed_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    decline_reason: Mapped[Localised] = mapped_column(default=dict)

    goal: Mapped[Localised] = mapped_column(default=dict)
    process_degree: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[Localised] = mapped_column(default=dict)
    purpose: Mapped[Localised] = mapped_column(default=dict)
    target_group: Mapped[Localised] = mapped_column(default=dict)
    step_number: Mapped[int | None]
    step_decision: Mapped[str] = mapped_column(String(300), default="")
    commitment: Mapped[str] = mapped_column(String(300), default="")
    can_influence: Mapped[Localised] = mapped_column(default=dict)
    cannot_influence: Mapped[Localised] = mapped_column(default=dict)
    matter: Mapped[Localised] = mapped_column(default=dict)
    weighing: Mapped[Localised] = mapped_column(default=dict)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"))
    board: Mapped[Board | None] = relationship(lazy="joined")
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    compiled_by: Mapped[str] = mapped_column(String(200), default="")
    compiled_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    next_notice: Mapped[date | None]
    feedback_by: Mapped[date | None]
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    minutes: Mapped[int] = mapped_column(default=5)
    """How long it takes to answer, in minutes, as residents are told."""

    mode_name: Mapped[str] = mapped_column(String(20), default=Mode.OPEN.value)
    """How it sees to it that everybody answers once (`domain.taking_part.Mode`)."""

    question_document: Mapped[dict[str, Any]] = mapped_column(default=lambda: dict(EMPTY_SET))
    takes_ideas: Mapped[bool] = mapped_column(default=False)
    idea_prompt: Mapped[Localised] = mapped_column(default=dict)
    idea_categories: Mapped[list[Any]] = mapped_column(
        default=list, type_=Base.type_annotation_map[list[str]]
    )
    """Localised names of the categories that an idea can be given."""
    ideas_shown_at_once: Mapped[bool] = mapped_column(default=False)
    """Whether ideas are shown before anybody has read them; they are read afterwards then."""
    idea_comments: Mapped[bool] = mapped_column(default=False)
    """Whether residents may comment on ideas; comments are read and shown as ideas are."""
    idea_pictures: Mapped[bool] = mapped_column(default=False)
    """Whether an idea may come with a picture; such an idea is always read before it is shown."""
    idea_rules: Mapped[Localised] = mapped_column(default=dict)
    """What the dialogue adds to the rules for ideas that hold everywhere."""

    published_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    """The day an official closed it before `closes_on`; None otherwise."""
    sealed_on: Mapped[date | None]
    """The day the responses were counted to the last one and their order was erased."""
    result_text: Mapped[Localised] = mapped_column(default=dict)
    question_summaries: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Question id -> the official's summary of its answers, by language."""
    reported_on: Mapped[date | None]
    basis_reference: Mapped[str] = mapped_column(String(120), default="")
    """Where the decision basis is registered, as the case file has it."""
    decision_text: Mapped[Localised] = mapped_column(default=dict)
    decision_meeting: Mapped[date | None]
    decision_paragraph: Mapped[str] = mapped_column(String(60), default="")
    decision_published_on: Mapped[date | None]
    feedback_text: Mapped[Localised] = mapped_column(default=dict)
    """What residents said, what was decided and why."""
    onward_text: Mapped[Localised] = mapped_column(default=dict)
    """How the municipality goes on."""
    fed_back_on: Mapped[date | None]
    """The day the public was told."""
    participants_told_on: Mapped[date | None]
    """The day those who took part were told: on their receipts, and by e-mail where they asked for it."""
    evaluation: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Item of the profile -> ``{"grade": 1 to 5, or null for "don't know", "words": text}``."""
    evaluated_on: Mapped[date | None]
    archived_on: Mapped[date | None]
    archive_reference: Mapped[str] = mapped_column(String(120), default="")

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def type(self) -> DialogueType:
        return DialogueType(self.type_name)

    @property
    def step(self) -> LadderStep | None:
        return LadderStep(self.step_number) if self.step_number else None

    @step.setter
    def step(self, step: LadderStep | None) -> None:
        self.step_number = int(step) if step else None

    @property
    def mode(self) -> Mode:
        return Mode(self.mode_name)

    @property
    def questions(self) -> QuestionSet:
        return from_document(self.question_document)

    @questions.setter
    def questions(self, question_set: QuestionSet) -> None:
        self.question_document = to_document(question_set)

    @property
    def last_day(self) -> date | None:
        """The last day on which answers are taken."""
        return self.ended_on or self.closes_on

    def text(self, field: str, lang: str) -> Text:
        """The text of a localised field for a reader of `lang`, with the language it is really in."""
        return choose(getattr(self, field), lang, self.source_language)

    def stage(self, today: date) -> Stage:
        return stage_on(
            today,
            Milestones(
                published=self.published_on is not None,
                opens_on=self.opens_on,
                closes_on=self.closes_on,
                ended_on=self.ended_on,
                reported=self.reported_on is not None,
                decided=self.decision_published_on is not None,
                fed_back=self.fed_back_on is not None and self.participants_told_on is not None,
                evaluated=self.evaluated_on is not None,
                archived=self.archived_on is not None,
                considered=self.considered_on is not None,
                agreed=self.agreed_on is not None,
                declined=self.declined_on is not None,
            ),
        )

    def core_facts(self) -> CoreFacts:
        """The facts that must be settled before opening, as the domain judges them."""
        same = {
            name: getattr(self, name) for name in CoreFacts.__slots__ if name not in {"board", "languages"}
        }
        board = choose(self.board.name, self.source_language, self.source_language) if self.board else None
        return CoreFacts(**same, board=board.value if board else None, languages=tuple(self.languages))
