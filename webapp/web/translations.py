"""The translations of a dialogue: reading what is known of them, keeping from residents what is not ready,
and changing them. The one door for changes that are made text by text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webapp.domain import corrections
from webapp.domain.lifecycle import RULES, Action
from webapp.domain.questions import QuestionSet
from webapp.domain.text import Localised
from webapp.domain.translating import (
    CATEGORY,
    COLUMNS,
    SUMMARY,
    Known,
    Made,
    Part,
    State,
    Unit,
    by_machine,
    digest,
    is_shown,
    state_of,
    units,
    with_each_text,
    withheld,
)
from webapp.models import ContentTranslation, Dialogue
from webapp.models.base import table_of
from webapp.web.access import staff
from webapp.web.clock import today
from webapp.web.question_sets import has_responses, save_questions

_rows = table_of(ContentTranslation)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text as it is to stand in the language that is worked on."""

    text: str
    reviewed: bool
    machine: bool = False


@dataclass(frozen=True)
class Work:
    """A dialogue's texts, what is known of them, and what may still be changed.

    Args:
        frozen: whether somebody has answered.
    """

    dialogue: Dialogue
    units: Sequence[Unit]
    known: Known
    frozen: bool

    @property
    def source(self) -> str:
        return self.dialogue.source_language

    @cached_property
    def questions(self) -> QuestionSet:
        return self.dialogue.questions

    @property
    def languages(self) -> list[str]:
        """The languages that the dialogue offers and that texts are translated to."""
        return [tag for tag in self.dialogue.languages if tag != self.source]

    def state(self, unit: Unit, lang: str) -> State:
        return state_of(unit, lang, self.source, self.known)

    def base(self, unit: Unit, lang: str) -> str:
        """What a form carries to tell whether anything has changed since its page was made."""
        reviewed = self.state(unit, lang) is State.REVIEWED
        return f"{digest(unit.text(self.source))}.{digest(unit.text(lang))}.{int(reviewed)}"

    def locked(self, unit: Unit, lang: str) -> bool:
        """Whether the text may not change: residents have read it, or its time has passed.

        What residents have read is corrected, with a day and a reason; questions stay once answered.
        """
        stage = self.dialogue.stage(today())
        there = bool(unit.text(lang).strip())
        match unit.part:
            case Part.SECTION | Part.QUESTION:
                seen = there and not by_machine(unit, lang, self.known)
                return stage not in RULES[Action.EDIT_QUESTIONS][1] or (self.frozen and seen)
            case Part.FACTS | Part.IDEAS:
                fact = corrections.FACTS.get(unit.key)
                past = fact is not None and stage.public and stage not in fact.stages
                return past or (stage.public and is_shown(unit, lang, self.source, self.known))
        return False

    def kept(self, unit: Unit, lang: str) -> bool:
        """Whether a review may not be taken back: residents read the text because of it."""
        return self.dialogue.published_on is not None and self.state(unit, lang) is State.REVIEWED


def units_of(dialogue: Dialogue, questions: QuestionSet | None = None) -> list[Unit]:
    """Every text of `dialogue` that can be translated."""
    return units(
        {name: getattr(dialogue, name) or {} for name in COLUMNS},
        dialogue.idea_categories or [],
        questions or dialogue.questions,
        dialogue.question_summaries or {},
        dialogue.source_language,
    )


def work_on(session: Session, dialogue: Dialogue) -> Work:
    """`dialogue` as those who translate it see it."""
    known = known_of(session, [dialogue.id]).get(dialogue.id, {})
    return Work(dialogue, units_of(dialogue), known, has_responses(session, dialogue))


def known_of(session: Session, dialogues: Iterable[int]) -> Mapping[int, dict[tuple[str, str], Made]]:
    """Number of a dialogue -> what is known of its translations."""
    found: dict[int, dict[tuple[str, str], Made]] = defaultdict(dict)
    rows = session.execute(select(_rows).where(_rows.c.dialogue_id.in_(list(dialogues))))
    for row in rows:
        made = Made(row.source, row.text, row.reviewed_on is not None, row.machine)
        found[row.dialogue_id][row.key, row.lang] = made
    return found


def withhold(dialogue: Dialogue, known: Known) -> None:
    """Takes texts that residents may not read yet out of a dialogue that is cut off from the database.

    Before publishing nothing is withheld: whoever looks then is to see what there is.
    """
    if dialogue.published_on is None:
        return
    hidden = withheld(units_of(dialogue), dialogue.source_language, known)
    if hidden:
        give(dialogue, {key: dict.fromkeys(languages, "") for key, languages in hidden.items()})


