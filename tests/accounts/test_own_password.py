"""One's own password."""

import pytest

from tests.factories import PASSWORD, make_staff
from tests.staff import SIGN_IN, post_form, sign_in
from webapp.accounts.actions import give_start_password

ACCOUNT = "/staff/account"
NEW = "häst batteri klammer rätt"


def test_a_new_password_ends_other_sessions_and_lets_this_one_go_on(client, session, app):
    person = make_staff(session)
    elsewhere = app.test_client()
    sign_in(elsewhere, person)
    sign_in(client, person)
    old_cookie = client.get_cookie("staff").value
    changed = post_form(client, ACCOUNT, password=PASSWORD, new_password=NEW)
    assert changed.status_code == 303
    assert "Lösenordet är bytt" in client.get(changed.location).text
    assert elsewhere.get(ACCOUNT).status_code == 303
    client.set_cookie("staff", old_cookie)
    assert client.get(ACCOUNT).status_code == 303
    client.delete_cookie("staff")
    assert post_form(client, SIGN_IN, email=person.email, password=PASSWORD).status_code == 422
    sign_in(client, person, NEW)


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters(client, session):
    person = make_staff(session)
    sign_in(client, person)
    post_form(client, ACCOUNT, password=PASSWORD, new_password="a\u030angstro\u0308m i tunneln")
    sign_in(client, person, "\u00e5ngstr\u00f6m i tunneln")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"password": "wrong", "new_password": NEW}, "Det är inte ditt lösenord nu"),
        ({"password": PASSWORD, "new_password": "elva tecken"}, "för kort"),
        ({"password": PASSWORD, "new_password": ""}, "för kort"),
        ({"password": PASSWORD, "new_password": "x" * 300}, "högst 200 tecken"),
        ({"password": PASSWORD, "new_password": "abababababab"}, "lätt att gissa"),
        ({"password": PASSWORD, "new_password": "OFFICIAL@example.se"}, "lätt att gissa"),
        ({"password": PASSWORD, "new_password": PASSWORD}, "samma som"),
        ({}, "Det är inte ditt lösenord nu"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(lite_client, lite_session, fields, expected):
    person = make_staff(lite_session)
    sign_in(lite_client, person)
    refused = post_form(lite_client, ACCOUNT, **fields)
    assert refused.status_code == 422
    assert expected in refused.text
    assert "<title>Fel: Mitt konto" in refused.text
    for value in fields.values():
        assert not value or value not in refused.text or value == person.email
    lite_session.refresh(person)
    assert person.session_version == 1
    sign_in(lite_client, person)


def test_guessing_the_present_password_is_limited(lite_client, lite_session):
    person = make_staff(lite_session)
    sign_in(lite_client, person)
    statuses = [
        post_form(lite_client, ACCOUNT, password=f"guess {n}", new_password=NEW).status_code
        for n in range(11)
    ]
    assert statuses == [422] * 10 + [429]


def test_a_start_password_opens_nothing_but_the_choice_of_an_own_one(client, session):
    person = make_staff(session)
    give_start_password(person, "start-pass-word-1")
    session.commit()
    sign_in(client, person, "start-pass-word-1")
    for path in ("/staff/", "/staff/people", "/staff/dialogues"):
        led = client.get(path)
        assert led.status_code in {303, 403}
    assert client.get("/staff/").location == ACCOUNT
    assert "startlösenord" in client.get(ACCOUNT).text
    same = post_form(client, ACCOUNT, password="start-pass-word-1", new_password="start-pass-word-1")
    assert same.status_code == 422
    chosen = post_form(client, ACCOUNT, password="start-pass-word-1", new_password=NEW)
    assert chosen.location == "/staff/"
    session.refresh(person)
    assert not person.has_start_password
    assert client.get("/staff/").location != ACCOUNT
