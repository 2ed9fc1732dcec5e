"""Any description becomes one that can be written."""

import pytest

from webapp.documents.columns import layout
from webapp.documents.model import Bar, Bars, Bullets, Document, Facts, Heading, Note, Paragraph, Quote, Table
from webapp.documents.parts import parts
from webapp.documents.soundness import paragraphs, said, sound
from webapp.documents.tongues import base, regional, rtl
from webapp.domain.text import Text

pytestmark = pytest.mark.usefixtures("desk")


def blocks(*given: object) -> tuple[object, ...]:
    return sound(Document("T", blocks=given)).blocks  # type: ignore[arg-type]


def test_a_document_without_a_title_gets_one() -> None:
    assert said(sound(Document(" \u200b\x00")).title).value == "Dokument utan titel"


def test_plain_strings_are_in_the_language_of_the_document_and_texts_in_their_own() -> None:
    document = sound(Document("T", language="ar", blocks=(Quote(Text("Hej", "sv"), "x"),)))
    assert document.blocks[0] == Quote(Text("Hej", "sv"), Text("x", "ar"))
    assert document.language == "ar"


def test_headings_never_skip_a_level_and_never_take_the_titles() -> None:
    found = blocks(
        Heading("a", 4), Heading("b", 4), Heading("c", 1), Heading("d", 9), Heading("e", 9), Heading("f", 9)
    )
    assert [block.level for block in found] == [2, 3, 2, 3, 4, 4]


def test_a_heading_that_is_too_long_stands_whole_below_itself() -> None:
    heading, paragraph = blocks(Heading("ord " * 200))
    assert len(heading.text.value) == 300
    assert heading.text.value.endswith("…")
    assert paragraph.text.value == ("ord " * 200).strip()
    again = sound(sound(Document("T", blocks=(Heading("ord " * 200),))))
    assert len(again.blocks) == 2


def test_what_is_empty_is_left_out() -> None:
    empty = (
        Heading(" "),
        Paragraph(""),
        Bullets(("", " ")),
        Facts((("", ""),)),
        Quote("", "x"),
        Note(""),
        Table("", (), ()),
    )
    assert blocks(*empty, Bars("", ("a",), ())) == ()


def test_a_table_without_rows_becomes_a_sentence() -> None:
    assert blocks(Table("Svar", ("A",), ())) == (Paragraph(Text("–", ""), Text("Svar", "sv")),)


def test_rows_are_filled_up_to_the_longest() -> None:
    (table,) = blocks(Table("", ("a",), (("1", "2", "3"), ("4",))))
    assert [len(row) for row in (table.header, *table.rows)] == [3, 3, 3]
    (bars,) = blocks(Bars("", (), (Bar("a", ("1", "2")), Bar("b", ()))))
    assert [len(bars.header), *(len(row.figures) for row in bars.rows)] == [3, 2, 2]


@pytest.mark.parametrize(("share", "kept"), [(0.5, 0.5), (-1, 0), (7, 1), (float("nan"), None), (None, None)])
def test_a_bar_is_never_longer_than_its_room(share: float, kept: float) -> None:
    (bars,) = blocks(Bars("", ("a",), (Bar("x", (), share),)))
    assert bars.rows[0].share == kept


def test_heaps_of_marks_are_cut_and_letters_keep_theirs() -> None:
    (paragraph,) = blocks(Paragraph("a" + "\u0316" * 50 + " ệ é"))
    assert paragraph.text.value == "a" + "\u0316" * 4 + " ệ é"


def test_lists_do_as_well_as_tuples() -> None:
    assert blocks(Bullets(["a"])) == (Bullets((Text("a", "sv"),)),)  # type: ignore[arg-type]


def test_paragraphs_are_told_apart_by_empty_lines() -> None:
    assert paragraphs("a\nb\n \n\nc ") == [["a", "b"], ["c"]]
    assert paragraphs("  ") == []


@pytest.mark.parametrize(
    ("tag", "short", "with_region", "right_to_left"),
    [
        ("sv", "sv", "sv-SE", False),
        ("sv-simple", "sv", "sv-SE", False),
        ("fa", "fa", "fa-IR", True),
        ("ti", "ti", "ti-ET", False),
        ("klingon", "und", "und", False),
        ("", "und", "und", False),
    ],
)
def test_a_language_is_known_by_its_tag(tag: str, short: str, with_region: str, right_to_left: bool) -> None:
    assert (base(tag), rtl(tag)) == (short, right_to_left)
    assert regional(tag) == with_region or short == "und"


def wide(columns: int) -> Table:
    (table,) = blocks(
        Table("", tuple("Invånardialog" for _ in range(columns)), (("Invånardialogen gick",) * columns,))
    )
    assert isinstance(table, Table)
    return table


def test_a_table_lies_down_only_where_it_must() -> None:
    assert [layout(wide(n)).flat for n in (1, 4, 7, 40)] == [False, False, True, True]


def test_only_headings_that_lead_to_a_wide_table_go_along_with_it() -> None:
    lead = (Heading("a"), Paragraph("b"), Heading("c"), Heading("d", 3), Paragraph("e"))
    document = sound(Document("T", blocks=(*lead, wide(8), Paragraph("f"), wide(8))))
    assert [(flat, len(part)) for flat, part in parts(document)] == [
        (False, 2),
        (True, 4),
        (False, 1),
        (True, 1),
    ]
