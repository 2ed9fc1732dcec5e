"""The PDF: valid for archives and screen readers, whatever was written, and fit to be put on an agenda."""

from collections import Counter
from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest
import typst
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.examples import (
    ARABIC,
    EXAMPLES,
    SPECIAL,
    TIGRINYA,
    decision_basis,
    long_table,
    wide_table,
)
from tests.documents.reading import bookmarks, elements, lengths_are_right, pages, problems, words
from webapp.documents import fonts, glyphs
from webapp.documents.model import Bar, Bars, Bullets, Document, Facts, Heading, Note, Paragraph, Quote, Table
from webapp.documents.pdf import SIMPLER, breakable, pdf
from webapp.documents.soundness import mapped, sound
from webapp.domain.text import Text

pytestmark = pytest.mark.usefixtures("desk")
REPLACED = "[tecken som inte kan skrivas ut]"
EXPLAINED = "Några texter har tecken som inte kan skrivas ut"


@cache
def written(name: str) -> bytes:
    return pdf(EXAMPLES[name], fonts.shipped())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_document_is_pdf_ua_1_and_pdf_a_2a(name: str) -> None:
    assert problems(written(name)) == []


@pytest.mark.parametrize("name", ["every kind of block", "arabic", "hostile", "empty"])
def test_a_server_without_typefaces_writes_valid_files_too(name: str) -> None:
    assert problems(pdf(EXAMPLES[name], fonts.bare())) == []


def test_a_server_with_typefaces_of_its_own_writes_valid_files_too() -> None:
    assert problems(pdf(EXAMPLES["hostile"])) == []


def test_our_typefaces_come_with_the_product() -> None:
    families = set(fonts.shipped().families())
    assert {"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Libertinus Serif"} <= families


def test_the_validator_finds_fault_with_a_file_that_is_neither() -> None:
    plain = typst.compile(b"= A heading")
    assert any("UA" in problem for problem in problems(plain))
    assert any("A2A" in problem for problem in problems(plain))


def test_a_screen_reader_finds_headings_tables_lists_and_quotes() -> None:
    found = Counter(element.kind for element in elements(written("every kind of block")))
    assert found["H1"] == 1
    assert (found["H2"], found["H3"]) == (3, 1)
    assert (found["Table"], found["THead"], found["Caption"]) == (2, 2, 2)
    assert found["TH"] == 6
    assert found["BlockQuote"] == 5
    assert found["L"] >= 3
    assert found["TOC"] >= 1
    assert found["Figure"] == 0


def test_bars_are_decoration_and_no_part_of_what_is_read() -> None:
    bars = Document("T", blocks=(Bars("", ("Svar", "Andel"), (Bar("Träd", ("63 %",), 0.63),)),))
    plain = Document("T", blocks=(Bars("", ("Svar", "Andel"), (Bar("Träd", ("63 %",)),)),))
    read = [elements(pdf(each, fonts.shipped())) for each in (bars, plain)]
    kinds = [[element.kind for element in each if element.kind != "P"] for each in read]
    assert kinds[0] == kinds[1]
    assert "63 %" in words(pdf(bars, fonts.shipped())).replace("\xa0", " ")


def test_what_is_in_another_language_says_so() -> None:
    langs = {element.lang for element in elements(written("every kind of block"))}
    assert {"ar", "so", "ti", "uk"} <= langs
    assert {element.lang for element in elements(written("arabic"))} >= {"sv"}


def test_title_author_and_language_are_those_of_the_document() -> None:
    file = pypdfium2.PdfDocument(written("every kind of block"))
    facts = file.get_metadata_dict()
    assert facts["Title"] == "Beslutsunderlag: skolgården på Brinkskolan"
    assert facts["Author"] == "Vänersborgs kommun"
    assert facts["CreationDate"].startswith("D:20261121093015")
    assert b"/Lang (sv)" in written("every kind of block") or b"/Lang(sv)" in written("every kind of block")


