"""Places: who may make them, what is refused, what their codes do, and what is told of their answers."""

import re

import pytest
from sqlalchemy import select

from tests.factories import answers_form, days, make_dialogue, make_municipality, make_place, make_staff
from tests.staff import csrf_of, post_form, sign_in
from webapp.domain.codes import ALPHABET
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.models import Place, Tally, TraceEntry
from webapp.outreach import actions

PLACES = "/staff/dialogues/skolgard/places"
STAGES = {
    "draft": {"published_on": None},
    "coming": {"opens_on": days(2)},
    "open": {},
    "closed": {"opens_on": days(-20), "closes_on": days(-2)},
    "reported": {"opens_on": days(-20), "closes_on": days(-2), "reported_on": days(-1)},
}
MAY_VIEW = {Role.OFFICIAL, Role.COORDINATOR, Role.OUTREACH}


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


@pytest.fixture
def outreach(client, session, dialogue):
    person = make_staff(session, Role.OUTREACH)
    sign_in(client, person)
    return person


def stored(session):
    session.rollback()
    session.expire_all()
    places = list(session.scalars(select(Place).order_by(Place.id)))
    session.rollback()
    return places


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_a_place_gets_a_code_that_leads_residents_to_the_dialogue(client, session, outreach):
    added = post_form(client, PLACES, name="Torget  i Lindmo", visit_on="2027-05-14")
    assert added.status_code == 303
    [place] = stored(session)
    assert added.location == f"{PLACES}#place-{place.id}"
    assert (place.name, str(place.visit_on)) == ("Torget i Lindmo", "2027-05-14")
    assert len(place.code) == 6
    assert set(place.code) <= set(ALPHABET)
    shown = client.get(PLACES)
    assert "Torget i Lindmo" in shown.text
    assert f"localhost/q/{place.code}" in shown.text
    resident = client.application.test_client()
    arrived = resident.get(f"/q/{place.code}", headers={"Accept-Language": "en"})
    assert arrived.location == f"/en/dialogues/skolgard?p={place.code}"
    traced = session.scalars(select(TraceEntry).where(TraceEntry.act == "add-place")).one()
    assert (traced.staff_id, traced.dialogue_id) == (outreach.id, place.dialogue_id)
    assert traced.details == {"place": place.id, "code": place.code}


def test_codes_have_no_look_alikes_and_make_no_words():
    assert not set("aeiouy01lo") & set(ALPHABET)
    assert ALPHABET.islower()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": ""}, "Skriv platsens namn"),
        ({"name": " \u202e\x00 "}, "Skriv platsens namn"),
        ({"name": "x" * 121}, "högst 120 tecken"),
        ({"name": "Torget", "visit_on": "i morgon"}, "till exempel 2027-05-14"),
        ({"name": "Torget", "visit_on": "2027-02-30"}, "till exempel 2027-05-14"),
        ({"name": "Torget", "visit_on": "0001-01-01"}, "till exempel 2027-05-14"),
        ({}, "Skriv platsens namn"),
    ],
)
def test_a_place_described_badly_is_not_added_and_what_was_typed_stays(
    client, session, outreach, fields, expected
):
    refused = post_form(client, PLACES, **fields)
    assert refused.status_code == 422
    assert expected in refused.text
    assert "<title>Fel: Platser" in refused.text
    if fields.get("visit_on"):
        assert 'value="Torget"' in refused.text
        assert f'value="{fields["visit_on"]}"' in refused.text
    assert stored(session) == []


@pytest.mark.parametrize(
    "name", ["x" * 120, "Gårdstorget 🌳", "ساحة المدينة", "<b>&amp;</b>", "'; DROP TABLE place"]
)
def test_a_place_can_be_called_anything_that_can_be_read(client, session, outreach, name):
    assert post_form(client, PLACES, name=name).status_code == 303
    assert [place.name for place in stored(session)] == [name]
    assert client.get(PLACES).status_code == 200