def give(dialogue: Dialogue, changes: Mapping[str, Mapping[str, str]]) -> None:
    """Sets texts of everything but the question set's, and those in the stored document.

    Args:
        changes: key -> language -> text; an empty text is taken away.
    """
    give_columns(dialogue, changes)
    dialogue.questions = questions_with(dialogue, changes)


def give_columns(dialogue: Dialogue, changes: Mapping[str, Mapping[str, str]]) -> None:
    """Sets the texts that do not stand in the question set."""
    for name in COLUMNS:
        if name in changes:
            setattr(dialogue, name, _changed(getattr(dialogue, name), changes[name]))
    if any(key.startswith(f"{CATEGORY}:") for key in changes):
        dialogue.idea_categories = [
            _changed(texts, changes.get(f"{CATEGORY}:{place}", {}))
            for place, texts in enumerate(dialogue.idea_categories)
        ]
    if any(key.startswith(f"{SUMMARY}:") for key in changes):
        dialogue.question_summaries = {
            id_: _changed(texts, changes.get(f"{SUMMARY}:{id_}", {}))
            for id_, texts in dialogue.question_summaries.items()
        }


def questions_with(dialogue: Dialogue, changes: Mapping[str, Mapping[str, str]]) -> QuestionSet:
    """The question set with texts changed."""
    return with_each_text(dialogue.questions, lambda key, texts: _changed(texts, changes.get(key, {})))


def _changed(texts: Localised, changes: Mapping[str, str]) -> dict[str, str]:
    return {lang: text for lang, text in {**texts, **changes}.items() if text}


def save_cells(session: Session, work: Work, lang: str, cells: Mapping[str, Cell]) -> None:
    """Stores texts and reviews. The caller holds the dialogue, has asked `Work.locked`, and commits.

    A machine's draft, which no resident has read, counts as a missing text.

    Raises:
        RulesFrozen: somebody has answered, and a question's text would change.
    """
    dialogue, found = work.dialogue, {unit.key: unit for unit in work.units}
    changes = {key: {lang: cell.text} for key, cell in cells.items() if cell.text != found[key].text(lang)}
    give_columns(dialogue, changes)
    unseen = {key: {lang: ""} for key in changes if by_machine(found[key], lang, work.known)}
    if unseen:
        dialogue.questions = questions_with(dialogue, unseen)
    asked = questions_with(dialogue, changes)
    if asked != dialogue.questions:
        save_questions(session, dialogue, asked)
    for key, cell in cells.items():
        _note(session, work, found[key], lang, cell)


def _note(session: Session, work: Work, unit: Unit, lang: str, cell: Cell) -> None:
    """Writes down what is known of a translation; nothing is where there is no text."""
    stored = session.scalar(
        select(ContentTranslation).where(
            ContentTranslation.dialogue_id == work.dialogue.id,
            ContentTranslation.key == unit.key,
            ContentTranslation.lang == lang,
        )
    )
    if not cell.text:
        if stored:
            session.delete(stored)
        return
    person = staff()
    who = person.id if person else None
    if stored is None:
        stored = ContentTranslation(dialogue_id=work.dialogue.id, key=unit.key, lang=lang, made_by=who)
        session.add(stored)
    elif stored.text != cell.text:
        stored.made_by = who
    for name, value in _columns(work, unit, cell, who).items():
        setattr(stored, name, value)


def _columns(work: Work, unit: Unit, cell: Cell, who: int | None) -> dict[str, Any]:
    return {
        "source": unit.text(work.source),
        "text": cell.text,
        "machine": cell.machine,
        "reviewed_by": who if cell.reviewed else None,
        "reviewed_on": today() if cell.reviewed else None,
    }


def review_everything(session: Session, dialogue: Dialogue, reviewed_on: Any) -> None:
    """Counts every text that stands in a dialogue as reviewed, whoever wrote it: for what is made whole."""
    session.flush()
    session.execute(delete(_rows).where(_rows.c.dialogue_id == dialogue.id))
    source = dialogue.source_language
    rows = [
        {
            "dialogue_id": dialogue.id,
            "key": unit.key,
            "lang": lang,
            "source": unit.text(source),
            "text": text,
            "machine": False,
            "reviewed_on": reviewed_on,
        }
        for unit in units_of(dialogue)
        for lang, text in unit.texts.items()
        if lang != source and text.strip()
    ]
    if rows:
        session.execute(insert(_rows), rows)
