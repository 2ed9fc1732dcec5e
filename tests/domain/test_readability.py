"""LIX, checked against counts made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.readability import ENOUGH, HARD, Ease, ease, hard_texts, lix, sentences_of, words_of

PLAIN = "Vi ska bygga om. " * 8
LONG = "Kommunfullmäktiges investeringsbeslut " * 15
MIXED = (
    "Vi vill bygga en ny lekplats i parken. Kommunfullmäktiges investeringsbeslut förutsätter "
    "remissbehandling av samhällsbyggnadsnämndens lokaliseringsutredning. Du kan säga vad du tycker. "
    "Vi läser alla svar i juni. Sedan väljer vi plats, och så får du veta."
)
"""36 words in 5 sentences, 7 of them long: 7.2 + 19.4."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAIN, 4),
        ("Vi ska bygga parker. " * 8, 4),
        ("Vi planerar bygget. " * 10, 3 + 33),
        (LONG, 30 + 100),
        ("Bygget tar lång tid, säger Åsa: det är svårt! Ska vi vänta? " * 3, 4),
        (MIXED, 27),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text, expected):
    assert lix(text) == expected


def test_a_text_of_a_few_words_is_not_measured():
    assert lix("ord " * (ENOUGH - 1)) is None
    assert lix("ord " * ENOUGH) == ENOUGH


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("12 %", []),
        ("Hej", ["Hej"]),
        ("Hej. Hå!", ["Hej.", "Hå!"]),
        ("Ett: två? Tre.", ["Ett:", "två?", "Tre."]),
        ("Vi mäter 1.5 meter. 2 gånger.", ["Vi mäter 1.5 meter.", "2 gånger."]),
        ("En\n\nTvå", ["En", "Två"]),
        ("- Ett\n- Två", ["- Ett", "- Två"]),
        ("Så här:\n1. Läs\n2. Svara", ["Så här:", "1. Läs", "2. Svara"]),
        ("Rubrik utan punkt\nHär börjar texten.", ["Rubrik utan punkt", "Här börjar texten."]),
        ("en rad som\nbryts mitt i.", ["en rad som bryts mitt i."]),
        ("Vi bygger t.ex. Parken och bl.a. gator.", ["Vi bygger t.ex. Parken och bl.a. gator."]),
        ("Kom kl. 18. Ta med kaffe.", ["Kom kl. 18.", "Ta med kaffe."]),
        ("Vi öppnar den 3. maj.", ["Vi öppnar den 3. maj."]),
        ("Gator, torg m.m. Sedan parker m.m. här.", ["Gator, torg m.m.", "Sedan parker m.m. här."]),
        ("Fråga A. Ek om 3 kap. 2 §.", ["Fråga A. Ek om 3 kap. 2 §."]),
        ("Han sa: ”Nej.” Hon log.", ["Han sa:", "”Nej.”", "Hon log."]),
        ("Vi vill … men hur?", ["Vi vill …", "men hur?"]),
        ("Se www.example.se/a.b nu.", ["Se www.example.se/a.b nu."]),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text, sentences):
    assert [each.text for each in sentences_of(text)] == sentences


def test_numbers_and_signs_are_no_words():
    assert words_of("12 § 3 kap. i-land Åsa’s 😀 سلام") == ["kap", "i-land", "Åsa’s", "سلام"]


def test_only_swedish_texts_that_are_hard_are_named():
    found = hard_texts({"easy": {"sv": PLAIN}, "hard": {"sv": LONG}, "english": {"en": LONG}, "none": {}})
    assert {name: each.lix for name, each in found.items()} == {"hard": 130}
    assert HARD == 40


@pytest.mark.parametrize(
    ("value", "band"),
    [
        *[(None, ""), (0, "very-easy"), (29, "very-easy"), (30, "easy"), (39, "easy"), (40, "medium")],
        *[(49, "medium"), (50, "hard"), (60, "hard"), (61, "very-hard"), (130, "very-hard")],
    ],
)
def test_a_value_means_what_bjornsson_said(value, band):
    assert Ease(value, 40).band == band


def test_the_hardest_sentences_are_pointed_out_with_what_makes_them_hard():
    found = ease(MIXED * 2, "sv")
    [hardest] = found.hardest
    assert hardest.text.startswith("Kommunfullmäktiges")
    assert (hardest.words, hardest.long, hardest.share) == (7, 6, 86)
    assert not found.over


def test_easy_swedish_is_held_to_more_and_other_languages_to_nothing():
    medium = "Vi planerar bygget. " * 10
    assert not ease(medium, "sv").over
    assert ease(medium, "sv-simple").over
    assert ease(medium, "fi") is None
    assert ease(" \n", "sv") is None
    assert ease("Kort.", "sv") == Ease(None, 40)


@given(st.text(alphabet="aÅ b.:\n-1t”…", max_size=80))
def test_no_word_is_lost_between_sentences(text):
    assert sum(each.words for each in sentences_of(text)) == len(words_of(text))
