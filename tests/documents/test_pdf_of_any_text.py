"""The PDF of texts that are hard: characters that no typeface has, marks that typst crashes on, anything."""

from collections.abc import Callable

import pytest
import typst
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.examples import ARABIC, EXAMPLES, TIGRINYA, decision_basis
from tests.documents.reading import lengths_are_right, problems, words
from webapp.documents import fonts, glyphs
from webapp.documents.model import Bar, Bars, Bullets, Document, Facts, Heading, Note, Paragraph, Quote, Table
from webapp.documents.pdf import breakable, only_western, pdf, without_marks
from webapp.documents.soundness import mapped, sound
from webapp.domain.text import Text

pytestmark = pytest.mark.usefixtures("desk")
REPLACED = "[tecken som inte kan skrivas ut]"
EXPLAINED = "Några texter har tecken som inte kan skrivas ut"


def test_ordinary_languages_are_all_drawn_and_nothing_needs_explaining() -> None:
    read = words(pdf(decision_basis(), fonts.shipped()))
    assert EXPLAINED not in read
    assert "[?]" not in read
    assert TIGRINYA in read
    assert not glyphs.lacking(set(ARABIC), fonts.shipped())


def test_what_cannot_be_drawn_is_replaced_by_words_and_a_note_says_so() -> None:
    read = words(pdf(EXAMPLES["hostile"], fonts.shipped()))
    assert EXPLAINED in read
    assert "Emoji [emoji]" in read
    assert f"och {REPLACED} med {REPLACED} slut. 1 och 2." in read


def test_a_server_without_typefaces_replaces_what_it_lacks_and_keeps_swedish_whole() -> None:
    read = words(pdf(decision_basis(), fonts.bare()))
    assert "Barn- och utbildningsnämnden" in read
    assert "Нам потрібно більше дерев." in read
    assert TIGRINYA not in read
    assert REPLACED in read
    assert EXPLAINED in read


def test_words_that_cannot_be_drawn_themselves_become_a_question_mark() -> None:
    replaced = glyphs.without(set("漢字"), "[?]", "[emoji]")
    assert replaced("a 漢, 字b") == "a [?]b"
    assert replaced("漢\n字") == "[?]\n[?]"


def test_marks_that_cannot_be_drawn_are_left_out_without_a_word() -> None:
    replaced = glyphs.without({"\u20e3", "😀"}, "[?]", "[emoji]")
    assert replaced("1\ufe0f\u20e3 av 10 😀👍🏽") == "1\ufe0f av 10 [emoji]👍🏽"


def test_long_words_get_places_to_break_and_others_do_not() -> None:
    assert breakable("samhällsbyggnadsnämnden.", 10) == "samhällsbyggnadsnämnden."
    assert breakable("a@bc.se/1234567890", 10).split("\u200b") == ["a@", "bc.", "se/", "1234567890"]
    assert breakable("kort 1 234", 10) == "kort 1 234"


def test_a_text_that_typst_crashes_on_is_written_all_the_same() -> None:
    document = Document("Rubrik", blocks=(Paragraph("ß→\u20e3\u200b\u2067" * 4), Paragraph("Kvar.")))
    data = pdf(document, fonts.shipped())
    assert problems(data) == []
    assert "Kvar." in words(data)
    assert EXPLAINED in words(data)


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_arabic_with_all_its_vowel_marks_can_stand_anywhere(language: str) -> None:
    vowels = Text("أَمۡ شُكْرًا جَزِيلًا", "ar")
    kinds = (
        Heading(vowels),
        Paragraph(vowels, vowels),
        Bullets((vowels,)),
        Facts(((vowels, vowels),)),
        Table(vowels, (vowels, vowels), ((vowels, "1"),), note=vowels),
        Bars(vowels, (vowels, "%"), (Bar(vowels, ("1",), 0.5),)),
        Quote(vowels, vowels),
        Note(vowels, vowels),
    )
    for block in kinds:
        data = pdf(Document(vowels, language=language, footer=vowels, blocks=(block,)), fonts.shipped())
        assert problems(data) == []
        assert EXPLAINED not in words(data)


@pytest.mark.parametrize("simpler", [without_marks, only_western])
def test_a_simplified_document_is_still_a_document(simpler: Callable[[Text], Text]) -> None:
    document = sound(mapped(sound(EXAMPLES["hostile"]), simpler))
    assert problems(pdf(document, fonts.shipped())) == []
    assert "alert(1)" in words(pdf(document, fonts.shipped()))


def test_an_accidental_end_of_a_stream_is_not_held_against_the_file() -> None:
    whole = b"<</Length 3>>stream\nab\r\nendstream"
    assert lengths_are_right(whole)
    assert not lengths_are_right(whole.replace(b"3", b"2"))


def test_the_same_document_gives_the_same_file() -> None:
    assert pdf(decision_basis(), fonts.shipped()) == pdf(decision_basis(), fonts.shipped())


@pytest.mark.parametrize("name", ["arabic", "hostile"])
def test_typst_may_read_no_file_and_fetch_no_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    compile_ = typst.compile

    def spy(*arguments: object, **named: object) -> object:
        asked.append(named)
        return compile_(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(typst, "compile", spy)
    pdf(EXAMPLES[name], fonts.shipped())
    folders = [named[key] for named in asked if "root" in named for key in ("root", "package_path")]
    assert folders
    assert all("tmp" in str(folder) for folder in folders)


TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)
WORDS = TEXTS | st.builds(Text, TEXTS, st.sampled_from(["sv", "ar", "ti", "zh", "th", "??", ""]))
BLOCKS = st.one_of(
    st.builds(Heading, WORDS, st.integers(-1, 9)),
    st.builds(Paragraph, WORDS, WORDS),
    st.builds(Bullets, st.lists(WORDS, max_size=3).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple)),
    st.builds(
        Table,
        WORDS,
        st.lists(WORDS, max_size=4).map(tuple),
        st.lists(st.lists(WORDS, max_size=4).map(tuple), max_size=3).map(tuple),
        st.frozensets(st.integers(0, 4)),
        st.booleans(),
        WORDS,
    ),
    st.builds(
        Bars,
        WORDS,
        st.lists(WORDS, max_size=3).map(tuple),
        st.lists(st.builds(Bar, WORDS, st.lists(WORDS, max_size=2).map(tuple), st.none() | st.floats())).map(
            tuple
        ),
        WORDS,
    ),
    st.builds(Quote, WORDS, WORDS),
    st.builds(Note, WORDS, WORDS),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.builds(
        Document,
        title=WORDS,
        language=st.sampled_from(["sv", "en", "ar", "ti", "und", "", "sv-simple"]),
        subtitle=WORDS,
        municipality=WORDS,
        registration=WORDS,
        facts=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
        blocks=st.lists(BLOCKS, max_size=4).map(tuple),
        footer=WORDS,
        contents=st.booleans(),
    )
)
def test_any_text_gives_a_valid_file(desk: Flask, document: Document) -> None:
    with desk.app_context():
        assert problems(pdf(document, fonts.shipped())) == []
