"""A matrix and statements: each row is read, counted, told and hidden as a question of its own."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from tests.factories import question, question_set
from webapp.domain.conditions import Chosen
from webapp.domain.counting import answer_cells, response_cells
from webapp.domain.disclosure import MIN_COUNT, MIN_HIDDEN_PEOPLE
from webapp.domain.documents import fingerprint, from_document, to_document
from webapp.domain.faults import faults
from webapp.domain.figures import Hidden
from webapp.domain.reading import read_form
from webapp.domain.results import breakdown, whole

ROWS = ("sommar", "vinter")


def read(kind="matrix", required=False, **given):
    asked = question("one", kind, required=required)
    reading = read_form(question_set(asked), {f"q.one.{row}": [value] for row, value in given.items()})
    return reading.answers.get("one"), [(each.code, each.part) for each in reading.problems]


@pytest.mark.parametrize(
    ("given", "value", "problems"),
    [
        ({"vinter": "boll", "sommar": "lek"}, {"sommar": "lek", "vinter": "boll"}, []),
        ({"vinter": "boll"}, {"vinter": "boll"}, []),
        ({"vinter": "  "}, None, []),
        ({"vinter": "gone"}, None, [("unknown-option", "vinter")]),
        ({"autumn": "boll"}, None, [("unknown-option", "")]),
    ],
)
def test_rows_are_read_by_identity_in_their_order(given, value, problems) -> None:
    found = read(**given)
    assert found == (value, problems)
    assert value is None or list(found[0]) == list(value)


def test_where_an_answer_is_required_every_row_is() -> None:
    assert read(required=True, sommar="lek") == (None, [("row-left", "vinter")])
    assert read(required=True) == (None, [("required-matrix", "")])
    assert read("statements", required=True, sommar="pass", vinter="agree")[1] == []


def test_two_answers_in_one_row_are_asked_about() -> None:
    asked = question_set(question("one", "matrix"))
    reading = read_form(asked, {"q.one.vinter": ["boll", "lek"]})
    assert [(each.code, each.part) for each in reading.problems] == [("one-only", "vinter")]


def test_each_row_counts_those_who_answered_it() -> None:
    asked = question("one", "matrix")
    tally: Counter[str] = Counter()
    for value in ({"sommar": "lek", "vinter": "boll"}, {"sommar": "lek"}, {"sommar": "gunga"}):
        tally.update(dict(answer_cells(asked, value)))
    figure = whole(asked, tally)
    assert figure.answered.people == 3
    assert [(row.row, row.people, dict(row.counts)) for row in figure.rows] == [
        ("sommar", 3, {"gunga": 1, "boll": 0, "lek": 2}),
        ("vinter", 1, {"gunga": 0, "boll": 1, "lek": 0}),
    ]
    assert figure.rows[0].share("lek") == Fraction(2, 3)


def test_agreement_is_of_those_who_took_a_stand_and_ties_keep_their_order() -> None:
    asked = question("one", "statements")
    tally = {
        "row:sommar:option:agree": 3,
        "row:sommar:option:disagree": 1,
        "row:sommar:option:pass": 9,
        "row:vinter:option:agree": 9,
        "row:vinter:option:disagree": 3,
    }
    figure = whole(asked, tally)
    assert [row.agreement for row in figure.rows] == [Fraction(3, 4), Fraction(3, 4)]
    assert [row.row for row in figure.most_agreed] == list(ROWS)
    assert [row.row for row in whole(asked, tally | {"row:vinter:option:agree": 10}).most_agreed] == [
        "vinter",
        "sommar",
    ]
    only_passed = whole(asked, {"row:sommar:option:pass": 4})
    assert [row.agreement for row in only_passed.rows] == [None, None]


def test_nobody_has_answered_and_nothing_is_divided_by_nobody() -> None:
    figure = whole(question("one", "statements"), {})
    assert all(row.share("agree") is None and row.agreement is None for row in figure.rows)


def groups(asked, chance: random.Random):
    """Tallies of a few groups, some of them small, where not everybody is asked or answers every row."""
    found = {}
    sizes, answering = chance.choice([((3, 15, 30, 80, 150), 0.9), ((60, 80), 0.95)])
    for number in range(chance.randint(2, 5)):
        tally: dict[str, Counter[str]] = {"": Counter(), "one": Counter()}
        for _ in range(chance.choice(sizes)):
            row_answers = {
                row: chance.choice(asked.option_ids) for row in asked.row_ids if chance.random() < 0.8
            }
            answers = {"one": row_answers} if row_answers and chance.random() < answering else {}
            for id_, cell, amount in response_cells(question_set(asked), answers):
                tally[id_][cell] += amount
        found[f"lang:{number}"] = tally
    return found


@pytest.mark.parametrize("condition", [None, Chosen("other", "lek")])
def test_what_is_hidden_of_a_row_never_follows_from_what_is_told(condition) -> None:
    asked = question("one", "statements", condition=condition)
    seen = Counter()
    for seed in range(300):
        given = groups(asked, random.Random(seed))
        told = {key: breakdown(asked, given, key) for key in given}
        for place, row in enumerate(asked.row_ids):
            hidden = [
                key
                for key, figure in told.items()
                if isinstance(figure, Hidden) or figure.rows[place].counts is None
            ]
            seen["some" if 0 < len(hidden) < len(given) else "all" if hidden else "none"] += 1
            if 0 < len(hidden) < len(given):
                sums = [
                    sum(given[key]["one"][f"row:{row}:option:{option}"] for key in hidden)
                    for option in asked.option_ids
                ]
                assert len(hidden) > 1
                assert sum(sums) >= MIN_HIDDEN_PEOPLE
                assert min(sums) >= MIN_COUNT
    assert min(seen["some"], seen["all"], seen["none"]) > 5


def test_one_row_of_a_group_can_be_told_while_another_is_hidden() -> None:
    asked = question("one", "statements")
    even = {f"row:sommar:option:{option}": 10 for option in asked.option_ids}
    lopsided = {"row:vinter:option:agree": 29, "row:vinter:option:pass": 1}
    given = {
        key: {"": Counter(responses=30), "one": Counter(answers=30) + Counter(even) + Counter(lopsided)}
        for key in ("lang:sv", "lang:ar")
    }
    figure = breakdown(asked, given, "lang:sv")
    assert [row.counts is None for row in figure.rows] == [False, True]
    assert figure.answered.declined is None


def test_rows_belong_to_the_document_and_to_the_rules() -> None:
    both = question_set(question("one", "matrix"))
    fewer = question_set(question("one", "matrix", rows=question("one", "matrix").rows[:1]))
    assert from_document(to_document(both)) == both
    assert fingerprint(both) != fingerprint(fewer)
    assert list(faults(question_set(question("one", "matrix", rows=())))) == [("one", "no-rows")]
