"""Files that are no workbooks, or workbooks made to do harm."""

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
from defusedxml import EntitiesForbidden
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.workbooks import REAL_FORM, imported, part, question, refusal, with_parts, xlsx
from webapp.interchange import archive, workbook
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.xlsform import import_xlsform

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HONEST = xlsx([question(name="a")])
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def sheet_xml(rows: str, dimension: str = "A1") -> str:
    return f'<worksheet {NAMESPACE}><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def causes(error: BaseException) -> Iterator[BaseException]:
    while (cause := error.__cause__) is not None:
        yield cause
        error = cause


def outcome(data: bytes) -> str:
    """``imported``, or the code that `data` is refused with."""
    try:
        import_xlsform(data)
    except ImportRefused as refused:
        return refused.code
    return "imported"


def survey_rows(sheet: str) -> list[int]:
    """Numbers of the rows that are read of a survey sheet made of this XML."""
    read = workbook.read_workbook(with_parts(HONEST, {SHEET: sheet}))
    return [row.number for row in read.sheets["survey"].rows]


HEADINGS = '<row r="1">' + "".join(map(text_cell, ("A1", "B1", "C1"), ("type", "name", "label"))) + "</row>"
LAST_PLACES = '<row r="{0}">' + text_cell("A{0}", "text") + text_cell("B{0}", "q") + "</row>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\t ", "empty-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"type,name,label\ntext,a,Hej", "plain-text"),
        ("type;name;label\ntext;a;Hej å".encode("latin-1"), "plain-text"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><html><body>Logga in</body></html>", "web-page"),
        (b"<?xml version='1.0'?><a/>", "not-a-workbook"),
        (b"%PDF-1.7 \0\0", "not-a-workbook"),
        (b"PK\x03\x04 and nothing more", "not-a-workbook"),
        (b"hej", "not-a-workbook"),
        (bytes(100), "not-a-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_a_zip_file_of_something_else_is_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("hej.txt", "hej")
    assert refusal(buffer.getvalue()).code == "not-a-workbook"


def test_an_open_document_spreadsheet_is_refused_with_its_own_reason() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", "<x/>")
    assert refusal(buffer.getvalue()).code == "other-spreadsheet"


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", len(HONEST) - 1)
    assert refusal(HONEST).code == "file-too-large"


def test_a_broken_archive_is_refused() -> None:
    assert refusal(HONEST[: len(HONEST) // 2]).code == "not-a-workbook"


def test_a_password_protected_member_is_refused() -> None:
    data = bytearray(HONEST)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        struct.pack_into("<H", data, place + offset, 1)
    assert refusal(bytes(data)).code == "not-a-workbook"


def test_a_part_that_swells_is_refused_before_it_is_unpacked() -> None:
    bomb = with_parts(HONEST, {SHEET: b"<a>" + b" " * 200_000_000})
    assert len(bomb) < 300_000
    assert refusal(bomb).code == "unpacked-too-large"


def test_a_part_that_packs_suspiciously_well_is_refused_though_it_is_within_the_limit() -> None:
    bomb = with_parts(HONEST, {"xl/theme/theme1.xml": b" " * (archive.MAX_UNPACKED // 4)})
    assert refusal(bomb).code == "unpacked-too-large"


def test_many_parts_that_swell_together_are_refused() -> None:
    parts = {f"xl/media/{number}.xml": b" " * 1_900_000 for number in range(30)}
    assert refusal(with_parts(HONEST, parts)).code == "unpacked-too-large"


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(with_parts(HONEST, {SHEET: b"<a>" + b" " * 60_000_000}))
    place = data.rfind(b"PK\x01\x02")
    assert data[place + 46 : place + 46 + len(SHEET)] == SHEET.encode()
    struct.pack_into("<I", data, place + 24, 1000)
    assert refusal(bytes(data)).code in {"not-a-workbook", "unpacked-too-large"}


def test_an_archive_of_very_many_members_is_refused() -> None:
    assert refusal(with_parts(HONEST, {f"x{n}.txt": "" for n in range(600)})).code == "not-a-workbook"


def test_an_archive_that_holds_a_part_twice_is_refused() -> None:
    buffer = BytesIO(HONEST)
    with zipfile.ZipFile(buffer, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr(SHEET, sheet_xml(""))
    assert refusal(buffer.getvalue()).code == "not-a-workbook"


def test_pictures_and_macros_are_not_unpacked() -> None:
    data = with_parts(
        HONEST, {"xl/media/image1.png": bytes(50_000_000), "xl/vbaProject.bin": bytes(50_000_000)}
    )
    assert import_xlsform(data).question_set.by_id.keys() == {"a"}


REAL_PARTS = {
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
}


@pytest.mark.parametrize("name", sorted(REAL_PARTS))
@pytest.mark.parametrize("bomb", [LAUGHS, OUTSIDE], ids=["billion laughs", "outside file"])
def test_the_xml_reader_itself_refuses_entities_in_every_part(name: str, bomb: str) -> None:
    honest = part(REAL_FORM.read_bytes(), name)
    hostile = re.sub(r"^(<\?xml[^>]*\?>)?", lambda found: found[0] + bomb, honest, count=1)
    hostile = re.sub(r"(</\w+>)\s*$", r"&i;\1", hostile)
    with pytest.raises(ImportRefused) as refused:
        workbook.read_workbook(with_parts(REAL_FORM.read_bytes(), {name: hostile}))
    assert refused.value.code == "not-a-workbook"
    assert any(isinstance(cause, EntitiesForbidden) for cause in causes(refused.value))


@pytest.mark.parametrize(("reader", "used"), [("DEFUSEDXML", False), ("LXML", True)])
def test_workbooks_are_not_read_without_protection_from_entities(
    monkeypatch: pytest.MonkeyPatch, reader: str, used: bool
) -> None:
    monkeypatch.setattr(openpyxl, reader, used)
    with pytest.raises(RuntimeError):
        workbook.read_workbook(HONEST)


def test_a_sheet_that_claims_to_be_endless_is_read_as_what_it_holds() -> None:
    rows = HEADINGS + LAST_PLACES.format(2)
    hostile = with_parts(HONEST, {SHEET: sheet_xml(rows, dimension="A1:XFD1048576")})
    assert import_xlsform(hostile).question_set.by_id.keys() == {"q"}


def test_content_in_the_very_last_row_is_found() -> None:
    rows = HEADINGS + LAST_PLACES.format(1_048_576)
    assert survey_rows(sheet_xml(rows)) == [1_048_576]


def test_a_row_number_beyond_any_spreadsheet_does_not_hang() -> None:
    rows = HEADINGS + LAST_PLACES.format(2) + LAST_PLACES.format(99_999_999_999)
    assert survey_rows(sheet_xml(rows)) == [2]


def test_a_million_blank_rows_are_refused() -> None:
    blank = "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 1_048_577))
    hostile = with_parts(HONEST, {SHEET: sheet_xml(HEADINGS + blank)})
    assert refusal(hostile).code == "unpacked-too-large"


def test_very_wide_rows_are_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 1000))
    assert refusal(with_parts(HONEST, {SHEET: sheet_xml(HEADINGS + rows)})).code == "unpacked-too-large"


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    data = xlsx([question(name=f"q{n}") for n in range(4)])
    assert (refusal(data).code, refusal(data).facts["limit"]) == ("too-many-rows", 3)
    assert imported(*(question(name=f"q{n}") for n in range(3)))


def test_more_columns_than_the_limit_are_refused() -> None:
    assert refusal(xlsx([question() | {f"extra {n}": 1 for n in range(250)}])).code == "too-many-columns"


@pytest.mark.parametrize("name", [SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_deeply_nested_xml_does_no_harm(name: str) -> None:
    deep = with_parts(HONEST, {name: "<a>" * 200_000 + "</a>" * 200_000})
    assert outcome(deep) in {"imported", "not-a-workbook", "sheet-missing", "column-missing"}


def test_controls_and_lone_surrogates_do_not_get_into_texts() -> None:
    label = "Hej&#x202E;då _xD800_ _x0000_\u0085!"
    rows = (
        HEADINGS
        + '<row r="2">'
        + "".join(map(text_cell, ("A2", "B2", "C2"), ("text", "q", label)))
        + "</row>"
    )
    text = import_xlsform(with_parts(HONEST, {SHEET: sheet_xml(rows)})).question_set.by_id["q"].text["sv"]
    text.encode()
    assert not re.search("[\u202e\u0085\0]", text)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", HONEST[:200]):
        refusal(start + data)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_imported_or_refused_and_nothing_else_happens(data: st.DataObject) -> None:
    damaged = bytearray(HONEST)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(damaged))


@settings(deadline=None)
@given(st.text(alphabet="<>/&;rcvtsi=\"'0123456789A \n", max_size=200))
def test_damaged_sheets_are_imported_or_refused_and_nothing_else_happens(xml: str) -> None:
    hostile = with_parts(HONEST, {SHEET: sheet_xml(HEADINGS + xml)})
    known = {"imported", "not-a-workbook", "unpacked-too-large", "no-questions", "name-twice"}
    assert outcome(hostile) in known
