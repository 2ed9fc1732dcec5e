"""Texts that carry their language; receipts that survive a telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import receipts
from webapp.domain.text import NO_TEXT, Text, choose, clean, latin_digits, visible_length

SECRET = b"key"


def test_a_fallback_keeps_the_language_it_is_in():
    texts = {"sv": "Hej", "ar": "  "}
    assert choose(texts, "ar", "sv") == Text("Hej", "sv")
    assert choose(texts, "sv-simple", "en") == Text("Hej", "sv")
    assert choose({"fi": "Moi"}, "ar", "sv") == Text("Moi", "fi")
    assert choose({}, "ar", "sv") is NO_TEXT


def test_cleaning_removes_what_only_harms_and_keeps_letters_of_every_script():
    assert clean("a\x00\x07b\ud800c") == "abc"
    assert clean("\u202eolleh\u202c hej") == "olleh\u202c hej".replace("\u202c", "\u202c")
    assert clean("سلام ❤️ žŋ") == "سلام ❤️ žŋ"
    assert clean("a\r\nb") == "a\nb"
    assert clean("a\n b", multiline=False) == "a b"


@given(st.text())
def test_cleaned_text_can_always_be_stored(raw):
    cleaned = clean(raw)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


def test_marks_and_joiners_do_not_make_a_text_longer():
    assert visible_length("é") == visible_length("e\u0301") == 1
    assert visible_length("👩‍🚒") == 1


@given(st.text(min_size=1, max_size=40))
def test_every_receipt_can_be_read_back_however_it_is_typed(key):
    code = receipts.code_for(SECRET, key)
    assert len(code) == receipts.LENGTH
    assert receipts.read(receipts.grouped(code)) == code
    assert receipts.read(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code
    assert receipts.read(f" {code[:4]}-{code[4:]} ") == code


@given(st.text(min_size=1, max_size=20), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(key, place, change):
    code = receipts.code_for(SECRET, key)
    wrong = code[:place] + str((int(code[place]) + change) % 10) + code[place + 1 :]
    assert receipts.read(wrong) is None


@pytest.mark.parametrize(
    "typed", ["", "abc", "1" * 15, "1" * 17, "4821 9035 7716 204x", "\x00" * 16, "0" * 15, "0" * 17]
)
def test_what_cannot_be_a_receipt_is_told_apart(typed):
    assert receipts.read(typed) is None


def test_the_same_submission_has_the_same_receipt_and_another_key_another():
    assert receipts.code_for(SECRET, "a") == receipts.code_for(SECRET, "a")
    assert receipts.code_for(SECRET, "a") != receipts.code_for(b"other", "a")


def test_what_is_stored_of_a_receipt_does_not_tell_it():
    code = receipts.code_for(SECRET, "a")
    assert code not in receipts.fingerprint(SECRET, code)
    assert receipts.fingerprint(SECRET, code) != receipts.fingerprint(b"other", code)


def test_digits_of_every_script_become_latin():
    assert latin_digits("٠١۲３४") == "01234"
