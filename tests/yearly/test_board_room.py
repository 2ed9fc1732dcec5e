"""The politicians' place: what waits for them, what was promised, who is missing; the same for everybody."""

import pytest
from sqlalchemy import select

from tests.factories import make_place, make_staff, resolve
from tests.staff import sign_in
from tests.yearly.reading import part
from tests.yearly.town import answers, day, held, stand_still
from webapp.domain.lifecycle import Role
from webapp.domain.record import ResolutionKind
from webapp.models import BoardPart, Dialogue
from webapp.models.policy import CONCERNED

HERE = "/staff/board-room"


def elected(session, *boards, email="", name="Birgitta Nyström"):
    person = make_staff(session, Role.POLITICIAN, email=email, name=name)
    person.boards = list(boards)
    session.commit()
    return person


@pytest.fixture
def matters(app, client, town, boards):
    school, technical = boards
    first = held(town, "gard", "Skolgården", school, channels=["web", "place", "paper"])
    make_place(town, first, "bok7k", name="Biblioteket")
    answers(app, client, first, sv=14, ar=9)
    resolve(town, first, ResolutionKind.DEGREES)
    held(town, "park", "Parken", technical)
    held(town, "mat", "Skolmaten", school, published_on=None, opens_on=None, closes_on=None, decided_on=None)
    town.commit()
    return town


def test_somebody_who_is_only_elected_begins_there(client, matters, boards):
    sign_in(client, elected(matters, boards[0]))
    assert client.get("/staff/").location == HERE
    sign_in(client, make_staff(matters, Role.POLITICIAN, Role.OFFICIAL, email="both@example.se"))
    assert client.get("/staff/").location == "/staff/dialogues"


@pytest.mark.requirement("R49")
def test_a_matter_stands_with_the_degrees_the_decision_and_the_answers(client, matters, boards):
    sign_in(client, elected(matters, boards[0]))
    page = client.get(HERE).text
    text = part(page, "Skolgården")
    assert "Steg 2 av 5: Konsultation." in text
    assert "De kan bestämma något annat." in text
    assert "De samtalar med varandra och med kommunen" in text
    assert "Skolnämnden" in text
    assert "§ 12" in text
    assert "minst 20" in text
    assert "Beslut 1 september 2026." in part(page, "Skolnämnden")
    for address in ("results", "decision-basis"):
        assert f"/staff/dialogues/gard/{address}" in page
        assert client.get(f"/staff/dialogues/gard/{address}").status_code == 200


@pytest.mark.requirement("R15", "R99", "R100")
def test_who_was_not_reached_is_told_and_nobody_can_be_picked_out(client, matters, boards):
    """Fourteen wrote in Swedish, nine in Arabic, none in English, on paper or from the library."""
    sign_in(client, elected(matters, boards[0]))
    text = part(client.get(HERE).text, "Skolgården")
    assert "Vilka vi har nått: 4 grupper saknas" in text
    assert "Målgrupp: Alla som använder skolgården." in text
    assert "svenska: minst 10" in text
    for missed in (
        "svarar på arabiska",
        "svarar på engelska",
        "kom från Biblioteket",
        "svarar så här: på papper",
    ):
        assert f"De som {missed}" in text, missed
    assert "så här: på webben" not in text
    assert not {"14", "9", "23"} & set(text.replace("|", " ").split())


def test_ten_from_a_group_and_it_is_not_missed_any_more(app, client, matters, boards):
    sign_in(client, elected(matters, boards[0]))
    third = held(matters, "sal", "Salen", boards[0], languages=["sv", "ar"], channels=["web"])
    answers(app, client, third, sv=10, ar=10)
    text = part(client.get(HERE).text, "Salen")
    assert "arabiska: minst 10" in text
    assert "grupper saknas" not in text


@pytest.mark.requirement("R105")
def test_a_promise_that_is_overdue_stands_at_the_matter(client, matters, boards):
    sign_in(client, elected(matters, boards[0]))
    text = part(client.get(HERE).text, "Skolgården")
    assert "Försenat: Sammanställning av svaren, lovat till 15 mars 2026." in text
    dialogue = matters.scalars(select(Dialogue).where(Dialogue.slug == "gard")).one()
    dialogue.reported_on = day(3, 20)
    matters.commit()
    assert "Försenat" not in part(client.get(HERE).text, "Skolgården")


@pytest.mark.requirement("R52")
def test_every_elected_representative_sees_the_same_of_every_dialogue(client, matters, boards):
    """Boards say what stands first; what can be opened is the same for all, and no party is named."""
    opened = []
    for number, own in enumerate(([boards[0]], [boards[1]], list(boards), [])):
        sign_in(client, elected(matters, *own, email=f"p{number}@example.se", name=f"Namn {number}"))
        page = client.get(HERE).text
        for title in ("Skolgården", "Skolmaten", "Parken"):
            assert title in page, (number, title)
        assert "parti" not in page.lower()
        pages = [
            client.get(f"/staff/dialogues/{slug}/{address}")
            for slug in ("gard", "park", "mat")
            for address in ("results", "decision-basis")
        ]
        opened.append([(each.status_code, each.text.replace(f"Namn {number}", "")) for each in pages])
    assert [each[0] for each in opened[0]] == [200, 200, 200, 200, 409, 409]
    seen = [[(status, "Skolgården" in text, "minst" in text) for status, text in each] for each in opened]
    assert all(each == seen[0] for each in seen)


def test_a_matter_that_another_board_decides_stands_with_those_it_concerns(client, matters, boards):
    dialogue = matters.scalars(select(Dialogue).where(Dialogue.slug == "park")).one()
    matters.add(BoardPart(dialogue_id=dialogue.id, board_id=boards[0].id, part=CONCERNED))
    matters.commit()
    sign_in(client, elected(matters, boards[0]))
    page = client.get(HERE).text
    assert "Tekniska nämnden" in part(page, "Nämnden är berörd, en annan beslutar")
    assert page.count(">Parken</h4>") == 1


def test_who_sits_in_no_board_is_told_and_sees_all(client, matters):
    sign_in(client, elected(matters))
    page = client.get(HERE).text
    assert "Du hör inte till någon nämnd här än." in page
    assert "Skolgården" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.POLITICIAN])
def test_the_place_is_for_the_elected(lite_client, lite_session, role):
    sign_in(lite_client, make_staff(lite_session, role))
    assert lite_client.get(HERE).status_code == 403


def test_after_the_decision_it_waits_no_more(app, client, matters, boards):
    dialogue = matters.scalars(select(Dialogue).where(Dialogue.slug == "gard")).one()
    dialogue.reported_on, dialogue.decision_published_on = day(3, 10), day(5, 2)
    dialogue.decision_meeting = day(5, 1)
    matters.commit()
    stand_still(app)
    sign_in(client, elected(matters, boards[0]))
    page = client.get(HERE).text
    assert "Nämnden har beslutat" in page
    assert "Beslutades 1 maj 2026." in part(page, "Nämnden har beslutat")
