"""XLSForm workbooks: what each row becomes, and what is said about what does not come along."""

from typing import Any

import pytest

from tests.interchange.workbooks import (
    YES_NO,
    codes,
    imported,
    notes_of,
    only_question,
    part,
    question,
    refusal,
    with_parts,
    xlsx,
)
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some
from webapp.domain.documents import from_document, to_document
from webapp.domain.faults import faults
from webapp.domain.questions import Limits
from webapp.interchange.xlsform import import_xlsform


@pytest.mark.parametrize(
    ("cells", "kind", "limits"),
    [
        ({"type": "text"}, "short_text", Limits()),
        ({"type": "text", "appearance": "multiline"}, "long_text", Limits()),
        ({"type": "string"}, "short_text", Limits()),
        ({"type": "integer"}, "number", Limits()),
        ({"type": "Integer "}, "number", Limits()),
        ({"type": "decimal"}, "number", Limits(decimals=2)),
        ({"type": "select_one yn"}, "single", Limits()),
        ({"type": "select one from yn"}, "single", Limits()),
        ({"type": "select_one  yn", "appearance": "likert"}, "scale", Limits()),
        ({"type": "select_multiple yn"}, "multiple", Limits()),
        ({"type": "select all that apply yn"}, "multiple", Limits()),
        ({"type": "rank yn"}, "ranking", Limits()),
        ({"type": "range", "parameters": "start=1 end=5"}, "scale", Limits()),
        ({"type": "range", "parameters": "start=0 end=500"}, "number", Limits("0", "500")),
        ({"type": "integer", "constraint": ". >= 0 and . <= 120"}, "number", Limits("0", "120")),
        (
            {"type": "select_multiple yn", "constraint": "count-selected(.) <= 1"},
            "multiple",
            Limits(at_most=1),
        ),
        ({"type": "note"}, "note", Limits()),
        ({"type": "acknowledge"}, "note", Limits()),
    ],
)
def test_types_become_kinds(cells: dict[str, Any], kind: str, limits: Limits) -> None:
    asked = only_question(question(name="other_question"), question(**cells))
    assert (asked.kind, asked.limits) == (kind, limits)


@pytest.mark.parametrize(
    "cells",
    [{"type": "text", "appearance": "multiline"}, {"type": "select_one yn", "appearance": "likert"}]
    + [
        {"type": kind}
        for kind in ("text", "integer", "note", "select_one yn", "select_multiple yn", "rank yn")
    ],
)
def test_nothing_is_said_about_what_comes_along_whole(cells: dict[str, Any]) -> None:
    result = imported(question(name="first", type="select_one yn"), question(**cells))
    assert result.notes == []
    assert list(faults(result.question_set)) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("calculate", "type-calculate"),
        ("hidden", "type-calculate"),
        ("dateTime", "type-date"),
        ("geopoint", "type-place"),
        ("image", "type-file"),
        ("audio", "type-file"),
        ("barcode", "type-file"),
        ("start", "type-metadata"),
        ("deviceid", "type-metadata"),
        ("select_one_from_file towns.csv", "type-file-list"),
        ("select_one ${names}", "type-earlier-answers"),
        ("hologram", "type-unknown"),
        ("select_some towns", "type-unknown"),
    ],
)
def test_rows_that_cannot_come_along_are_told_by_row(kind: str, code: str) -> None:
    result = imported(question(name="a"), question(name="b", type=kind, required="yes"), question(name="c"))
    assert codes(result) == [("survey", 3, code)]
    assert result.question_set.by_id.keys() == {"a", "c"}


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("default", "default"),
        ("calculation", "calculation"),
        ("trigger", "trigger"),
        ("choice_filter", "choice-filter"),
        ("repeat_count", "repeat-count"),
        ("read_only", "read-only"),
        ("appearance", "appearance"),
        ("parameters", "parameters"),
        ("constraint", "constraint"),
        ("constraint_message::Svenska (sv)", "own-message"),
        ("required_message", "own-message"),
        ("guidance_hint::Svenska (sv)", "guidance-hint"),
        ("media::image", "media"),
        ("image::Svenska (sv)", "media"),
        ("Anteckningar", "column-not-used"),
        ("bind::odk:length", "column-not-used"),
    ],
)
def test_cells_that_nothing_is_made_of_are_told_by_row(column: str, code: str) -> None:
    result = imported(question(name="a"), question(name="b", type="select_one yn") | {column: "something"})
    assert codes(result) == [("survey", 3, code)]


