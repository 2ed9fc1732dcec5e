"""Administrators say who the municipality is and which policy it follows, and see first what that does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.factories import days, in_all, make_board, make_dialogue, make_municipality, make_staff
from tests.forms import follow, forms, press
from tests.staff import csrf_of, post_form, sign_in
from webapp.domain.gates import unmet
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.policy import Moment
from webapp.models import Municipality, StoredAnswer, TraceEntry
from webapp.models.record import record_of
from webapp.profiles import STANDARD, profiles

PAGE = "/staff/municipality"
TO_TJORN = f"{PAGE}/profile/tjorn"
GIVEN = {
    "name": "Lindmo kommun",
    "email": "nya@example.se",
    "phone": "0500-200 00",
    "data_protection_email": "dso@example.se",
    "complaints_address": "Ring 0500-300 00",
}


@pytest.fixture
def town(session):
    return make_municipality(session)


@pytest.fixture
def administrator(client, session, town):
    person = make_staff(session, Role.ADMINISTRATOR)
    sign_in(client, person)
    return person


def acts(session):
    session.rollback()
    session.expire_all()
    return [entry.act for entry in session.scalars(select(TraceEntry).order_by(TraceEntry.id))]


def details(session, act):
    return session.scalars(select(TraceEntry).where(TraceEntry.act == act)).one().details


@pytest.mark.requirement("R25", "R44")
def test_what_an_administrator_writes_is_what_residents_read(client, session, town, administrator):
    shown = follow(client, press(client, client.get(PAGE), "Spara", GIVEN))
    assert "Uppgifterna om kommunen är sparade" in shown.text
    public = client.get("/sv/").text
    assert "0500-200 00" in public
    assert "nya@example.se" in public
    make_dialogue(session)
    assert "0500-300 00" in client.get("/sv/dialogues/skolgard").text
    session.rollback()
    session.refresh(town)
    assert town.complaints_address == "Ring 0500-300 00"
    assert details(session, "change-municipality")["fields"] == ["email", "phone", "complaints_address"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Skriv kommunens namn"),
        ({"name": "x" * 201}, "högst 200 tecken"),
        ({"email": "kontakt"}, "Skriv en hel e-postadress"),
        ({"data_protection_email": "a b@c.se"}, "Skriv en hel e-postadress"),
        ({"phone": "1" * 41}, "högst 40 tecken"),
        ({"complaints_address": "y" * 501}, "högst 500 tecken"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    lite_client, lite_session, change, sentence
):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = press(lite_client, lite_client.get(PAGE), "Spara", GIVEN | change)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert f'href="#{next(iter(change))}"' in refused.text
    assert 'value="0500-200 00"' in refused.text or "phone" in change
    assert "kontakt@example.se" in lite_client.get("/sv/").text, "nothing was saved"


def test_of_two_who_change_it_at_once_the_second_sees_both(client, session, town, administrator):
    mine = client.get(PAGE)
    press(client, client.get(PAGE), "Spara", {"phone": "0500-1", "email": "forst@example.se"})
    second = press(client, mine, "Spara", {"phone": "0500-2"})
    assert second.status_code == 409
    assert "Någon annan har sparat under tiden" in second.text
    assert "0500-1" in second.text
    assert 'value="0500-2"' in second.text
    assert 'value="forst@example.se"' in second.text, "what only the other changed is taken over"
    assert press(client, second, "Spara").status_code == 303
    session.rollback()
    session.refresh(town)
    assert (town.phone, town.email) == ("0500-2", "forst@example.se")


def test_a_municipality_that_is_not_set_up_is_set_up_here(client, session):
    sign_in(client, make_staff(session, Role.ADMINISTRATOR))
    assert press(client, client.get(PAGE), "Spara", GIVEN).status_code == 303
    town = session.scalars(select(Municipality)).one()
    assert (town.name, town.profile_id) == ("Lindmo kommun", STANDARD)


def test_every_policy_can_be_chosen_and_says_whose_it_is(client, administrator):
    page = client.get(PAGE).text
    for words in ("Tjörns kommun", "KS 2020/420", "KS 2017/261", "Kungsbacka kommun", "14 oktober 2014"):
        assert words in page
    assert page.count("Gäller nu") == 1


def waiting_town(session):
    """A dialogue in each place that a change of policy can find it in."""
    board = make_board(session)
    whole = {"board": board, "published_on": None}
    planned = make_dialogue(session, "planned", **whole, opens_on=days(5), title=in_all("Simhallen"))
    planned.published_on = days(-1)
    draft = make_dialogue(session, "draft", **whole, title=in_all("Torget"))
    running = make_dialogue(session, "running", board=board, title=in_all("Skolgården"))
    session.commit()
    return planned, draft, running


def test_the_page_shows_what_becomes_unmet_and_changes_nothing(client, session, town, administrator):
    waiting_town(session)
    before = len(acts(session))
    page = client.get(TO_TJORN)
    text = page.text
    assert "Simhallen" in text
    assert "Torget" in text
    assert "Skolgården" not in text, "what is open goes on"
    assert "Tas tillbaka till planeringen" in text
    assert "Uppsökande arbete ska övervägas" in text, "the policy's own words"
    session.rollback()
    session.refresh(town)
    assert town.profile_id == STANDARD
    assert len(acts(session)) == before


def test_the_choice_re_evaluates_every_dialogue_that_is_not_open(client, session, town, administrator):
    planned, draft, running = waiting_town(session)
    assert client.get("/sv/dialogues/planned").status_code == 200
    shown = follow(client, press(client, client.get(TO_TJORN), "Byt policy"))
    assert "Ni följer nu Policy för invånardialog" in shown.text
    session.rollback()
    session.expire_all()
    assert town.profile_id == "tjorn"
    assert planned.stage(days(0)) is Stage.AGREED, "nothing opens with an unmet gate"
    assert client.get("/sv/dialogues/planned").status_code == 404
    assert draft.stage(days(0)) is Stage.AGREED
    assert running.stage(days(0)) is Stage.OPEN
    told = details(session, "choose-profile")
    assert (told["before"], told["after"]) == (STANDARD, "tjorn")
    assert sorted(told["dialogues"]) == ["draft", "planned"]
    assert "outreach" in " ".join(details(session, "take_back")["gates"])


def test_who_has_read_something_else_than_what_will_happen_is_asked_again(
    client, session, town, administrator
):
    read = client.get(TO_TJORN)
    waiting_town(session)
    again = press(client, read, "Byt policy")
    assert again.status_code == 409
    assert "Något har ändrats sedan du öppnade sidan" in again.text
    session.rollback()
    session.refresh(town)
    assert town.profile_id == STANDARD
    assert press(client, again, "Byt policy").status_code == 303


def test_choosing_without_having_read_the_page_changes_nothing(client, session, town, administrator):
    sent = post_form(client, TO_TJORN)
    assert sent.status_code == 409
    session.rollback()
    session.refresh(town)
    assert town.profile_id == STANDARD


def test_own_changes_to_the_former_policy_are_let_go_and_kept_in_the_trace(
    client, session, town, administrator
):
    town.profile_changes = {"policy": {"name": "Vår policy"}, "gates_off": ["purpose-and-goal"]}
    session.commit()
    page = client.get(TO_TJORN)
    assert "Era 2 egna ändringar i den nuvarande policyn tas bort" in page.text
    press(client, page, "Byt policy")
    session.rollback()
    session.refresh(town)
    assert town.profile_changes == {}
    assert details(session, "choose-profile")["changes"]["policy"] == {"name": "Vår policy"}


def test_an_answer_does_not_answer_another_question_of_the_same_name(
    app, client, session, town, administrator
):
    profiles = app.extensions["profiles"]
    gate = next(each for each in profiles["tjorn"].gates if each.ask)
    other = replace(gate, question={"sv": "En helt annan fråga?"})
    gates = tuple(other if each is gate else each for each in profiles["tjorn"].gates)
    app.extensions["profiles"] = {**profiles, "annan": replace(profiles["tjorn"], id="annan", gates=gates)}
    town.profile_id = "tjorn"
    session.commit()
    draft = make_dialogue(session, "draft", published_on=None, profile="tjorn")
    page = client.get(f"{PAGE}/profile/annan")
    assert "En helt annan fråga?" in page.text
    assert press(client, page, "Byt policy").status_code == 303
    answers = select(StoredAnswer).where(StoredAnswer.dialogue_id == draft.id)
    assert gate.id not in {each.gate for each in session.scalars(answers)}
    assert details(session, "forget-answer")["words"], "what was answered stays in the trace"


def test_a_policy_that_is_gone_from_the_server_is_told(client, session, town, administrator):
    town.profile_id = "bortglomd"
    session.commit()
    page = client.get(PAGE).text
    assert "”bortglomd” finns inte längre" in page
    assert client.get("/staff/policy").status_code == 200


def test_the_policy_that_is_followed_cannot_be_chosen_again(client, session, town, administrator):
    page = f"{PAGE}/profile/{STANDARD}"
    assert "Ni följer redan den här policyn" in client.get(page).text
    post_form(client, page, page=PAGE)
    assert "choose-profile" not in acts(session)


@pytest.mark.parametrize("profile", ["ingen", "..%2Fstandard", "x" * 300])
def test_a_policy_that_is_not_there_is_a_missing_page(lite_client, lite_session, profile):
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    assert lite_client.get(f"{PAGE}/profile/{profile}").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_reach_the_pages_of_the_municipality_and_the_policy(
    lite_client, lite_session, role
):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    token = csrf_of(lite_client.get("/staff/account"))
    area = "/staff/policy/change/document"
    for path in (PAGE, TO_TJORN, "/staff/policy", area, "/staff/policy/differences"):
        assert lite_client.get(path).status_code == 403
    for path in (PAGE, TO_TJORN, area, "/staff/policy/differences"):
        assert lite_client.post(path, data={"csrf_token": token, **GIVEN}).status_code == 403
    assert lite_session.scalars(select(Municipality)).one().profile_id == STANDARD


def test_a_dialogue_that_is_published_while_the_policy_changes_does_not_open_with_an_unmet_gate(app, session):
    town = make_municipality(session)
    board = make_board(session)
    people = [make_staff(session, Role.ADMINISTRATOR), make_staff(session, Role.COORDINATOR)]
    clients = [app.test_client() for _person in people]
    for client, person in zip(clients, people, strict=True):
        sign_in(client, person)
    for number in range(3):
        draft = make_dialogue(session, f"d{number}", board=board, published_on=None, opens_on=days(5))
        other = "tjorn" if town.profile_id == STANDARD else STANDARD
        agreed = forms(clients[0].get(f"{PAGE}/profile/{other}"))[-1].fields
        token = csrf_of(clients[1].get("/staff/account"))
        begin = Barrier(2)

        def choose(fields=agreed, other=other, begin=begin):
            begin.wait()
            return clients[0].post(f"{PAGE}/profile/{other}", data=fields).status_code

        def publish(slug=draft.slug, token=token, begin=begin):
            begin.wait()
            path = f"/staff/dialogues/{slug}/open"
            return clients[1].post(path, data={"csrf_token": token}).status_code

        with ThreadPoolExecutor(2) as pool:
            answers = [each.result() for each in (pool.submit(choose), pool.submit(publish))]
        assert set(answers) <= {303, 409, 422}, answers
        session.rollback()
        session.refresh(town)
        session.refresh(draft)
        if draft.published_on is not None:
            profile = profiles()[town.profile_id]
            left = unmet(profile, record_of(session, draft, days(0)), Moment.PUBLISH)
            assert [state.gate.id for state in left] == []
