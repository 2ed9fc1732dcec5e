"""Conditions that nobody can fulfil are found, and those that somebody can are not taken for them."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import question, question_set
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some, holds
from webapp.domain.dead_ends import dead_ends
from webapp.domain.questions import Limits

ONE, MANY = question("one"), question("many", "multiple")
NUMBER = question("number", "number", limits=Limits(minimum="0", maximum="120"))
GRID = question("grid", "matrix")
GUNGA, LEK = Chosen("one", "gunga"), Chosen("one", "lek")


@pytest.mark.parametrize(
    ("condition", "dead"),
    [
        (Every((GUNGA, LEK)), True),
        (Some((GUNGA, LEK)), False),
        (Every((Chosen("many", "gunga"), Chosen("many", "lek"))), False),
        (Every((GUNGA, Otherwise(Answered("one")))), True),
        (Every((Compared("number", ">", "10"), Compared("number", "<", "5"))), True),
        (Every((Compared("number", ">", "10"), Compared("number", "<", "12"))), False),
        (Compared("number", ">", "120"), True),
        (Compared("number", ">=", "120"), False),
        (Every((Compared("number", ">", "10"), Compared("number", "<", "11"))), True),
        (Every((Chosen("grid", "lek", "sommar"), Chosen("grid", "boll", "sommar"))), True),
        (Every((Chosen("grid", "lek", "sommar"), Chosen("grid", "boll", "vinter"))), False),
        (Every((Answered("grid"), Otherwise(Chosen("grid", "lek", "sommar")))), False),
        (Otherwise(Every(())), True),
        (Every(()), False),
    ],
)
def test_a_condition_that_cannot_be_true_leads_nowhere(condition, dead):
    asked = question_set(ONE, MANY, NUMBER, GRID, question("two", condition=condition))
    assert dead_ends(asked) == ({"two"} if dead else set())


def test_what_hangs_on_a_question_that_is_not_asked_then_leads_nowhere():
    middle = question("middle", condition=GUNGA)
    last = question("last", condition=Every((Chosen("middle", "boll"), LEK)))
    after = question("after", condition=Answered("last"))
    assert dead_ends(question_set(ONE, middle, last, after)) == {"last", "after"}


def test_a_question_that_must_be_answered_cannot_be_left_open():
    unanswered = question("two", condition=Otherwise(Answered("one")))
    assert dead_ends(question_set(ONE, unanswered)) == set()
    assert dead_ends(question_set(replace(ONE, required=True), unanswered)) == {"two"}


def test_where_too_many_answers_would_have_to_be_tried_nothing_is_claimed():
    many = [question(f"q{n}", "multiple") for n in range(20)]
    every = Every(tuple(Chosen(each.id, option) for each in many for option in each.option_ids))
    never = Every((every, Otherwise(every)))
    assert dead_ends(question_set(*many, question("last", condition=never))) == set()


ATOMS = st.one_of(
    st.builds(Chosen, st.sampled_from(["one", "other"]), st.sampled_from(["gunga", "boll", "lek"])),
    st.builds(Answered, st.sampled_from(["one", "other"])),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Otherwise, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(CONDITIONS)
def test_every_answer_tried_one_by_one_says_the_same(condition):
    answers = [None, "gunga", "boll", "lek"]
    possible = any(holds(condition, {"one": a, "other": b}) for a, b in product(answers, answers))
    asked = question_set(ONE, question("other"), question("two", condition=condition))
    assert dead_ends(asked) == (set() if possible else {"two"})