def test_a_cell_without_a_heading_is_told() -> None:
    survey = [["type", "name", "label"], ["text", "a", "Fråga", "lös"]]
    rows = [dict(zip([*survey[0], " "], survey[1], strict=True))]
    assert notes_of(import_xlsform(xlsx(rows)), "column-not-used")[0].facts == {"columns": ["(D)"]}


def test_the_columns_of_a_choice_are_told_by_row() -> None:
    choices = [*YES_NO[:1], {**YES_NO[1], "region": "norr", "media::image": "nej.png"}]
    result = imported(question(type="select_one yn"), choices=choices)
    assert codes(result) == [("choices", 3, "media"), ("choices", 3, "column-not-used")]


def test_options_keep_their_names_and_order() -> None:
    asked = only_question(question(type="select_one yn"))
    assert [(option.id, option.text) for option in asked.options] == [
        ("yes", {"sv": "Ja"}),
        ("no", {"sv": "Nej"}),
    ]


@pytest.mark.parametrize(
    ("written", "required"),
    [
        ("yes", True),
        ("TRUE", True),
        ("true()", True),
        (1, True),
        (True, True),
        ("no", False),
        (False, False),
        (None, False),
    ],
)
def test_required_is_read_in_every_spelling(written: Any, required: bool) -> None:
    result = imported(question(required=written))
    assert result.question_set.by_id["q"].required is required
    assert result.notes == []


def test_required_by_expression_counts_as_no_and_is_told() -> None:
    result = imported(question(required="${a} = 1"))
    assert not result.question_set.by_id["q"].required
    assert codes(result) == [("survey", 2, "not-yes-or-no")]


def test_every_language_comes_along() -> None:
    row = question() | {
        "label": None,
        "label::Svenska (sv)": "Hej",
        "label::English (en)": "**Hello**",
        "label::العربية (ar)": "مرحبا",
        "hint::English (en)": "A hint",
        "label::Lättläst (sv-simple)": "Hej hej",
    }
    result = imported(row)
    asked = result.question_set.by_id["q"]
    assert asked.text == {"sv": "Hej", "en": "Hello", "ar": "مرحبا", "sv-simple": "Hej hej"}
    assert asked.hint == {"en": "A hint"}
    assert result.languages == ["sv", "en", "ar", "sv-simple"]
    told = [note.facts["language"] for note in notes_of(result, "language-not-offered")]
    assert told == ["en", "ar", "sv-simple"]


@pytest.mark.parametrize(
    ("heading", "tag"),
    [
        ("label::Swedish", "sv"),
        ("label::svenska", "sv"),
        ("label::sv", "sv"),
        ("label:English (en)", "en"),
        ("Label :: Deutsch (DE)", "de"),
        ("caption::Somali", "so"),
        ("label::中文 (zh_hant_TW)", "zh-Hant-TW"),
    ],
)
def test_languages_are_recognised_in_headings(heading: str, tag: str) -> None:
    assert only_question({"type": "text", "name": "q", heading: "Text"}).text == {tag: "Text"}


def test_a_column_in_an_unknown_language_is_told() -> None:
    result = imported(question() | {"label::Klingon": "nuqneH"})
    assert result.question_set.by_id["q"].text == {"sv": "Fråga q"}
    assert codes(result) == [("survey", 1, "language-unknown")]


def test_plain_labels_are_in_the_default_language() -> None:
    result = imported(question(), settings=[{"default_language": "English (en)", "form_title": "*Yard*"}])
    assert result.question_set.by_id["q"].text == {"en": "Fråga q"}
    assert (result.default_language, result.title) == ("en", {"en": "Yard"})


def test_plain_labels_without_a_default_language_are_taken_to_be_in_the_first_language_offered() -> None:
    result = import_xlsform(xlsx([question()], settings=[]), ["fi", "sv"])
    assert (result.default_language, result.languages, result.title) == ("fi", ["fi"], {})
    assert codes(result) == [("survey", 1, "language-assumed")]


