"""A session that has ended, or a token that does not hold: nobody loses what they typed."""

from html import unescape

import html5lib
import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, make_staff
from tests.staff import SIGN_IN, csrf_of, post_form, sign_in
from webapp.accounts.actions import give_start_password
from webapp.domain.lifecycle import Role
from webapp.models import StaffMember

ADD, ACCOUNT = "/staff/people/add", "/staff/account"
TYPED = {"name": 'Åsa "Lind" <b>', "email": "asa@example.se", "roles": ["outreach", "politician"]}
HERE = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.test"}]


def form_of(response, action):
    """(name, value) of every hidden field in the page's form that is sent to `action`."""
    root = html5lib.parse(response.text, namespaceHTMLElements=False)
    [form] = [each for each in root.iter("form") if each.get("action") == action]
    return [
        (each.get("name"), each.get("value", ""))
        for each in form.iter("input")
        if each.get("type") == "hidden"
    ]


def as_data(fields):
    data = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return data


def addresses(session):
    """The e-mail addresses of everybody who has an account now."""
    session.rollback()
    found = list(session.scalars(select(StaffMember.email)))
    session.rollback()
    return found


@pytest.fixture
def person(session):
    return make_staff(session, Role.ADMINISTRATOR)


@pytest.fixture
def form(client, person):
    """A form filled in by somebody signed in."""
    sign_in(client, person)
    return {"csrf_token": csrf_of(client.get(ADD)), **TYPED}


def end_by_cookie(client, session, person):
    client.delete_cookie("staff")


def end_by_password_elsewhere(client, session, person):
    person.session_version += 1
    session.commit()


def end_by_time(client, session, person):
    client.application.config["PERMANENT_SESSION_LIFETIME"] = -1


@pytest.mark.parametrize("end", [end_by_cookie, end_by_password_elsewhere, end_by_time])
def test_what_was_typed_outlives_the_session(client, session, person, form, end):
    end(client, session, person)
    asked = client.post(ADD, data=form, headers=HERE)
    client.application.config["PERMANENT_SESSION_LIFETIME"] = 3600
    assert asked.status_code == 401
    assert "Det du skrev finns kvar" in asked.text
    assert TYPED["email"] not in addresses(session)
    carried = as_data(form_of(asked, SIGN_IN))
    shown = client.post(SIGN_IN, data={**carried, "email": person.email, "password": PASSWORD})
    assert shown.status_code == 200
    assert "Du är inloggad igen" in shown.text
    assert "Spara det jag skrev" in shown.text
    assert TYPED["name"] in unescape(shown.text)
    again = form_of(shown, ADD)
    assert sorted(each for each in again if each[0] != "csrf_token") == sorted(
        [
            ("name", TYPED["name"]),
            ("email", TYPED["email"]),
            ("roles", "outreach"),
            ("roles", "politician"),
        ]
    )
    assert client.post(ADD, data=as_data(again)).status_code == 200
    session.rollback()
    added = session.scalars(select(StaffMember).where(StaffMember.email == TYPED["email"])).one()
    assert added.roles == {Role.OUTREACH, Role.POLITICIAN}


def test_a_wrong_password_a_missing_token_and_too_many_tries_keep_what_was_typed(client, person, form):
    client.delete_cookie("staff")
    answered = client.post(ADD, data=form, headers=HERE)
    for expected in [422] * 10 + [429]:
        carried = as_data(form_of(answered, SIGN_IN))
        answered = client.post(SIGN_IN, data={**carried, "email": person.email, "password": "wrong"})
        assert answered.status_code == expected
        assert TYPED["name"] in unescape(answered.text)
    carried = as_data(form_of(answered, SIGN_IN))
    client.delete_cookie("staff")
    answered = client.post(SIGN_IN, data={**carried, "email": "other@example.se", "password": PASSWORD})
    assert answered.status_code == 400
    assert TYPED["name"] in unescape(answered.text)


