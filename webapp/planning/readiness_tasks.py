"""What the product itself demands before a dialogue opens, with a way straight to each thing that is left."""

from collections.abc import Collection, Iterable

from flask import current_app, url_for

from webapp.domain.core_facts import TEXTS
from webapp.domain.lifecycle import Action
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
from webapp.domain.taking_part import Mode
from webapp.models import Dialogue
from webapp.planning.gate_tasks import RESOLUTIONS
from webapp.planning.lack_words import lack_sentence
from webapp.planning.language_tasks import language_tasks
from webapp.planning.task_list import Left, Task
from webapp.web.clock import today
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

LOCALISED = {*TEXTS, "can_influence", "idea_prompt", "text"}


def lacks_of(dialogue: Dialogue) -> list[Lack]:
    """Everything that keeps `dialogue` from opening today."""
    ideas = IdeaPlan(dialogue.takes_ideas, dialogue.idea_prompt)
    board = dialogue.board.name if dialogue.board else {}
    facts = lacking(dialogue.core_facts(), dialogue.questions, ideas, board, today())
    return [*facts, *_lacking_provider(dialogue)]


def _lacking_provider(dialogue: Dialogue) -> list[Lack]:
    """Nobody could sign in to answer."""
    needed = dialogue.mode is Mode.E_IDENTITY
    there = current_app.extensions["settings"].identity_provider is not None
    return [Lack(FACTS, "mode", "no-identity-provider")] if needed and not there else []


def readiness_tasks(dialogue: Dialogue, told: Collection[str] = ()) -> list[Task]:
    """What the product itself demands before opening, without the facts in `told`: those stand elsewhere."""
    questions = dialogue.questions
    lacks = [lack for lack in lacks_of(dialogue) if lack.part != FACTS or lack.field not in told]
    settled = [lack for lack in lacks if lack.code != LANGUAGES]
    facts = [lack for lack in settled if lack.part == FACTS]
    title = _("Övriga kärnfakta") if told else _("Kärnfakta")
    return [
        _task(dialogue, "facts", title, "editing.facts", Action.EDIT_FACTS, facts),
        _task(
            dialogue,
            "questions",
            _("Frågor"),
            "editing.questions",
            Action.EDIT_QUESTIONS,
            [lack for lack in settled if lack.part != FACTS],
        ),
        *language_tasks(
            dialogue,
            {
                tag: [left(dialogue, questions, lack, tag) for lack in lacks if tag in lack.languages]
                for tag in dialogue.languages
            },
        ),
    ]


def _task(
    dialogue: Dialogue, name: str, title: str, endpoint: str, action: Action, lacks: Iterable[Lack]
) -> Task:
    return Task(
        id=f"task-{name}",
        title=title,
        left=tuple(left(dialogue, dialogue.questions, lack) for lack in lacks),
        address=url_for(endpoint, slug=dialogue.slug),
        action=action,
    )


def left(dialogue: Dialogue, questions: QuestionSet, lack: Lack, lang: str = "") -> Left:
    """`lack` as it is told, leading to the field in `lang` where it is about a language."""
    told = Lack(lack.part, lack.field, lack.code, lack.id, (lang,)) if lang else lack
    where_to, action = place(dialogue, lack, lang or dialogue.source_language)
    return Left(where(questions, lack) + lack_sentence(told), where_to, action, lack.field)


def where(questions: QuestionSet, lack: Lack) -> str:
    """Which question or section it is about: ``Fråga 3: ``."""
    if lack.part == SECTION:
        place = [section.id for section in questions.sections].index(lack.id) + 1
        return _("Del %(number)s: ", number=decimal(place))
    if lack.part == QUESTION:
        number = questions.numbers.get(lack.id)
        return _("Fråga %(number)s: ", number=decimal(number)) if number else _("Text utan fråga: ")
    return ""


def place(dialogue: Dialogue, lack: Lack, lang: str) -> tuple[str, Action]:
    """The address of the field where it is mended, and what one must be allowed to do there."""
    if lack.part == FACTS and lack.field in RESOLUTIONS:
        anchor = RESOLUTIONS[lack.field]
        return url_for("planning.resolutions", slug=dialogue.slug, _anchor=anchor), Action.RECORD_RESOLUTION
    return address(dialogue, lack, lang), Action.EDIT_FACTS if lack.part == FACTS else Action.EDIT_QUESTIONS


def address(dialogue: Dialogue, lack: Lack, lang: str) -> str:
    """The address of the field where it is mended."""
    anchor = lack.field
    if lack.languages or lack.field in LOCALISED:
        anchor = f"{lack.field}-{lang}"
    if lack.part == FACTS:
        return url_for("editing.facts", slug=dialogue.slug, _anchor=anchor)
    if lack.part == QUESTION:
        return url_for("editing.question", slug=dialogue.slug, question=lack.id, _anchor=anchor)
    return url_for("editing.questions", slug=dialogue.slug, _anchor=f"part-{lack.id}" if lack.id else None)