def test_a_marked_label_goes_before_a_plain_one_and_the_other_is_told() -> None:
    result = imported(question(label="ena") | {"label::Svenska (sv)": "andra"})
    assert result.question_set.by_id["q"].text == {"sv": "andra"}
    assert ("survey", 2, "column-not-used") in codes(result)


def test_groups_become_sections_and_questions_outside_get_their_own() -> None:
    result = imported(
        question(name="before"),
        {"type": "begin_group", "name": "a", "label": "Del A", "hint": "Om del A"},
        question(name="in_a"),
        {"type": "end group"},
        question(name="between"),
        {"type": "begin group", "name": "b"},
        question(name="in_b"),
        {"type": "end_group", "name": "b"},
    )
    sections = [(s.id, s.title, s.intro, [q.id for q in s.questions]) for s in result.question_set.sections]
    assert sections == [
        ("section", {}, {}, ["before"]),
        ("a", {"sv": "Del A"}, {"sv": "Om del A"}, ["in_a"]),
        ("section-2", {}, {}, ["between"]),
        ("b", {}, {}, ["in_b"]),
    ]
    assert codes(result) == [("survey", 7, "group-without-title")]


def test_groups_in_groups_are_flattened_in_order() -> None:
    result = imported(
        {"type": "begin_group", "name": "a", "label": "A", "hint": "Om A"},
        question(name="a1"),
        {"type": "begin_group", "name": "b", "label": "B"},
        question(name="b1"),
        {"type": "begin_group", "name": "c"},
        question(name="c1"),
        {"type": "end_group"},
        {"type": "end_group"},
        question(name="a2"),
        {"type": "end_group"},
    )
    sections = [(s.id, s.title, s.intro, [q.id for q in s.questions]) for s in result.question_set.sections]
    assert sections == [
        ("a", {"sv": "A"}, {"sv": "Om A"}, ["a1"]),
        ("b", {"sv": "B"}, {}, ["b1", "c1"]),
        ("a-2", {"sv": "A"}, {}, ["a2"]),
    ]
    assert codes(result)[:2] == [("survey", 4, "group-nested"), ("survey", 6, "group-merged")]


def test_a_group_that_holds_nothing_is_told() -> None:
    rows = [{"type": "begin_group", "name": "a", "label": "A"}, {"type": "end_group"}, question()]
    assert ("survey", 2, "group-empty") in codes(imported(*rows))


def test_the_condition_of_a_group_holds_for_all_in_it() -> None:
    result = imported(
        question(name="who", type="select_one yn"),
        {"type": "begin_group", "name": "a", "label": "A", "relevant": "${who} = 'yes'"},
        question(name="age", type="integer", required="yes"),
        {"type": "begin_group", "name": "b", "label": "B", "relevant": "${age} > 17"},
        question(name="q", relevant="${who} != ''"),
        {"type": "end_group"},
        {"type": "end_group"},
        question(name="free"),
    )
    yes, adult = Chosen("who", "yes"), Compared("age", ">", "17")
    conditions = [asked.condition for asked in result.question_set.by_id.values()]
    assert conditions == [None, yes, Every((yes, adult, Answered("who"))), None]
    assert result.question_set.by_id["age"].required


def test_a_repeated_group_is_asked_once() -> None:
    rows = [
        {"type": "begin_repeat", "name": "child", "label": "Barn", "repeat_count": "3"},
        question(type="integer"),
        {"type": "end_repeat"},
    ]
    result = imported(*rows)
    assert result.question_set.by_id.keys() == {"q"}
    assert codes(result)[:2] == [("survey", 2, "repeat"), ("survey", 2, "repeat-count")]


def test_or_other_adds_an_option_and_a_question() -> None:
    result = imported(
        question(name="gate", type="select_one yn"),
        question(type="select_multiple yn or_other", relevant="${gate} = 'yes'"),
        question(name="after", relevant="${q_other} != ''"),
    )
    asked, added, after = list(result.question_set.by_id.values())[1:]
    assert asked.options[-1].id == "other"
    assert asked.options[-1].text == {"sv": "Annat"}
    assert (added.id, added.kind, added.text) == ("q_other", "short_text", {"sv": "Skriv vad"})
    assert added.condition == Every((Chosen("gate", "yes"), Chosen("q", "other")))
    assert after.condition == Answered("q_other")
    assert codes(result) == [("survey", 3, "or-other")]


