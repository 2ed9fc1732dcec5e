"""What each response holds, as a file: complete, typed, harmless, shuffled, and never without a trace."""

import csv
import json
import re
from collections import Counter
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.factories import days, make_dialogue, make_place, make_staff, options, question, question_set
from tests.results.sending import send, send_all, withdraw
from tests.results.test_files import HOSTILE
from tests.staff import csrf_of, sign_in
from webapp.domain.documents import from_document
from webapp.domain.kinds import KINDS
from webapp.domain.lifecycle import ENDED, RULES, Action, Role
from webapp.domain.questions import OTHER, AnswerOption, Limits, ready_option
from webapp.models import Response, TraceEntry
from webapp.results import response_rows

RUNS = re.compile(r"(?:^|[;,|])[ \"]*[=+\-@＝＋－＠]")
PAGE = "/staff/dialogues/skolgard/responses"
WHY = "Uppföljning med skolan"
QUESTIONS = question_set(
    question("one", options=options("Ja", "Nej"), may_decline=True),
    question("many", "multiple", options=options("Lek", "Vila", "Odling")),
    question("rank", "ranking", options=options("A", "B", "C"), limits=Limits(places=2)),
    question("points", "points", options=options("A", "B"), limits=Limits(points=10)),
    question("number", "number", limits=Limits(decimals=2)),
    question("long", "long_text"),
)
FULL = {
    "q_one": "ja",
    "q_many": ["lek", "odling"],
    "q_rank__b": "1",
    "q_rank__a": "2",
    "q_points__a": "7",
    "q_number": "2,5",
    "q_long": "=1+1\nrad två",
}
HEADS = [
    *("Dag", "Språk", "Sätt att svara", "Plats", "one", "one.*", "many.lek", "many.vila", "many.odling"),
    *("rank.1", "rank.2", "points.a", "points.b", "number", "long"),
]


@pytest.fixture
def official(app, session):
    client = app.test_client()
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return client


def over(session, dialogue):
    dialogue.closes_on = days(-1)
    session.commit()


def take(client, kind: str, why: str = WHY):
    form = {"csrf_token": csrf_of(client.get(PAGE)), "format": kind, "why": why}
    return client.post(PAGE, data=form)


def lines(client) -> list[list[str]]:
    text = take(client, "csv").data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def ended(client, session, forms):
    dialogue = make_dialogue(session, questions=QUESTIONS)
    place = make_place(session, dialogue)
    send_all(client, dialogue, forms)
    over(session, dialogue)
    return dialogue, place


def test_the_workbook_has_one_typed_row_a_response_a_codebook_and_nothing_hidden(client, session, official):
    ended(client, session, [FULL | {"place": "bok7k"}, {"lang": "en", "decline.one": "1"}])
    data = take(official, "xlsx").data
    book = load_workbook(BytesIO(data))
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3
    for sheet in book:
        for part in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values()):
            assert not part.hidden
    heads, *rows = [[cell.value for cell in row] for row in book["Svar"].iter_rows()]
    assert heads == HEADS
    full = next(row for row in rows if row[1] == "sv")
    assert full[2:] == [
        *(
            "På platser där invånarna är, med QR-kod",
            "Biblioteket",
            "Ja",
            0,
            1,
            0,
            1,
            "B",
            "A",
            7,
            0,
            2.5,
            "=1+1\nrad två",
        ),
    ]
    assert full[0].date() == days(0)
    other = next(row for row in rows if row[1] == "en")
    assert other[3:] == [None, None, 1, *[None] * 9]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    described = {row[0].value: [cell.value for cell in row] for row in book["Kodbok"].iter_rows()}
    assert set(HEADS) <= described.keys()
    assert described["many.vila"][1:5] == ["2", "Fråga om many?", "Flera val", "Vila"]


def test_the_csv_file_has_the_same_rows_and_nothing_that_runs(client, session, official):
    forms = [{"q_long": text} for text in HOSTILE] + [FULL]
    ended(client, session, forms)
    heads, *rows = lines(official)
    assert heads == HEADS
    assert len(rows) == len(forms)
    assert not any(RUNS.search(cell) for row in rows for cell in row)
    [full] = [row for row in rows if row[4] == "Ja"]
    assert full[4:] == ["Ja", "0", "1", "0", "1", "B", "A", "7", "0", "2,5", "'=1+1 rad två"]


def test_the_json_file_holds_the_questions_and_every_answer_by_its_id(client, session, official):
    ended(client, session, [FULL, {"decline.one": "1"}])
    held = json.loads(take(official, "json").data)
    assert from_document(held["questions"]) == QUESTIONS
    answers = sorted((each["answers"] for each in held["responses"]), key=len)
    assert answers == [
        {"one": None},
        {
            "one": "ja",
            "many": ["lek", "odling"],
            "rank": ["b", "a"],
            "points": {"a": 7},
            "number": "2.5",
            "long": "=1+1\nrad två",
        },
    ]
    assert {frozenset(each) for each in held["responses"]} == {
        frozenset({"day", "language", "channel", "place", "answers"})
    }


