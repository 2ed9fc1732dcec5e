"""XLSForm out: what such a form can hold comes back as it was, and what it cannot is told."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from tests.factories import options, question, question_set
from tests.interchange.sets import question_sets
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some
from webapp.domain.documents import from_document, to_document
from webapp.domain.kinds import KINDS
from webapp.domain.questions import NONE, Limits, QuestionSet, Section, ready_option
from webapp.interchange.expressions_out import folded
from webapp.interchange.losses import losses
from webapp.interchange.xlsform import import_xlsform
from webapp.interchange.xlsform_out import TYPES, write_xlsform, written

AS_OTHER_KINDS = {"picture": "single"}
"""Kinds that a form holds as another one; what is lost of them is told."""
CARRIED = tuple(kind for kind in (*KINDS, "note") if kind in TYPES and kind not in AS_OTHER_KINDS)
HEALTH = [HealthCheck.too_slow]


def back(questions: QuestionSet) -> QuestionSet:
    return import_xlsform(write_xlsform(questions, {"sv": "Parken"}, "sv"), ["sv"]).question_set


def lost(questions: QuestionSet) -> list[tuple[str, str]]:
    told = losses(questions, write_xlsform(questions, {}, "sv"), "sv")
    return [(remark.sheet, remark.code) for remark in told]


def with_folded_conditions(questions: QuestionSet) -> QuestionSet:
    document = to_document(questions)
    result = from_document(document)
    for section in result.sections:
        for each in section.questions:
            object.__setattr__(each, "condition", folded(each.condition))
    return result


@settings(max_examples=30, deadline=None, suppress_health_check=HEALTH)
@given(question_sets(CARRIED, plain=True))
def test_any_set_that_a_form_can_hold_comes_back_as_it_was(questions):
    assert back(questions) == with_folded_conditions(questions)
    assert lost(questions) == []


@settings(max_examples=10, deadline=None, suppress_health_check=HEALTH)
@given(question_sets(CARRIED))
def test_others_read_the_form_too(questions):
    data = write_xlsform(questions, {"sv": "Parken"}, "sv")
    result = convert(BytesIO(data), file_type=".xlsx", validate=False)
    for each in questions.by_id.values():
        assert f"/{each.id}" in result.xform


@settings(max_examples=30, deadline=None, suppress_health_check=HEALTH)
@given(question_sets())
def test_whatever_a_form_cannot_hold_is_told_at_its_question(questions):
    again, told = back_or_none(questions), lost(questions)
    if again is None:
        assert told == [("", "export-refused")]
        return
    for each in questions.asked:
        returned = again.by_id.get(each.id)
        same = returned is not None and returned.kind == AS_OTHER_KINDS.get(each.kind, each.kind)
        assert same or (str(questions.numbers[each.id]), "export-left-out") in told


def back_or_none(questions: QuestionSet) -> QuestionSet | None:
    return back(questions) if any(each.kind in TYPES for each in questions.asked) else None


def test_what_is_lost_is_told():
    questions = question_set(
        question("one", options=options("Ja", "Nej"), may_decline=True),
        question("points", "points"),
        question("rank", "ranking", limits=Limits(places=2)),
        question("number", "number", limits=Limits(decimals=1)),
        question("why", "short_text", condition=Answered("points")),
        question("mixed", shuffled=True),
        question("health", sensitive=True),
        question("more", options=(*options("Ja", "Nej"), ready_option(NONE))),
    )
    assert lost(questions) == [
        ("1", "export-decline"),
        ("2", "export-left-out"),
        ("3", "export-limits"),
        ("4", "export-limits"),
        ("5", "export-condition"),
        ("6", "export-other"),
        ("7", "export-other"),
        ("8", "export-options"),
    ]


def test_an_id_that_others_may_not_take_is_told():
    assert lost(question_set(question("1a"))) == [("1", "export-name")]


def test_a_set_that_a_form_cannot_hold_at_all_says_so():
    assert lost(question_set(question("points", "points"))) == [("", "export-refused")]
    many = QuestionSet((Section("s", {"sv": "Del"}, {}, (question("a"), question("n", "note", text={}))),))
    assert lost(many) != []


@pytest.mark.parametrize(
    "text",
    [
        "*fet*",
        "a_b_c",
        "<b>x</b>",
        "&lt;",
        "a & b",
        "${one}",
        "[x](http://y.se)",
        "# x",
        "\\*",
        "1 < 2",
        "- - -",
    ],
)
def test_marks_in_a_text_stay_as_they_are(text):
    questions = question_set(question("one", text={"sv": text}))
    assert back(questions).by_id["one"].text == {"sv": text}
    assert "${" not in written(text)


@pytest.mark.parametrize(
    "condition",
    [
        Chosen("one", "ja"),
        Otherwise(Chosen("many", "ja")),
        Every((Chosen("one", "ja"), Compared("n", ">=", "18"))),
        Some((Answered("why"), Otherwise(Answered("n")))),
        Chosen("rank", "nej"),
        Compared("n", "=", "-2.5"),
    ],
)
def test_conditions_survive_the_round_trip(condition):
    yes_no = options("Ja", "Nej")
    questions = question_set(
        question("one", options=yes_no),
        question("many", "multiple", options=yes_no),
        question("rank", "ranking", options=yes_no),
        question("n", "number"),
        question("why", "long_text"),
        question("last", "short_text", condition=condition),
    )
    assert back(questions) == questions
