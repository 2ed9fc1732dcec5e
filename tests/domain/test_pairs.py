"""Pairs: what is read, counted, told of the whole, and hidden of groups."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from tests.factories import options, question, question_set
from webapp.domain.counting import answer_cells, in_groups, response_cells
from webapp.domain.disclosure import MIN_COUNT
from webapp.domain.documents import fingerprint, from_document, to_document
from webapp.domain.drawing import drawn, draws
from webapp.domain.duels import ENOUGH
from webapp.domain.faults import faults
from webapp.domain.figures import Hidden
from webapp.domain.kinds import KINDS, UNANSWERED, Field, Invalid
from webapp.domain.questions import Limits
from webapp.domain.reading import read_form
from webapp.domain.results import breakdown, whole

ASKED = question("one", "pairs")


def read(of=ASKED, **typed: str):
    form = {f"q.one.{name.replace('__', '~')}": [value] for name, value in typed.items()}
    return KINDS["pairs"].read(of, Field(of, form))


def counted(*values, of=ASKED) -> Counter[str]:
    cells: Counter[str] = Counter()
    for value in values:
        for cell, amount in answer_cells(of, value):
            cells[cell] += amount
    return cells


def test_the_chosen_option_stands_first_and_pairs_come_in_the_order_of_the_question() -> None:
    assert read(boll__lek="lek", gunga__boll="gunga") == [["gunga", "boll"], ["lek", "boll"]]
    assert read(gunga__boll="", boll__lek=" lek ") == [["lek", "boll"]]
    assert read(gunga__boll="", boll__lek="") is UNANSWERED


@pytest.mark.parametrize(
    "typed",
    [
        {"gunga__rutschkana": "gunga"},
        {"gunga__gunga": "gunga"},
        {"boll__gunga": "boll"},
        {"gunga": "boll"},
        {"gunga__boll__lek": "boll"},
        {"gunga__boll": "lek"},
        {"gunga__boll": "GUNGA"},
        {"": "gunga"},
    ],
)
def test_pairs_of_other_options_of_one_option_and_turned_round_are_refused(typed) -> None:
    with pytest.raises(Invalid) as refused:
        read(**typed)
    assert refused.value.code == "unknown-option"


def test_two_answers_to_one_pair_and_more_pairs_than_one_meets_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        KINDS["pairs"].read(ASKED, Field(ASKED, {"q.one.gunga~boll": ["gunga", "boll"]}))
    assert (refused.value.code, refused.value.part) == ("one-only", "gunga~boll")
    one = question("one", "pairs", limits=Limits(pairs=1))
    with pytest.raises(Invalid) as refused:
        read(one, gunga__boll="boll", boll__lek="lek")
    assert (refused.value.code, refused.value.facts) == ("pairs-over", {"limit": 1})
    assert read(one, gunga__boll="boll") == [["boll", "gunga"]]


def test_one_pair_is_enough_where_the_question_must_be_answered() -> None:
    asked = question_set(question("one", "pairs", required=True))
    assert [problem.code for problem in read_form(asked, {"q.one.gunga~boll": [""]}).problems] == [
        "required-pairs"
    ]
    assert read_form(asked, {"q.one.gunga~boll": ["boll"]}).problems == ()


def test_each_duel_is_counted_and_each_person_once_for_an_option() -> None:
    cells = counted([["lek", "gunga"], ["lek", "boll"]], None)
    assert cells == {
        "answers": 1,
        "declined": 1,
        "won:lek:gunga": 1,
        "won:lek:boll": 1,
        "wins:lek": 2,
        "chose:lek": 1,
        "losses:gunga": 1,
        "passed:gunga": 1,
        "losses:boll": 1,
        "passed:boll": 1,
    }
    assert {cell for cell in cells if not in_groups(cell)} == {"won:lek:gunga", "won:lek:boll"}


def test_figures_tell_duels_shares_and_strengths_strongest_first() -> None:
    duels = [["lek", "boll"]] * 30 + [["boll", "lek"]] * 10 + [["gunga", "boll"]] * 20
    duels += [["boll", "gunga"]] * 20 + [["lek", "gunga"]] * 30 + [["gunga", "lek"]] * 10
    figure = whole(ASKED, counted(*([duel] for duel in duels)))
    assert [(row.option, row.place, row.shared) for row in figure.rows] == [
        ("lek", 1, False),
        ("gunga", 2, True),
        ("boll", 2, True),
    ]
    first = figure.rows[0]
    assert (first.won, first.met, first.share) == (60, 80, Fraction(3, 4))
    assert figure.duels["lek", "boll"] == 30
    assert first.strength.chance > 0.5 > figure.rows[1].strength.chance
    assert not figure.thin


def test_without_an_estimate_the_order_is_by_the_share_of_duels_won() -> None:
    figure = whole(ASKED, counted([["lek", "boll"]], [["lek", "gunga"]], [["gunga", "boll"]]))
    assert [(row.option, row.place, row.strength) for row in figure.rows] == [
        ("lek", 1, None),
        ("gunga", 2, None),
        ("boll", 3, None),
    ]
    assert figure.thin


def test_data_is_thin_until_every_option_has_been_in_fifty_duels() -> None:
    pairs = (("gunga", "boll"), ("boll", "lek"), ("lek", "gunga"))
    enough = [[list(pair)] for pair in pairs for _ in range(ENOUGH // 2)]
    assert not whole(ASKED, counted(*enough)).thin
    assert whole(ASKED, counted(*enough[1:])).thin


def test_nobody_having_answered_gives_no_shares_no_strengths_and_one_shared_place() -> None:
    figure = whole(ASKED, {})
    assert {(row.place, row.shared, row.won, row.met, row.share, row.strength) for row in figure.rows} == {
        (1, True, 0, 0, None, None)
    }
    assert figure.answered.people == 0
    assert figure.thin


def test_an_option_that_was_in_no_duel_comes_last() -> None:
    figure = whole(ASKED, counted([["boll", "lek"]]))
    assert [(row.option, row.place) for row in figure.rows] == [("boll", 1), ("lek", 2), ("gunga", 3)]


def groups(of, chance: random.Random) -> dict[str, dict[str, Counter[str]]]:
    """Groups of various sizes and tastes, each a tally of the whole set and of the question."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for number in range(chance.randint(2, 5)):
        tally: dict[str, Counter[str]] = {"": Counter(), "one": Counter()}
        bias = chance.choice([0.5, 0.6, 0.97])
        for _ in range(chance.choice([0, 3, 25, 40, 90])):
            met = drawn(of, chance.randrange(draws(of)))[: chance.randint(0, 6)]
            value = [[a, b] if (a < b) == (chance.random() < bias) else [b, a] for a, b in met]
            for id_, cell, amount in response_cells(question_set(of), {"one": value} if value else {}):
                tally[id_][cell] += amount
        found[f"lang:{number}"] = tally
    return found


