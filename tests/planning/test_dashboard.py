"""Everybody who is signed in sees the dialogues, each with the one way on that fits their role."""

import re

import pytest

from tests.factories import days, make_board, make_dialogue, make_staff
from tests.staff import sign_in
from webapp.domain.lifecycle import Role


def test_an_empty_list_says_how_to_begin(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    assert "Börja med att skapa den första." in lite_client.get("/staff/dialogues").text
    sign_in(lite_client, make_staff(lite_session, Role.POLITICIAN))
    page = lite_client.get("/staff/dialogues").text
    assert "Det finns inga dialoger än." in page
    assert "Ny dialog" not in page


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (Role.OFFICIAL, "/staff/dialogues/oppen"),
        (Role.COORDINATOR, "/staff/dialogues/oppen"),
        (Role.ADMINISTRATOR, "/staff/dialogues/oppen"),
        (Role.OUTREACH, "/staff/dialogues/oppen/places"),
        (Role.POLITICIAN, "/staff/dialogues/oppen/results"),
    ],
)
def test_each_role_has_its_way_on(lite_client, lite_session, role, way):
    board = make_board(lite_session)
    make_dialogue(lite_session, "oppen", board=board)
    make_dialogue(lite_session, "utkast", board=board, published_on=None)
    make_dialogue(lite_session, "slut", board=board, closes_on=days(-1))
    sign_in(lite_client, make_staff(lite_session, role))
    page = lite_client.get("/staff/dialogues")
    assert f'href="{way}"' in page.text
    assert page.text.index("Planeras") < page.text.index("Öppen nu") < page.text.index("Stängd, svaren")
    ways = set(re.findall(r'href="(/staff/dialogues/[^"]+)"', page.text))
    assert len(ways) == 3
    for each in ways:
        assert lite_client.get(each).status_code == 200
