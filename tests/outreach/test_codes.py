"""One-time codes are made in batches, shown once and printed; the trace tells how many, never which."""

import csv
import io
import re

import openpyxl
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from sqlalchemy import func, select

from tests.factories import days, make_board, make_dialogue, make_staff
from tests.forms import forms, press
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.taking_part import read_code
from webapp.models import CodeBatch, OneTimeCode, TraceEntry

CODES = "/staff/dialogues/skolgard/codes"
MAKE = "Gör koderna"
PRINTED = re.compile(r"[2-9CDFHJKMNPRTVWX]{4}-[2-9CDFHJKMNPRTVWX]{4}-[2-9CDFHJKMNPRTVWX]{4}")


@pytest.fixture
def dialogue(session):
    return make_dialogue(session, mode_name="code")


@pytest.fixture
def official(client, session, dialogue):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return client


def made(client, amount="20", label="Brev till Storgatan"):
    """The page that shows the codes."""
    return press(client, client.get(CODES), MAKE, {"amount": amount, "label": label})


def codes_on(page) -> list[str]:
    return [read_code(each) for each in PRINTED.findall(page.text)]


def test_a_batch_is_made_and_its_codes_shown_this_once(official, session):
    shown = made(official)
    assert "20 koder är klara" in shown.text
    assert len(set(codes_on(shown))) == 20
    assert None not in codes_on(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert session.scalar(select(func.count()).select_from(OneTimeCode)) == 20
    later = official.get(CODES)
    assert "Brev till Storgatan" in later.text
    assert "Färre än 10 är använda." in later.text
    assert codes_on(later) == []


def test_the_same_form_sent_twice_is_one_batch_with_the_same_codes(official, session):
    page = official.get(CODES)
    typed = {"amount": "12", "label": "Kort"}
    first, second = (press(official, page, MAKE, typed) for _time in range(2))
    assert codes_on(first) == codes_on(second)
    assert session.scalar(select(func.count()).select_from(CodeBatch)) == 1
    assert session.scalar(select(func.count()).where(TraceEntry.act == "make-codes")) == 1


def test_the_trace_tells_how_many_and_never_which(official, session):
    shown = made(official)
    [entry] = session.scalars(select(TraceEntry).where(TraceEntry.act == "make-codes"))
    assert entry.details["amount"] == 20
    assert not [code for code in codes_on(shown) if code in repr(entry.details).lower()]
    assert set(entry.details) == {"batch", "amount", "label"}


@pytest.mark.parametrize("kind", ["cards", "letters"])
def test_each_card_and_letter_carries_a_square_that_leads_to_the_form_with_its_code(official, kind):
    shown = made(official, "6")
    sheet = press(official, shown, f"as:{kind}")
    assert codes_on(sheet)[::2] == codes_on(sheet)[1::2] == codes_on(shown)
    pictures = re.findall(r'<svg[^>]*viewBox="0 0 (\d+) \d+".*?<path d="([^"]+)"', sheet.text)
    addresses = [decoded(int(size), path) for size, path in pictures]
    assert addresses == [f"http://localhost/k/skolgard#code={code}" for code in codes_on(shown)]
    entered = official.get("/k/skolgard")
    assert entered.location == "/sv/dialogues/skolgard/answer"


def decoded(size: int, path: str) -> str:
    """What a camera reads in a square of so many modules, drawn as runs of dark ones."""
    scale = 8
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    for x, y, width in (map(int, run) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1H\d+z", path)):
        draw.rectangle((x * scale, y * scale, (x + width) * scale - 1, (y + 1) * scale - 1), fill=0)
    return zxingcpp.read_barcode(image).text


def test_the_files_hold_every_code_and_its_address_as_text(official):
    shown = made(official)
    book = openpyxl.load_workbook(io.BytesIO(press(official, shown, "as:xlsx").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
    assert [read_code(code) for code, _address in rows] == codes_on(shown)
    assert all(address.endswith(f"#code={read_code(code)}") for code, address in rows)
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}
    text = press(official, shown, "as:csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1:] == rows


def test_without_the_key_nobody_gets_codes_out_again(official):
    token = csrf_of(made(official))
    for key in ("", "x" * 32, "é" * 32):
        sent = official.post(f"{CODES}/sheet", data={"csrf_token": token, "key": key, "as": "csv"})
        assert sent.status_code == 404


@pytest.mark.parametrize(
    ("amount", "label", "anchor"),
    [
        ("", "Brev", "amount"),
        ("0", "Brev", "amount"),
        ("501", "Brev", "amount"),
        ("-3", "Brev", "amount"),
        ("1e9", "Brev", "amount"),
        ("tio", "Brev", "amount"),
        ("9" * 400, "Brev", "amount"),
        ("5", "", "label"),
        ("5", "x" * 121, "label"),
        ("5", "\x00", "label"),
    ],
)
def test_what_cannot_be_made_is_told_at_its_field_and_kept(official, session, amount, label, anchor):
    refused = made(official, amount, label)
    assert refused.status_code == 422
    assert f'href="#{anchor}"' in refused.text
    assert session.scalar(select(func.count()).select_from(CodeBatch)) == 0


def test_arabic_digits_are_a_number_too(official):
    assert "12 koder är klara" in made(official, "١٢").text


def test_codes_are_for_dialogues_that_ask_for_them(client, session):
    make_dialogue(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    shown = client.get(CODES)
    assert "frågar inte efter koder" in shown.text
    sent = client.post(CODES, data={"csrf_token": csrf_of(shown), "amount": "5", "label": "Brev"})
    assert sent.status_code == 409


@pytest.mark.parametrize("role", [Role.OUTREACH, Role.POLITICIAN, Role.ADMINISTRATOR])
def test_others_make_no_codes(client, session, dialogue, role):
    sign_in(client, make_staff(session, role))
    assert client.get(CODES).status_code == 403


def test_an_official_of_another_board_makes_no_codes(client, session, dialogue):
    person = make_staff(session, Role.OFFICIAL)
    person.boards = [make_board(session, "Tekniska nämnden")]
    session.commit()
    sign_in(client, person)
    assert client.get(CODES).status_code == 403


def test_a_closed_dialogue_gets_no_more_codes_and_still_tells_how_many_were_used(official, session, dialogue):
    made(official)
    page = official.get(CODES)
    dialogue.opens_on, dialogue.closes_on = days(-20), days(-2)
    session.commit()
    late = press(official, page, MAKE, {"amount": "20", "label": "Sent"})
    assert late.status_code == 409
    closed = official.get(CODES)
    assert "Brev till Storgatan" in closed.text
    assert "Färre än 10 är använda." in closed.text
    assert not [form for form in forms(closed) if "/codes" in form.action]


def test_a_batch_is_taken_out_of_use_and_the_trace_says_so(official, session):
    made(official)
    done = press(official, official.get(CODES), "Ta koderna ur bruk Brev till Storgatan")
    assert done.status_code == 303
    assert "Ur bruk sedan" in official.get(done.location).text
    assert session.scalars(select(CodeBatch.withdrawn_on)).one() is not None
    acts = [entry.act for entry in session.scalars(select(TraceEntry).order_by(TraceEntry.id))]
    assert acts == ["make-codes", "withdraw-codes"]


def test_a_batch_of_another_dialogue_is_not_there(official, session, dialogue):
    made(official)
    make_dialogue(session, slug="parken", board=dialogue.board, mode_name="code")
    batch = session.scalars(select(CodeBatch.id)).one()
    token = csrf_of(official.get(CODES))
    for number in (batch, 10**30):
        address = f"/staff/dialogues/parken/codes/{number}/withdraw"
        assert official.post(address, data={"csrf_token": token}).status_code == 404
