"""Results as files: the page's figures under the page's control, and nothing that a spreadsheet runs."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.factories import in_all, make_dialogue, make_place, options, question, question_set
from tests.results.sending import send_all, told
from tests.staff import csrf_of
from webapp.domain.questions import AnswerOption, Limits
from webapp.web.csv_files import harmless, plain

PAGE = "/staff/dialogues/skolgard/results"
LIVE = re.compile(r"^[\s\"']*[=+\-@＝＋－＠]")
HOSTILE = [
    '=HYPERLINK("http://x.example","y")',
    "+1",
    "http://x.example/",
    "@x",
    "x;=1+1",
    "\t=1+1",
    "-2+3",
    "x,@SUM(A1)",
    "x|=1",
    '"=1',
]


def download(client, kind: str, group: str = ""):
    """The file, fetched with the button on the page."""
    token = csrf_of(client.get(PAGE))
    form = {"csrf_token": token, "format": kind, "group": group}
    answered = client.post(f"{PAGE}/download", data=form)
    assert answered.status_code == 200
    return answered


def table(client, group: str = "", delimiter: str = ";") -> list[dict[str, str]]:
    text = download(client, "csv", group).data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def workbook(client, group: str = "") -> Workbook:
    return load_workbook(BytesIO(download(client, "xlsx", group).data))


def sheet(book: Workbook, name: str = "Resultat") -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


def counts_in(rows: list[tuple]) -> dict[str, int]:
    return {row[2]: row[3] for row in rows[1:]}


def test_both_files_tell_what_the_page_tells(client, session, politician) -> None:
    questions = question_set(
        question("one", options=options("Ja", "Nej"), may_decline=True),
        question("rank", "ranking"),
        question("points", "points", limits=Limits(points=10)),
        question("number", "number"),
    )
    dialogue = make_dialogue(session, questions=questions)
    form = {"q_rank__boll": "1", "q_rank__lek": "2", "q_points__gunga": "7", "q_number": "3"}
    send_all(client, dialogue, [form | {"q_one": "ja"}] * 8 + [form | {"decline.one": "1"}] * 2)
    page = told(politician.get(PAGE).text)
    rows = table(politician)
    assert [(row["Fråga"], row["Svar"], row["Antal"], row["Andel"]) for row in rows[:4]] == [
        ("Fråga om one?", "Alla svar", "8", ""),
        ("Fråga om one?", "Vet inte eller vill inte svara", "2", ""),
        ("Fråga om one?", "Ja", "8", "100"),
        ("Fråga om one?", "Nej", "0", "0"),
    ]
    assert page["one"].rows == {"Ja": ["8", "100 %"], "Nej": ["0", "0 %"]}
    ranked = [row for row in rows if row["Nr"] == "2"][1:4]
    assert [(row["Svar"], row["Plats i ordningen"], row["Poäng eller värde"]) for row in ranked] == [
        (label, *cells) for label, cells in page["rank"].rows.items()
    ]
    assert {row["Svar"]: row["Poäng eller värde"] for row in rows if row["Nr"] == "4"}["Medelvärde"] == "3"
    in_workbook = sheet(workbook(politician))
    assert len(in_workbook) == len(rows) + 1
    for cells, row in zip(in_workbook[1:], rows, strict=True):
        assert cells[0] == int(row["Nr"])
        assert cells[1:3] == (row["Fråga"], row["Svar"])
        assert ("" if cells[3] is None else str(cells[3])) == row["Antal"]
        assert plain(None if cells[4] is None else round(cells[4] * 100)) == row["Andel"]
        assert plain(cells[6]) == row["Poäng eller värde"]


def test_a_group_that_the_page_hides_is_hidden_in_both_files(client, session, politician) -> None:
    questions = question_set(question("one", options=options("Ja", "Nej")), question("long", "long_text"))
    dialogue = make_dialogue(session, questions=questions)
    send_all(client, dialogue, [{"q_one": "ja", "q_long": "vanligt ord"}, {"q_one": "nej"}] * 20)
    send_all(client, dialogue, [{"lang": "ar", "q_one": "ja", "q_long": "hemligt ord"}] * 10)
    for group in ("lang:ar", "lang:sv"):
        assert [(row["Svar"], row["Antal"]) for row in table(politician, group)] == [
            ("För få svar för att visas.", "")
        ] * 2
        book = workbook(politician, group)
        assert [row[2:7] for row in sheet(book)[1:]] == [("För få svar för att visas.", *[None] * 4)] * 2
        assert len(sheet(book, "Fritext")) == 1
    assert len(sheet(workbook(politician), "Fritext")) == 31


def test_a_file_of_a_group_tells_that_groups_figures_and_texts_and_says_so(
    client, session, politician
) -> None:
    questions = question_set(question("one", options=options("Ja", "Nej")), question("long", "long_text"))
    dialogue = make_dialogue(session, questions=questions)
    place = make_place(session, dialogue)
    both = [{"q_one": "ja", "q_long": "här"}, {"q_one": "nej", "q_long": "här"}]
    send_all(client, dialogue, [form | {"place": "bok7k"} for form in both] * 10)
    send_all(client, dialogue, [form | {"q_long": "annorstädes"} for form in both] * 15)
    book = workbook(politician, f"place:{place.id}")
    assert counts_in(sheet(book)[:4]) == {"Alla svar": 20, "Ja": 10, "Nej": 10}
    assert {row[1] for row in sheet(book, "Fritext")[1:]} == {"här"}
    assert ("Urval", "Här räknas svar från Biblioteket.") in sheet(book, "Om")


def test_the_workbook_says_what_it_is_about(lite_client, lite_session, lite_politician) -> None:
    dialogue = make_dialogue(lite_session, registration_number="BUN 2026/17")
    send_all(lite_client, dialogue, [{"q_one": "boll"}] * 10)
    about = dict(sheet(workbook(lite_politician), "Om"))
    assert about["Dialog"] == "Hur ska skolgården bli?"
    assert about["Diarienummer"] == "BUN 2026/17"
    assert about["Adress"] == "http://localhost/sv/dialogues/skolgard"
    assert "10 svar räknade" in about["Räknat"]
    assert about["Urval"] == "Alla svar"


def hostile_dialogue(client, session):
    named = tuple(AnswerOption(f"o{at}", in_all(text)) for at, text in enumerate(HOSTILE))
    questions = question_set(
        question("one", options=named, text=in_all("=1+1")),
        question("long", "long_text", text=in_all("@fråga")),
    )
    dialogue = make_dialogue(session, questions=questions, title=in_all("=2+2"), weighing=in_all("-1"))
    place = make_place(session, dialogue, name="=cmd")
    send_all(client, dialogue, [{"q_one": f"o{at}", "q_long": text} for at, text in enumerate(HOSTILE)])
    send_all(client, dialogue, [{"q_one": "o0", "q_long": "=1\n=2"}] * (20 - len(HOSTILE)))
    return place


def test_nothing_in_the_workbook_is_a_formula_or_a_link(lite_client, lite_session, lite_politician) -> None:
    hostile_dialogue(lite_client, lite_session)
    book = workbook(lite_politician)
    assert book.sheetnames == ["Resultat", "Fritext", "Om"]
    cells = [cell for name in book.sheetnames for row in book[name].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert {row[1] for row in sheet(book, "Fritext")[1:]} >= {"=1\n=2", "+1", "@x", HOSTILE[0]}
    assert set(HOSTILE) <= {row[2] for row in sheet(book)} | {text.strip() for text in HOSTILE}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_no_cell_of_the_table_begins_a_formula_whatever_separator_it_is_read_with(
    lite_client, lite_session, lite_politician, delimiter
) -> None:
    hostile_dialogue(lite_client, lite_session)
    data = download(lite_politician, "csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
        live = [
            cell for row in rows for cell in row if LIVE.match(cell.lstrip("\"' ")) and "'" not in cell[:3]
        ]
        assert live == []


def test_the_table_is_quoted_and_keeps_one_row_for_each_fact(
    lite_client, lite_session, lite_politician
) -> None:
    hostile_dialogue(lite_client, lite_session)
    text = download(lite_politician, "csv").data.decode("utf-8-sig")
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines())
    assert len(text.splitlines()) == 1 + 1 + len(HOSTILE) + 1
    assert "'=HYPERLINK" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1", "'=1"),
        ("  =1", "'=1"),
        ("\t@x", "'@x"),
        ("x;=1+1", "x;'=1+1"),
        ("x, =1", "x,' =1"),
        ('";=1', "\";'=1"),
        ("rad\r\n-1", "rad -1"),
        ("＝1", "'＝1"),
        ("a = b; c", "a = b; c"),
        ("5-7 år", "5-7 år"),
    ],
)
def test_signs_that_begin_formulas_are_made_harmless_and_others_left(text: str, safe: str) -> None:
    assert harmless(text) == safe


def test_names_of_files_are_plain_letters(lite_client, lite_session, lite_politician) -> None:
    dialogue = make_dialogue(lite_session)
    send_all(lite_client, dialogue, [{"q_one": "boll"}] * 10)
    answered = download(lite_politician, "xlsx", "lang:ar")
    disposition = answered.headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=resultat-skolgard-lang-ar-\d{4}-\d\d-\d\d\.xlsx", disposition)
    assert answered.headers["Cache-Control"] == "no-store"
    assert download(lite_politician, "csv").mimetype == "text/csv"


def test_a_download_without_token_or_of_another_kind_is_refused(lite_session, lite_politician) -> None:
    make_dialogue(lite_session)
    assert lite_politician.post(f"{PAGE}/download", data={"format": "csv"}).status_code == 400
    token = csrf_of(lite_politician.get("/staff/account"))
    for form in ({"format": "pdf"}, {}, {"format": "csv", "group": "lang:xx"}):
        status = lite_politician.post(f"{PAGE}/download", data={"csrf_token": token, **form}).status_code
        assert status == (404 if "group" in form else 400)
    assert lite_politician.get(f"{PAGE}/download").status_code == 404


def test_in_arabic_the_sheets_run_from_right_to_left(lite_client, lite_session, lite_politician) -> None:
    dialogue = make_dialogue(lite_session)
    send_all(lite_client, dialogue, [{"q_one": "boll"}] * 10)
    lite_politician.set_cookie("lang", "ar")
    book = load_workbook(BytesIO(download(lite_politician, "xlsx").data))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