def test_a_condition_that_cannot_come_along_shows_the_question_to_all_and_nobody_must_answer() -> None:
    result = imported(question(name="a"), question(name="b", required="yes", relevant="${a} = 'x'"))
    asked = result.question_set.by_id["b"]
    assert (asked.condition, asked.required) == (None, False)
    assert codes(result) == [("survey", 3, "condition-text"), ("survey", 3, "required-lifted")]


def test_a_condition_on_what_is_no_question_is_told() -> None:
    result = imported(
        question(name="when", type="dateTime"),
        question(name="read", type="note"),
        question(name="b", relevant="${when} != ''"),
        question(name="c", relevant="${read} = ''"),
    )
    assert codes(result)[1:] == [("survey", row, "condition-not-a-question") for row in (4, 5)]


def test_a_condition_that_always_holds_is_no_condition() -> None:
    result = imported(question(relevant="true()", required="yes"))
    assert (result.question_set.by_id["q"].condition, result.notes) == (None, [])
    assert result.question_set.by_id["q"].required


def test_unusual_names_become_safe_ones_and_conditions_follow() -> None:
    choices = [
        {"list_name": "l", "name": name, "label": name} for name in ("*", "a.b", "a_b", "c d", "ö-1", 7)
    ]
    result = imported(
        question(name="q.1", type="select_one l"),
        question(name="q_1", relevant="${q.1} = 'a.b' or selected(${q.1}, '*')"),
        question(name="x" * 81),
        question(name="fråga-2", relevant="${q.1} != '7'"),
        choices=choices,
    )
    first, second, third, fourth = result.question_set.by_id.values()
    assert first.option_ids == ("option", "a_b-2", "a_b", "c_d", "ö-1", "7")
    assert (first.id, second.id, fourth.id) == ("q_1-2", "q_1", "fråga-2")
    assert len(third.id) <= 80
    assert second.condition == Some((Chosen("q_1-2", "a_b-2"), Chosen("q_1-2", "option")))
    assert fourth.condition == Otherwise(Chosen("q_1-2", "7"))
    assert [note.row for note in notes_of(result, "name-changed")] == [2, 4, 2, 3, 5]


def test_missing_texts_are_replaced_by_names() -> None:
    choices = [{"list_name": "l", "name": "a"}, {"list_name": "l", "name": None, "label": "B"}]
    result = imported(
        {"type": "select_one l", "name": "q", "label": None},
        {"type": "text", "name": None, "label": "Namnlös"},
        {"type": "note", "name": "empty", "label": None},
        choices=choices,
    )
    asked, nameless = result.question_set.by_id.values()
    assert asked.text == {"sv": "q"}
    assert [dict(option.text) for option in asked.options] == [{"sv": "a"}, {"sv": "B"}]
    assert nameless.text == {"sv": "Namnlös"}
    assert codes(result)[0] == ("survey", 2, "question-without-label")
    assert {code for _, row, code in codes(result) if row == 3} >= {"name-missing"}
    assert ("survey", 4, "note-without-text") in codes(result)
    assert ("choices", 2, "choice-without-label") in codes(result)


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    result = imported(question(label="å" * 5000))
    assert len(result.question_set.by_id["q"].text["sv"]) == 4000
    assert codes(result) == [("survey", 2, "text-cut")]


@pytest.mark.parametrize(
    "label",
    ['=HYPERLINK("http://x.se","Klicka")', "+1", "@SUM(A1)", "<script>alert(1)</script>", "-- '; DROP"],
)
def test_texts_that_look_like_code_stay_text(label: str) -> None:
    assert only_question(question(label=label)).text == {"sv": label}


def test_a_formula_without_a_stored_value_is_told_by_row() -> None:
    data = xlsx([question(name="a"), {"type": "text", "name": "b", "label": "=A1", "formula": True}])
    assert ("survey", 3, "formula-without-value") in codes(import_xlsform(data))


