"""Composing: no change leaves a condition in the air, loses a question, or slips past the freeze."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.composing import (
    DOWN,
    UP,
    ComposeError,
    add_question,
    add_section,
    describe_section,
    move_question,
    move_section,
    new_id,
    only_fills_gaps,
    remove_question,
    remove_section,
    replace_question,
    taken_ids,
)
from webapp.domain.conditions import Chosen, Every, Otherwise, Some
from webapp.domain.documents import fingerprint
from webapp.domain.faults import faults
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet, Section

untimed = settings(max_examples=100, deadline=None)
LANGUAGES = ("sv", "en", "ar")
OPTIONS = tuple(AnswerOption(id_, {"sv": id_}) for id_ in ("a", "b", "c"))


def single(id_: str, condition=None, **changes) -> Question:
    return Question(id_, "single", {"sv": f"Fråga {id_}"}, options=OPTIONS, condition=condition, **changes)


def two_sections() -> QuestionSet:
    return QuestionSet(
        (
            Section("s1", {"sv": "Ett"}, {}, (single("q1"), single("q2", Chosen("q1", "a")))),
            Section("s2", {"sv": "Två"}, {}, (single("q3"), single("q4", Chosen("q3", "b")))),
        )
    )


def order(question_set: QuestionSet) -> list[list[str]]:
    return [[question.id for question in section.questions] for section in question_set.sections]


texts = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(["", "x", "y"]), max_size=3)


@st.composite
def question_sets(draw) -> QuestionSet:
    """Sets whose conditions are sound: each is about options of earlier questions."""
    sections, earlier = [], []
    for place in range(draw(st.integers(1, 3))):
        questions = []
        for _ in range(draw(st.integers(1, 3))):
            chosen = st.builds(Chosen, st.sampled_from(earlier or ["none"]), st.sampled_from("abc"))
            nested = st.one_of(
                chosen,
                st.builds(lambda part: Otherwise(part), chosen),
                st.builds(lambda parts: Some(tuple(parts)), st.lists(chosen, min_size=1, max_size=3)),
                st.builds(lambda parts: Every(tuple(parts)), st.lists(chosen, min_size=1, max_size=3)),
            )
            id_ = f"q{len(earlier)}"
            condition = draw(st.none() | nested) if earlier else None
            options = tuple(AnswerOption(letter, draw(texts)) for letter in "abc")
            text = {"sv": "?"} | draw(texts) | {"sv": "?"}
            questions.append(Question(id_, "single", text, draw(texts), options=options, condition=condition))
            earlier.append(id_)
        sections.append(Section(f"s{place}", draw(texts), draw(texts), tuple(questions)))
    return QuestionSet(tuple(sections))


ids = st.sampled_from([f"q{number}" for number in range(6)])
section_ids = st.sampled_from(["s0", "s1", "s2"])
ways = st.sampled_from([UP, DOWN])
changes = st.one_of(
    st.builds(lambda id_, way: lambda s: move_question(s, id_, way), ids, ways),
    st.builds(lambda id_, way: lambda s: move_section(s, id_, way), section_ids, ways),
    st.builds(lambda id_: lambda s: remove_question(s, id_), ids),
    st.builds(lambda id_: lambda s: remove_section(s, id_), section_ids),
    st.builds(lambda id_, to: lambda s: add_question(s, single(id_), to), ids, section_ids),
    st.builds(lambda id_: lambda s: add_section(s, Section(id_, {})), section_ids),
    st.builds(
        lambda id_, keep: (
            lambda s: (
                replace_question(s, replace(s.by_id[id_], options=OPTIONS[:keep])) if id_ in s.by_id else s
            )
        ),
        ids,
        st.integers(0, 3),
    ),
    st.builds(
        lambda id_, on: (
            lambda s: (
                replace_question(s, replace(s.by_id[id_], condition=Chosen(on, "a"))) if id_ in s.by_id else s
            )
        ),
        ids,
        ids,
    ),
)


def condition_faults(question_set: QuestionSet) -> list[tuple[str, str]]:
    return [(id_, code) for id_, code in faults(question_set) if code.startswith("condition")]


@untimed
@given(question_sets(), st.lists(changes, max_size=8))
def test_no_series_of_changes_leaves_a_condition_in_the_air_or_an_id_twice(question_set, series):
    assert not condition_faults(question_set)
    for change in series:
        try:
            question_set = change(question_set)
        except ComposeError:
            continue
        assert not condition_faults(question_set)
        all_ids = [question.id for section in question_set.sections for question in section.questions]
        assert len(all_ids) == len(set(all_ids)) == len(question_set.by_id)


@untimed
@given(question_sets(), changes)
def test_a_structural_change_is_never_taken_for_filling_a_gap(question_set, change):
    try:
        changed = change(question_set)
    except ComposeError:
        return
    if only_fills_gaps(question_set, changed):
        assert fingerprint(changed) == fingerprint(question_set)
        assert order(changed) == order(question_set)


@untimed
@given(question_sets(), ids, ways)
def test_moving_a_question_keeps_every_question(question_set, id_, way):
    try:
        moved = move_question(question_set, id_, way)
    except ComposeError:
        return
    assert moved.by_id == question_set.by_id


@untimed
@given(question_sets(), ids, ways)
def test_moving_a_question_back_restores_the_set(question_set, id_, way):
    try:
        moved = move_question(question_set, id_, way)
        assert moved == question_set or move_question(moved, id_, -way) == question_set
    except ComposeError:
        return


@untimed
@given(question_sets())
def test_texts_in_languages_that_lacked_them_are_gaps_and_nothing_else_is(question_set):
    section = question_set.sections[0]
    filled = {lang: section.title.get(lang) or "new" for lang in LANGUAGES}
    changed = describe_section(question_set, section.id, filled, section.intro)
    there = any(text.strip() for text in section.title.values())
    assert only_fills_gaps(question_set, changed) is there


def test_a_question_that_another_depends_on_cannot_be_removed():
    with pytest.raises(ComposeError) as refused:
        remove_question(two_sections(), "q1")
    assert (refused.value.code, refused.value.question) == ("condition-order", "q2")


def test_a_question_cannot_be_moved_above_the_one_it_depends_on():
    with pytest.raises(ComposeError) as refused:
        move_question(two_sections(), "q2", UP)
    assert refused.value.question == "q2"


def test_an_option_that_another_question_depends_on_cannot_be_removed():
    questions = two_sections()
    with pytest.raises(ComposeError) as refused:
        replace_question(questions, replace(questions.by_id["q3"], options=OPTIONS[:1]))
    assert (refused.value.code, refused.value.question) == ("condition-option", "q4")


def test_a_section_goes_with_its_questions_unless_others_depend_on_them():
    assert order(remove_section(two_sections(), "s2")) == [["q1", "q2"]]
    crossing = replace_question(two_sections(), single("q4", Chosen("q1", "a")))
    with pytest.raises(ComposeError):
        remove_section(crossing, "s1")


def test_at_the_end_of_a_section_a_question_moves_into_the_next():
    assert order(move_question(two_sections(), "q2", DOWN)) == [["q1"], ["q2", "q3", "q4"]]
    assert order(move_question(two_sections(), "q3", UP)) == [["q1", "q2", "q3"], ["q4"]]


def test_at_the_very_end_nothing_moves():
    assert move_question(two_sections(), "q4", DOWN) == two_sections()
    assert move_question(two_sections(), "q1", UP) == two_sections()
    assert move_section(two_sections(), "s1", UP) == two_sections()


def test_sections_change_places():
    assert order(move_section(two_sections(), "s1", DOWN)) == [["q3", "q4"], ["q1", "q2"]]


def test_what_is_not_there_cannot_be_changed():
    for change in (
        lambda s: move_question(s, "gone", UP),
        lambda s: remove_question(s, "gone"),
        lambda s: replace_question(s, single("gone")),
        lambda s: add_question(s, single("new"), "gone"),
        lambda s: describe_section(s, "gone", {}, {}),
    ):
        with pytest.raises(ComposeError, match="unknown"):
            change(two_sections())


def test_an_identifier_is_used_once():
    with pytest.raises(ComposeError, match="id-taken"):
        add_question(two_sections(), single("q1"), "s2")
    with pytest.raises(ComposeError, match="id-taken"):
        add_section(two_sections(), Section("s1", {}))


def test_a_set_has_room_for_five_hundred_questions():
    full = QuestionSet((Section("s", {}, {}, tuple(single(f"q{n}") for n in range(500))),))
    with pytest.raises(ComposeError, match="too-many-questions"):
        add_question(full, single("one-more"), "s")


def test_new_identifiers_are_short_plain_and_free():
    taken = taken_ids(two_sections())
    for _ in range(500):
        id_ = new_id(taken)
        assert len(id_) == 4
        assert id_.isascii()
        assert id_[0].isalpha()
        assert id_ not in taken
        taken.add(id_)


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ({"sv": "Hej"}, {"sv": "Hej", "en": "Hello"}, True),
        ({"sv": "Hej", "en": " "}, {"sv": "Hej", "en": "Hello"}, True),
        ({"sv": "Hej"}, {"sv": "Hej då"}, False),
        ({"sv": "Hej"}, {"en": "Hello"}, False),
        ({"sv": "Hej", "en": "Hello"}, {"sv": "Hej"}, False),
        ({}, {"sv": "Hej"}, False),
        ({"sv": ""}, {"sv": "Hej"}, False),
    ],
)
def test_only_a_missing_language_of_a_text_that_is_there_is_a_gap(before, after, gap):
    def with_hint(hint):
        return QuestionSet((Section("s", {}, {}, (single("q", hint=hint),)),))

    assert only_fills_gaps(with_hint(before), with_hint(after)) is gap


@pytest.mark.parametrize(
    "change",
    [
        {"required": True},
        {"may_decline": True},
        {"kind": "multiple"},
        {"limits": Limits(at_most=2)},
        {"condition": Chosen("q1", "b")},
        {"condition": None},
        {"options": OPTIONS[::-1]},
        {"options": OPTIONS[:2]},
        {"id": "q9"},
    ],
)
def test_no_rule_of_a_question_is_a_gap(change):
    same = {"sv": "x"}
    first = replace(single("q1"), text=same)
    second = replace(single("q2", Chosen("q1", "a")), text=same)
    second = replace(second, options=tuple(AnswerOption(option.id, same) for option in second.options))
    if "options" in change:
        change = {"options": tuple(AnswerOption(option.id, same) for option in change["options"])}

    def asked(*questions):
        return QuestionSet((Section("s", {}, {}, questions),))

    before = asked(first, second)
    assert only_fills_gaps(before, before)
    assert not only_fills_gaps(before, asked(first, replace(second, **change)))


def test_neither_the_order_nor_a_note_nor_a_section_is_a_gap():
    note = Question("n", "note", {"sv": "x"})
    one, two = (Question(id_, "long_text", {"sv": "x"}) for id_ in "ab")
    before = QuestionSet((Section("s", {}, {}, (one, two, note)), Section("t", {})))
    for sections in (
        (Section("s", {}, {}, (two, one, note)), Section("t", {})),
        (Section("s", {}, {}, (one, note, two)), Section("t", {})),
        (Section("s", {}, {}, (one, two)), Section("t", {}, {}, (note,))),
        (Section("s", {}, {}, (one, two)), Section("t", {})),
        (Section("t", {}), Section("s", {}, {}, (one, two, note))),
        (Section("s", {}, {}, (one, two, note)),),
    ):
        assert not only_fills_gaps(before, QuestionSet(sections))
