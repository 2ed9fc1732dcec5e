"""Texts one by one, their states, and what residents may read of them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import in_all, question, question_set, with_ready
from webapp.domain.questions import QuestionSet, all_texts
from webapp.domain.translating import (
    COLUMNS,
    Made,
    Part,
    State,
    Unit,
    difference,
    is_shown,
    progress,
    state_of,
    units,
    with_each_text,
    withheld,
)

CORE = Unit("title", Part.FACTS, Part.FACTS, {"sv": "Park", "ar": "حديقة"}, core=True)
OTHER = replace(CORE, key="goal", core=False)


def known(unit: Unit, **changes: object) -> dict[tuple[str, str], Made]:
    return {(unit.key, "ar"): replace(Made("Park", "حديقة", reviewed=True), **changes)}


def state(unit: Unit, made: dict[tuple[str, str], Made]) -> State:
    return state_of(unit, "ar", "sv", made)


def test_a_text_goes_from_missing_over_draft_to_reviewed_and_stale():
    assert state(replace(CORE, texts={"sv": "Park", "ar": " "}), {}) is State.MISSING
    assert state(CORE, {}) is State.DRAFT
    assert state(CORE, known(CORE, reviewed=False)) is State.DRAFT
    assert state(CORE, known(CORE)) is State.REVIEWED
    assert state(CORE, known(CORE, source="Parken")) is State.STALE


def test_a_text_that_was_changed_elsewhere_after_its_review_is_a_draft_again():
    assert state(CORE, known(CORE, text="بستان")) is State.DRAFT


def test_residents_read_core_texts_only_when_they_are_reviewed():
    assert not is_shown(CORE, "ar", "sv", {})
    assert is_shown(OTHER, "ar", "sv", {})
    assert is_shown(CORE, "ar", "sv", known(CORE))
    assert not is_shown(OTHER, "ar", "sv", known(OTHER, source="Parken"))
    assert withheld([CORE, OTHER], "sv", {}) == {"title": {"ar"}}


def test_what_a_machine_wrote_is_not_shown_until_a_person_has_reviewed_it():
    assert not is_shown(OTHER, "ar", "sv", known(OTHER, machine=True, reviewed=False))
    assert is_shown(OTHER, "ar", "sv", known(OTHER, machine=True))


def test_progress_tells_core_texts_apart():
    done = progress([CORE, OTHER], "ar", "sv", known(OTHER))
    assert (done.total, done.reviewed, done.core, done.core_reviewed) == (2, 1, 1, 0)
    assert not done.offerable
    assert progress([CORE, OTHER], "ar", "sv", known(CORE)).offerable


def all_units(questions: QuestionSet) -> list[Unit]:
    columns = {name: in_all(name) for name in COLUMNS}
    return units(columns, [in_all("Lek")], questions, {"one": in_all("Ja")}, "sv")


def test_every_text_of_a_dialogue_has_a_key_of_its_own():
    questions = question_set(question("one"), question("grid", "matrix"), question("short", "short_text"))
    found = all_units(questions)
    keys = [unit.key for unit in found]
    assert len(set(keys)) == len(keys)
    asked = [unit.texts for unit in found if unit.part in {Part.SECTION, Part.QUESTION}]
    assert asked == [texts for texts in all_texts(questions) if texts]
    assert {"title", "category:0", "summary:one", "section:s1:intro", "question:one:option:gunga"} <= set(
        keys
    )
    assert "question:grid:row:sommar" in keys


def test_ready_answers_are_translated_with_the_interface():
    keys = [unit.key for unit in all_units(question_set(with_ready("none"), question("yes", "yes_no")))]
    assert "question:one:option:gunga" in keys
    assert not any(key.endswith((":none", ":yes", ":no")) for key in keys)


def test_the_questions_answers_and_facts_are_core_and_the_rest_is_not():
    questions = question_set(question("one", hint=in_all("Hjälp")))
    core = {unit.key for unit in all_units(questions) if unit.core}
    assert {
        "idea_prompt",
        "title",
        "weighing",
        "cannot_influence",
        "question:one:text",
        "question:one:option:boll",
    } <= core
    assert not core & {"goal", "question:one:hint", "section:s1:title", "section:s1:intro", "idea_rules"}


def test_going_through_the_texts_of_a_set_changes_nothing_else():
    questions = question_set()
    assert with_each_text(questions, lambda _key, texts: texts) == questions


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_difference_holds_all_of_both_texts(before, after):
    told = difference(before, after)
    assert "".join(text for what, text in told if what != "new") == before
    assert "".join(text for what, text in told if what != "gone") == after
