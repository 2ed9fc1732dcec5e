"""A workbook on the officials' pages: looked through first, then put in place whole, or not at all."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.editing.pages import draft, fresh
from tests.factories import answers_form, days, make_dialogue, question, question_set
from tests.forms import follow, press
from tests.interchange.limesurvey.files import FLAWED, REAL, Q, lss
from tests.interchange.workbooks import REAL_FORM, xlsx
from tests.staff import csrf_of
from webapp.domain.documents import fingerprint, to_document
from webapp.domain.questions import QuestionSet
from webapp.interchange import routes
from webapp.interchange.xlsform import import_xlsform
from webapp.models import Dialogue, TraceEntry

HERE = "/staff/dialogues/skolgard"
QUESTIONS = question_set(question("one"))
ASKED = {"type": "text", "name": "why", "label": "Varför?", "label::English (en)": "Why?"}


def stored(session) -> QuestionSet:
    return fresh(session).query(Dialogue).filter_by(slug="skolgard").one().questions


def upload(client: FlaskClient, data: bytes, name: str = "frågor.xlsx") -> TestResponse:
    page = client.get(f"{HERE}/import")
    form: dict[str, Any] = {"csrf_token": csrf_of(page), "workbook": (BytesIO(data), name)}
    return client.post(f"{HERE}/import", data=form, content_type="multipart/form-data")


def test_a_workbook_is_looked_through_before_it_takes_the_place_of_the_questions(client, session):
    draft(client, session, questions=QUESTIONS)
    note = {"type": "image", "name": "photo", "label": "Foto"}
    found = upload(client, xlsx([ASKED, note]))
    assert found.status_code == 200
    assert "Varför?" in found.text
    assert "Blad survey, rad 3" in found.text
    assert "engelska" in found.text
    assert "Dialogens 1 fråga eller text försvinner." in found.text
    assert stored(session) == QUESTIONS
    page = follow(client, press(client, found, "Byt ut frågorna"))
    assert "1 fråga är inlagd." in page.text
    [asked] = stored(session).asked
    assert asked.text == {"sv": "Varför?", "en": "Why?"}
    [entry] = session.query(TraceEntry)
    assert (entry.act, entry.details) == ("import_questions", {"questions": 1})


def test_a_real_form_is_shown_whole_and_put_in_place_whole(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QuestionSet())
    data = REAL_FORM.read_bytes()
    found = upload(lite_client, data)
    assert "38 frågor." in found.text
    assert "Bedarfserhebung für Migrant*innenorganisationen in Sachsen" in found.text
    assert "Visas bara om fråga 7 har svaret ”Schlecht” eller ”Eher schlecht”." in found.text
    follow(lite_client, press(lite_client, found, "Lägg in frågorna"))
    assert stored(lite_session) == import_xlsform(data).question_set
    assert lite_client.get(f"{HERE}/questions").status_code == 200
    for id_ in stored(lite_session).by_id:
        page = lite_client.get(f"{HERE}/questions/{id_}")
        follow(lite_client, press(lite_client, page, "do:save"))
    assert stored(lite_session) == import_xlsform(data).question_set
    assert "Tyska" not in lite_client.get(HERE).text
    assert "Det viktigaste på svenska" in lite_client.get(HERE).text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just text",
        b"<html></html>",
        b"PK\x03\x04 broken",
        xlsx([{"type": "text", "name": "a", "label": "A"}, {"type": "text", "name": "a", "label": "B"}]),
        xlsx([{"type": "select_one gone", "name": "a", "label": "A"}]),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(lite_client, lite_session, data):
    draft(lite_client, lite_session, questions=QUESTIONS)
    refused = upload(lite_client, data)
    assert refused.status_code == 422
    assert "Inget har lagts in" in refused.text
    assert "<title>Fel: " in refused.text
    assert '<a href="#workbook">' in refused.text
    assert stored(lite_session) == QUESTIONS


def test_a_form_without_a_file_asks_for_one(lite_client, lite_session):
    draft(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/import")
    for form in ({}, {"workbook": "text instead of a file"}):
        refused = lite_client.post(f"{HERE}/import", data={"csrf_token": csrf_of(page), **form})
        assert refused.status_code == 422
        assert "Välj en fil." in refused.text


def test_a_file_over_the_limit_of_a_request_is_refused(lite_client, lite_session):
    draft(lite_client, lite_session)
    assert upload(lite_client, b"PK" + b"x" * 30_000_000).status_code == 413


def test_hostile_text_is_shown_as_text(lite_client, lite_session):
    draft(lite_client, lite_session)
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    rows = [
        {"type": "select_one yn", "name": "a", "label": hostile, "hint": hostile, "appearance": hostile},
        {"type": "text", "name": hostile, "label": "B", "relevant": "${a} = 'yes'"},
        {"type": hostile, "name": "c", "label": "C"},
    ]
    choices = [{"list_name": "yn", "name": n, "label": hostile} for n in ("yes", "no")]
    found = upload(lite_client, xlsx(rows, choices, [{"form_title": hostile}]), name=f"{hostile}.xlsx")
    assert found.status_code == 200
    follow(lite_client, press(lite_client, found, "Byt ut frågorna"))
    refused = upload(lite_client, xlsx([{"type": f"select_one {hostile}", "name": "a", "label": "A"}]))
    for page in (found, refused, lite_client.get(f"{HERE}/questions")):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


def test_a_survey_from_limesurvey_goes_in_by_the_same_door(client, session):
    draft(client, session, questions=QUESTIONS)
    hostile = "<script>alert(1)</script>"
    rows = [Q("a", text="Lek"), Q(hostile, text="Vila")]
    data = lss(Q("q1", "M", "Vad är viktigt?", rows=rows), Q("q2", relevance=hostile), Q(hostile, "|"))
    found = upload(client, data, name="enkät.lss")
    assert "2 frågor." in found.text
    assert "Vad är viktigt?" in found.text
    assert "Fråga q2" in found.text
    assert "Det gick inte att förstå villkoret ”&lt;script&gt;" in found.text
    assert "<script>alert" not in found.text
    follow(client, press(client, found, "Byt ut frågorna"))
    assert [question.kind for question in stored(session).asked] == ["multiple", "short_text"]
    refused = upload(client, data.replace(b"</document>", b""), name="enkät.lss")
    assert refused.status_code == 422
    assert "Filen är inte hel" in refused.text


@pytest.mark.parametrize("flawed", [REAL, FLAWED])
def test_every_question_of_a_survey_can_be_opened_in_the_composer(lite_client, lite_session, flawed):
    draft(lite_client, lite_session, questions=QuestionSet())
    follow(lite_client, press(lite_client, upload(lite_client, flawed.read_bytes()), "Lägg in frågorna"))
    for id_ in stored(lite_session).by_id:
        assert lite_client.get(f"{HERE}/questions/{id_}").status_code == 200


def test_only_what_we_have_signed_for_this_dialogue_is_put_in_place(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session, questions=QUESTIONS)
    make_dialogue(lite_session, "annan", questions=QUESTIONS, published_on=None)
    found = upload(lite_client, xlsx([ASKED]))
    signed = found.text.split('name="signed" value="')[1].split('"')[0]
    document = to_document(question_set(question("forged")))
    with lite_client.application.app_context():
        good = routes.signer()
        old = type(good)("another key", salt="imported question set").dumps(
            {"dialogue": dialogue.id, "questions": document}
        )
        other = good.dumps({"dialogue": dialogue.id + 99, "questions": document})
    for forged in ("", "x", signed[:-2], signed + "x", old, other):
        refused = press(lite_client, found, "Byt ut frågorna", signed=forged)
        assert refused.status_code == 422
        assert "Välj filen igen." in refused.text
    assert stored(lite_session) == QUESTIONS


def test_a_set_changed_by_somebody_else_is_not_replaced_unseen(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QUESTIONS)
    found = upload(lite_client, xlsx([ASKED]))
    page = lite_client.get(f"{HERE}/questions/one")
    press(lite_client, page, "do:save", {"text.sv": "Ny fråga?"})
    refused = press(lite_client, found, "Byt ut frågorna")
    assert refused.status_code == 409
    assert stored(lite_session).by_id["one"].text["sv"] == "Ny fråga?"


def test_nothing_is_imported_once_somebody_has_answered(client, session):
    draft(client, session, questions=QUESTIONS, published_on=days(-6))
    page = client.get(f"{HERE}/import")
    found = upload(client, xlsx([ASKED]))
    form = answers_form(fingerprint(QUESTIONS), q_one="gunga", do="send")
    assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    assert press(client, found, "Byt ut frågorna").status_code == 409
    late = {"csrf_token": csrf_of(page), "workbook": (BytesIO(xlsx([ASKED])), "x.xlsx")}
    refused = client.post(f"{HERE}/import", data=late, content_type="multipart/form-data")
    assert refused.status_code == 409
    assert "Någon har svarat." in refused.text
    assert stored(session) == QUESTIONS


def test_a_set_too_large_for_the_page_is_refused(lite_client, lite_session, monkeypatch):
    draft(lite_client, lite_session, questions=QUESTIONS)
    monkeypatch.setattr(routes, "LARGEST_SIGNED", 100)
    refused = upload(lite_client, xlsx([ASKED]))
    assert refused.status_code == 422
    assert "för mycket text" in refused.text


def test_texts_in_a_language_that_is_not_offered_are_kept(lite_client, lite_session):
    draft(lite_client, lite_session, languages=["sv"], questions=QUESTIONS)
    asked = {
        "type": "text",
        "name": "why",
        "label::Svenska (sv)": "Varför?",
        "label::Soomaali (so)": "Sabab?",
    }
    found = upload(lite_client, xlsx([asked]))
    follow(lite_client, press(lite_client, found, "Byt ut frågorna"))
    [question_] = stored(lite_session).asked
    assert question_.text == {"sv": "Varför?", "so": "Sabab?"}
    assert lite_session.query(Dialogue).one().languages == ["sv"]
