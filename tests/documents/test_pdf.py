"""The PDF: valid for archives and screen readers, whatever was written, and fit to be put on an agenda."""

from collections import Counter
from functools import cache

import pypdfium2
import pytest
import typst

from tests.documents.examples import (
    EXAMPLES,
    SPECIAL,
    decision_basis,
    long_table,
    wide_table,
)
from tests.documents.reading import bookmarks, elements, pages, problems, words
from webapp.documents import fonts
from webapp.documents.model import Bar, Bars, Document, Heading, Paragraph, Table
from webapp.documents.pdf import pdf

pytestmark = pytest.mark.usefixtures("desk")


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
