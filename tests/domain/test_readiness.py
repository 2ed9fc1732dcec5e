"""What is left before opening is listed whole, in the order of the pages."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.core_facts import CoreFacts
from webapp.domain.ladder import LadderStep
from webapp.domain.questions import AnswerOption, Question, QuestionSet, Section
from webapp.domain.readiness import IdeaPlan, Lack, lacking

TODAY = date(2026, 5, 1)
BOTH = {"sv": "text", "en": "text"}
FACTS = CoreFacts(
    title=BOTH,
    purpose=BOTH,
    target_group=BOTH,
    step=LadderStep.CONSULTATION,
    step_decision="Nämnden § 1",
    can_influence=BOTH,
    cannot_influence=BOTH,
    matter=BOTH,
    weighing=BOTH,
    board="Nämnden",
    opens_on=date(2026, 5, 1),
    closes_on=date(2026, 5, 31),
    compiled_by="Maria Ek",
    compiled_on=date(2026, 6, 10),
    decided_on=date(2026, 6, 20),
    feedback_by=date(2026, 6, 30),
    contact_name="Maria Ek",
    contact_phone="0500",
    languages=("sv", "en"),
)


def question(**changes) -> Question:
    options = (AnswerOption("a", BOTH), AnswerOption("b", BOTH))
    return Question("q", "single", **({"text": BOTH, "options": options} | changes))


def asked(*questions: Question, title=BOTH) -> QuestionSet:
    return QuestionSet((Section("s", title, {}, questions or (question(),)),))


def lacks(facts=FACTS, questions=None, ideas=IdeaPlan(), board=BOTH, today=TODAY) -> list[Lack]:  # noqa: B008
    return lacking(facts, asked() if questions is None else questions, ideas, board, today)


def test_a_complete_dialogue_lacks_nothing():
    assert lacks() == []


def test_a_last_day_that_has_been_keeps_it_closed():
    assert lacks(today=date(2026, 6, 1)) == [Lack("facts", "closes_on", "in-the-past")]
    assert lacks(today=date(2026, 5, 31)) == []


def test_there_must_be_something_to_answer():
    empty = QuestionSet((Section("s", {}),))
    assert lacks(questions=empty) == [Lack("set", "", "nothing-to-answer")]
    assert lacks(questions=empty, ideas=IdeaPlan(True, BOTH)) == []


def test_a_note_alone_is_nothing_to_answer():
    assert lacks(questions=asked(Question("n", "note", BOTH)))[0].code == "nothing-to-answer"


def test_ideas_are_asked_for_in_every_language():
    assert lacks(ideas=IdeaPlan(True, {})) == [Lack("facts", "idea_prompt", "missing")]
    found = lacks(ideas=IdeaPlan(True, {"sv": "Idéer?"}))
    assert found == [Lack("facts", "idea_prompt", "languages", languages=("en",))]
    assert lacks(ideas=IdeaPlan(False, {"sv": "Idéer?"})) == []


def test_the_board_is_named_in_every_language():
    assert lacks(board={"sv": "Nämnden"}) == [Lack("facts", "new_board", "languages", languages=("en",))]


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"text": {"sv": "?"}}, Lack("question", "text", "languages", "q", ("en",))),
        ({"options": (AnswerOption("a", BOTH),)}, Lack("question", "options", "no-options", "q")),
        (
            {"options": (AnswerOption("a", BOTH), AnswerOption("b", {"en": "b"}))},
            Lack("question", "option-1", "languages", "q", ("sv",)),
        ),
        ({"text": {}}, Lack("question", "text", "no-text", "q")),
    ],
)
def test_each_text_of_a_question_is_looked_at(changes, lack):
    assert lacks(questions=asked(question(**changes))) == [lack]


def test_a_section_needs_questions():
    questions = QuestionSet((*asked().sections, Section("t", {})))
    assert lacks(questions=questions) == [Lack("section", "", "empty-section", "t")]


@pytest.mark.parametrize("title", [{}, {"sv": "Del"}])
def test_headings_and_help_that_are_missing_in_a_language_keep_nothing_closed(title):
    assert lacks(questions=asked(question(hint={"sv": "Välj ett."}), title=title)) == []


def test_missing_facts_come_first():
    found = lacks(replace(FACTS, title={}, step=None), asked(question(text={})))
    assert [lack.field for lack in found] == ["title", "step", "text"]
