"""What becomes of each type of question."""

import pytest

from tests.interchange.limesurvey.files import FLAWED, REAL, Q, asked, imported, lss, told
from webapp.domain.conditions import Chosen
from webapp.domain.questions import Limits
from webapp.interchange.files import import_file
from webapp.interchange.limesurvey.kinds import DROPPED, MAKERS

YES = {"A1": "Ja", "A2": "Nej"}
ROWS = ("SQ001", "SQ002")
TYPES = tuple("15ABCDEFGHIKLMNOPQRSTUWXYZ!:;|*")
"""Every type that a version of LimeSurvey has had."""


def test_every_type_is_made_something_of_or_told():
    assert set(TYPES) == MAKERS.keys() | DROPPED.keys()


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("old", [True, False])
def test_a_question_of_any_type_is_carried_over_or_told(type_, old):
    question = Q("q1", type_, rows=ROWS, columns=("C1", "C2"), answers=YES, second=YES)
    result = imported(question, Q("last"), old=old)
    made = [each for each in result.question_set.by_id if each != "last"]
    assert made or ("q1", DROPPED.get(type_)) in told(result)


@pytest.mark.parametrize(
    ("type_", "kind", "options"),
    [
        ("L", "single", ("A1", "A2")),
        ("!", "single", ("A1", "A2")),
        ("M", "multiple", ("SQ001", "SQ002")),
        ("Y", "single", ("Y", "N")),
        ("G", "single", ("F", "M")),
        ("5", "scale", ("1", "2", "3", "4", "5")),
        ("R", "ranking", ("A1", "A2")),
        ("N", "number", ()),
        ("S", "short_text", ()),
        ("T", "long_text", ()),
        ("U", "long_text", ()),
        ("X", "note", ()),
    ],
)
def test_a_question_without_rows_of_its_own_becomes_one_question(type_, kind, options):
    [question] = [
        each for each in asked(Q("q1", type_, rows=ROWS, answers=YES), Q("last")) if each.id == "q1"
    ]
    assert (question.kind, question.option_ids) == (kind, options)
    assert question.text == {"sv": "Fråga q1"}


@pytest.mark.parametrize(
    ("type_", "options"),
    [
        ("F", ("A1", "A2")),
        ("H", ("A1", "A2")),
        ("A", ("1", "2", "3", "4", "5")),
        ("B", (*"123456789", "10")),
        ("C", ("Y", "N", "U")),
        ("E", ("I", "S", "D")),
    ],
)
def test_an_array_of_choices_becomes_a_matrix(type_, options):
    rows = [Q("a", text="Parker"), Q("b", text="Otrygg|Trygg")]
    settings = {"random_order": "1"}
    [grid] = asked(Q("q1", type_, "Hur är det?", rows=rows, answers=YES, mandatory="Y", settings=settings))
    assert (grid.id, grid.kind, grid.option_ids, grid.row_ids) == ("q1", "matrix", options, ("a", "b"))
    assert [row.text["sv"] for row in grid.rows] == ["Parker", "Otrygg – Trygg"]
    assert (grid.required, grid.shuffled) == (True, True)


@pytest.mark.parametrize(("type_", "kind"), [("F", "scale"), ("C", "single")])
def test_an_array_whose_rows_come_and_go_becomes_one_question_for_each(type_, kind):
    rows = [Q("a"), Q("b", relevance="age > 17")]
    first, second = asked(Q("age", "N"), Q("q1", type_, rows=rows, answers=YES))[1:]
    assert (first.id, first.kind, first.condition) == ("q1_a", kind, None)
    assert second.condition is not None


@pytest.mark.parametrize(("type_", "kind", "options"), [("K", "number", ()), ("Q", "short_text", ())])
def test_rows_of_fields_become_one_question_for_each(type_, kind, options):
    rows = [Q("a", text="Parker"), Q("b", text="Lekplatser")]
    first, second = asked(Q("q1", type_, "Hur är det?", rows=rows, answers=YES, mandatory="Y"))
    assert (first.id, first.kind, first.option_ids) == ("q1_a", kind, options)
    assert second.text == {"sv": "Hur är det? – Lekplatser"}
    assert first.required
    assert second.required


def test_tables_of_cells_become_one_question_for_each_cell():
    numbers = Q("q1", ":", rows=("r1",), columns=("c1", "c2"), settings={"multiflexible_max": "10"})
    assert [(q.id, q.kind, q.limits.maximum) for q in asked(numbers)] == [
        ("q1_r1_c1", "number", "10"),
        ("q1_r1_c2", "number", "10"),
    ]
    texts = asked(Q("q1", ";", "Vad?", rows=("r1",), columns=("c1",)))
    assert [(q.id, q.kind, q.text["sv"]) for q in texts] == [
        ("q1_r1_c1", "short_text", "Vad? – Rad r1 – Rad c1")
    ]


