"""Two officials edit the same plan: the second sees both versions, and nothing is lost."""

from threading import Barrier, Thread

import pytest
from flask.testing import FlaskClient

from tests.factories import days, make_dialogue, make_municipality, make_staff
from tests.forms import follow, press
from tests.planning.pages import PLAN, another_board, planned, stored
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import BoardPart
from webapp.models.policy import TAKES_PART

SAVE = "do:save"


@pytest.fixture
def other(lite_app, lite_session) -> FlaskClient:
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.COORDINATOR))
    return client


def test_what_both_changed_is_shown_side_by_side_and_then_the_second_decides(
    lite_client, other, lite_session
):
    planned(lite_client, lite_session)
    mine, theirs = lite_client.get(PLAN), other.get(PLAN)
    follow(other, press(other, theirs, SAVE, {"reason": "Deras skäl", "resources": "Deras resurser"}))
    clash = press(lite_client, mine, SAVE, {"reason": "Mitt skäl", "budget_year": "2028"})
    assert clash.status_code == 409
    assert "Någon annan har sparat under tiden" in clash.text
    assert "Deras skäl" in clash.text
    assert "Mitt skäl</textarea>" in clash.text
    assert "Deras resurser</textarea>" in clash.text
    assert stored(lite_session).reason == "Deras skäl"
    follow(lite_client, press(lite_client, clash, SAVE))
    plan = stored(lite_session)
    assert (plan.reason, plan.resources, plan.budget_year) == ("Mitt skäl", "Deras resurser", 2028)


def test_rows_and_boxes_that_only_the_other_changed_are_taken_in(lite_client, other, lite_session):
    planned(lite_client, lite_session)
    board = another_board(lite_session)
    mine, theirs = lite_client.get(PLAN), other.get(PLAN)
    row = {"taking.0.board": str(board.id), "taking.0.reason": "De sköter träden."}
    follow(other, press(other, theirs, SAVE, {"channels": ["phone"], **row}))
    together = press(lite_client, mine, SAVE, {"budget_year": "2028"})
    assert together.status_code == 409
    assert "<table>" not in together.text
    follow(lite_client, press(lite_client, together, SAVE))
    plan = stored(lite_session)
    assert (plan.channels, plan.budget_year) == (["phone"], 2028)
    [part] = lite_session.query(BoardPart).filter_by(part=TAKES_PART)
    assert part.reason == "De sköter träden."


def test_a_form_without_its_base_overwrites_nothing(lite_client, lite_session):
    planned(lite_client, lite_session)
    mine = lite_client.get(PLAN)
    for base in (None, "", "[]", "{"):
        clash = press(lite_client, mine, SAVE, {"base": base, "reason": "Mitt skäl"})
        assert clash.status_code == 409
        assert "Mitt skäl" in clash.text
    assert stored(lite_session).reason == "Många använder gården varje dag."


def test_a_plan_typed_before_the_dialogue_opened_is_refused(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    mine = lite_client.get(PLAN)
    dialogue.published_on = days(-6)
    lite_session.commit()
    assert press(lite_client, mine, SAVE, {"reason": "Mitt skäl"}).status_code == 409
    assert stored(lite_session).reason == "Många använder gården varje dag."


def test_of_two_who_save_in_the_same_moment_one_is_told(app, session):
    make_municipality(session)
    people = [make_staff(session, Role.OFFICIAL), make_staff(session, Role.COORDINATOR)]
    clients = [app.test_client() for _person in people]
    for client, person in zip(clients, people, strict=True):
        sign_in(client, person)
    make_dialogue(session, published_on=None)
    pages = [client.get(PLAN) for client in clients]
    start, answers = Barrier(2), {}

    def save(number: int) -> None:
        start.wait()
        answered = press(clients[number], pages[number], SAVE, {"resources": f"Person {number}"})
        answers[answered.status_code] = (f"Person {number}", answered.text)

    threads = [Thread(target=save, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409]
    typed, page = answers[409]
    assert f"{typed}</textarea>" in page
    assert stored(session).resources == answers[303][0]
