"""Residents see where and when they can take part in person, and how accessible it is there."""

import pytest

from tests.factories import days, make_dialogue, make_place, make_staff
from tests.staff import post_form, sign_in
from webapp.domain.lifecycle import Role

PAGE = "/sv/dialogues/skolgard/places"


@pytest.mark.requirement("R79", "R98")
def test_every_occasion_is_listed_in_its_order_with_how_accessible_it_is(client, session):
    dialogue = make_dialogue(session)
    make_place(session, dialogue, "a1111", name="Torget", visit_on=days(9), access="Hörslinga")
    make_place(session, dialogue, "b1111", name="Biblioteket", visit_on=days(2), access="Inga trappsteg")
    make_place(session, dialogue, "c1111", name="Vårdcentralen")
    make_place(session, dialogue, "d1111", name="Stängda kiosken", withdrawn_on=days(-1))
    assert f'href="{PAGE}"' in client.get("/sv/dialogues/skolgard").text
    page = client.get(PAGE).text
    places = [page.index(name) for name in ("Biblioteket", "Inga trappsteg", "Torget", "Hörslinga", "Vård")]
    assert places == sorted(places)
    assert "Stängda kiosken" not in page


@pytest.mark.requirement("R98")
def test_outreach_says_how_accessible_a_place_is(client, session):
    make_dialogue(session)
    sign_in(client, make_staff(session, Role.OUTREACH))
    address = "/staff/dialogues/skolgard/places"
    assert post_form(client, address, name="Torget", access="Tolk på arabiska").status_code == 303
    assert "Tolk på arabiska" in client.get(PAGE).text
    refused = post_form(client, address, name="Parken", access="x" * 301)
    assert refused.status_code == 422
    assert 'id="access-error"' in refused.text


def test_a_dialogue_that_is_not_public_shows_no_places(lite_client, lite_session):
    make_dialogue(lite_session, published_on=None)
    assert lite_client.get(PAGE).status_code == 404