def test_groups_tell_duels_only_where_five_people_stand_behind_every_sum_told_or_hidden() -> None:
    of = question("one", "pairs", options=options("A", "B", "C", "D"))
    seen: Counter[str] = Counter()
    for seed in range(300):
        given = groups(of, random.Random(seed))
        told = {key: breakdown(of, given, key) for key in given}
        present = [key for key in given if given[key][""]]
        hidden = [key for key in present if isinstance(told[key], Hidden)]
        seen["some" if 0 < len(hidden) < len(present) else "all" if hidden else "none"] += 1
        for key, figure in told.items():
            if not isinstance(figure, Hidden):
                assert figure.duels is None
                assert {row.strength for row in figure.rows} == {None}
                assert figure.answered.declined is None
                assert all(behind(given[key]["one"], of, did) >= MIN_COUNT for did in ("chose", "passed"))
        if 0 < len(hidden) < len(present):
            together = sum((given[key]["one"] for key in hidden), Counter())
            assert all(behind(together, of, did) >= MIN_COUNT for did in ("chose", "passed"))
            assert together["answers"] >= 40
    assert min(seen.values()) > 5
    assert len(seen) == 3


def behind(tally: Counter[str], of, did: str) -> int:
    """The fewest people who chose, or passed by, any one option."""
    return min(tally[f"{did}:{option}"] for option in of.option_ids)


def test_how_many_pairs_belongs_to_the_document_and_to_the_rules() -> None:
    usual, three = question_set(ASKED), question_set(question("one", "pairs", limits=Limits(pairs=2)))
    assert from_document(to_document(three)) == three
    assert fingerprint(usual) != fingerprint(three)


def test_more_than_forty_options_are_a_fault_and_are_read_and_told_all_the_same() -> None:
    many = question("one", "pairs", options=options(*(f"o{number}" for number in range(200))))
    assert list(faults(question_set(many))) == [("one", "many-options")]
    value = read(many, o3__o150="o150")
    figure = whole(many, counted(value, of=many))
    assert (figure.rows[0].option, figure.duels) == ("o150", None)