def test_the_outline_follows_the_headings() -> None:
    assert bookmarks(written("every kind of block")) == [
        (0, "Beslutsunderlag: skolgården på Brinkskolan"),
        (1, "Bakgrund"),
        (1, "Så gick det till"),
        (2, "Vilka vi nådde"),
        (1, "Resultat"),
    ]


def test_each_page_says_whose_it_is_and_which() -> None:
    read = pages(written("every kind of block"))
    assert len(read) > 1
    for number, text in enumerate(read, start=1):
        assert "Vänersborgs kommun" in text
        assert "BUN 2026/145" in text
        assert f"Sida {number} av {len(read)}" in text
        assert "Resultatet är rådgivande." in text


def test_a_list_of_contents_leads_to_the_pages() -> None:
    with_list, without = (
        words(pdf(decision_basis(contents=each), fonts.shipped())) for each in (True, False)
    )
    assert "Innehåll" in with_list
    assert with_list.count("Vilka vi nådde") == without.count("Vilka vi nådde") + 1


def test_what_residents_write_stays_text() -> None:
    read = words(written("hostile"))
    assert SPECIAL in read
    assert "#lead & <b>" in read
    assert "<script>alert(1)</script>" in read
    assert "root:" not in read


def test_a_long_table_repeats_its_header_and_breaks_no_row() -> None:
    read = pages(written("long table"))
    assert len(read) > 5
    assert all("Vad de sa" in text for text in read)
    for n in range(300):
        places = {number for number, text in enumerate(read) if f"Rad{n}:" in text or f" :{n}\r" in text}
        assert len(places) == 1, n


def test_a_short_table_stands_on_one_page() -> None:
    rows = tuple((f"Rad{n}:", str(n)) for n in range(8))
    for lines in range(26, 42):
        blocks = (Paragraph("Text\n" * lines), Table("Rubriken", ("A", "B"), rows))
        places = {
            n
            for n, text in enumerate(pages(pdf(Document("T", blocks=blocks), fonts.shipped())))
            if "Rad" in text
        }
        assert len(places) == 1, lines


def test_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    for lines in range(24, 40):
        blocks = (Paragraph("Text\n" * lines), Heading("Ensam"), Heading("Rubrik", 3), Paragraph("Följer."))
        read = pages(pdf(Document("T", blocks=blocks), fonts.shipped()))
        assert [("Ensam" in text, "Rubrik" in text) for text in read] == [
            ("Följer." in text,) * 2 for text in read
        ]


def test_a_wide_table_lies_down_and_takes_its_heading_along() -> None:
    data = pdf(wide_table(), fonts.shipped())
    file = pypdfium2.PdfDocument(data)
    lying = [n for n in range(len(file)) if file[n].get_width() > file[n].get_height()]
    read = pages(data)
    assert len(lying) == 1
    assert "Dialogerna" in read[lying[0]]
    assert "Inledning" not in read[lying[0]]
    assert "Slut" in read[lying[0] + 1]


def test_no_column_runs_into_the_next_or_off_the_page() -> None:
    for document in (wide_table(), long_table(), EXAMPLES["hostile"]):
        file = pypdfium2.PdfDocument(pdf(document, fonts.shipped()))
        for number in range(len(file)):
            width = file[number].get_width()
            text = file[number].get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            assert max(box[2] for box in boxes) <= width - 70
            assert not [(a, b) for a in boxes for b in boxes if a != b and _overlap(a, b)]


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 1 and down > 3


def test_ordinary_languages_are_all_drawn_and_nothing_needs_explaining() -> None:
    read = words(written("every kind of block"))
    assert EXPLAINED not in read
    assert "[?]" not in read
    assert TIGRINYA in read
    assert not glyphs.lacking(set(ARABIC), fonts.shipped())


def test_what_cannot_be_drawn_is_replaced_by_words_and_a_note_says_so() -> None:
    read = words(written("hostile"))
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


@pytest.mark.parametrize("simpler", SIMPLER)
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
