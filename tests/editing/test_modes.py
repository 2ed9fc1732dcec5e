"""Officials choose how everybody answers once, until the dialogue is published."""

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import make_dialogue, make_staff
from tests.forms import follow, press
from tests.provider import set_provider
from tests.staff import sign_in
from webapp.domain.taking_part import Mode
from webapp.models import Dialogue

FACTS = "/staff/dialogues/skolgard/facts"


def mode(session) -> Mode:
    return fresh(session).query(Dialogue).one().mode


@pytest.mark.parametrize("chosen", ["open", "browser", "code"])
def test_a_mode_is_chosen_and_kept(client, session, chosen):
    draft(client, session)
    follow(client, press(client, client.get(FACTS), "Spara", {"mode": chosen}))
    assert mode(session) == chosen


def test_a_new_dialogue_is_open(lite_client, lite_session):
    draft(lite_client, lite_session)
    assert mode(lite_session) is Mode.OPEN


@pytest.mark.parametrize("forged", ["e_identity", "", "everybody", "x" * 500, "\x00"])
def test_what_is_not_offered_cannot_be_chosen(lite_client, lite_session, forged):
    draft(lite_client, lite_session)
    page = lite_client.get(FACTS)
    assert "E-legitimation" not in page.text
    follow(lite_client, press(lite_client, page, "Spara", {"mode": forged}))
    assert mode(lite_session) is Mode.OPEN


def test_signing_in_is_offered_where_there_is_a_provider(lite_app, lite_client, lite_session):
    set_provider(lite_app, "http://127.0.0.1:9")
    draft(lite_client, lite_session)
    follow(lite_client, press(lite_client, lite_client.get(FACTS), "Spara", {"mode": "e_identity"}))
    assert mode(lite_session) is Mode.E_IDENTITY


def test_a_dialogue_that_nobody_could_sign_in_to_does_not_open(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session)
    dialogue.mode_name = "e_identity"
    lite_session.commit()
    overview = lite_client.get("/staff/dialogues/skolgard")
    assert "kan inte ta emot e-legitimationer" in overview.text
    assert "facts#mode" in overview.text


def test_after_publishing_the_mode_stays(lite_client, lite_session):
    make_dialogue(lite_session, mode_name="code")
    sign_in(lite_client, make_staff(lite_session))
    assert lite_client.get(FACTS).status_code == 409
    shown = lite_client.get("/staff/dialogues/skolgard")
    assert "Engångskod" in shown.text
    assert "/staff/dialogues/skolgard/codes" in shown.text
