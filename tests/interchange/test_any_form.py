"""Forms put together at random are refused with reasons, or become question sets that hold together."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interchange.workbooks import YES_NO, question, xlsx
from webapp.domain.conditions import holds
from webapp.domain.documents import from_document, to_document
from webapp.domain.faults import faults
from webapp.domain.kinds import KINDS
from webapp.domain.questions import QuestionSet
from webapp.interchange.limesurvey_words import LIMESURVEY
from webapp.interchange.loss_words import LOSSES
from webapp.interchange.messages import place, sentence
from webapp.interchange.refusal_words import REFUSALS
from webapp.interchange.remark_words import REMARKS
from webapp.interchange.remarks import ImportRefused, Remark
from webapp.interchange.xlsform import import_xlsform

NAMES = ["a", "b", "c", "d.e", "ö", "*", "f", "g", "h", "i", "j", "k"]
TYPES = [
    *("text", "integer", "decimal", "note", "range", "acknowledge", "calculate", "date", "geopoint"),
    *("start", "hologram", "begin_group", "begin_repeat", "end_group", "select_one_from_file x.csv"),
    *("select_one yn", "select_multiple yn or_other", "rank yn", "select_one numbers", "select_one ${a}"),
]
EXPRESSIONS = [
    *("${a} = 'yes'", "selected(${b}, 'no')", "${c} > 1 and ${a} != ''", "not(${a} = '3')", "${b} = '+'"),
    *("true()", "false()", "today() > 1", "${a} = ${b}", "${a} = 'x", "((((", "count-selected(${b}) > 2"),
    *(
        "regex(., 'x')",
        ". >= 0 and . <= 5",
        "count-selected(.) <= 1",
        "string-length(.) < 99",
        "${d.e} < 'q'",
    ),
    "(" * 40,
    "${a} = 'yes' or " * 200,
]
TEXTS = ["Hej", "**Hej** [x](https://y.se)", "", "<b></b>", "${a}", "ö" * 4100, "=1+1", "\u202eHej\u2028"]
CELLS = {
    "type": st.sampled_from(TYPES),
    "name": st.sampled_from(NAMES),
    "label": st.sampled_from(TEXTS),
}
MORE = {
    "label::English (en)": st.sampled_from(TEXTS),
    "hint": st.sampled_from(TEXTS),
    "relevant": st.sampled_from(EXPRESSIONS),
    "constraint": st.sampled_from(EXPRESSIONS),
    "required": st.sampled_from(["yes", "no", "${a} = 1"]),
    "appearance": st.sampled_from(["multiline", "likert", "w1"]),
    "parameters": st.sampled_from(["start=0 end=5", "start=0 end=1 step=0.3", "start=x", "tick_interval=1"]),
    "disabled": st.sampled_from(["yes", "no"]),
    **dict.fromkeys(
        ["default", "calculation", "trigger", "choice_filter", "media::image", "x"], st.just("1")
    ),
}
ROW = st.fixed_dictionaries(CELLS, optional=MORE)
UNLIKE = st.lists(ROW, min_size=1, max_size=12, unique_by=lambda row: row["name"])
LIKELY = UNLIKE.map(lambda rows: mended(rows))
ANYTHING = st.lists(ROW, min_size=1, max_size=12)
NUMBERS = [{"list_name": "numbers", "name": n, "label": n} for n in (1, 2, 3)]


def mended(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`rows` with every group closed, and the names that conditions speak of at the beginning."""
    first = [question(name=name, type="select_one yn") for name in "abc"]
    rest = [row for row in rows if row["name"] not in "abc" and row["type"] != "end_group"]
    begun = [row["type"].replace("begin", "end") for row in rest if row["type"].startswith("begin")]
    return [*first, *rest, *({"type": end} for end in reversed(begun))]


def said(remarks: list[Remark], app: Flask) -> list[str]:
    with app.test_request_context():
        return [f"{place(remark)}: {sentence(remark)}" for remark in remarks]


def check(question_set: QuestionSet) -> None:
    """Fails unless the set can be stored, shown and answered."""
    assert from_document(to_document(question_set)) == question_set
    assert {code for _, code in faults(question_set)} <= {"no-options"}
    ids = [asked.id for section in question_set.sections for asked in section.questions]
    assert max(Counter(ids).values()) == 1
    for asked in question_set.by_id.values():
        assert asked.kind in KINDS or not asked.asks
        assert len(set(asked.option_ids)) == len(asked.option_ids)
        assert not asked.condition or holds(asked.condition, {}) in {True, False}


