"""Composing a question set: changes that give a new set and never leave a condition in the air."""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from webapp.domain.faults import faults
from webapp.domain.questions import Question, QuestionSet, Section, all_texts
from webapp.domain.text import Localised

LETTERS = "bcdfghjkmnpqrstvwxz"
SIGNS = LETTERS + "23456789"
ID_LENGTH = 4
MOST_QUESTIONS = 500
UP, DOWN = -1, 1
Item = TypeVar("Item")


class ComposeError(Exception):
    """The change cannot be made.

    Args:
        code: ``unknown`` (no such section or question), ``id-taken``, ``too-many-questions``, or what would
            become wrong with a question's condition: ``condition-order``, ``condition-option``.
        question: id of the question that is in the way.
    """

    def __init__(self, code: str, question: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.question = question


def new_id(taken: Collection[str]) -> str:
    """A short identifier that is not `taken` and spells no word: ``f3k9``."""
    while True:
        candidate = secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(ID_LENGTH - 1))
        if candidate not in taken:
            return candidate


def taken_ids(question_set: QuestionSet) -> set[str]:
    """The ids of all sections and questions."""
    return {section.id for section in question_set.sections} | question_set.by_id.keys()


def section_of(question_set: QuestionSet, question_id: str) -> Section:
    """The section that a question stands in.

    Raises:
        ComposeError: ``unknown``.
    """
    for section in question_set.sections:
        if any(question.id == question_id for question in section.questions):
            return section
    raise ComposeError("unknown", question_id)


def add_section(question_set: QuestionSet, section: Section) -> QuestionSet:
    """The set with `section` last.

    Raises:
        ComposeError: ``id-taken``.
    """
    if not taken_ids(question_set).isdisjoint({section.id, *(question.id for question in section.questions)}):
        raise ComposeError("id-taken")
    return QuestionSet((*question_set.sections, section))


def describe_section(
    question_set: QuestionSet, section_id: str, title: Localised, intro: Localised
) -> QuestionSet:
    """The set with another heading and introduction of a section.

    Raises:
        ComposeError: ``unknown``.
    """
    return _in_section(question_set, section_id, lambda found: replace(found, title=title, intro=intro))


def move_section(question_set: QuestionSet, section_id: str, way: int) -> QuestionSet:
    """The set with a section and its questions one place up or down; at the end nothing moves.

    Raises:
        ComposeError: ``unknown``, ``condition-order``.
    """
    place = _place([section.id for section in question_set.sections], section_id)
    return _checked(question_set, QuestionSet(_shifted(question_set.sections, place, way)))


def remove_section(question_set: QuestionSet, section_id: str) -> QuestionSet:
    """The set without a section and its questions.

    Raises:
        ComposeError: ``unknown``; ``condition-order`` where a question that stays depends on one of them.
    """
    _place([section.id for section in question_set.sections], section_id)
    left = tuple(section for section in question_set.sections if section.id != section_id)
    return _checked(question_set, QuestionSet(left))


def add_question(question_set: QuestionSet, question: Question, section_id: str) -> QuestionSet:
    """The set with `question` last in a section.

    Raises:
        ComposeError: ``unknown``, ``id-taken``, ``too-many-questions``, ``condition-order``,
            ``condition-option``.
    """
    if question.id in taken_ids(question_set):
        raise ComposeError("id-taken", question.id)
    if len(question_set.by_id) >= MOST_QUESTIONS:
        raise ComposeError("too-many-questions")
    added = _in_section(
        question_set, section_id, lambda found: replace(found, questions=(*found.questions, question))
    )
    return _checked(question_set, added)


def replace_question(question_set: QuestionSet, question: Question) -> QuestionSet:
    """The set with `question` in place of the one with the same id.

    Raises:
        ComposeError: ``unknown``, ``condition-order``; ``condition-option`` where another question depends
            on an option that is no longer there.
    """
    section = section_of(question_set, question.id)
    questions = tuple(question if each.id == question.id else each for each in section.questions)
    changed = _in_section(question_set, section.id, lambda found: replace(found, questions=questions))
    return _checked(question_set, changed)