def test_no_key_or_hash_of_a_response_leaves_with_it(client, session, official):
    ended(client, session, [FULL] * 3)
    kept = session.scalars(select(Response)).all()
    secret = {text for each in kept for text in (str(each.id), each.receipt_hash, each.submission_key)}
    session.rollback()
    for kind in ("csv", "json"):
        text = take(official, kind).data.decode()
        assert not any(each in text for each in secret)


def test_rows_stand_in_a_new_order_each_time(client, session, official):
    ended(client, session, [{"q_number": str(n)} for n in range(40)])
    orders = [tuple(row[-2] for row in lines(official)[1:]) for _ in range(3)]
    assert len(set(orders)) == 3
    assert {frozenset(Counter(order).items()) for order in orders} == {
        frozenset(Counter(str(n) for n in range(40)).items())
    }
    session.rollback()
    arrived = tuple(str(n) for n in range(40))
    assert arrived not in orders


def test_responses_that_were_taken_back_are_left_out(client, session, official):
    dialogue = make_dialogue(session, questions=QUESTIONS)
    gone, _kept = (send(client, dialogue, q_long=text) for text in ("ångrat", "kvar"))
    withdraw(client, gone)
    over(session, dialogue)
    assert [row[-1] for row in lines(official)[1:]] == ["kvar"]


def test_more_responses_than_one_batch_are_all_there(lite_client, lite_session, lite_app, monkeypatch):
    monkeypatch.setattr(response_rows, "BATCH", 3)
    dialogue = make_dialogue(lite_session, questions=QUESTIONS)
    send_all(lite_client, dialogue, [{"q_number": str(n)} for n in range(10)])
    over(lite_session, dialogue)
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    assert sorted(int(row[-2]) for row in lines(client)[1:]) == list(range(10))


def test_the_trace_keeps_who_took_what_and_why(client, session, official):
    dialogue, _ = ended(client, session, [FULL] * 2)
    session.rollback()
    assert official.get(PAGE).status_code == 200
    assert session.scalars(select(TraceEntry)).all() == []
    session.rollback()
    assert take(official, "xlsx").status_code == 200
    entry = session.scalars(select(TraceEntry)).one()
    assert (entry.act, entry.dialogue_id) == ("download-responses", dialogue.id)
    assert entry.details == {"format": "xlsx", "responses": 2, "why": WHY}
    assert entry.staff_id is not None


@pytest.mark.parametrize(
    ("kind", "why"), [("xlsx", ""), ("xlsx", " "), ("xlsx", "x" * 301), ("exe", WHY), ("", WHY)]
)
def test_without_a_reason_or_a_format_there_is_no_file(lite_app, lite_session, kind, why):
    make_dialogue(lite_session, questions=QUESTIONS, closes_on=days(-1))
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    refused = take(client, kind, why)
    assert refused.status_code == 422
    assert "<title>Fel: " in refused.text
    assert lite_session.scalars(select(TraceEntry)).all() == []


def test_it_is_a_right_of_those_who_hold_the_dialogue_once_it_is_over(lite_app, lite_session):
    assert RULES[Action.TAKE_RESPONSES] == ({Role.OFFICIAL, Role.COORDINATOR}, ENDED)
    make_dialogue(lite_session, questions=QUESTIONS)
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    assert client.get(PAGE).status_code == 409
    politician = lite_app.test_client()
    sign_in(politician, make_staff(lite_session, Role.POLITICIAN, Role.OUTREACH))
    assert politician.get(PAGE).status_code == 403


def test_options_that_read_the_same_are_told_apart(lite_client, lite_session, lite_app):
    same = options("Ja", "Nej")
    twins = (same[0], type(same[1])("andra", same[0].text))
    dialogue = make_dialogue(lite_session, questions=question_set(question("one", options=twins)))
    send_all(lite_client, dialogue, [{"q_one": "ja"}, {"q_one": "andra"}])
    over(lite_session, dialogue)
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    assert sorted(row[4] for row in lines(client)[1:]) == ["Ja (andra)", "Ja (ja)"]


def test_the_codebook_tells_of_every_kind_and_names_no_option_for_a_place(client, session, official):
    kinds = [question(kind, kind) for kind in KINDS if kind != "ranking"]
    ranked = tuple(AnswerOption(str(number), {"sv": f"Sak {number}"}) for number in (1, 2))
    other = question("other", options=(*options("Ja", "Nej"), ready_option(OTHER)))
    asked = question_set(*kinds, question("rank", "ranking", options=ranked), other)
    dialogue = make_dialogue(session, questions=asked)
    send_all(client, dialogue, [{"q_other": "other", "q_other__words": "Kanske", "q_rank__2": "1"}])
    over(session, dialogue)
    book = load_workbook(BytesIO(take(official, "xlsx").data))
    described = {row[0].value: [cell.value for cell in row] for row in book["Kodbok"].iter_rows()}
    assert not described["rank.1"][4]
    assert described["other.words"][3] == "Kort text"
    heads, [*values] = ([cell.value for cell in row] for row in book["Svar"].iter_rows())
    told = dict(zip(heads, values, strict=True))
    assert (told["rank.1"], told["other.words"]) == ("Sak 2", "Kanske")
    content = json.loads(take(official, "json").data)
    [*_others, last] = content["questions"]["sections"][0]["questions"]
    assert last["options"][-1]["text"]["sv"] == "Annat"
