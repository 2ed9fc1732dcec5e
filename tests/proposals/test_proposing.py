"""Anybody can propose a dialogue, and gets an answer."""

import re

import pytest
from sqlalchemy import select

from tests.factories import days, in_all, make_dialogue, make_municipality
from webapp.models import Proposal

GIVEN = {
    "title": "Var ska cykelvägen gå?",
    "text": "Barnen cyklar på vägen.",
    "sender": "resident",
    "key": "k" * 24,
}


def propose(client, **changes):
    return client.post("/sv/propose", data=GIVEN | changes)


@pytest.mark.requirement("R43", "R45")
def test_a_resident_proposes_a_dialogue_and_reads_the_answer_on_the_receipt(client, session):
    make_municipality(session)
    assert "Skicka förslaget" in client.get("/sv/propose").text
    sent = propose(client)
    assert sent.status_code == 303
    first = client.get(sent.location).text
    assert "Tack, ditt förslag är skickat" in first
    assert "Kommunen har inte svarat än" in first
    proposal = session.scalars(select(Proposal)).one()
    proposal.answer, proposal.accepted, proposal.answered_on = (
        in_all("Vägen är redan bestämd."),
        False,
        days(0),
    )
    session.commit()
    answered = client.get(sent.location.split("?")[0]).text
    assert "Det blir ingen dialog" in answered
    assert "Vägen är redan bestämd." in answered


def test_an_accepted_proposal_leads_to_its_dialogue_once_that_is_public(client, session):
    sent = propose(client)
    dialogue = make_dialogue(session, published_on=None)
    proposal = session.scalars(select(Proposal)).one()
    proposal.answer, proposal.accepted = in_all("Ja, det frågar vi om."), True
    proposal.answered_on, proposal.dialogue_id = days(0), dialogue.id
    session.commit()
    assert "/sv/dialogues/skolgard" not in client.get(sent.location).text
    dialogue.published_on = days(0)
    session.commit()
    assert "/sv/dialogues/skolgard" in client.get(sent.location).text


def test_sent_twice_it_is_one_proposal_and_other_words_are_another(client, session):
    assert propose(client).location == propose(client).location
    assert propose(client, title="En annan fråga?").status_code == 303
    assert len(session.scalars(select(Proposal)).all()) == 2


def test_an_association_gives_its_name_and_a_resident_leaves_none(client, session):
    propose(client, sender="association", name="Cykelfrämjandet")
    propose(client, title="En annan?", name="Anna Andersson")
    names = {each.sender: each.sender_name for each in session.scalars(select(Proposal))}
    assert names == {"association": "Cykelfrämjandet", "resident": ""}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " \u200b"}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"text": ""}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "\u0301" * 100_000}, "text"),
        ({"sender": "king"}, "sender"),
        ({"sender": ""}, "sender"),
        ({"sender": "company", "name": ""}, "name"),
        ({"sender": "company", "name": "x" * 101}, "name"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_stored(lite_client, lite_session, changes, field):
    answer = propose(lite_client, **changes)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert lite_session.scalars(select(Proposal)).all() == []
    if "title" not in changes:
        assert GIVEN["title"] in answer.text


def test_harmful_characters_are_left_out_and_markup_stays_text(lite_client, lite_session):
    body = "key=kkkkkkkkkkkkkkkkkkkkkkkk&sender=resident&title=%3Cscript%3E%00%E2%80%AE&text=a%00b%ED%A0%80c"
    sent = lite_client.post("/sv/propose", data=body, content_type="application/x-www-form-urlencoded")
    assert lite_session.scalars(select(Proposal)).one().text.startswith("ab")
    assert "&lt;script&gt;" in lite_client.get(sent.location).text


def test_changing_the_language_keeps_what_was_typed(lite_client):
    page = lite_client.post("/en/propose", data=GIVEN | {"choose": "en"})
    assert GIVEN["text"] in page.text


def test_a_foreign_site_cannot_propose_in_somebodys_name(lite_client):
    answer = lite_client.post("/sv/propose", data=GIVEN, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_an_unknown_receipt_is_not_found_and_the_receipts_form_leads_to_a_known_one(lite_client):
    code = re.search(r"\d{16}", propose(lite_client).location)
    assert code
    assert lite_client.get("/sv/propose/1234567890123456").status_code == 404
    found = lite_client.post("/sv/receipt", data={"receipt": code[0]})
    assert found.location == f"/sv/propose/{code[0]}"


@pytest.mark.requirement("R25")
def test_complaints_are_led_to_the_municipalitys_own_channel(lite_client, lite_session):
    town = make_municipality(lite_session)
    town.complaints_address = "https://www.example.se/synpunkter"
    lite_session.commit()
    assert 'href="https://www.example.se/synpunkter"' in lite_client.get("/sv/propose").text