def test_a_date_in_arabic_digits_is_a_date(client, session, outreach):
    post_form(client, PLACES, name="Torget", visit_on="٢٠٢٧-٠٥-١٤")
    assert str(stored(session)[0].visit_on) == "2027-05-14"


def test_sending_the_form_twice_makes_one_place(client, session, outreach):
    post_form(client, PLACES, name="Torget", visit_on="2027-05-14")
    again = post_form(client, PLACES, name="TORGET", visit_on="2027-05-14")
    assert again.status_code == 422
    assert "finns redan" in again.text
    assert post_form(client, PLACES, name="Torget", visit_on="2027-05-15").status_code == 303
    assert len(stored(session)) == 2


def test_a_code_that_is_taken_is_drawn_again(session, dialogue, monkeypatch):
    make_place(session, dialogue, code="bcdfgh")
    drawn = iter(["bcdfgh", "bcdfgh", "mnpqrs"])
    monkeypatch.setattr(actions, "random_code", lambda _length: next(drawn))
    assert actions.add_place(session, dialogue, "Torget", None).code == "mnpqrs"
    session.commit()
    assert {place.code for place in stored(session)} == {"bcdfgh", "mnpqrs"}


def test_a_random_source_that_repeats_itself_is_noticed(session, dialogue, monkeypatch):
    make_place(session, dialogue, code="bcdfgh")
    monkeypatch.setattr(actions, "random_code", lambda _length: "bcdfgh")
    with pytest.raises(RuntimeError):
        actions.add_place(session, dialogue, "Torget", None)


def test_a_withdrawn_code_leads_to_the_register_until_it_is_put_to_use_again(
    client, session, dialogue, outreach
):
    place = make_place(session, dialogue, code="hx4mzw")
    assert post_form(client, f"{PLACES}/{place.id}/withdraw", page=PLACES).status_code == 303
    arrived = client.get("/q/hx4mzw", headers={"Accept-Language": "sv"})
    assert arrived.location == "/sv/?code=hx4mzw"
    assert "leder inte till någon dialog längre" in client.get(arrived.location).text
    shown = client.get(PLACES)
    assert "Koder ur bruk" in shown.text
    assert f"/places/{place.id}/poster" not in shown.text
    assert post_form(client, f"{PLACES}/{place.id}/restore", page=PLACES).status_code == 303
    assert client.get("/q/hx4mzw").location.endswith("/dialogues/skolgard?p=hx4mzw")
    acts = session.scalars(select(TraceEntry.act).order_by(TraceEntry.id)).all()
    assert acts == ["withdraw-place", "restore-place"]


def test_withdrawing_twice_keeps_the_first_day(client, session, dialogue, outreach):
    place = make_place(session, dialogue, withdrawn_on=days(-3))
    token = csrf_of(client.get(PLACES))
    client.post(f"{PLACES}/{place.id}/withdraw", data={"csrf_token": token})
    assert stored(session)[0].withdrawn_on == days(-3)


@pytest.mark.parametrize("ending", ["withdraw", "restore"])
def test_a_place_of_another_dialogue_is_out_of_reach(client, session, dialogue, outreach, ending):
    other = make_dialogue(session, slug="torg", board=dialogue.board)
    place = make_place(session, other, withdrawn_on=days(-1) if ending == "restore" else None)
    token = csrf_of(client.get(PLACES))
    refused = client.post(f"{PLACES}/{place.id}/{ending}", data={"csrf_token": token})
    assert refused.status_code == 404
    for download in ("qr.svg", "qr.png", "poster"):
        assert client.get(f"{PLACES}/{place.id}/{download}").status_code == 404
    assert client.get(f"{PLACES}/99999999999999999999/qr.svg").status_code == 404
    assert bool(stored(session)[0].withdrawn_on) == (ending == "restore")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", list(Role))
