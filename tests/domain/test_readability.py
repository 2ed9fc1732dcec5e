"""LIX, checked against counts made by hand."""

import pytest

from webapp.domain.readability import ENOUGH, HARD, hard_texts, lix, sentences_of, words_of

PLAIN = "Vi ska bygga om. " * 7
LONG = "Kommunfullmäktiges investeringsbeslut " * 13


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAIN, 4),
        ("Vi ska bygga parker. " * 7, 4),
        ("Vi planerar bygget. " * 9, 3 + 33),
        (LONG, 26 + 100),
        ("Bygget tar lång tid, säger Åsa: det är svårt! Ska vi vänta? " * 3, None),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text, expected):
    words = words_of(text)
    long = sum(len(word) > 6 for word in words)
    by_hand = round(len(words) / sentences_of(text) + 100 * long / len(words))
    assert lix(text) == (by_hand if expected is None else expected)


def test_a_text_of_a_few_words_is_not_measured():
    assert lix("ord " * (ENOUGH - 1)) is None
    assert lix("ord " * ENOUGH) == ENOUGH


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 1),
        ("Hej", 1),
        ("Hej. Hå!", 2),
        ("Ett: två? Tre.", 3),
        ("1.5 meter. 2", 1),
        ("En\n\nTvå", 2),
        ("- Ett\n- Två", 2),
    ],
)
def test_sentences_are_counted_by_their_ends(text, sentences):
    assert sentences_of(text) == sentences


def test_numbers_and_signs_are_no_words():
    assert words_of("12 § 3 kap. i-land Åsa’s 😀 سلام") == ["kap", "i-land", "Åsa’s", "سلام"]


def test_only_swedish_texts_that_are_hard_are_named():
    found = hard_texts({"easy": {"sv": PLAIN}, "hard": {"sv": LONG}, "english": {"en": LONG}, "none": {}})
    assert found == {"hard": 126}
    assert HARD == 40
