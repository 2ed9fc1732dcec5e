"""What is told of a question: everything of the whole, and of a group no small count, shown or implied."""

from collections import Counter
from fractions import Fraction

import pytest

from tests.factories import question
from webapp.domain.conditions import Chosen
from webapp.domain.counting import RESPONSES, WHOLE_SET, answer_cells
from webapp.domain.figures import (
    HIDDEN,
    ChoiceFigures,
    NumberFigures,
    PointsFigures,
    RankingFigures,
    TextFigures,
)
from webapp.domain.questions import Limits, Question
from webapp.domain.results import breakdown, whole


def tally(asked: Question, *values) -> Counter[str]:
    total: Counter[str] = Counter()
    for value in values:
        for cell, amount in answer_cells(asked, value):
            total[cell] += amount
    return total


def shown_in(asked: Question, members: dict[str, int] | None = None, /, **groups: list) -> set[str]:
    """Which of the groups, each a list of answers, are shown."""
    tallies = {
        key: {
            asked.id: tally(asked, *values),
            WHOLE_SET: {RESPONSES: (members or {}).get(key, len(values))},
        }
        for key, values in groups.items()
    }
    return {key for key in groups if breakdown(asked, tallies, key) is not HIDDEN}


def test_the_whole_tells_counts_shares_and_who_declined() -> None:
    asked = question("a", may_decline=True)
    figure = whole(asked, tally(asked, "boll", "boll", "lek", None))
    assert isinstance(figure, ChoiceFigures)
    assert (figure.answered.people, figure.answered.declined) == (3, 1)
    assert [(row.count, row.share) for row in figure.rows] == [
        (0, Fraction(0)),
        (2, Fraction(2, 3)),
        (1, Fraction(1, 3)),
    ]


def test_shares_of_a_multiple_choice_are_of_those_who_answered() -> None:
    asked = question("m", "multiple")
    figure = whole(asked, tally(asked, ["gunga", "boll"], ["gunga"]))
    assert isinstance(figure, ChoiceFigures)
    assert figure.several
    assert [row.share for row in figure.rows] == [Fraction(1), Fraction(1, 2), Fraction(0)]


def test_a_question_without_answers_has_no_shares() -> None:
    figure = whole(question("a"), {})
    assert isinstance(figure, ChoiceFigures)
    assert {row.share for row in figure.rows} == {None}


EACH_TEN = ["gunga"] * 10 + ["boll"] * 10 + ["lek"] * 10


def test_a_group_with_enough_is_shown_but_never_how_many_declined() -> None:
    asked = question("a", may_decline=True)
    tallies = {"g": {"a": tally(asked, *EACH_TEN, None, None)}}
    figure = breakdown(asked, tallies, "g")
    assert isinstance(figure, ChoiceFigures)
    assert figure.answered.people == 30
    assert figure.answered.declined is None


def test_a_group_that_nobody_belongs_to_is_hidden_like_any_other() -> None:
    assert breakdown(question("a"), {}, "lang:ar") is HIDDEN


@pytest.mark.parametrize("missing", [0, 4])
def test_a_single_choice_with_a_small_count_is_hidden(missing: int) -> None:
    assert shown_in(question("a"), g=EACH_TEN) == {"g"}
    assert shown_in(question("a"), g=["gunga"] * 20 + ["boll"] * 20 + ["lek"] * missing) == set()


def test_a_multiple_choice_that_nearly_everybody_made_is_hidden_because_the_rest_would_show() -> None:
    asked = question("m", "multiple")
    spread = [["gunga", "boll"], ["boll", "lek"], ["lek", "gunga"]]
    assert shown_in(asked, g=spread * 10) == {"g"}
    assert shown_in(asked, g=[["gunga", "boll"], ["gunga", "lek"]] * 14 + [["boll", "lek"]] * 4) == set()


def test_a_group_of_a_conditional_question_is_hidden_where_few_were_not_asked() -> None:
    asked = question("c", condition=Chosen("a", "ja"))
    assert shown_in(asked, {"g": 35}, g=EACH_TEN) == {"g"}
    assert shown_in(asked, {"g": 34}, g=EACH_TEN) == set()
    assert shown_in(asked, {"g": 30}, g=EACH_TEN) == set()


