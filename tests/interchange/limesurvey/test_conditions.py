"""Relevance equations become conditions, or are told of by question."""

import pytest

from tests.interchange.limesurvey.files import GID, SID, Q, asked, condition, imported, told
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some, holds

LIST = Q("q1", "L", answers={"A1": "Ja", "A2": "Nej", "A3": "Kanske"}, other="Y")
TICKED = Q("q2", "M", rows=("a", "b"), other="Y")
NUMBER = Q("age", "N")
ARRAY = Q("q5", "F", rows=("r1", "r2"), answers={"1": "Dåligt", "2": "Bra", "3": "Bäst"})
TEXT = Q("why", "T")
RANKED = Q("rank", "R", answers={"A1": "Ett", "A2": "Två"})
BEFORE = (LIST, TICKED, NUMBER, ARRAY, TEXT, RANKED)
A1, A2 = Chosen("q1", "A1"), Chosen("q1", "A2")
A, B = Chosen("q2", "a"), Chosen("q2", "b")
SGQA = f"{SID}X{GID}X"


@pytest.mark.parametrize(
    ("relevance", "expected"),
    [
        ('q1.NAOK == "A1"', A1),
        ("q1 == 'A1'", A1),
        ('{q1.NAOK == "A1"}', A1),
        ('"A1" == q1.NAOK', A1),
        ('(q1.NAOK eq "A1")', A1),
        ('((q1.NAOK == "A1" or q1.NAOK == "A2"))', Some((A1, A2))),
        ('q1.NAOK == "A1" || q1.NAOK == "A2"', Some((A1, A2))),
        ('q1.NAOK == "A1" && q2_a.NAOK == "Y"', Every((A1, A))),
        ('q1.NAOK == "A1" AND (q2_a == "Y" OR q2_b == "Y")', Every((A1, Some((A, B))))),
        ('!(q1.NAOK == "A1")', Otherwise(A1)),
        ('q1.NAOK != "A1"', Otherwise(A1)),
        ("!is_empty(q1.NAOK)", Answered("q1")),
        ("is_empty(q1.NAOK)", Otherwise(Answered("q1"))),
        ('q1.NAOK != ""', Answered("q1")),
        ('q1.NAOK == " "', None),
        ('q2_a.NAOK == "Y"', A),
        ('q2_a.NAOK != "Y"', Otherwise(A)),
        ('q2_a.NAOK == ""', Otherwise(A)),
        ("!is_empty(q2_a.NAOK)", A),
        ("count(q2_a.NAOK, q2_b.NAOK) > 0", Some((A, B))),
        ("count(q2_a.NAOK, q2_b.NAOK) == 2", Every((A, B))),
        ("count(q2_a.NAOK, q2_b.NAOK) >= 1", Some((A, B))),
        ("count(q2_a, q2_b) == 0", Otherwise(Some((A, B)))),
        ('countif("Y", q2_a.NAOK, q2_b.NAOK) >= 1', Some((A, B))),
        ("age.NAOK >= 18", Compared("age", ">=", "18")),
        (
            "age.NAOK ge 18 and age.NAOK lt 65",
            Every((Compared("age", ">=", "18"), Compared("age", "<", "65"))),
        ),
        ('age.NAOK > "17.5"', Compared("age", ">", "17.5")),
        ('q5_r1.NAOK == "2"', Chosen("q5", "2", "r1")),
        ("is_empty(q5_r1.NAOK)", Otherwise(Some(tuple(Chosen("q5", n, "r1") for n in "123")))),
        ("q5_r1.NAOK == 2", Chosen("q5", "2", "r1")),
        ("q5_r2.NAOK > 1", Some((Chosen("q5", "2", "r2"), Chosen("q5", "3", "r2")))),
        ('in_array(q1.NAOK, "A1", "A2")', Some((A1, A2))),
        ("if(q1.NAOK == 'A1', 1, 0)", A1),
        ("why.NAOK != ''", Answered("why")),
        ("strlen(why.NAOK) > 0", Answered("why")),
        ('q2_other.NAOK != ""', Chosen("q2", "other")),
        (f'{SGQA}1001.NAOK == "A1"', A1),
        (f'{SGQA}1002a == "Y"', A),
        (f'INSERTANS:{SGQA}1001 == "A1"', A1),
        (f'{SGQA}1004r1.NAOK == "2"', Chosen("q5", "2", "r1")),
        ("1", None),
        ("", None),
    ],
)
def test_an_equation_on_earlier_answers_is_carried_over(relevance, expected):
    assert condition(relevance, *BEFORE) == expected


def test_other_in_a_list_is_an_answer_too():
    single, what, last = asked(LIST, Q("last", relevance='q1.NAOK == "-oth-"'))
    assert last.condition == what.condition == Chosen("q1", single.option_ids[-1])


