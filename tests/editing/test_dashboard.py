"""Everybody who is signed in sees the dialogues, each with the one way on that fits their role."""

import re

import pytest

from tests.editing.pages import create, slug_of
from tests.factories import days, make_board, make_dialogue, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue


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
    assert page.text.index("Utkast") < page.text.index("Öppen nu") < page.text.index("Stängd, svaren")
    ways = set(re.findall(r'href="(/staff/dialogues/[^"]+)"', page.text))
    assert len(ways) == 3
    for each in ways:
        assert lite_client.get(each).status_code == 200


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hur ska Ålgården bli på Östermalm?", "hur-ska-algarden-bli-pa-ostermalm"),
        ("  ---  ", "dialog"),
        ("كيف تكون الساحة؟", "dialog"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 150, "x" * 60),
        ("New", "new"),
        ("😀 Park <b>", "park-b"),
    ],
)
def test_an_address_is_made_of_the_title(lite_client, lite_session, title, slug):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    page = create(lite_client, title)
    assert slug_of(page) == slug
    assert lite_client.get(f"/staff/dialogues/{slug}/facts").status_code == 200


def test_two_dialogues_of_one_title_get_different_addresses(client, session):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    assert [slug_of(create(client, "Parken")) for _ in range(3)] == ["parken", "parken-2", "parken-3"]


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [({"title": " \u202e "}, "title"), ({"title": "x" * 201}, "title"), ({"source": "xx"}, "source")],
)
def test_a_dialogue_needs_a_title_and_a_language(lite_client, lite_session, changes, anchor):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    page = lite_client.get("/staff/new-dialogue")
    refused = press(lite_client, page, "Skapa dialogen", {"title": "Parken", "languages": ["ar"]} | changes)
    assert refused.status_code == 422
    assert f'<a href="#{anchor}">' in refused.text
    assert 'value="ar" checked' in refused.text
    assert lite_session.query(Dialogue).count() == 0


def test_a_dialogue_can_be_written_in_a_language_that_the_interface_does_not_have(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    page = lite_client.get("/staff/new-dialogue")
    form = {"title": "Sidee?", "source": "so", "languages": ["sv", "zz"]}
    follow(lite_client, press(lite_client, page, "Skapa dialogen", form))
    dialogue = lite_session.query(Dialogue).one()
    assert (dialogue.source_language, dialogue.languages, dialogue.title) == (
        "so",
        ["so", "sv"],
        {"so": "Sidee?"},
    )
    for address in ("", "/facts", "/questions", "/preview", "/preview/sv", "/preview/ar/answer"):
        assert lite_client.get(f"/staff/dialogues/{dialogue.slug}{address}").status_code == 200
