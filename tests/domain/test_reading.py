"""Which answers count: conditions, required, declined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import question, question_set
from webapp.domain.conditions import (
    COMPARISONS,
    Answered,
    Chosen,
    Compared,
    Every,
    Otherwise,
    Some,
    from_document,
    holds,
    to_document,
)
from webapp.domain.documents import fingerprint
from webapp.domain.documents import from_document as read_set
from webapp.domain.documents import to_document as write_set
from webapp.domain.faults import faults
from webapp.domain.reading import read_form

ASKED = question_set(
    question("a", "single", required=True, may_decline=True),
    question("b", "multiple", required=True, condition=Chosen("a", "boll")),
    question("c", "short_text", condition=Chosen("b", "lek")),
)


def test_an_empty_form_names_each_required_question_that_applies():
    reading = read_form(ASKED, {})
    assert [(problem.question, problem.code) for problem in reading.problems] == [("a", "required-single")]
    assert reading.skipped == {"b", "c"}


def test_an_answer_to_a_question_that_does_not_apply_does_not_count():
    reading = read_form(ASKED, {"q.a": ["gunga"], "q.b": ["lek"], "q.c": ["hej"]})
    assert reading.answers == {"a": "gunga"}
    assert not reading.problems


def test_a_chain_of_conditions_is_followed_in_order():
    reading = read_form(ASKED, {"q.a": ["boll"], "q.b": ["lek"], "q.c": ["hej"]})
    assert reading.answers == {"a": "boll", "b": ["lek"], "c": "hej"}


def test_declining_answers_a_required_question_only_where_it_is_offered():
    assert read_form(ASKED, {"q.a": ["*"]}).answers == {"a": None}
    reading = read_form(ASKED, {"q.a": ["boll"], "decline.b": ["1"]})
    assert [problem.code for problem in reading.problems] == ["required-multiple"]


def test_declining_wins_over_what_was_typed_as_well():
    asked = question_set(question("t", "long_text", may_decline=True))
    assert read_form(asked, {"q.t": ["hemligt"], "decline.t": ["1"]}).answers == {"t": None}


def test_a_condition_on_a_declined_answer_does_not_hold():
    assert not holds(Answered("a"), {"a": None})
    assert not holds(Chosen("a", "boll"), {"a": None})


conditions = st.recursive(
    st.one_of(
        st.builds(Chosen, st.sampled_from("abc"), st.sampled_from(["boll", "lek"])),
        st.builds(
            Compared, st.sampled_from("abc"), st.sampled_from(["<", ">=", "="]), st.sampled_from(["1", "2.5"])
        ),
        st.builds(Answered, st.sampled_from("abc")),
    ),
    lambda inner: st.one_of(
        st.builds(Otherwise, inner),
        st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
    ),
)
values = st.one_of(st.none(), st.sampled_from(["boll", "lek"]), st.lists(st.sampled_from(["boll", "lek"])))


@given(conditions)
def test_a_condition_survives_being_written_and_read(condition):
    assert from_document(to_document(condition)) == condition


@given(conditions, st.dictionaries(st.just("a"), values))
def test_not_is_the_opposite(condition, answers):
    assert holds(Otherwise(condition), answers) is not holds(condition, answers)


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-Infinity", "sNaN", "många", ""])
def test_a_text_that_is_no_number_compares_with_none(typed):
    for comparison in COMPARISONS:
        assert not holds(Compared("a", comparison, "1"), {"a": typed})


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"chosen": ["a"]},
        {"compared": ["a", "~", "1"]},
        {"compared": ["a", "<", 1]},
        {"every": {"answered": "a"}},
        {"answered": ["a"]},
        {"not": {"unknown": 1}},
    ],
)
def test_a_condition_of_an_unknown_form_is_refused(document):
    with pytest.raises(ValueError, match="not a condition"):
        from_document(document)


def test_a_question_set_survives_being_written_and_read():
    assert read_set(write_set(ASKED)) == ASKED
    assert read_set(write_set(question_set())) == question_set()


def test_the_fingerprint_follows_the_rules_and_not_the_texts():
    plain = question_set(question("a"))
    assert fingerprint(plain) == fingerprint(question_set(question("a", text={"sv": "Ny text"})))
    assert fingerprint(plain) != fingerprint(question_set(question("a", required=True)))


def test_faults_name_conditions_that_can_never_be_met():
    broken = question_set(
        question("a", condition=Chosen("b", "boll")),
        question("b", condition=Chosen("a", "gone")),
        question("c", text={}),
        question("d", options=()),
    )
    assert set(faults(broken)) == {
        ("a", "condition-order"),
        ("b", "condition-option"),
        ("c", "no-text"),
        ("d", "no-options"),
    }
