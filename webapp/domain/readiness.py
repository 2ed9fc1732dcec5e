"""What is left to do before a dialogue can open: facts, questions and ideas.

Core texts are needed in every language offered; where another text is missing, residents read its source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.core_facts import CoreFacts, unmet
from webapp.domain.faults import faults
from webapp.domain.questions import Question, QuestionSet, missing_languages
from webapp.domain.text import Localised

FACTS, SET, SECTION, QUESTION = "facts", "set", "section", "question"
LANGUAGES = "languages"
PAST = "in-the-past"
NOTHING_TO_ANSWER, EMPTY_SECTION = "nothing-to-answer", "empty-section"
FAULT_FIELDS = {
    "no-text": "text",
    "no-options": "options",
    "many-options": "options",
    "no-rows": "rows",
    "no-money": "budget",
    "no-picture": "options",
    "no-alt": "options",
}
"""Code of `faults.faults` -> the field where it is mended, unless that is the condition."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing left to do.

    Args:
        part: what it is about: the core facts, the question set as a whole, a section or a question.
        field: the field of the form where it is mended.
        code: ``missing``, ``languages``, ``in-the-past``, ``nothing-to-answer``, ``empty-section``, a code of
            `core_facts.unmet` or one of `faults.faults`.
        id: the section's or the question's.
        languages: those that lack the text.
    """

    part: str
    field: str
    code: str
    id: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdeaPlan:
    """What residents are asked for when ideas are taken."""

    taken: bool = False
    prompt: Localised | None = None


def lacking(
    facts: CoreFacts, question_set: QuestionSet, ideas: IdeaPlan, board: Localised, today: date
) -> list[Lack]:
    """Everything that keeps the dialogue from opening `today`, in the order of the pages.

    Args:
        board: the deciding body's name.
    """
    return [
        *(Lack(FACTS, found.fact, found.code, languages=found.languages) for found in unmet(facts)),
        *_past(facts, today),
        *_texts(FACTS, "", [("new_board", board)], facts.languages),
        *_ideas(ideas, facts.languages),
        *_questions(question_set, ideas, facts.languages),
    ]


def _past(facts: CoreFacts, today: date) -> Iterator[Lack]:
    if facts.closes_on and facts.closes_on < today:
        yield Lack(FACTS, "closes_on", PAST)


def _ideas(ideas: IdeaPlan, languages: Sequence[str]) -> Iterator[Lack]:
    if not ideas.taken:
        return
    prompt = ideas.prompt or {}
    if not any(prompt.values()):
        yield Lack(FACTS, "idea_prompt", "missing")
    yield from _texts(FACTS, "", [("idea_prompt", prompt)], languages)


def _questions(question_set: QuestionSet, ideas: IdeaPlan, languages: Sequence[str]) -> Iterator[Lack]:
    if not question_set:
        if not ideas.taken:
            yield Lack(SET, "", NOTHING_TO_ANSWER)
        return
    for section in question_set.sections:
        if not section.questions:
            yield Lack(SECTION, "", EMPTY_SECTION, section.id)
    for question_id, code in faults(question_set):
        yield Lack(QUESTION, FAULT_FIELDS.get(code, "condition"), code, question_id)
    for question in question_set.by_id.values():
        yield from _texts(QUESTION, question.id, core_texts(question), languages)


def core_texts(question: Question) -> list[tuple[str, Localised]]:
    """What somebody must read to answer a question, by the field of the form that it stands in."""
    options = [(f"option-{place}", option.text) for place, option in enumerate(question.options)]
    rows = [(f"row-{place}", row.text) for place, row in enumerate(question.rows)]
    alts = [(f"option-{place}-alt", option.alt) for place, option in enumerate(question.options)]
    return [("text", question.text), *rows, *options, *alts]


def _texts(
    part: str, id_: str, texts: Sequence[tuple[str, Localised]], languages: Sequence[str]
) -> Iterator[Lack]:
    """Texts that are there in some language and not in every one of `languages`."""
    for field, text in texts:
        lack = tuple(missing_languages(text, list(languages)))
        if lack and any(value.strip() for value in text.values()):
            yield Lack(part, field, LANGUAGES, id_, lack)
