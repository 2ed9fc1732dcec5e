"""The archive: a decision about keeping, one package with everything, and a dialogue that stays public."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.documents.reading import problems
from tests.factories import days, make_staff
from tests.follow_up.ended import (
    EVALUATED,
    FED_BACK,
    HERE,
    answered,
    finding,
    fresh,
    idea,
    official,
    over,
    publish,
    settled,
    stored,
    town_with,
)
from tests.forms import press
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import RULES, Action, Role, Stage
from webapp.models import IdeaState, Response, TraceEntry

NAMES = {
    *("innehall.txt", "beslutsunderlag.pdf", "dialog.json", "fragor.json", "siffror.csv", "svar.csv"),
    *("kommentarer.csv", "ideer.csv", "aterkoppling.txt", "logg.csv"),
}


def evaluated(client, session, **changes):
    town_with(session)
    official(client, session)
    items = ("process", "method", "result")
    dialogue = over(
        session, **EVALUATED, evaluation={id_: {"grade": 4, "words": ""} for id_ in items}, **changes
    )
    settled(session, dialogue)
    return dialogue


@pytest.mark.parametrize("reference", ["", "  ", "x" * 121])
def test_archiving_needs_the_decision_about_keeping(lite_client, lite_session, reference):
    evaluated(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/archive")
    refused = press(lite_client, page, "Arkivera dialogen", reference=reference)
    assert refused.status_code == 422
    assert '<a href="#reference">' in refused.text
    assert stored(lite_session).archived_on is None


def test_an_archived_dialogue_is_read_by_all_and_changed_by_nobody(client, session):
    evaluated(client, session)
    shown = publish(client, "archive", "Arkivera dialogen", reference="KS 2026/31, § 12")
    assert "KS 2026/31, § 12" in shown.text
    assert stored(session).stage(days(0)) is Stage.ARCHIVED
    for address in ("", "/results", "/decision-basis", "/decision-basis.pdf"):
        assert client.get(f"/sv/dialogues/skolgard{address}").status_code == 200, address
    token = csrf_of(client.get(f"{HERE}/archive"))
    before = stored(session).revision
    for address in ("result", "decision", "feedback", "tell", "evaluation", "archive", "decision-basis"):
        refused = client.post(f"{HERE}/{address}", data={"csrf_token": token, "reference": "x"})
        assert refused.status_code == 409, address
    assert stored(session).revision == before
    assert client.get(f"{HERE}/decision-basis").status_code == 200


def unzipped(client) -> dict[str, bytes]:
    page = client.get(f"{HERE}/archive")
    answer = press(client, page, "Hämta paketet")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(answer.data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_package_holds_everything(client, session):
    town_with(session)
    dialogue = answered(client, session, 24, **FED_BACK)
    finding(session, dialogue, quotes=[{"text": "=1+1", "lang": "sv", "question": "long"}])
    idea(session, dialogue, "=Idé", IdeaState.DECLINED)
    official(client, session)
    files = unzipped(client)
    assert set(files) == NAMES
    assert problems(files["beslutsunderlag.pdf"]) == []

    answers = table(files["svar.csv"])
    assert answers[0] == ["nr", "dag", "sprak", "kanal", "plats", "one", "long", "number", "rank", "points"]
    assert len(answers) == 25
    assert sorted(int(row[7]) for row in answers[1:]) == list(range(10, 34))
    assert {row[2] for row in answers[1:]} == {"sv", "en", "ar"}
    assert {row[4] for row in answers[1:]} == {"", "Biblioteket"}
    assert {json.loads(row[8])[0] for row in answers[1:]} == {"gunga"}

    content = json.loads(files["dialog.json"])
    assert content["title"]["ar"] == "كيف تكون ساحة المدرسة؟"
    assert content["findings"][0]["quotes"] == [{"text": "=1+1", "lang": "sv", "question": "long"}]
    assert content["feedback_text"]["en"] == "Tack! Det blir gungor. (en)"
    assert [each["id"] for each in json.loads(files["fragor.json"])["sections"][0]["questions"]]
    assert "Bygget börjar i maj. (ar)" in files["aterkoppling.txt"].decode()
    assert table(files["ideer.csv"])[1][3] == "'=Idé"
    assert table(files["logg.csv"])[-1][2] == "download_package"
    assert ["1", "Fråga om one?", "Gunga"] in [row[:3] for row in table(files["siffror.csv"])]
    for name in NAMES - {"innehall.txt"}:
        assert name in files["innehall.txt"].decode()


def test_withdrawn_answers_and_receipts_are_not_in_the_package(client, session):
    town_with(session)
    answered(client, session, 12)
    gone = session.scalars(select(Response)).first()
    gone.withdrawn = True
    session.commit()
    hashes = list(session.scalars(select(Response.receipt_hash)))
    official(client, session)
    files = unzipped(client)
    assert len(table(files["svar.csv"])) == 12
    whole = b"".join(files[name] for name in NAMES - {"beslutsunderlag.pdf"})
    assert not [each for each in hashes if each.encode() in whole]


def test_the_trace_keeps_who_took_the_package(lite_client, lite_session):
    over(lite_session)
    official(lite_client, lite_session)
    unzipped(lite_client)
    [entry] = fresh(lite_session).query(TraceEntry).filter_by(act="download_package")
    assert entry.staff_id is not None


@pytest.mark.parametrize("role", list(Role))
def test_what_each_has_answered_is_only_for_those_who_work_with_the_dialogue(lite_client, lite_session, role):
    over(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    token = csrf_of(lite_client.get("/staff/account"))
    answer = lite_client.post(f"{HERE}/archive/package", data={"csrf_token": token})
    allowed = role in RULES[Action.PACKAGE][0]
    assert answer.status_code == (200 if allowed else 403)
    assert RULES[Action.PACKAGE][0] == {Role.OFFICIAL, Role.COORDINATOR}


def test_there_is_no_package_while_people_can_still_answer(lite_client, lite_session):
    over(lite_session, closes_on=days(3))
    official(lite_client, lite_session)
    token = csrf_of(lite_client.get("/staff/account"))
    assert lite_client.post(f"{HERE}/archive/package", data={"csrf_token": token}).status_code == 409