def test_another_language_keeps_what_was_typed_and_is_no_attempt(client, person, form):
    client.delete_cookie("staff")
    carried = as_data(form_of(client.post(ADD, data=form, headers=HERE), SIGN_IN))
    for _ in range(12):
        answered = client.post(
            SIGN_IN, query_string={"choose": "ar"}, data={**carried, "email": person.email, "choose": "ar"}
        )
        assert answered.status_code == 200
    assert '<html lang="ar" dir="rtl">' in answered.text
    assert TYPED["name"] in unescape(answered.text)


def test_passwords_are_not_carried_along(client, session, person):
    sign_in(client, person)
    token = csrf_of(client.get("/staff/account"))
    client.delete_cookie("staff")
    secrets = {"password": PASSWORD, "new_password": "the new and secret one"}
    asked = client.post("/staff/account", data={"csrf_token": token, **secrets}, headers=HERE)
    assert asked.status_code == 401
    assert PASSWORD not in asked.text
    assert "the new and secret one" not in asked.text


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_sites_form_is_not_kept_for_the_person_to_save(client, session, person, headers):
    refused = client.post(ADD, data=TYPED, headers=headers)
    assert refused.status_code == 400
    assert TYPED["email"] not in refused.text
    assert "password" not in refused.text


@pytest.mark.parametrize("token", [None, "", "forged", "expired"])
def test_a_form_whose_token_does_not_hold_is_shown_to_be_saved_again(client, session, form, token):
    if token == "expired":
        with client.session_transaction() as kept:
            kept["csrf_token"] = "another"
    elif token is None:
        del form["csrf_token"]
    else:
        form["csrf_token"] = token
    asked = client.post(ADD, data=form, headers=HERE)
    assert asked.status_code == 400
    assert "Sidan hade blivit för gammal" in asked.text
    for value in (TYPED["name"], TYPED["email"]):
        assert f'dir="auto">{value}</dd>' in unescape(asked.text)
    assert addresses(session) == ["administrator@example.se"]
    assert client.post(ADD, data=as_data(form_of(asked, ADD))).status_code == 200
    assert TYPED["email"] in addresses(session)


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_forged_form_of_another_site_gets_a_plain_refusal(client, session, form, headers):
    form["csrf_token"] = "forged"
    refused = client.post(ADD, data=form, headers=headers)
    assert refused.status_code == 400
    assert TYPED["email"] not in refused.text
    assert addresses(session) == ["administrator@example.se"]


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.test/staff/people/add",
        "//evil.test/staff/people/add",
        "/staff/\\evil.test",
        "/sv/receipt",
        "/staff/there-is-none",
        "/staff/sign-out",
        "/staff/sign-in",
        "/staff/",
        "",
    ],
)
def test_a_form_is_only_sent_on_to_a_staff_page_that_takes_forms(lite_client, lite_session, path):
    person = make_staff(lite_session)
    answered = post_form(
        lite_client,
        SIGN_IN,
        email=person.email,
        password=PASSWORD,
        resume_path=path,
        resume_name=["name"],
        resume_value=["x"],
    )
    assert (answered.status_code, answered.location) == (303, "/staff/")


def test_what_was_written_stands_beside_what_its_field_is_called(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, *Role))
    path = "/staff/dialogues/skolgard/questions"
    written = {
        "purpose.sv": "Vi vill veta mer",
        "purpose.ar": "نريد أن نعرف",
        "name": "Torget",
        "something_new.sv": "Ett ord till",
    }
    unseen = {"step": "3", "roles": "politician", "base": "abc123", "do": "save", "option.2.id": "o99"}
    asked = lite_client.post(path, data=written | unseen, headers=HERE)
    assert asked.status_code == 400
    shown = html5lib.parse(asked.text, namespaceHTMLElements=False)
    named = dict(zip(texts(shown, ".//dl//dt"), texts(shown, ".//dl//dd"), strict=True))
    assert named == {
        "Varför frågar ni? (svenska)": "Vi vill veta mer",
        "Varför frågar ni? (arabiska)": "نريد أن نعرف",
        "Namn": "Torget",
    }
    assert "Det här skrev du också" in asked.text
    assert texts(shown, ".//main//li[@class='kept']") == ["Ett ord till"]
    assert "Det du valde i listor och rutor följer med." in asked.text
    assert dict(form_of(asked, path)).items() >= (written | unseen).items()
    for code in ("purpose.sv", "something_new", "politician", "abc123", "o99"):
        assert code not in "".join(shown.find(".//main").itertext())


