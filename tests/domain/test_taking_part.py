"""One-time codes: read as they are typed, told apart from slips; sets of marks that keep no order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import taking_part
from webapp.domain.taking_part import ALPHABET, code_of, grouped, mark_of_code, marks_in, read_code, with_mark

SECRET = b"a secret of these tests"
codes = st.integers(0, 400).map(lambda number: code_of(SECRET, "key", number))


@given(codes)
def test_a_code_is_read_as_it_is_printed_and_as_people_type_it(code):
    for typed in (code, grouped(code), grouped(code).lower(), f"  {' '.join(code)} ", f"\u200f{code}\u200e"):
        assert read_code(typed) == code


@given(codes)
def test_digits_of_other_scripts_and_what_looks_alike_are_read(code):
    arabic = code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩"))
    assert read_code(arabic) == code
    assert read_code(code.translate(str.maketrans("2568", "ZSGB"))) == code
    assert read_code(code.upper().translate(str.maketrans("CHKMPTX8", "СНКМРТХВ"))) == code
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    assert read_code(wide) == code


@given(codes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code, place, other):
    slipped = code[:place] + other + code[place + 1 :]
    assert read_code(slipped) == (code if slipped == code else None)


@pytest.mark.parametrize("typed", ["", " ", "abc", "c" * 60, "0" * 12, "💥" * 12, "c7df hjkm\x00np9r", "ö"])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


def test_codes_are_many_and_none_comes_twice():
    made = {code_of(SECRET, "key", number) for number in range(5000)}
    assert len(made) == 5000
    assert len(ALPHABET) ** (taking_part.LENGTH - 1) > 10**14
    assert code_of(SECRET, "other", 0) not in made
    assert code_of(b"another secret", "key", 0) not in made


def test_the_alphabet_has_no_character_that_is_taken_for_another():
    assert not set(ALPHABET) & set("01oilaeuyzsgbq")
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_a_set_of_marks_is_the_same_in_whatever_order_they_came():
    marks = [mark_of_code(SECRET, code_of(SECRET, "key", number)) for number in range(50)]
    found = set()
    for _time in range(5):
        random.shuffle(marks)
        held = b""
        for mark in marks:
            added = with_mark(held, mark)
            assert added is not None
            held = added
        assert all(with_mark(held, mark) is None for mark in marks)
        assert marks_in(held) == set(marks)
        found.add(held)
    assert len(found) == 1