@pytest.mark.parametrize(
    ("relevance", "code"),
    [
        ('rank_1.NAOK == "A1"', "lss-condition-place"),
        ('why.NAOK == "ja"', "condition-text"),
        ('regexMatch("/x/", why.NAOK)', "condition-function"),
        ("sum(age, 1) > 3", "condition-function"),
        ("age + 1 > 3", "condition-syntax"),
        ('q1 = "A1"', "condition-syntax"),
        ('gone.NAOK == "A1"', "condition-not-a-question"),
        ('TOKEN:ATTRIBUTE_1 == "x"', "condition-not-a-question"),
        ("q1.shown == 'Ja'", "condition-form"),
        ("q1.valueNAOK == 1", "condition-form"),
        ("age.NAOK == q5_r1.NAOK", "condition-two-questions"),
        ("count(q2_a, q2_b, why) > 1", "condition-count"),
        ("q1.NAOK == 'A1' and", "condition-syntax"),
        ("(" * 200 + "q1 == 'A1'" + ")" * 200, "condition-too-deep"),
        ("q1 == 'A1' or " * 300 + "q1 == 'A1'", "condition-too-long"),
        ("q1.NAOK == 'gone'", "condition-option-missing"),
        ("<script>alert(1)</script>", "condition-syntax"),
    ],
)
def test_any_other_equation_is_left_out_and_told_at_its_question(relevance, code):
    result = imported(*BEFORE, Q("last", relevance=relevance, mandatory="Y"))
    last = list(result.question_set.by_id.values())[-1]
    assert last.condition is None
    assert not last.required
    assert {("last", code), ("last", "required-lifted")} <= set(told(result))


def test_a_condition_on_a_later_question_or_on_itself_is_left_out():
    result = imported(
        Q("q0", "L", answers={"A1": "Ja"}, relevance='q1.NAOK == "A1"'),
        Q("q1", "L", answers={"A1": "Ja"}, relevance='q0.NAOK == "A1" and q1.NAOK == "A1"'),
    )
    assert [q.condition for q in result.question_set.asked] == [None, None]
    assert told(result).count(("q0", "lss-condition-later")) == 1
    assert told(result).count(("q1", "lss-condition-later")) == 1


def test_a_condition_of_a_group_holds_for_all_its_questions():
    groups = {GID: ("Ett", ""), "700": ("Två", 'q1.NAOK == "A1"')}
    ticked = Q("q3", "M", rows=("a",), group="700", relevance='q1.NAOK == "A2"')
    result = asked(LIST, Q("q2", group="700"), ticked, groups=groups)
    assert [q.condition for q in result[-2:]] == [A1, Every((A1, A2))]


def test_what_is_wrong_with_a_group_is_told_once():
    groups = {GID: ("Ett", ""), "700": ("Två", "sum(q1) > 3")}
    result = imported(LIST, Q("q2", group="700"), Q("q3", group="700"), groups=groups)
    assert told(result).count(("Två", "condition-function")) == 1


def test_a_row_shown_sometimes_is_a_question_shown_sometimes():
    rows = [Q("r1", relevance='q1.NAOK == "A1"'), Q("r2")]
    first, second = asked(LIST, Q("q5", "F", rows=rows, answers={"1": "Ett", "2": "Två"}))[-2:]
    assert (first.condition, second.condition) == (A1, None)


def test_a_denial_of_a_question_that_was_not_asked_does_not_hold():
    between = Q("q7", "Y", relevance='q1.NAOK == "A1"')
    plain, careful = asked(LIST, between, Q("x", relevance="q7 != 'Y'"), Q("y", relevance="q7.NAOK != 'Y'"))[
        -2:
    ]
    assert not holds(plain.condition, {"q1": "A2"})
    assert holds(careful.condition, {"q1": "A2"})
    assert holds(plain.condition, {"q1": "A1", "q7": "N"})


def test_conditions_of_the_oldest_versions_are_read_from_their_table():
    def row(**fields):
        return "<row>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items()) + "</row>"

    rows = [
        row(qid="1003", cqid="1001", cfieldname=f"{SGQA}1001", method="==", value="A1", scenario="1"),
        row(qid="1003", cqid="1001", cfieldname=f"{SGQA}1001", method="==", value="A2", scenario="1"),
        row(qid="1003", cqid="1002", cfieldname=f"+{SGQA}1002a", method="==", value="Y", scenario="1"),
        row(qid="1003", cqid="1002", cfieldname=f"{SGQA}1002", method="==", value="b", scenario="2"),
    ]
    table = f"<conditions><rows>{''.join(rows)}</rows></conditions>"
    last = asked(LIST, TICKED, Q("last"), old=True, tables=table)[-1]
    assert last.condition == Some((Every((Some((A1, A2)), A)), B))


def test_the_first_of_two_questions_with_one_code_is_the_one_that_is_meant():
    twice = Q("q1", "L", answers={"A1": "Igen", "A2": "Nej"})
    assert condition('q1.NAOK == "A1"', LIST, twice) == A1