def test_a_formula_with_a_stored_value_is_read_as_its_value() -> None:
    data = xlsx([{"type": "text", "name": "b", "label": "=A1", "formula": True}])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    stored = sheet.replace("<f>A1</f><v />", "<f>A1</f><v>42</v>").replace(
        "<f>A1</f><v/>", "<f>A1</f><v>42</v>"
    )
    result = import_xlsform(with_parts(data, {"xl/worksheets/sheet1.xml": stored}))
    assert result.question_set.by_id["b"].text == {"sv": "42"}
    assert not notes_of(result, "formula-without-value")


def test_other_sheets_settings_and_disabled_rows_are_told() -> None:
    result = imported(
        question(name="a"),
        question(name="b", disabled="yes"),
        {"type": None, "name": None, "label": "En anteckning"},
        choices=[*YES_NO, {"list_name": None, "name": "lös", "label": "Lös"}],
        settings=[{"default_language": "sv", "version": "3"}, {"default_language": "en", "version": "4"}],
        entities=[{"list_name": "x"}],
    )
    assert codes(result) == [
        ("survey", 3, "row-disabled"),
        ("survey", 4, "row-without-type"),
        ("choices", 2, "list-unused"),
        ("choices", 4, "choice-without-list"),
        ("settings", 2, "setting-not-used"),
        ("settings", 3, "settings-row"),
        ("entities", None, "sheet-not-read"),
    ]


def test_a_list_of_one_is_imported_but_told() -> None:
    result = imported(question(type="select_multiple yn"), choices=YES_NO[:1])
    assert codes(result) == [("survey", 2, "list-single")]


def test_references_in_texts_are_told() -> None:
    result = imported(question(name="a"), question(name="b", label="Hej ${a}"))
    assert codes(result) == [("survey", 3, "label-reference")]


