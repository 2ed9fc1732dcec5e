"""Signing in and out, and what is tried by those who may not."""

import subprocess
import sys
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.factories import PASSWORD, make_staff
from tests.staff import SIGN_IN, csrf_of, post_form, sign_in
from webapp.accounts import actions
from webapp.domain.lifecycle import Role
from webapp.models import StaffMember

WRONG = "hör inte ihop"


class CountingHasher(PasswordHasher):
    """Counts how often a password is checked."""

    def __init__(self):
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash, password):
        self.verified += 1
        return super().verify(hash, password)


def attempt(client, email, password="wrong and long enough", **fields):
    return post_form(client, SIGN_IN, email=email, password=password, **fields)


def test_a_person_signs_in_and_reaches_the_page_asked_for(client, session):
    person = make_staff(session)
    asked = client.get("/staff/account")
    assert (asked.status_code, asked.location) == (303, "/staff/sign-in?next=/staff/account")
    form = client.get(asked.location)
    assert 'name="next" value="/staff/account"' in form.text
    arrived = client.post(
        SIGN_IN,
        data={
            "csrf_token": csrf_of(form),
            "email": person.email,
            "password": PASSWORD,
            "next": "/staff/account",
        },
    )
    assert (arrived.status_code, arrived.location) == (303, "/staff/account")
    assert "Maria Ek" in client.get("/staff/account").text


def test_the_case_of_an_address_and_spaces_around_it_do_not_matter(lite_client, lite_session):
    person = make_staff(lite_session)
    assert attempt(lite_client, f"  {person.email.upper()} ", PASSWORD).status_code == 303


def test_who_is_signed_in_passes_the_sign_in_page_by(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session))
    assert lite_client.get(SIGN_IN).location == "/staff/"
    assert lite_client.get(SIGN_IN, query_string={"next": "/staff/account"}).location == "/staff/account"


def test_an_unknown_address_and_a_wrong_password_get_the_same_page(client, session):
    person = make_staff(session)
    make_staff(session, Role.OUTREACH, email="gone@example.se").active = False
    session.commit()
    pages = []
    for email in (person.email, "nobody@example.se", "gone@example.se"):
        answered = attempt(client, email)
        assert answered.status_code == 422
        assert WRONG in answered.text
        pages.append(answered.text.replace(email, "").replace(csrf_of(answered), ""))
    assert pages[0] == pages[1] == pages[2]


def test_as_much_is_hashed_for_nobody_as_for_somebody(lite_client, lite_session, monkeypatch):
    person = make_staff(lite_session)
    hasher = CountingHasher()
    monkeypatch.setattr(actions, "hasher", hasher)
    for email in (person.email, "nobody@example.se", ""):
        attempt(lite_client, email)
    assert hasher.verified == 3


def test_a_person_who_has_left_cannot_sign_in(lite_client, lite_session):
    person = make_staff(lite_session)
    person.active = False
    lite_session.commit()
    assert attempt(lite_client, person.email, PASSWORD).status_code == 422


def test_the_password_is_never_sent_back_and_the_address_is(lite_client, lite_session):
    answered = attempt(lite_client, 'ma"ria@example.se', "a secret nobody sees")
    assert "a secret nobody sees" not in answered.text
    assert "ma&#34;ria@example.se" in answered.text


@pytest.mark.parametrize(
    "password", ["", "x" * 5000, "å" * 300, "\x00", "\ud800".encode("utf-8", "surrogatepass")]
)
def test_odd_passwords_are_only_wrong(client, session, password):
    person = make_staff(session)
    assert attempt(client, person.email, password).status_code == 422


@pytest.mark.parametrize(
    "email", ["\x00", "a\x00b@example.se", "'; --", "x" * 5000, "%s%s", "\u202eevil@example.se"]
)
def test_odd_addresses_are_only_wrong(client, session, email):
    make_staff(session)
    assert attempt(client, email).status_code == 422


def test_after_ten_wrong_passwords_an_account_waits_before_anything_is_hashed(client, session, monkeypatch):
    person = make_staff(session)
    token = csrf_of(client.get(SIGN_IN))
    for _ in range(10):
        wrong = client.post(SIGN_IN, data={"csrf_token": token, "email": person.email, "password": "wrong"})
        assert wrong.status_code == 422

    hasher = CountingHasher()
    monkeypatch.setattr(actions, "hasher", hasher)
    blocked = client.post(
        SIGN_IN, data={"csrf_token": token, "email": person.email.upper(), "password": PASSWORD}
    )
    assert blocked.status_code == 429
    assert "Vänta tio minuter" in blocked.text
    assert person.email.upper() in blocked.text
    assert hasher.verified == 0


def test_a_blocked_account_does_not_block_another(lite_client, lite_session):
    person, other = make_staff(lite_session), make_staff(lite_session, Role.OUTREACH)
    for _ in range(11):
        last = attempt(lite_client, person.email)
    assert last.status_code == 429
    sign_in(lite_client, other)


def test_thirty_wrong_attempts_from_one_place_stop_that_place_whatever_the_address(lite_app, lite_session):
    person = make_staff(lite_session)
    client = lite_app.test_client()
    for number in range(30):
        assert attempt(client, f"guess{number}@example.se").status_code == 422
    assert attempt(client, person.email, PASSWORD).status_code == 429
    elsewhere = lite_app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    sign_in(elsewhere, person)


def test_signing_in_rightly_is_never_counted(lite_client, lite_session):
    person = make_staff(lite_session)
    for _ in range(35):
        sign_in(lite_client, person)


