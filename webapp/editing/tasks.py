"""The task list of a dialogue: what is done, and what is left with a way straight to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import url_for

from webapp.domain.core_facts import TEXTS
from webapp.domain.questions import QuestionSet
from webapp.domain.readiness import (
    FACTS,
    LANGUAGES,
    QUESTION,
    SECTION,
    IdeaPlan,
    Lack,
    lacking,
)
from webapp.editing.words import lack_sentence
from webapp.models import Dialogue
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

LOCALISED = {*TEXTS, "can_influence", "idea_prompt", "text"}


@dataclass(frozen=True, slots=True)
class Left:
    """One thing left to do: the sentence, and the address of its field."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the preparation."""

    name: str
    title: str
    address: str
    left: list[Left]
    by_language: dict[str, list[Left]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.left) + sum(len(left) for left in self.by_language.values())


def lacks_of(dialogue: Dialogue) -> list[Lack]:
    """Everything that keeps `dialogue` from opening today."""
    ideas = IdeaPlan(dialogue.takes_ideas, dialogue.idea_prompt, dialogue.idea_categories)
    board = dialogue.board.name if dialogue.board else {}
    return lacking(dialogue.core_facts(), dialogue.questions, ideas, board, today())


def tasks(dialogue: Dialogue) -> list[Task]:
    """The preparation of `dialogue`, with what is left of each part."""
    lacks, questions = lacks_of(dialogue), dialogue.questions
    settled = [lack for lack in lacks if lack.code != LANGUAGES]
    by_language = {
        tag: [left(dialogue, questions, lack, tag) for lack in lacks if tag in lack.languages]
        for tag in dialogue.languages
    }
    here = dialogue.slug
    return [
        Task(
            "facts",
            _("Kärnfakta"),
            url_for("editing.facts", slug=here),
            _left(dialogue, questions, (lack for lack in settled if lack.part == FACTS)),
        ),
        Task(
            "questions",
            _("Frågor"),
            url_for("editing.questions", slug=here),
            _left(dialogue, questions, (lack for lack in settled if lack.part != FACTS)),
        ),
        Task("languages", _("Texter på alla språk"), "", [], by_language),
    ]


def _left(dialogue: Dialogue, questions: QuestionSet, lacks: Iterable[Lack]) -> list[Left]:
    return [left(dialogue, questions, lack) for lack in lacks]


def left(dialogue: Dialogue, questions: QuestionSet, lack: Lack, lang: str = "") -> Left:
    """`lack` as it is told, leading to the field in `lang` where it is about a language."""
    told = Lack(lack.part, lack.field, lack.code, lack.id, (lang,)) if lang else lack
    return Left(
        where(questions, lack) + lack_sentence(told),
        address(dialogue, lack, lang or dialogue.source_language),
    )


def where(questions: QuestionSet, lack: Lack) -> str:
    """Which question or section it is about: ``Fråga 3: ``."""
    if lack.part == SECTION:
        place = [section.id for section in questions.sections].index(lack.id) + 1
        return _("Del %(number)s: ", number=decimal(place))
    if lack.part == QUESTION:
        number = questions.numbers.get(lack.id)
        return _("Fråga %(number)s: ", number=decimal(number)) if number else _("Text utan fråga: ")
    return ""


def address(dialogue: Dialogue, lack: Lack, lang: str) -> str:
    """The address of the field where it is mended."""
    anchor = lack.field
    if lack.languages or lack.field in LOCALISED:
        anchor = f"{lack.field}-{lang}"
    if lack.part == FACTS:
        return url_for("editing.facts", slug=dialogue.slug, _anchor=anchor)
    if lack.part == SECTION and lack.field:
        return url_for("editing.section", slug=dialogue.slug, part=lack.id, _anchor=anchor)
    if lack.part == QUESTION:
        return url_for("editing.question", slug=dialogue.slug, question=lack.id, _anchor=anchor)
    return url_for("editing.questions", slug=dialogue.slug, _anchor=f"part-{lack.id}" if lack.id else None)


def language_title(tag: str) -> str:
    """A language's name at the beginning of a line."""
    name = language_word(tag)
    return name[:1].upper() + name[1:]
