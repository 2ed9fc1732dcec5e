"""What a valid answer is, kind by kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import question
from webapp.domain.kinds import KINDS, UNANSWERED, Field, Invalid, points, ranking
from webapp.domain.questions import Limits, Question


def read(asked: Question, **fields):
    form = {name.replace("__", ".").replace("q_", "q.", 1): value for name, value in fields.items()}
    return KINDS[asked.kind].read(
        asked, Field(asked, {k: v if isinstance(v, list) else [v] for k, v in form.items()})
    )


def refused(asked: Question, **fields) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read(asked, **fields)
    return caught.value


def test_a_single_choice_is_the_id_of_one_of_its_own_options():
    asked = question("a", "single")
    assert read(asked, q_a="boll") == "boll"
    assert read(asked) is UNANSWERED
    assert refused(asked, q_a="stranger").code == "unknown-option"


def test_two_different_values_for_a_single_choice_are_not_silently_one():
    assert refused(question("a", "single"), q_a=["boll", "lek"]).code == "one-only"
    assert read(question("a", "single"), q_a=["boll", "boll"]) == "boll"


def test_a_multiple_choice_keeps_the_order_of_the_question_and_its_limits():
    asked = question("a", "multiple", limits=Limits(at_least=2, at_most=2))
    assert read(asked, q_a=["lek", "gunga"]) == ["gunga", "lek"]
    assert refused(asked, q_a=["lek"]).code == "too-few"
    assert refused(asked, q_a=["lek", "gunga", "boll"]).code == "too-many"
    assert refused(asked, q_a=["lek", "stranger"]).code == "unknown-option"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("٤٢", "42"),
        ("۴۲", "42"),
        ("１２", "12"),
        (" 7 ", "7"),
        ("007", "7"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_whole_numbers_are_accepted_in_the_digits_of_any_script(typed, value):
    assert read(question("n", "number"), q_n=typed) == value


@pytest.mark.parametrize("typed", ["1e9", "½", "0x1", "tolv", "1_0", "--1", "१२a", "∞", "NaN", "9" * 40])
def test_what_is_no_plain_number_is_refused(typed):
    assert refused(question("n", "number"), q_n=typed).code == "not-a-number"


def test_a_number_is_held_to_its_bounds_and_decimals():
    asked = question("n", "number", limits=Limits(minimum="1", maximum="10", decimals=1))
    assert read(asked, q_n="2,5") == "2.5"
    assert read(asked, q_n="٢٫٥") == "2.5"
    assert refused(asked, q_n="0,9").code == "too-small"
    assert refused(asked, q_n="10.1").code == "too-large"
    assert refused(asked, q_n="2.55").code == "too-many-decimals"
    assert refused(question("n", "number"), q_n="2.5").code == "not-whole"


def test_text_is_cleaned_and_its_length_is_counted_as_a_reader_counts():
    asked = question("t", "short_text", limits=Limits(length=5))
    assert read(asked, q_t="  a\x00b\u202ec\n ") == "abc"
    assert read(asked, q_t="👨‍👩‍👧‍👦" * 5) == "👨‍👩‍👧‍👦" * 5
    assert refused(asked, q_t="abcdef").facts == {"limit": 5, "given": 6}
    assert read(asked, q_t="\x00 \u202e") is UNANSWERED


def test_a_text_of_a_hundred_thousand_characters_is_refused_with_its_length():
    assert refused(question("t", "long_text"), q_t="å" * 100_000).facts["given"] == 100_000


def test_a_full_ranking_takes_every_option_once():
    asked = question("r", "ranking")
    assert read(asked, q_r__boll="1", q_r__lek="2", q_r__gunga="3") == ["boll", "lek", "gunga"]


def test_the_one_option_left_in_a_full_ranking_gets_the_last_place():
    assert read(question("r", "ranking"), q_r__boll="1", q_r__lek="٢") == ["boll", "lek", "gunga"]
    assert refused(question("r", "ranking"), q_r__boll="1").code == "rank-all"


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ({"q_r__boll": "1", "q_r__lek": "1"}, "rank-repeat"),
        ({"q_r__boll": "2"}, "rank-gap"),
        ({"q_r__boll": "3"}, "rank-range"),
        ({"q_r__boll": "0"}, "rank-range"),
        ({"q_r__boll": "-1"}, "rank-range"),
        ({"q_r__boll": "1e9"}, "rank-range"),
        ({"q_r__boll": "½"}, "rank-range"),
        ({"q_r__stranger": "1"}, "unknown-option"),
    ],
)
def test_a_ranking_with_gaps_repeats_or_strangers_is_refused(places, code):
    assert refused(question("r", "ranking", limits=Limits(places=2)), **places).code == code


def test_the_top_of_a_ranking_may_be_shorter_than_its_places():
    asked = question("r", "ranking", limits=Limits(places=2))
    assert read(asked, q_r__boll="1") == ["boll"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("101", "points-over"),
        ("-1", "points-negative"),
        ("1e9", "points-not-whole"),
        ("½", "points-not-whole"),
        ("2.5", "points-not-whole"),
    ],
)
def test_points_that_cannot_be_given_are_refused(given, code):
    assert refused(question("p", "points"), q_p__boll=given).code == code


@pytest.mark.parametrize("kind", ["points", "ranking"])
def test_two_different_values_in_the_field_of_an_option_are_not_silently_one(kind):
    assert refused(question("x", kind), q_x__boll=["1", "2"]).code == "one-only"
    assert refused(question("x", kind), q_x__boll=["1", "2"]).part == "boll"
    assert read(question("x", kind), q_x__boll=["1", "1"], q_x__lek="2")


def test_points_may_be_left_over_and_zeros_are_no_answer():
    asked = question("p", "points")
    assert read(asked, q_p__boll="٣٠", q_p__lek="0") == {"boll": 30}
    assert read(asked, q_p__lek="0", q_p__boll="") is UNANSWERED
    assert refused(asked, q_p__boll="60", q_p__lek="52").facts["over"] == 12


orders = st.lists(st.sampled_from(["gunga", "boll", "lek"]), unique=True)


@given(orders, st.sampled_from(["gunga", "boll", "lek", "stranger"]), st.sampled_from(["up", "down"]))
def test_no_press_ever_makes_an_order_with_gaps_or_repeats(order, option, direction):
    asked = question("r", "ranking", limits=Limits(places=2))
    moved = ranking.move(asked, order[:2], option, direction)
    assert len(moved) == len(set(moved)) <= 2
    assert set(moved) <= {"gunga", "boll", "lek"}


@given(st.permutations(["gunga", "boll", "lek"]))
def test_every_order_can_be_reached_by_presses_alone(wanted):
    asked = question("r", "ranking")
    order: list[str] = []
    for option in wanted:
        order = ranking.move(asked, order, option, "up")
    assert order == wanted


def test_presses_at_the_ends_change_nothing_and_the_last_can_be_taken_out():
    asked = question("r", "ranking")
    assert ranking.move(asked, ["gunga", "boll"], "gunga", "up") == ["gunga", "boll"]
    assert ranking.move(asked, ["gunga", "boll"], "boll", "down") == ["gunga"]
    assert ranking.move(asked, ["gunga"], "lek", "down") == ["gunga"]


@given(
    st.dictionaries(st.sampled_from(["gunga", "boll"]), st.integers(0, 300)), st.sampled_from(["up", "down"])
)
def test_points_never_go_below_none_by_pressing(given_points, direction):
    asked = question("p", "points")
    assert min(points.adjust(asked, given_points, "boll", direction).values()) >= 0


names = st.sampled_from(["q.x", "q.x.gunga", "q.x.boll", "q.x.", "q.x.zz", "decline.x", "q.y"])


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(form=st.dictionaries(names, st.lists(st.text(), max_size=3)))
def test_no_form_whatever_makes_a_kind_fail(kind, form):
    asked = question("x", kind)
    try:
        value = KINDS[kind].read(asked, Field(asked, form))
    except Invalid:
        return
    if value is not UNANSWERED:
        assert all(amount > 0 for _cell, amount in KINDS[kind].cells(asked, value))