def test_who_may_see_and_change_places_in_each_stage(lite_client, lite_session, role, stage):
    dialogue = make_dialogue(lite_session, **STAGES[stage])
    place = make_place(lite_session, dialogue)
    sign_in(lite_client, make_staff(lite_session, role))
    token = csrf_of(lite_client.get("/staff/account"))
    may_view, may_edit = role in MAY_VIEW, role in MAY_VIEW and stage in {"draft", "coming", "open"}
    for path in (PLACES, *(f"{PLACES}/{place.id}/{kind}" for kind in ("qr.svg", "qr.png", "poster"))):
        assert lite_client.get(path).status_code == (200 if may_view else 403), path
    expected = 303 if may_edit else 409 if may_view else 403
    for path in (PLACES, f"{PLACES}/{place.id}/withdraw", f"{PLACES}/{place.id}/restore"):
        sent = lite_client.post(path, data={"csrf_token": token, "name": "Torget"})
        assert sent.status_code == expected, path
    assert len(stored(lite_session)) == (2 if may_edit else 1)
    if may_view:
        assert ("Lägg till platsen" in lite_client.get(PLACES).text) == may_edit


def count(session, dialogue, grouping, amount):
    session.add(
        Tally(dialogue_id=dialogue.id, question_id="", grouping=grouping, cell="responses", amount=amount)
    )
    session.commit()


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0, "färre än 10 svar"),
        (9, "färre än 10 svar"),
        (10, "minst 10 svar"),
        (39, "minst 30 svar"),
        (1234, "minst 1 230 svar"),
    ],
)
def test_answers_from_a_place_are_told_in_steps_of_ten(lite_client, lite_session, amount, told):
    dialogue = make_dialogue(lite_session)
    place = make_place(lite_session, dialogue)
    count(lite_session, dialogue, f"place:{place.id}", amount)
    count(lite_session, dialogue, "place:", 57)
    count(lite_session, dialogue, "", amount + 57)
    sign_in(lite_client, make_staff(lite_session, Role.OUTREACH))
    page = lite_client.get(PLACES)
    card = page.text.partition(f'id="place-{place.id}"')[2].partition("</li>")[0]
    assert told in card.replace("\xa0", " ")
    assert "Utan platskod minst 50 svar" in text_of(page)
    if amount % 10:
        assert f"{amount}" not in re.sub(r"<[^>]+>", " ", card)


def test_a_place_without_answers_and_a_dialogue_without_places_have_words(
    client, session, outreach, dialogue
):
    assert "Det finns inga platser än" in client.get(PLACES).text
    make_place(session, dialogue)
    assert "färre än 10 svar" in client.get(PLACES).text


def test_counts_of_other_questions_and_dialogues_are_left_out(client, session, outreach, dialogue):
    other = make_dialogue(session, slug="torg", board=dialogue.board)
    place = make_place(session, dialogue)
    count(session, other, f"place:{place.id}", 90)
    session.add(
        Tally(
            dialogue_id=dialogue.id,
            question_id="one",
            grouping=f"place:{place.id}",
            cell="responses",
            amount=90,
        )
    )
    session.commit()
    assert "minst" not in text_of(client.get(PLACES))


def test_real_answers_from_a_place_are_counted_there(client, session, outreach, dialogue):
    place = make_place(session, dialogue, code="hx4mzw")
    resident = client.application.test_client()
    for number in range(10):
        form = answers_form(fingerprint(dialogue.questions), q_one="gunga", p=place.code, do="send")
        form["key"] = f"key-of-response-{number:04}-xxxx"
        assert resident.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
        shown = text_of(client.get(PLACES))
        assert ("minst 10 svar" in shown) == (number == 9), number


def test_a_draft_says_that_its_codes_do_not_work_yet(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, published_on=None)
    place = make_place(lite_session, dialogue)
    sign_in(lite_client, make_staff(lite_session, Role.OUTREACH))
    assert "Koderna börjar fungera när den är publicerad" in lite_client.get(PLACES).text
    poster = lite_client.get(f"{PLACES}/{place.id}/poster")
    assert "Vänta med att sätta upp affischen" in poster.text
    assert lite_client.get(f"/q/{place.code}").location == f"/sv/?code={place.code}"