def refused_or_whole(app: Flask, rows: list[dict[str, Any]]) -> None:
    try:
        result = import_xlsform(xlsx(rows, [*YES_NO, *NUMBERS]))
    except ImportRefused as refused:
        said(list(refused.problems), app)
    else:
        check(result.question_set)
        said(result.notes, app)


SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(deadline=None, max_examples=150, suppress_health_check=SLOW)
@given(rows=LIKELY)
def test_a_likely_form_is_refused_with_reasons_or_holds_together(
    lite_app: Flask, rows: list[dict[str, Any]]
) -> None:
    refused_or_whole(lite_app, rows)


@settings(deadline=None, max_examples=50, suppress_health_check=SLOW)
@given(rows=ANYTHING)
def test_any_rows_are_refused_with_reasons_or_hold_together(
    lite_app: Flask, rows: list[dict[str, Any]]
) -> None:
    refused_or_whole(lite_app, rows)


WITH_EVERYTHING: list[dict[str, Any]] = [
    question(
        name="a", type="select_one yn", default="yes", calculation="1", trigger="${b}", choice_filter="x"
    ),
    question(name="b", type="select_multiple yn or_other", **{"media::image": "x.png"}, guidance_hint="x"),
    question(name="c", type="integer", constraint="regex(., 'x')", constraint_message="x", read_only="yes"),
    question(name="d", type="decimal", required="${a}", appearance="w1", parameters="rows=3", note="x"),
    question(name="e", type="range", parameters="start=0 end=100 step=5", label="**x**"),
    question(name="f", type="acknowledge", label="Hej ${a}"),
    question(name="g", type="note", label=None),
    question(name="h h", label="x" * 4001, disabled="no"),
    question(name=None, label=None),
    question(name="i", disabled="yes"),
    question(name="single", type="select_one one"),
    {"label": "x"},
    {"type": "begin_repeat", "name": "g1", "repeat_count": "3"},
    {"type": "begin_group", "name": "g2", "label": "x"},
    {"type": "end_group"},
    {"type": "begin_group", "name": "g3"},
    {"type": "end_group"},
    {"type": "end_repeat"},
    *(question(name=f"t{n}", type=kind) for n, kind in enumerate(("time", "geopoint", "image", "calculate"))),
    *(question(name=f"u{n}", type=kind) for n, kind in enumerate(("start", "x", "select_one ${a}"))),
    question(name="file", type="select_one_from_file x.csv"),
    *(
        question(name=f"v{n}", relevant=relevant, required="yes")
        for n, relevant in enumerate(
            [
                *(
                    "selected(${a}, 'gone')",
                    "${b} = 'yes'",
                    "${a}",
                    "today() = 1",
                    "count-selected(${b}) > 2",
                ),
                *("${t0} != ''", "${c} > 'x'", "((", "${c} = ${d}", "${v0} = 'x'", "(" * 30, "x" * 3000),
            ]
        )
    ),
]
THEIR_CHOICES = [
    *YES_NO,
    {"list_name": "one", "name": "x"},
    {"name": "y"},
    {"list_name": "spare", "name": "z"},
]
ELSEWHERE = {"comments", "formula-without-value", "language-not-offered"}


def test_a_form_with_everything_has_every_remark_and_each_can_be_said(lite_app: Flask) -> None:
    rows = [*WITH_EVERYTHING, {"type": "text", "name": "last", "label": "x", "label::Klingon": "x"}]
    settings_rows = [{"default_language": "Klingon", "version": 1}, {"version": 2}]
    data = xlsx(rows, THEIR_CHOICES, settings_rows, notes=[{"x": 1}])
    result = import_xlsform(data, ["fi"])
    assert (
        REMARKS.keys() - {note.code for note in result.notes} == ELSEWHERE | LIMESURVEY.keys() | LOSSES.keys()
    )
    assert all("None" not in line for line in said(result.notes, lite_app))
    check(result.question_set)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_can_be_said_as_one_problem(lite_app: Flask, code: str) -> None:
    facts = dict.fromkeys(["sheet", "column", "name", "list"], "x") | {"rows": [2], "names": ["a"]}
    numbers = dict.fromkeys(["limit", "count", "megabytes", "known", "value"], 5)
    refused = ImportRefused(code, **facts, **numbers)
    with lite_app.test_request_context():
        assert sentence(refused) == sentence(refused.problems[0])