def test_signing_in_gives_a_session_that_shares_nothing_with_the_one_before(lite_client, lite_session):
    person = make_staff(lite_session)
    form = lite_client.get(SIGN_IN)
    before = lite_client.get_cookie("staff").value
    with lite_client.session_transaction() as kept:
        kept["planted"] = "by somebody else"
        token_before = kept["csrf_token"]
    lite_client.post(SIGN_IN, data={"csrf_token": csrf_of(form), "email": person.email, "password": PASSWORD})
    assert lite_client.get_cookie("staff").value != before
    lite_client.get("/staff/account")
    with lite_client.session_transaction() as now:
        assert "planted" not in now
        assert now["csrf_token"] != token_before


def test_the_cookie_is_for_this_site_only_and_out_of_scripts_reach(lite_client, lite_session):
    lite_client.application.config["SESSION_COOKIE_SECURE"] = True
    answered = lite_client.get(SIGN_IN, base_url="https://localhost")
    cookie = answered.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Expires" not in cookie


def test_the_form_works_over_https_behind_its_own_referrer_policy(lite_app, lite_session):
    lite_app.config["SESSION_COOKIE_SECURE"] = True
    person, client = make_staff(lite_session), lite_app.test_client()
    form = client.get(SIGN_IN, base_url="https://localhost")
    assert form.headers["Referrer-Policy"] == "same-origin"
    answered = client.post(
        SIGN_IN,
        base_url="https://localhost",
        headers={"Referer": "https://localhost/staff/sign-in", "Origin": "https://localhost"},
        data={"csrf_token": csrf_of(form), "email": person.email, "password": PASSWORD},
    )
    assert answered.status_code == 303


def test_another_site_cannot_sign_a_visitor_in(lite_client, lite_session):
    person = make_staff(lite_session)
    form = {"email": person.email, "password": PASSWORD}
    assert lite_client.post(SIGN_IN, data=form).status_code == 400
    token = csrf_of(lite_client.get(SIGN_IN))
    foreign = lite_client.post(
        SIGN_IN, data=form | {"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert lite_client.get("/staff/account").status_code == 303


def test_a_sign_in_form_whose_cookie_is_gone_asks_once_more_and_keeps_the_address(lite_client, lite_session):
    person = make_staff(lite_session)
    token = csrf_of(lite_client.get(SIGN_IN))
    lite_client.delete_cookie("staff")
    answered = lite_client.post(
        SIGN_IN, data={"csrf_token": token, "email": person.email, "password": PASSWORD}
    )
    assert answered.status_code == 400
    assert "har varit öppen länge" in answered.text
    assert person.email in answered.text
    again = {"csrf_token": csrf_of(answered), "email": person.email, "password": PASSWORD}
    assert lite_client.post(SIGN_IN, data=again).status_code == 303


ELSEWHERE = [
    "//evil.test",
    "https://evil.test/",
    "http:evil.test",
    "javascript:alert(1)",
    "/\\evil.test",
    "\\\\evil.test",
    "/staff/\\evil.test",
    "/staff//evil.test",
    "/\t/evil.test",
    "/staff/account\r\nSet-Cookie: a=b",
    "/staff/account?x=\r\nSet-Cookie: a=b",
    "/staff/acc\tount",
    "/staff/account\x00",
    " /staff/account",
    "//localhost/staff/account",
    "///staff/account",
    "/staff/../sv/",
    "/sv/",
    "/staff/there-is-no-such-page",
    "/staff/sign-out",
    "/staff/account" + "?x=" + "y" * 5000,
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_after_signing_in_nobody_is_led_off_the_staff_pages(lite_client, lite_session, elsewhere):
    person = make_staff(lite_session)
    answered = attempt(lite_client, person.email, PASSWORD, next=elsewhere)
    assert (answered.status_code, answered.location) == (303, "/staff/")
    assert lite_client.get(SIGN_IN, query_string={"next": elsewhere}).location == "/staff/"


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(client, session, app):
    person = make_staff(session)
    sign_in(client, person)
    copied = client.get_cookie("staff").value
    left = post_form(client, "/staff/sign-out", page="/staff/account")
    assert left.status_code == 303
    assert "Du är utloggad" in client.get(left.location).text
    assert client.get("/staff/account").status_code == 303
    thief = app.test_client()
    thief.set_cookie("staff", copied)
    assert thief.get("/staff/account").status_code == 303


def test_signing_out_by_a_link_is_not_possible(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session))
    refused = lite_client.get("/staff/sign-out")
    assert refused.status_code == 405
    assert lite_client.get("/staff/account").status_code == 200


def test_a_session_that_nobody_ends_is_over_after_its_time(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session))
    assert client.get("/staff/account").status_code == 200
    assert lite_app.permanent_session_lifetime == timedelta(hours=12)
    lite_app.config["PERMANENT_SESSION_LIFETIME"] = -1
    assert client.get("/staff/account").status_code == 303


def test_a_hash_with_older_parameters_is_renewed_when_its_owner_signs_in(client, session, monkeypatch):
    person = make_staff(session)
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(actions, "hasher", stronger)
    sign_in(client, person)
    session.expire_all()
    renewed = session.scalars(select(StaffMember)).one().password_hash
    assert not stronger.check_needs_rehash(renewed)
    assert client.get("/staff/account").status_code == 200
    sign_in(client, person)


def test_the_service_hashes_with_argon2id_at_full_strength():
    program = "from webapp.accounts.actions import hash_password; print(hash_password('a password'))"
    kept = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_sign_in_pages_are_kept_out_of_caches(lite_client, lite_session):
    assert lite_client.get(SIGN_IN).headers["Cache-Control"] == "no-store"