def test_nobody_in_a_group_answering_is_not_told_by_showing_the_others() -> None:
    assert shown_in(question("a"), {"g": 30, "h": 9}, g=EACH_TEN, h=[]) == set()


def test_a_group_of_a_ranking_is_told_first_places_alone() -> None:
    asked = question("r", "ranking")
    orders = [["gunga", "boll", "lek"], ["boll", "lek", "gunga"], ["lek", "gunga", "boll"]] * 10
    all_of_it = whole(asked, tally(asked, *orders))
    assert isinstance(all_of_it, RankingFigures)
    assert {(row.place, row.score, row.placed) for row in all_of_it.rows} == {(1, 60, 30)}
    part = breakdown(asked, {"g": {"r": tally(asked, *orders)}}, "g")
    assert isinstance(part, RankingFigures)
    assert {(row.place, row.firsts, row.score, row.placed) for row in part.rows} == {(1, 10, None, None)}
    assert shown_in(asked, g=[*orders[:1], *orders[1::3], *orders[2::3]] * 2) == set()


def test_a_group_of_points_needs_five_who_gave_each_and_does_not_tell_how_many_did() -> None:
    asked = question("p", "points", limits=Limits(points=10))
    values = [{"gunga": 4, "boll": 6}] * 16 + [{"lek": 10}] * 5
    part = breakdown(asked, {"g": {"p": tally(asked, *values)}}, "g")
    assert isinstance(part, PointsFigures)
    assert [(row.option, row.place, row.points, row.supporters) for row in part.rows] == [
        ("boll", 1, 96, None),
        ("gunga", 2, 64, None),
        ("lek", 3, 50, None),
    ]
    assert {row.middle for row in part.rows} == {None}
    assert shown_in(asked, g=values[:-1]) == set()


def test_the_whole_tells_between_which_points_half_of_the_answers_lie_from_five_answers_on() -> None:
    asked = question("p", "points", limits=Limits(points=10))
    values = [{"gunga": 1}, {"gunga": 3}, {"gunga": 5, "boll": 2}, {"gunga": 7}, {"boll": 4}]
    rows = {row.option: row for row in whole(asked, tally(asked, *values)).rows}
    assert (rows["gunga"].middle, rows["gunga"].supporters) == ((1, 5), 4)
    assert (rows["boll"].middle, rows["lek"].middle) == ((0, 2), (0, 0))
    assert {row.middle for row in whole(asked, tally(asked, *values[:4])).rows} == {None}


def test_a_group_of_numbers_is_told_mean_and_median_and_no_ranges() -> None:
    asked = question("n", "number")
    given = tally(asked, *map(str, range(30)))
    all_of_it = whole(asked, given)
    assert isinstance(all_of_it, NumberFigures)
    assert len(all_of_it.ranges) > 1
    part = breakdown(asked, {"g": {"n": given}}, "g")
    assert isinstance(part, NumberFigures)
    assert (part.mean, part.median, part.ranges) == (Fraction(29, 2), Fraction(29, 2), ())
    assert shown_in(asked, g=list(map(str, range(19)))) == set()


def test_four_numbers_have_neither_mean_nor_median() -> None:
    asked = question("n", "number")
    assert whole(asked, tally(asked, *"1234")) == NumberFigures(
        whole(asked, tally(asked, *"1234")).answered, None, None, ()
    )
    five = whole(asked, tally(asked, *"12345"))
    assert isinstance(five, NumberFigures)
    assert five.mean == 3


def test_a_group_of_texts_is_told_how_many_wrote() -> None:
    asked = question("t", "long_text")
    part = breakdown(asked, {"g": {"t": tally(asked, *["hej"] * 20)}}, "g")
    assert isinstance(part, TextFigures)
    assert part.answered.people == 20
    assert shown_in(asked, g=["hej"] * 19) == set()
