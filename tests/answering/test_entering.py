"""Answers on paper and at meetings are typed in by staff, counted with the rest and marked as such."""

import pytest
from sqlalchemy import select

from tests.factories import make_dialogue, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Response, TraceEntry

PAPER = "/staff/dialogues/skolgard/enter/paper/sv"


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.OUTREACH])
def test_a_paper_form_is_typed_in_and_marked_as_paper(client, session, role):
    make_dialogue(session)
    sign_in(client, make_staff(session, role))
    shown = client.get(PAPER)
    assert "Du skriver in svar som kom på annat sätt: på papper." in shown.text
    checked = press(client, shown, "do:check", {"q.one": "gunga"})
    assert "Kontrollera dina svar" in checked.text
    after = follow(client, press(client, checked, "do:send"))
    assert "Svaren är inskrivna." in after.text
    stored = session.scalars(select(Response)).one()
    assert (stored.channel, stored.lang, stored.place_id) == ("paper", "sv", None)
    assert [entry.act for entry in session.scalars(select(TraceEntry))] == ["enter-answers"]


def test_what_is_wrong_is_told_and_kept_and_the_same_form_is_one_response(lite_client, lite_session):
    make_dialogue(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    refused = press(lite_client, lite_client.get(PAPER), "do:check", {"q.long": "Mer grönt."})
    assert refused.status_code == 422
    assert "Mer grönt." in refused.text
    checked = press(lite_client, refused, "do:check", {"q.one": "boll"})
    for _time in range(2):
        assert press(lite_client, checked, "do:send").status_code == 303
    assert len(lite_session.scalars(select(Response)).all()) == 1


@pytest.mark.parametrize("role", [Role.POLITICIAN, Role.ADMINISTRATOR])
def test_others_may_not_answer_in_residents_place(lite_client, lite_session, role):
    make_dialogue(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    assert lite_client.get(PAPER).status_code == 403


def test_only_the_known_ways_are_there_and_residents_cannot_claim_one(lite_client, lite_session):
    make_dialogue(lite_session)
    assert "/staff/sign-in" in lite_client.get(PAPER).location
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    assert lite_client.get(PAPER.replace("paper", "pigeon")).status_code == 404
