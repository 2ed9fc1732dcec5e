"""Raw answers as columns."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import options, question, question_set
from webapp.domain.kinds import KINDS
from webapp.domain.questions import OTHER, Limits, ready_option
from webapp.domain.response_columns import COLUMNS, cell, columns_of

FOUR = options("Ett", "Två", "Tre")
EVERY = question_set(*(question(kind, kind, may_decline=True) for kind in KINDS))


def row(asked, answers):
    return {column.name: cell(column, answers) for column in columns_of(asked)}


def test_every_kind_of_question_has_columns():
    assert COLUMNS.keys() == KINDS.keys()


def test_names_of_columns_are_all_different():
    names = [column.name for column in columns_of(EVERY)]
    assert len(names) == len(set(names))


def test_a_choice_of_several_is_one_column_an_option():
    asked = question_set(question("many", "multiple", options=FOUR))
    ids = asked.by_id["many"].option_ids
    assert row(asked, {"many": [ids[0], ids[2]]}) == {
        f"many.{ids[0]}": 1,
        f"many.{ids[1]}": 0,
        f"many.{ids[2]}": 1,
    }
    assert set(row(asked, {}).values()) == {None}


def test_a_ranking_is_one_column_a_place():
    asked = question_set(question("rank", "ranking", options=FOUR, limits=Limits(places=2)))
    ids = asked.by_id["rank"].option_ids
    assert row(asked, {"rank": [ids[2]]}) == {"rank.1": ids[2], "rank.2": None}


def test_points_are_one_column_an_option_and_none_given_is_nought():
    asked = question_set(question("points", "points", options=FOUR))
    ids = asked.by_id["points"].option_ids
    assert list(row(asked, {"points": {ids[1]: 7}}).values()) == [0, 7, 0]


def test_a_question_that_may_be_declined_tells_whether_it_was():
    asked = question_set(question("why", "short_text", may_decline=True), question("n", "number"))
    assert row(asked, {"why": None, "n": "2.50"}) == {"why": None, "why.*": 1, "n": Decimal("2.50")}
    assert row(asked, {"why": "Därför"}) == {"why": "Därför", "why.*": 0, "n": None}


@given(st.lists(st.sampled_from(["a", "b", "c"]), unique=True))
def test_what_was_chosen_can_be_read_back_from_the_columns(chosen):
    asked = question_set(question("many", "multiple", options=options("a", "b", "c")))
    cells = row(asked, {"many": chosen})
    assert sorted(name.removeprefix("many.") for name, value in cells.items() if value) == sorted(chosen)


def test_a_matrix_is_one_column_a_row():
    asked = question_set(question("grid", "matrix", options=FOUR, rows=options("Buss", "Tåg")))
    (first, second), ids = asked.by_id["grid"].row_ids, asked.by_id["grid"].option_ids
    assert row(asked, {"grid": {second: ids[1]}}) == {f"grid.{first}": None, f"grid.{second}": ids[1]}


def test_a_day_is_one_column_as_iso_8601_writes_it():
    assert row(question_set(question("day", "date")), {"day": "2026-05-12"}) == {"day": "2026-05-12"}


def test_words_of_ones_own_have_a_column_after_their_question():
    other = (*FOUR, ready_option(OTHER))
    asked = question_set(question("one", "single", options=other))
    assert row(asked, {"one": "other", "one.words": "Skridskor"}) == {
        "one": "other",
        "one.words": "Skridskor",
    }


def test_pairs_are_two_columns_a_pair_that_one_resident_meets():
    asked = question_set(question("p", "pairs", options=options("Buss", "Tåg", "Gång")))
    cells = row(asked, {"p": [["tåg", "buss"], ["gång", "buss"]]})
    assert cells == {
        "p.1.winner": "tåg",
        "p.1.loser": "buss",
        "p.2.winner": "gång",
        "p.2.loser": "buss",
        "p.3.winner": None,
        "p.3.loser": None,
    }
