"""The pages about residents' rights are easy to read, and true to what is stored."""

import html5lib
import pytest

from tests.checks import text_of
from tests.factories import make_municipality, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.readability import lix
from webapp.models import Answer, Comment, FaultReport, Idea, Proposal, Subscription, Support
from webapp.models import Response as StoredResponse

EASY = 30
"""Texts for everybody stay well under what counts as moderately hard."""
PAGE = "/staff/municipality/privacy"
GIVEN = {
    "controller": "Kommunstyrelsen",
    "address": "Storgatan 1, Lindmo",
    "basis": "public-interest",
    "rule": "8 kap. 3 § kommunallagen",
    "officer_phone": "0500-300 00",
    "retention": "Svaren sparas i två år enligt dokumenthanteringsplanen.",
    "disposal": "KS 2026/7",
}
STORED = {
    StoredResponse: {
        *("id", "dialogue_id", "lang", "channel", "place_id", "day", "receipt_hash", "submission_key"),
        *("counted", "withdrawn", "changed"),
    },
    Answer: {"response_id", "question_id", "dialogue_id", "value"},
    Support: {"idea_id", "supporter_hash"},
    Subscription: {"id", "dialogue_id", "email", "lang"},
    FaultReport: {
        *("id", "lang", "page", "text", "contact", "day", "receipt_hash", "answer", "answered_on"),
    },
}
"""What the privacy page tells is stored: a column more must be told there first."""
TELLING = ("name", "email", "phone", "address", "ip", "agent", "time", "contact")


@pytest.mark.parametrize(
    "address", ["/sv/accessibility", "/sv/accessibility/report", "/sv/privacy", "/sv/ways-to-influence"]
)
def test_the_page_is_easy_to_read(lite_client, lite_session, address):
    make_municipality(lite_session)
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(lite_client.get(address).text)
    [main] = root.iter("main")
    parts = [text_of(each) for each in main.iter() if each.tag in {"p", "li", "dd"}]
    found = lix(" \n\n".join(parts))
    assert found is not None
    assert found <= EASY, found


@pytest.mark.parametrize("model", STORED, ids=lambda model: model.__name__)
def test_no_more_is_stored_than_the_privacy_page_tells(model):
    assert {column.name for column in model.__table__.columns} == STORED[model]


@pytest.mark.parametrize("model", [Idea, Comment, Proposal], ids=lambda model: model.__name__)
def test_texts_of_residents_are_stored_without_anything_that_tells_who_wrote_them(model):
    names = {column.name for column in model.__table__.columns} - {"sender_name", "outcome_name"}
    assert not [name for name in names if set(name.split("_")) & set(TELLING)]


def test_what_the_municipality_declares_stands_on_the_privacy_page(client, session):
    make_municipality(session)
    sign_in(client, make_staff(session, Role.ADMINISTRATOR))
    done = press(client, client.get(PAGE), "Spara", GIVEN)
    assert "Uppgifterna om dataskydd är sparade" in follow(client, done).text
    page = client.get("/sv/privacy").text
    for name in ("controller", "address", "rule", "officer_phone", "retention"):
        assert GIVEN[name] in page
    assert "allmänt intresse" in page
    assert "dso@example.se" in page
    assert "Nämnden som frågar" not in page
    assert "KS 2026/7" in client.get("/staff/municipality/privacy").text


def test_before_that_the_page_says_what_is_true_of_the_product(lite_client, lite_session):
    make_municipality(lite_session)
    page = lite_client.get("/sv/privacy").text
    assert "Nämnden som frågar" in page
    assert "Svaren finns kvar tills kommunen har bestämt något annat" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": " "}, "rule"),
        ({"basis": "because"}, "basis"),
        ({"controller": "x" * 201}, "controller"),
        ({"retention": "x" * 2001}, "retention"),
        ({"officer_phone": "1" * 41}, "officer_phone"),
    ],
)
def test_what_cannot_be_declared_is_refused_at_its_field(lite_client, lite_session, changes, field):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = press(lite_client, lite_client.get(PAGE), "Spara", GIVEN | changes)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert "Storgatan 1, Lindmo" in refused.text
    assert "Kommunstyrelsen" not in lite_client.get("/sv/privacy").text


def test_the_ways_page_explains_the_steps_and_how_decisions_are_made(lite_client, lite_session):
    make_municipality(lite_session)
    page = lite_client.get("/sv/ways-to-influence").text
    assert page.index('id="steps"') < page.index('id="decisions"')
    for words in ("Fullmäktige bestämmer", "Nämnderna bestämmer", "Tjänstepersoner", "folkomröstning"):
        assert words in page
    steps = page[page.index('id="steps"') : page.index('id="decisions"')]
    assert steps.count("<li>") == len(LadderStep)