def move_question(question_set: QuestionSet, question_id: str, way: int) -> QuestionSet:
    """The set with a question one place up or down, into the next section at a section's end.

    Raises:
        ComposeError: ``unknown``, ``condition-order``.
    """
    section = section_of(question_set, question_id)
    place = _place([question.id for question in section.questions], question_id)
    if 0 <= place + way < len(section.questions):
        shifted = _shifted(section.questions, place, way)
        moved = _in_section(question_set, section.id, lambda found: replace(found, questions=shifted))
    else:
        moved = _across(question_set, section, section.questions[place], way)
    return _checked(question_set, moved)


def remove_question(question_set: QuestionSet, question_id: str) -> QuestionSet:
    """The set without a question.

    Raises:
        ComposeError: ``unknown``; ``condition-order`` where another question depends on it.
    """
    section = section_of(question_set, question_id)
    left = tuple(question for question in section.questions if question.id != question_id)
    removed = _in_section(question_set, section.id, lambda found: replace(found, questions=left))
    return _checked(question_set, removed)


def only_fills_gaps(old: QuestionSet, new: QuestionSet) -> bool:
    """Whether `new` differs from `old` only by texts in languages that lacked them.

    A text that is there in no language is no gap: giving it would add something nobody was shown before.
    """
    if _without_texts(old) != _without_texts(new):
        return False
    return all(_fills(before, after) for before, after in zip(all_texts(old), all_texts(new), strict=True))


def _fills(before: Localised, after: Localised) -> bool:
    kept = {lang: text for lang, text in before.items() if text.strip()}
    given = {lang for lang, text in after.items() if text.strip()} - kept.keys()
    return all(after.get(lang) == text for lang, text in kept.items()) and (bool(kept) or not given)


def _without_texts(question_set: QuestionSet) -> QuestionSet:
    return QuestionSet(
        tuple(
            Section(section.id, {}, {}, tuple(_bare(question) for question in section.questions))
            for section in question_set.sections
        )
    )


def _bare(question: Question) -> Question:
    options = tuple(replace(option, text={}, alt={}) for option in question.options)
    rows = tuple(replace(row, text={}) for row in question.rows)
    return replace(question, text={}, hint={}, options=options, rows=rows)


def _across(question_set: QuestionSet, section: Section, question: Question, way: int) -> QuestionSet:
    there = _place([each.id for each in question_set.sections], section.id) + way
    if not 0 <= there < len(question_set.sections):
        return question_set
    left = tuple(each for each in section.questions if each is not question)
    target = question_set.sections[there]
    taken = (*target.questions, question) if way == UP else (question, *target.questions)
    emptied = _in_section(question_set, section.id, lambda found: replace(found, questions=left))
    return _in_section(emptied, target.id, lambda found: replace(found, questions=taken))


def _in_section(
    question_set: QuestionSet, section_id: str, change: Callable[[Section], Section]
) -> QuestionSet:
    _place([section.id for section in question_set.sections], section_id)
    return QuestionSet(
        tuple(change(section) if section.id == section_id else section for section in question_set.sections)
    )


def _place(ids: Sequence[str], wanted: str) -> int:
    if wanted not in ids:
        raise ComposeError("unknown", wanted)
    return ids.index(wanted)


def _shifted(items: Sequence[Item], place: int, way: int) -> tuple[Item, ...]:
    moved = list(items)
    there = place + way
    if 0 <= there < len(moved):
        moved[place], moved[there] = moved[there], moved[place]
    return tuple(moved)


def _checked(before: QuestionSet, after: QuestionSet) -> QuestionSet:
    known = set(faults(before))
    for question_id, code in faults(after):
        if code.startswith("condition") and (question_id, code) not in known:
            raise ComposeError(code, question_id)
    return after
