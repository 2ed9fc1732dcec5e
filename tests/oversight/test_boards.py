"""Bodies that decide are added, renamed and dissolved, and no dialogue is left without one."""

import pytest
from sqlalchemy import select

from tests.factories import days, in_all, make_board, make_dialogue, make_municipality, make_staff
from tests.forms import follow, forms, press
from tests.staff import csrf_of, post_form, sign_in
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.record import BodyKind
from webapp.models import Board, BoardPart, Correction, TraceEntry
from webapp.models.policy import CONCERNED

PAGE = "/staff/boards"
ADD = f"{PAGE}/add"
NAMES = {"name.sv": "Kulturnämnden", "name.en": "The culture board", "name.ar": "مجلس الثقافة"}
REASON = {"reason.sv": "Nämnderna slås ihop.", "reason.en": "The boards merge."}


@pytest.fixture
def coordinator(client, session):
    make_municipality(session)
    person = make_staff(session, Role.COORDINATOR)
    sign_in(client, person)
    return person


def fresh(session, *rows):
    session.rollback()
    session.expire_all()
    return rows


def entry(session, act):
    return session.scalars(select(TraceEntry).where(TraceEntry.act == act)).one()


@pytest.mark.requirement("R33", "R34")
@pytest.mark.parametrize("kind", list(BodyKind))
def test_every_kind_of_body_has_a_place_companies_and_administrations_too(client, session, coordinator, kind):
    page = client.get(ADD)
    assert "Policyn gäller också för kommunens bolag" in page.text
    shown = follow(client, press(client, page, "Lägg till", NAMES | {"kind": kind.value}))
    assert "Kulturnämnden" in shown.text
    board = session.scalars(select(Board)).one()
    assert (board.kind, board.name["ar"]) == (kind, "مجلس الثقافة")
    assert entry(session, "add-board").staff_id == coordinator.id


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"name.sv": " "}, "Skriv namnet på svenska", "name-sv"),
        ({"name.en": "x" * 201}, "högst 200 tecken", "name-en"),
        ({"name.sv": "BARN- och utbildningsnämnden"}, "redan en nämnd som heter så", "name-sv"),
        ({"kind": "kingdom"}, "Välj en sort", "kind"),
        ({"kind": None}, "Välj en sort", "kind"),
    ],
)
def test_a_body_described_badly_is_not_added_and_nothing_typed_is_lost(
    lite_client, lite_session, changes, sentence, field
):
    make_board(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = press(lite_client, lite_client.get(ADD), "Lägg till", NAMES | changes)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert f'href="#{field}"' in refused.text
    assert "مجلس الثقافة" in refused.text
    assert len(lite_session.scalars(select(Board)).all()) == 1


def test_a_body_that_residents_have_read_of_is_renamed_in_no_silence(client, session, coordinator):
    board = make_board(session)
    make_dialogue(session, board=board)
    make_dialogue(session, "draft", board=board, published_on=None)
    page = client.get(f"{PAGE}/{board.id}")
    assert "Namnet står i 1 publicerad dialog" in page.text
    refused = press(client, page, "Spara", {"name.sv": "Bildningsnämnden"})
    assert refused.status_code == 422
    assert "Skriv varför namnet byts" in refused.text
    assert press(client, refused, "Spara", REASON).status_code == 303
    read = client.get("/sv/dialogues/skolgard").text
    assert "Bildningsnämnden" in read
    assert "Nämnderna slås ihop." in read, "residents read what stood there, and why it changed"
    assert "Barn- och utbildningsnämnden" in read
    found = session.scalars(select(Correction)).one()
    assert found.before["value"]["board"]["sv"] == "Barn- och utbildningsnämnden"
    assert found.after["value"]["board"]["sv"] == "Bildningsnämnden"


def test_filling_in_a_missing_language_needs_no_reason(client, session, coordinator):
    board = make_board(session)
    board.name = {"sv": "Barnnämnden"}
    make_dialogue(session, board=board)
    sent = press(client, client.get(f"{PAGE}/{board.id}"), "Spara", {"name.en": "The children's board"})
    assert sent.status_code == 303
    assert "The children&#39;s board" in client.get("/en/dialogues/skolgard").text
    assert session.scalars(select(Correction)).all() == []


def test_another_kind_that_leaves_a_dialogue_lacking_something_is_asked_about_first(
    client, session, coordinator
):
    board = make_board(session)
    planned = make_dialogue(session, "planned", board=board, published_on=None, opens_on=days(4))
    planned.published_on = days(-1)
    session.commit()
    page = client.get(f"{PAGE}/{board.id}")
    asked = press(client, page, "Spara", {"kind": "administration"})
    assert asked.status_code == 409
    assert "Tas tillbaka till planeringen" in asked.text
    fresh(session)
    assert board.kind is BodyKind.BOARD
    assert press(client, asked, "do:agree").status_code == 303
    fresh(session)
    assert board.kind is BodyKind.ADMINISTRATION
    assert planned.stage(days(0)) is Stage.AGREED
    assert client.get("/sv/dialogues/planned").status_code == 404


def test_of_two_who_rename_at_once_the_second_sees_both(client, session, coordinator):
    board = make_board(session)
    session.commit()
    mine = client.get(f"{PAGE}/{board.id}")
    press(client, client.get(f"{PAGE}/{board.id}"), "Spara", {"name.sv": "Deras nämnd"})
    second = press(client, mine, "Spara", {"name.sv": "Min nämnd", "name.ar": "مجلس"})
    assert second.status_code == 409
    assert "Deras nämnd" in second.text
    assert 'value="Min nämnd"' in second.text
    assert press(client, second, "Spara").status_code == 303
    fresh(session)
    assert (board.name["sv"], board.name["ar"]) == ("Min nämnd", "مجلس")


@pytest.fixture
def merging(client, session, coordinator):
    """A board that is to be dissolved, with dialogues in several stages, and the one that follows it."""
    board, follower = make_board(session), make_board(session, "Bildningsnämnden")
    given = {"board": board}
    found = {
        "open": make_dialogue(session, "open", **given, title=in_all("Skolgården")),
        "draft": make_dialogue(session, "draft", **given, published_on=None, title=in_all("Torget")),
        "early": make_dialogue(session, "early", **given, decided_on=days(22), feedback_by=days(40)),
        "decided": make_dialogue(
            session,
            "decided",
            **given,
            opens_on=days(-40),
            closes_on=days(-20),
            reported_on=days(-10),
            decision_published_on=days(-5),
        ),
    }
    member = make_staff(session, Role.POLITICIAN)
    member.boards = [board]
    session.commit()
    return board, follower, found, member


def dissolve(client, board, **fields):
    """Fills in the form and presses the button, with the day as it is typed."""
    page = client.get(f"{PAGE}/{board.id}/dissolve")
    return press(client, page, "Lägg ner nämnden", {"day": days(30).isoformat()} | fields)


def test_a_body_with_dialogues_to_decide_is_not_dissolved_without_a_successor(client, session, merging):
    board, _follower, _found, _member = merging
    refused = dissolve(client, board)
    assert refused.status_code == 422
    assert "Nämnden ska besluta om 2 dialoger. Välj vem som tar över dem." in refused.text
    assert "Skolgården" in refused.text
    assert "Torget" in refused.text
    assert f'value="{days(30)}"' in refused.text
    fresh(session)
    assert board.dissolved_on is None


def test_the_successor_takes_over_what_the_body_would_have_decided(client, session, merging):
    board, follower, found, member = merging
    refused = dissolve(client, board, successor=str(follower.id))
    assert refused.status_code == 422
    assert "Skriv varför en annan nämnd beslutar" in refused.text
    shown = follow(client, press(client, refused, "Lägg ner nämnden", REASON))
    assert "Läggs ner" in shown.text
    fresh(session)
    deciders = {name: dialogue.board_id for name, dialogue in found.items()}
    assert deciders == {
        "open": follower.id,
        "draft": follower.id,
        "early": board.id,
        "decided": board.id,
    }, "what is decided before the day, or has been, stays"
    correction = session.scalars(select(Correction)).one()
    assert (correction.dialogue_id, correction.field) == (found["open"].id, "board")
    assert correction.before["value"]["board_id"] == board.id
    read = client.get("/sv/dialogues/open").text
    assert "Bildningsnämnden" in read
    assert "Nämnderna slås ihop." in read
    assert member.board_ids == {board.id, follower.id}
    parts = select(BoardPart.board_id).where(
        BoardPart.dialogue_id == found["draft"].id, BoardPart.part == CONCERNED
    )
    assert session.scalars(parts).all() == [follower.id]
    traced = [each.dialogue_id for each in session.scalars(select(TraceEntry)) if each.act == "change-board"]
    assert sorted(traced) == sorted([found["open"].id, found["draft"].id])
    assert entry(session, "dissolve-board").details["successor"] == follower.id


def test_people_stay_where_they_are_when_that_is_chosen(client, session, merging):
    board, follower, _found, member = merging
    dissolve(client, board, successor=str(follower.id), people=None, **REASON)
    fresh(session)
    assert member.board_ids == {board.id}


def test_a_successor_that_decides_otherwise_is_asked_about_first(client, session, merging):
    board, _follower, found, _member = merging
    company = make_board(session, "Lindmo bostäder AB", BodyKind.COMPANY)
    session.commit()
    asked = dissolve(client, board, successor=str(company.id), **REASON)
    assert asked.status_code == 409
    assert "Torget" in asked.text
    fresh(session)
    assert board.dissolved_on is None
    assert found["draft"].board_id == board.id
    assert press(client, asked, "do:agree").status_code == 303
    fresh(session)
    assert found["draft"].board_id == company.id


def test_a_mistaken_dissolution_is_undone(client, session, merging):
    board, follower, found, _member = merging
    dissolve(client, board, successor=str(follower.id), **REASON)
    shown = follow(client, post_form(client, f"{PAGE}/{board.id}/restore", page=PAGE))
    assert "Nämnden finns igen" in shown.text
    fresh(session)
    assert board.dissolved_on is None
    assert found["open"].board_id == follower.id, "nothing goes back in silence"
    assert entry(session, "restore-board").details["day"] == days(30).isoformat()


def test_a_body_without_dialogues_is_dissolved_as_it_is(client, session, coordinator):
    board = make_board(session)
    session.commit()
    assert dissolve(client, board, day=days(-3).isoformat()).status_code == 303
    assert "Nedlagd från och med" in client.get(PAGE).text
    assert client.get(f"{PAGE}/{board.id}/dissolve").status_code == 303, "once is enough"
    assert post_form(client, f"{PAGE}/{board.id}/dissolve", page=PAGE).status_code == 303


@pytest.mark.parametrize(
    ("day", "sentence"), [("", "Skriv från och med vilken dag"), ("2026-02-31", "Skriv datumet med år")]
)
def test_a_day_that_cannot_be_is_refused(client, session, coordinator, day, sentence):
    board = make_board(session)
    session.commit()
    refused = dissolve(client, board, day=day)
    assert refused.status_code == 422
    assert sentence in refused.text


def test_a_successor_that_is_gone_by_then_is_refused(client, session, merging):
    board, follower, _found, _member = merging
    page = client.get(f"{PAGE}/{board.id}/dissolve")
    follower.dissolved_on = days(10)
    session.commit()
    fields = {"day": days(30).isoformat(), "successor": str(follower.id), **REASON}
    refused = press(client, page, "Lägg ner nämnden", fields)
    assert refused.status_code == 422
    assert "också nedlagd då" in refused.text
    for wrong in (str(board.id), "999", "x"):
        again = press(client, page, "Lägg ner nämnden", fields | {"successor": wrong})
        assert again.status_code == 422
    fresh(session)
    assert board.dissolved_on is None


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_a_body_that_is_not_there_is_a_missing_page(client, coordinator, number):
    assert client.get(f"{PAGE}/{number}").status_code == 404
    assert client.get(f"{PAGE}/{number}/dissolve").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_coordinators_and_administrators_look_after_bodies_and_nobody_else(lite_client, lite_session, role):
    board = make_board(lite_session)
    lite_session.commit()
    sign_in(lite_client, make_staff(lite_session, role))
    expected = 200 if role in {Role.COORDINATOR, Role.ADMINISTRATOR} else 403
    token = csrf_of(lite_client.get("/staff/account"))
    for path in (PAGE, ADD, f"{PAGE}/{board.id}", f"{PAGE}/{board.id}/dissolve"):
        assert lite_client.get(path).status_code == expected
    if expected == 403:
        for path in (ADD, f"{PAGE}/{board.id}", f"{PAGE}/{board.id}/dissolve", f"{PAGE}/{board.id}/restore"):
            assert lite_client.post(path, data={"csrf_token": token, **NAMES}).status_code == 403
        assert lite_session.scalars(select(Board)).one().name == board.name
    else:
        assert any("/dissolve" in form.action for form in forms(lite_client.get(f"{PAGE}/1/dissolve")))
