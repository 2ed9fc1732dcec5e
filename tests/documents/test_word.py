"""The DOCX: real headings, lists and tables that an official can continue in, each part in its language."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.examples import ARABIC, EXAMPLES, SPECIAL, decision_basis, long_table
from webapp.documents.model import Document, Heading, Paragraph, Quote
from webapp.documents.word import word
from webapp.domain.text import Text

pytestmark = pytest.mark.usefixtures("desk")
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
}
"""The order that the schema of the format has; a word processor may refuse a file that breaks it."""


def opened(document: Document) -> Docx:
    return docx.Document(BytesIO(word(document)))


def styles_of(file: Docx) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if paragraph.style]


@pytest.fixture
def basis(desk: Flask) -> Docx:
    return opened(decision_basis())


def test_headings_lists_quotes_and_captions_have_styles_of_their_own(basis: Docx) -> None:
    found = styles_of(basis)
    assert [text for style, text in found if style == "Heading 1"] == [
        "Beslutsunderlag: skolgården på Brinkskolan"
    ]
    assert [text for style, text in found if style == "Heading 2"] == [
        "Bakgrund",
        "Så gick det till",
        "Resultat",
    ]
    assert [text for style, text in found if style == "Heading 3"] == ["Vilka vi nådde"]
    assert [text for style, text in found if style == "List Bullet"] == [
        "Webbenkät",
        "Affischer",
        "Två möten",
    ]
    assert [text for style, text in found if style == "Caption"] == [
        "Svar efter stadsdel",
        "Vad är viktigast?",
    ]
    assert ("Quote", ARABIC) in found
    assert ("Radslag Note", "Resultatet är rådgivande. Nämnden beslutar.") in found


def test_a_lead_is_strong_and_paragraphs_stay_apart(basis: Docx) -> None:
    lead = next(each for each in basis.paragraphs if each.text.startswith("Kort sagt."))
    assert lead.text == "Kort sagt. Skolgården byggdes 1974."
    assert lead.runs[0].style.name == "Strong"
    assert any(each.text == "Den används av 412 elever." for each in basis.paragraphs)


def test_a_table_repeats_its_header_breaks_no_row_and_has_a_name(basis: Docx) -> None:
    table = basis.tables[2]
    header, *rows = table._tbl.tr_lst
    assert header.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Svar efter stadsdel"
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert [cell.text for cell in table.rows[0].cells] == ["Stadsdel", "Under 18", "Alla"]
    assert [cell.text for cell in table.rows[2].cells] == ["Holmängen", "färre än 5", "116"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        None,
        *[WD_ALIGN_PARAGRAPH.RIGHT] * 2,
    ]


def test_the_figures_of_bars_stand_in_a_table(basis: Docx) -> None:
    assert [[cell.text for cell in row.cells] for row in basis.tables[3].rows] == [
        ["Svar", "Antal", "Andel"],
        ["Träd", "197", "63 %"],
        ["Vet inte", "11", "4 %"],
    ]


def test_columns_are_together_as_wide_as_the_page(basis: Docx) -> None:
    for table in basis.tables:
        assert abs(sum(column.width.pt for column in table.columns) - 436) < 2


def test_the_file_says_its_title_author_and_language(basis: Docx) -> None:
    core = basis.core_properties
    assert (core.title, core.author) == ("Beslutsunderlag: skolgården på Brinkskolan", "Vänersborgs kommun")
    assert core.language == "sv-SE"
    assert core.created.isoformat().startswith("2026-11-21T09:30:15")
    default = basis.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "sv-SE"


def test_quotes_are_marked_with_their_language_and_direction(basis: Docx) -> None:
    quote = next(each for each in basis.paragraphs if each.text == ARABIC)
    assert quote._p.pPr.find(qn("w:bidi")) is not None
    assert quote.runs[0].font.rtl
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-EG"
    somali = next(each for each in basis.paragraphs if each.text.startswith("Waxaan"))
    assert somali.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "so-SO"
    swedish = next(each for each in basis.paragraphs if each.text.startswith("Det finns ingen"))
    assert swedish._p.pPr.find(qn("w:bidi")) is None


def test_a_document_from_right_to_left_is_so_throughout(desk: Flask) -> None:
    file = opened(EXAMPLES["arabic"])
    assert file.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in file.tables)
    heading = next(each for each in file.paragraphs if each.style.name == "Heading 2")
    assert heading._p.pPr.find(qn("w:bidi")) is not None
    assert heading.runs[0].font.rtl
    swedish = next(each for each in file.paragraphs if each.text.startswith("Det finns"))
    assert swedish._p.pPr.find(qn("w:bidi")) is None
    assert swedish.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "sv-SE"


def test_each_page_says_whose_it_is_and_which(basis: Docx) -> None:
    header, footer = basis.sections[0].header.paragraphs[0], basis.sections[0].footer.paragraphs[0]
    assert header.text == "Vänersborgs kommun\tBUN 2026/145"
    assert footer.text == "Resultatet är rådgivande.\tSida 1 av 1"
    assert re.findall(r"PAGE|NUMPAGES", footer._p.xml) == ["PAGE", "NUMPAGES"]


def test_a_wide_table_lies_down_with_its_heading(desk: Flask) -> None:
    file = opened(EXAMPLES["wide table"])
    upright, flat = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [section.orientation for section in file.sections] == [upright, flat, upright]
    assert file.sections[1].page_width > file.sections[1].page_height
    breaks = [each for each in file.element.body if each.find(f".//{qn('w:sectPr')}") is not None]
    before = [
        docx.text.paragraph.Paragraph(each, file).text for each in breaks[0].itersiblings(preceding=True)
    ]
    assert "Dialogerna" not in before
    assert "Inledning" in before


def test_what_residents_write_stays_text(desk: Flask) -> None:
    texts = [text for _style, text in styles_of(opened(EXAMPLES["hostile"]))]
    assert SPECIAL in texts
    assert any("😀👍🏽👩‍👩‍👧" in text and "漢字" in text for text in texts)


def test_a_long_table_is_written_whole(desk: Flask) -> None:
    rows = opened(long_table()).tables[0]._tbl.tr_lst
    assert len(rows) == 301


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_part_of_the_file_keeps_the_order_of_the_format(name: str, desk: Flask) -> None:
    with ZipFile(BytesIO(word(EXAMPLES[name]))) as archive:
        parts = [part for part in archive.namelist() if part.startswith("word/") and part.endswith(".xml")]
        for part in parts:
            tree = etree.fromstring(archive.read(part))
            assert list(misplaced(tree)) == [], part


def misplaced(tree: etree._Element) -> list[str]:
    """The elements whose parts are unknown, or stand in another order than the format's."""
    found = []
    for name, order in ORDER.items():
        for element in tree.iter(qn(f"w:{name}")):
            inside = [etree.QName(child).localname for child in element]
            places = [order.split().index(child) if child in order.split() else -1 for child in inside]
            if -1 in places or places != sorted(places):
                found.append(f"{name}: {inside}")
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_can_be_written_and_opened_again(desk: Flask, text: str) -> None:
    with desk.app_context():
        file = opened(
            Document(text, blocks=(Heading(text), Paragraph(text, text), Quote(Text(text, "ar"), text)))
        )
        assert file.paragraphs[0].style.name == "Heading 1"
        assert file.paragraphs[0].text