def test_a_table_of_boxes_to_tick_becomes_a_choice_for_each_row():
    ticked = Q("q1", ":", rows=ROWS, columns=("c1", "c2"), settings={"multiflexible_checkbox": "1"})
    assert [(q.id, q.kind, q.option_ids) for q in asked(ticked)] == [
        ("q1_SQ001", "multiple", ("c1", "c2")),
        ("q1_SQ002", "multiple", ("c1", "c2")),
    ]


def test_an_array_with_two_scales_becomes_two_questions_for_each_row():
    settings = {"dualscale_headerA": "Nu", "dualscale_headerB": "Sedan"}
    two = asked(
        Q(
            "q1",
            "1",
            "Vad?",
            rows=("r",),
            answers=YES,
            second={"B1": "Mer", "B2": "Mindre"},
            settings=settings,
        )
    )
    assert [(q.id, q.option_ids) for q in two] == [("q1_r_0", ("A1", "A2")), ("q1_r_1", ("B1", "B2"))]
    assert two[1].text == {"sv": "Vad? – Rad r – Sedan"}


def test_other_is_an_option_and_a_question_after_it():
    single, what = asked(Q("q1", "L", answers=YES, other="Y", settings={"other_replace_text": "Något annat"}))
    assert single.options[-1].text == {"sv": "Något annat"}
    assert what.kind == "short_text"
    assert what.condition == Chosen("q1", single.option_ids[-1])
    multiple, what = asked(Q("q1", "M", rows=ROWS, other="Y"))
    assert multiple.option_ids == ("SQ001", "SQ002", "other")
    assert what.condition == Chosen("q1", "other")


def test_comments_are_questions_after_the_one_they_belong_to():
    single, comment = asked(Q("q1", "O", answers=YES))
    assert (single.kind, comment.id, comment.kind) == ("single", "q1_comment", "long_text")
    ticked, first, second = asked(Q("q1", "P", rows=ROWS))
    assert ticked.kind == "multiple"
    assert [q.condition for q in (first, second)] == [Chosen("q1", "SQ001"), Chosen("q1", "SQ002")]
    assert first.text["sv"].startswith("Rad SQ001")


def test_a_day_becomes_a_date_and_a_time_of_day_is_left_out():
    day, whole = Q("q1", "D", settings={"date_format": "dd.mm.yyyy"}), Q("q2", "D")
    moment = Q("q3", "D", settings={"date_format": "yyyy-mm-dd HH:MM"})
    assert [(q.id, q.kind) for q in asked(day, whole, moment)] == [("q1", "date"), ("q2", "date")]


def test_limits_are_carried_over():
    settings = {"min_num_value_n": "1", "max_num_value_n": "9.5", "num_value_int_only": "0"}
    [number] = asked(Q("q1", "N", settings=settings))
    assert number.limits == Limits(minimum="1", maximum="9.5", decimals=2)
    [text] = asked(Q("q1", "S", settings={"maximum_chars": "50"}))
    assert text.limits.length == 50
    [multiple] = asked(Q("q1", "M", rows=(*ROWS, "c"), settings={"min_answers": "1", "max_answers": "2"}))
    assert (multiple.limits.at_least, multiple.limits.at_most) == (1, 2)
    [ranking] = asked(Q("q1", "R", answers={**YES, "A3": "Kanske"}, settings={"max_answers": "2"}))
    assert ranking.places == 2
    [count] = asked(Q("q1", "S", settings={"numbers_only": "1"}))
    assert count.kind == "number"


def test_what_no_question_here_can_do_is_told_by_question():
    settings = {
        "exclude_all_others": "SQ002",
        "array_filter": "q0",
        "random_order": "1",
        "em_validation_q": "sum(self) == 3",
        "suffix": "kronor",
        "display_columns": "3",
    }
    result = imported(
        Q("q1", "M", rows=ROWS, settings=settings, mandatory="S"),
        Q("q2", "N", settings={"min_num_value_n": "{q1}"}, fields={"preg": "/^[0-9]+$/"}),
    )
    codes = ["lss-exclusive", "lss-filter", "constraint", "lss-unit", "lss-soft-mandatory"]
    assert set(told(result)) >= {("q1", code) for code in codes} | {("q2", "constraint"), ("", "lss-looks")}


def test_hidden_questions_are_left_out_and_told():
    result = imported(Q("q1", settings={"hidden": "1"}), Q("q2", relevance="0"), Q("q3"))
    assert list(result.question_set.by_id) == ["q3"]
    assert told(result) == [("q1", "lss-hidden"), ("q2", "lss-hidden")]