@pytest.mark.parametrize(
    ("rows", "code", "facts"),
    [
        (
            [question(name="a"), question(name="b"), question(name="a")],
            "name-twice",
            {"name": "a", "rows": [2, 4]},
        ),
        ([question(name="a"), question(name="a", type="date")], "name-twice", {"name": "a", "rows": [2, 3]}),
        (
            [question(name="a", type="select_one yn or_other"), question(name="a_other")],
            "name-twice",
            {"name": "a_other", "rows": [2, 3]},
        ),
        (
            [question(name="a", type="select_one yn or_other"), question(name="a")],
            "name-twice",
            {"name": "a", "rows": [2, 3]},
        ),
        ([question(type="select_one gone")], "list-missing", {"list": "gone"}),
        ([question(type="select_one")], "list-missing", {"list": ""}),
        ([question(), {"type": "end_group"}], "group-unbalanced", {}),
        ([{"type": "begin_group", "name": "g"}, question(), {"type": "end_repeat"}], "group-unbalanced", {}),
        ([{"type": "begin_group", "name": "g"}, question()], "group-open", {"name": "g"}),
        ([question(relevant="${gone} = 'x'")], "condition-unknown", {"name": "gone", "rows": [2]}),
        ([question(relevant="today() > ${gone}")], "condition-unknown", {"name": "gone", "rows": [2]}),
        (
            [question(name="a", relevant="${b} != ''"), question(name="b")],
            "condition-later",
            {"name": "b", "rows": [2]},
        ),
        ([question(name="a", relevant="${a} != ''")], "condition-cycle", {"names": ["a"], "rows": [2]}),
        (
            [
                question(name="a", relevant="${c} != ''"),
                question(name="b", relevant="${a} != ''"),
                question(name="c", relevant="${b} != '' + 1"),
                question(name="d", relevant="${c} != ''"),
            ],
            "condition-cycle",
            {"names": ["a", "b", "c"], "rows": [2, 3, 4]},
        ),
        (
            [
                {"type": "begin_group", "name": "g", "relevant": "${q} != ''"},
                question(),
                {"type": "end_group"},
            ],
            "condition-cycle",
            {"names": ["q"], "rows": [2, 3]},
        ),
        ([{"type": "note", "name": "a", "label": "Hej"}], "no-questions", {}),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_rows_named(
    rows: list[dict[str, Any]], code: str, facts: dict[str, Any]
) -> None:
    refused = refusal(xlsx(rows))
    assert (refused.code, refused.facts) == (code, facts)


@pytest.mark.parametrize(
    ("choices", "code", "facts"),
    [
        ([*YES_NO, *YES_NO], "choice-twice", {"list": "yn", "name": "yes", "rows": [2, 4]}),
        ([{"list_name": "yn", "label": "x"}], "column-missing", {"sheet": "choices", "column": "name"}),
        ([{"name": "yn", "label": "x"}], "column-missing", {"sheet": "choices", "column": "list_name"}),
    ],
)
def test_choices_that_cannot_be_right_are_refused(choices: Any, code: str, facts: dict[str, Any]) -> None:
    refused = refusal(xlsx([question(type="select_one yn")], choices))
    assert (refused.code, refused.facts) == (code, facts)


def test_a_cycle_is_told_once_and_not_as_conditions_on_later_questions_too() -> None:
    refused = refusal(
        xlsx([question(name="a", relevant="${b} != ''"), question(name="b", relevant="${a} != ''")])
    )
    assert [problem.code for problem in refused.problems] == ["condition-cycle"]


def test_every_problem_is_told_at_once() -> None:
    rows = [
        question(name="a", type="select_one gone"),
        question(name="b"),
        question(name="b"),
        question(name="c", relevant="${nobody} = 1"),
    ]
    refused = refusal(xlsx(rows, [*YES_NO, *YES_NO]))
    told = {(problem.sheet, problem.row, problem.code) for problem in refused.problems}
    assert told == {
        ("choices", 4, "choice-twice"),
        ("choices", 5, "choice-twice"),
        ("survey", 2, "list-missing"),
        ("survey", 4, "name-twice"),
        ("survey", 5, "condition-unknown"),
    }


def test_a_workbook_without_the_sheet_or_the_columns_is_refused() -> None:
    assert refusal(xlsx([], [])).code == "column-missing"
    assert refusal(xlsx([{"type": "text"}])).facts == {"sheet": "survey", "column": "name"}
    nameless = xlsx([question()])
    book = part(nameless, "xl/workbook.xml").replace('name="survey"', 'name="Frågor"')
    refused = refusal(with_parts(nameless, {"xl/workbook.xml": book}))
    assert (refused.code, refused.facts) == ("sheet-missing", {"sheet": "survey"})


def test_a_column_that_stands_twice_is_refused() -> None:
    assert refusal(xlsx([question(relevant="a", relevance="b")])).code == "column-twice"
    assert refusal(xlsx([question() | {"label::sv": "a", "label::Svenska (sv)": "b"}])).code == "column-twice"


def test_too_many_questions_options_and_levels_are_refused() -> None:
    assert refusal(xlsx([question(name=f"q{n}") for n in range(501)])).code == "too-many-questions"
    choices = [{"list_name": "l", "name": n, "label": n} for n in range(501)]
    assert refusal(xlsx([question(type="select_one l")], choices)).code == "too-many-options"
    many = [question(name=f"q{n}", type="select_one l") for n in range(30)]
    assert refusal(xlsx(many, choices[:400])).code == "too-many-options-in-all"
    deep = [{"type": "begin_group", "name": f"g{n}"} for n in range(6)]
    assert refusal(xlsx([*deep, question(), *[{"type": "end_group"}] * 6])).code == "group-depth"


def test_a_long_chain_of_conditions_is_no_cycle() -> None:
    rows = [question(name="q0")]
    rows += [question(name=f"q{n}", relevant=f"${{q{n - 1}}} != ''") for n in range(1, 499)]
    assert len(imported(*rows).question_set.by_id) == 499


def test_an_imported_set_survives_being_stored() -> None:
    result = imported(
        question(name="a", type="select_multiple yn or_other", constraint="count-selected(.) <= 2", hint="H"),
        question(name="b", type="range", required="yes", relevant="selected(${a}, 'yes')"),
        question(name="c", type="decimal", constraint=". > 0", relevant="${b} >= 3 or not(${a} != '')"),
    )
    assert from_document(to_document(result.question_set)) == result.question_set
    assert list(faults(result.question_set)) == []
