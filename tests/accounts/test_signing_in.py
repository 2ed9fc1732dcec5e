"""Signing in and out, with the attempts of those who may not."""

from tests.factories import PASSWORD, make_staff
from tests.staff import SIGN_IN, csrf_of, post_form, sign_in


def test_a_person_signs_in_and_reaches_the_page_asked_for(client, session):
    person = make_staff(session)
    asked = client.get("/staff/account")
    assert asked.status_code == 303
    assert asked.location == "/staff/sign-in?next=/staff/account"
    arrived = post_form(client, SIGN_IN, page=asked.location, email=person.email, password=PASSWORD, next="/staff/account")
    assert arrived.location == "/staff/account"
    assert "Maria Ek" in client.get("/staff/account").text