@pytest.mark.parametrize("old", [True, False])
def test_all_languages_are_carried_over(old):
    question = Q(
        "q1",
        "L",
        {"sv": "Varför?", "en": "Why?", "ar": "لماذا؟"},
        answers={"A1": {"sv": "Ja", "en": "Yes"}, "A2": {"sv": "Nej", "en": "No"}},
        help={"sv": "Tänk efter.", "en": "Think."},
    )
    result = imported(question, old=old, additional_languages="en ar")
    [asked_] = result.question_set.asked
    assert asked_.text == {"sv": "Varför?", "en": "Why?", "ar": "لماذا؟"}
    assert asked_.hint == {"sv": "Tänk efter.", "en": "Think."}
    assert asked_.options[1].text == {"sv": "Nej", "en": "No"}
    assert (result.languages, result.default_language) == (["sv", "en", "ar"], "sv")


def test_groups_become_sections_in_their_order():
    groups = {"20": ("Sist", ""), "3": ("Först", "")}
    sections = imported(Q("b", group="20"), Q("a", group="3"), groups=groups).question_set.sections
    assert [(each.title["sv"], [q.id for q in each.questions]) for each in sections] == [
        ("Först", ["a"]),
        ("Sist", ["b"]),
    ]


def test_odd_codes_get_ids_of_their_own_and_are_told():
    question = Q(
        "min fråga!", "L", answers={"<b>": "Ett", "å/ä": "Två", "A1": "Tre", "A1~": "Fyra", "": "Fem"}
    )
    result = imported(question, Q("q1"), Q("q1", text="En till"))
    first, second, third = result.question_set.asked
    assert len(set(first.option_ids)) == 5
    assert first.option_ids[2] == "A1"
    assert (first.id, second.id, third.id) == ("min_fråga", "q1", "q1-2")
    codes = told(result)
    assert ("min fråga!", "lss-answer-code-twice") in codes
    assert ("q1", "name-changed") in codes


def test_html_becomes_plain_text_and_programs_are_removed():
    text = (
        "<p>Vad tycker du om <strong>1 &lt; 2</strong>?</p>\n<ul>\n<li>Ett</li>\n<li>Två&nbsp;</li></ul>"
        "<script>alert(1)</script><img src='x.png' alt='En park' onerror='alert(1)'>{TOKEN:FIRSTNAME}"
    )
    result = imported(Q("q1", text=text))
    [question] = result.question_set.asked
    assert question.text["sv"] == "Vad tycker du om 1 < 2?\n\n– Ett\n– Två\nEn park{TOKEN:FIRSTNAME}"
    assert {code for _, code in told(result)} >= {"script", "media", "label-reference", "formatting"}


def test_asterisks_and_underscores_of_a_text_are_its_own():
    [question] = asked(Q("q1", text="Bürger*innen *måste* fylla i __namn__"))
    assert question.text["sv"] == "Bürger*innen *måste* fylla i __namn__"


def test_the_survey_itself_is_told():
    rows = "<quota><rows><row><name>Män</name></row></rows></quota>"
    rows += "<surveys_languagesettings><rows><row><surveyls_language>sv</surveyls_language>"
    rows += "<surveyls_title>Vår &lt;b&gt;park&lt;/b&gt;</surveyls_title>"
    rows += "<surveyls_welcometext>Hej!</surveyls_welcometext></row></rows></surveys_languagesettings>"
    result = import_file(lss(Q("q1"), tables=rows, ipaddr="Y"))
    assert result.title == {"sv": "Vår park"}
    assert {code for _, code in told(result)} == {
        "lss-quota",
        "lss-survey-text",
        "lss-kept-on-people",
        "formatting",
    }


def test_the_real_survey_has_one_question_in_two_languages():
    result = import_file(REAL.read_bytes())
    [question] = result.question_set.asked
    assert (question.id, question.kind, question.text) == ("Q1", "long_text", {"en": "Q1"})
    assert (result.languages, result.default_language) == (["en", "et"], "en")
    assert ("Q1", "question-without-label") in told(result)


def test_the_flawed_survey_is_imported_and_every_flaw_told():
    result = import_file(FLAWED.read_bytes())
    assert set(told(result)) >= {
        ("age", "lss-condition-later"),
        ("age", "name-changed"),
        ("satisf", "lss-few-options"),
        ("rating", "lss-few-options"),
        ("blank_q", "question-without-label"),
        ("arr", "lss-answers-misplaced"),
        ("2", "group-without-title"),
        ("", "lss-orphans"),
    }
    assert len(result.question_set.asked) == 8
    assert all(question.condition is None for question in result.question_set.asked)