def texts(root, path):
    return ["".join(each.itertext()) for each in root.findall(path)]


START = "start-pass-word-1"
OWN = "häst batteri klammer rätt"


@pytest.fixture
def newcomer(session, person):
    """An administrator who has been given a start password."""
    give_start_password(person, START)
    session.commit()
    return person


def assert_asks_to_save(page):
    assert page.status_code == 200
    assert f'dir="auto">{TYPED["name"]}</dd>' in unescape(page.text)


def test_a_form_outlives_the_choice_of_an_own_password_after_sign_in(client, session, form, newcomer):
    asked = client.post(ADD, data=form, headers=HERE)
    carried = as_data(form_of(asked, SIGN_IN))
    choosing = client.post(SIGN_IN, data={**carried, "email": newcomer.email, "password": START})
    assert "Välj ett eget lösenord" in choosing.text
    assert "Det du skrev finns kvar" in choosing.text
    assert "choose=ar" not in choosing.text, "a link to another language would lose the form"
    carried = as_data(form_of(choosing, ACCOUNT))
    again = client.post(ACCOUNT, data={**carried, "password": START, "new_password": "kort"})
    assert again.status_code == 422
    carried = as_data(form_of(again, ACCOUNT))
    shown = client.post(ACCOUNT, data={**carried, "password": START, "new_password": OWN})
    assert_asks_to_save(shown)
    assert TYPED["email"] not in addresses(session)
    assert client.post(ADD, data=as_data(form_of(shown, ADD))).status_code == 200
    assert TYPED["email"] in addresses(session)


def test_a_form_sent_before_an_own_password_is_chosen_is_kept_until_it_is(client, session, newcomer):
    sign_in(client, newcomer, START)
    token = csrf_of(client.get(ACCOUNT))
    choosing = client.post(ADD, data={"csrf_token": token, **TYPED}, headers=HERE)
    assert choosing.status_code == 403
    assert TYPED["email"] not in addresses(session)
    carried = as_data(form_of(choosing, ACCOUNT))
    assert_asks_to_save(client.post(ACCOUNT, data={**carried, "password": START, "new_password": OWN}))


def test_a_password_chosen_leads_no_form_to_where_none_is_sent(client, session, newcomer):
    sign_in(client, newcomer, START)
    data = {"password": START, "new_password": OWN, "resume_path": "https://evil.test/staff/people/add"}
    chosen = client.post(ACCOUNT, data=data | {"csrf_token": csrf_of(client.get(ACCOUNT))})
    assert (chosen.status_code, chosen.location) == (303, "/staff/")


def test_a_button_without_fields_asks_before_it_is_done(client, session, person):
    sign_in(client, person)
    other = make_staff(session, Role.OUTREACH)
    path = f"/staff/people/{other.id}/password"
    asked = client.post(path, headers=HERE)
    assert asked.status_code == 400
    assert "Vill du göra det nu?" in asked.text
    assert path in asked.text
    session.refresh(other)
    assert not other.has_start_password


def test_harmful_characters_in_what_was_typed_do_not_break_the_page(client, form):
    client.delete_cookie("staff")
    form |= {"name": "a\x00b\u202ec", "x\x00y": "odd", "<script>": "1"}
    asked = client.post(ADD, data=form, headers=HERE)
    assert asked.status_code == 401
    assert 'value="abc"' in asked.text


def test_a_file_that_could_not_be_carried_is_told_of(client, form):
    client.delete_cookie("staff")
    from io import BytesIO

    asked = client.post(ADD, data={**form, "file": (BytesIO(b"x"), "x.xlsx")}, headers=HERE)
    assert "En fil följer inte med" in asked.text


def test_htmx_gets_the_whole_page_in_place_of_a_piece(client, form):
    client.delete_cookie("staff")
    asked = client.post(ADD, data=form, headers={**HERE, "HX-Request": "true", "HX-Target": "x"})
    assert asked.headers["HX-Retarget"] == "body"
    assert asked.headers["HX-Reswap"] == "innerHTML"
