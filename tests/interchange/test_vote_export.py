"""The orders of a ranking leave as a PrefLib file, once the dialogue is over, and say nothing else."""

import pytest
from sqlalchemy import select

from tests.factories import days, make_dialogue, make_municipality, make_staff, question, question_set
from tests.results.sending import send, send_all, withdraw
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Limits
from webapp.interchange.preflib import read_preflib
from webapp.models import TraceEntry

PAGE = "/staff/dialogues/skolgard/results"
ADDRESS = f"{PAGE}/rank/orders"
BUTTON = "Hämta ordningarna (PrefLib)"


def order(*options: str) -> dict[str, str]:
    return {f"q_rank__{option}": str(place) for place, option in enumerate(options, start=1)}


ORDERS = [order("lek", "boll")] * 3 + [order("gunga")] * 5 + [order("boll", "gunga")] * 4


def asked(session, **limits):
    questions = question_set(
        question("one"), question("rank", "ranking", may_decline=True, limits=Limits(**limits))
    )
    return make_dialogue(session, questions=questions)


def reader(app, session):
    make_municipality(session)
    client = app.test_client()
    sign_in(client, make_staff(session, Role.POLITICIAN))
    return client


def over(session, dialogue) -> None:
    session.refresh(dialogue)
    dialogue.closes_on = days(-1)
    session.commit()


def taken(client, status: int = 200):
    form = {"csrf_token": csrf_of(client.get("/staff/account"))}
    answered = client.post(ADDRESS, data=form)
    assert answered.status_code == status
    return answered


def test_the_orders_of_a_sensitive_question_are_no_open_data(app, client, session) -> None:
    staff = reader(app, session)
    questions = question_set(question("rank", "ranking", sensitive=True))
    dialogue = make_dialogue(session, questions=questions)
    send_all(client, dialogue, [order("lek", "boll")] * 10)
    over(session, dialogue)
    assert BUTTON not in staff.get(PAGE).text
    taken(staff, status=404)


def test_the_file_holds_every_order_and_how_many_gave_it(app, client, session) -> None:
    staff = reader(app, session)
    dialogue = asked(session, places=2)
    send_all(client, dialogue, ORDERS)
    send(client, dialogue, **{"decline.rank": "1"})
    send(client, dialogue, q_one="boll")
    withdraw(client, send(client, dialogue, **order("lek", "gunga")))
    over(session, dialogue)
    assert BUTTON in staff.get(PAGE).text
    answered = taken(staff)
    assert answered.headers["Content-Disposition"] == "attachment; filename=skolgard-rank.soi"
    found = read_preflib(answered.data)
    assert (found.title, found.options) == ("Fråga om rank?", ("Gunga", "Boll", "Lek"))
    assert found.orders == ((((1,),), 5), (((2,), (1,)), 4), (((3,), (2,)), 3))
    entry = session.scalars(select(TraceEntry)).all()[-1]
    assert (entry.act, entry.details) == ("download-orders", {"question": "rank"})


def test_orders_of_all_options_are_a_complete_file(lite_app, lite_client, lite_session) -> None:
    staff = reader(lite_app, lite_session)
    dialogue = asked(lite_session)
    send_all(lite_client, dialogue, [order("lek", "boll", "gunga")] * 2)
    over(lite_session, dialogue)
    answered = taken(staff)
    assert answered.headers["Content-Disposition"].endswith("skolgard-rank.soc")
    assert read_preflib(answered.data).orders == ((((3,), (2,), (1,)), 2),)


def test_nothing_is_handed_out_while_answers_still_come(lite_app, lite_client, lite_session) -> None:
    staff = reader(lite_app, lite_session)
    send_all(lite_client, asked(lite_session, places=2), ORDERS)
    assert BUTTON not in staff.get(PAGE).text
    taken(staff, 409)
    assert not lite_session.scalars(select(TraceEntry)).all()


def test_only_a_ranking_has_orders(lite_app, lite_client, lite_session) -> None:
    staff = reader(lite_app, lite_session)
    over(lite_session, asked(lite_session))
    token = {"csrf_token": csrf_of(staff.get("/staff/account"))}
    for wrong in ("one", "missing"):
        assert staff.post(f"{PAGE}/{wrong}/orders", data=token).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN}))
def test_whoever_may_not_download_gets_nothing(lite_app, lite_session, role) -> None:
    make_municipality(lite_session)
    over(lite_session, asked(lite_session))
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, role))
    taken(client, 403)
