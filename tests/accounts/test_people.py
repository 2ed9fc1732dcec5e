"""Administrators look after accounts; nobody else does."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, days, make_board, make_dialogue, make_staff
from tests.staff import SIGN_IN, csrf_of, post_form, sign_in
from webapp.accounts.actions import EmailTaken, create_staff
from webapp.domain.lifecycle import Role
from webapp.models import StaffMember, TraceEntry

PEOPLE = "/staff/people"
ADD = f"{PEOPLE}/add"
GIVEN = {"name": "Sara Ahmed", "email": "Sara.Ahmed@Example.se", "roles": ["outreach"]}


@pytest.fixture
def administrator(client, session):
    person = make_staff(session, Role.ADMINISTRATOR)
    sign_in(client, person)
    return person


def by_email(session, email):
    session.expire_all()
    return session.scalars(select(StaffMember).where(StaffMember.email == email)).one_or_none()


def start_password(page):
    return re.search(r'class="digits">([^<]+)<', page.text)[1]


def test_an_administrator_adds_a_person_who_signs_in_with_what_is_shown_once(client, session, administrator):
    added = post_form(client, ADD, **GIVEN)
    assert added.status_code == 200
    assert added.headers["Cache-Control"] == "no-store"
    password = start_password(added)
    assert re.fullmatch(r"([b-df-hj-km-np-twxvz2-9]{4}-){3}[b-df-hj-km-np-twxvz2-9]{4}", password)
    assert "Sara Ahmed" in client.get(PEOPLE).text
    assert password not in client.get(PEOPLE).text
    person = by_email(session, "sara.ahmed@example.se")
    assert (person.roles, person.active, person.has_start_password) == ({Role.OUTREACH}, True, True)
    traced = session.scalars(select(TraceEntry).where(TraceEntry.act == "add-person")).one()
    assert (traced.staff_id, traced.details["person"]) == (administrator.id, person.id)
    sign_in(client, person, password)
    assert client.get("/staff/").location == "/staff/account"


def test_sending_the_form_twice_adds_nobody_twice(client, session, administrator):
    post_form(client, ADD, **GIVEN)
    again = post_form(client, ADD, **GIVEN)
    assert again.status_code == 422
    assert "har redan den e-postadressen" in again.text
    assert len(session.scalars(select(StaffMember)).all()) == 2


def at_once(number, act):
    """What `act` gives in so many threads that are let go at the same moment."""
    begin = Barrier(number)

    def wait_and_act(place):
        begin.wait()
        return act(place)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(wait_and_act, range(number)))


@pytest.fixture
def administrators(app, session):
    """Four clients, each of another administrator, with the token of its session."""
    clients = [app.test_client() for _number in range(4)]
    for place, client in enumerate(clients):
        sign_in(client, make_staff(session, Role.ADMINISTRATOR, email=f"a{place}@example.se"))
    return [(client, csrf_of(client.get(ADD))) for client in clients]


def test_administrators_who_add_one_address_at_the_same_moment_add_one_person(session, administrators):
    for name in ("sara", "ali", "eva"):
        given = GIVEN | {"email": f"{name}@example.se"}

        def add(place, given=given):
            client, token = administrators[place]
            return client.post(ADD, data=given | {"csrf_token": token})

        pages = at_once(len(administrators), add)
        assert sorted(page.status_code for page in pages) == [200, 422, 422, 422]
        refused = [page.text for page in pages if page.status_code == 422]
        assert all("har redan den e-postadressen" in text for text in refused)
        session.rollback()
        assert by_email(session, given["email"]).name == "Sara Ahmed"


def test_people_who_are_given_one_address_at_the_same_moment_do_not_share_it(session, administrators):
    people = [make_staff(session, Role.OUTREACH, email=f"p{n}@example.se", name=f"P {n}") for n in range(4)]

    def change(place):
        client, token = administrators[place]
        form = {"name": "Ny", "email": "en@example.se", "roles": ["politician"], "active": "1"}
        return client.post(f"{PEOPLE}/{people[place].id}", data=form | {"csrf_token": token})

    pages = at_once(len(administrators), change)
    assert sorted(page.status_code for page in pages) == [303, 422, 422, 422]
    for person in people:
        session.refresh(person)
    changed = [person for person in people if person.email == "en@example.se"]
    assert [(person.name, person.session_version) for person in changed] == [("Ny", 2)]
    assert {person.session_version for person in people if person not in changed} == {1}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, "Skriv personens namn"),
        ({"name": "x" * 201}, "högst 200 tecken"),
        ({"email": "sara"}, "Skriv en hel e-postadress"),
        ({"email": "a b@example.se"}, "Skriv en hel e-postadress"),
        ({"email": "a" * 250 + "@example.se"}, "högst 254 tecken"),
        ({"roles": []}, "Välj minst en roll"),
        ({"roles": ["mayor", "admin"]}, "Välj minst en roll"),
    ],
)
def test_a_person_described_badly_is_not_added_and_nothing_typed_is_lost(
    lite_client, lite_session, changes, expected
):
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = post_form(lite_client, ADD, **(GIVEN | changes))
    assert refused.status_code == 422
    assert expected in refused.text
    assert "<title>Fel: " in refused.text
    if "name" not in changes:
        assert 'value="Sara Ahmed"' in refused.text
    assert len(lite_session.scalars(select(StaffMember)).all()) == 1


def edit(client, person, **fields):
    given = {"name": person.name, "email": person.email, "roles": list(person.role_names), "active": "1"}
    path = f"{PEOPLE}/{person.id}"
    return post_form(client, path, **{name: v for name, v in (given | fields).items() if v is not None})


def test_an_administrator_changes_a_persons_name_and_address(client, session, administrator):
    person = make_staff(session)
    assert edit(client, person, name="Maria Ek Lund", email="NEW@example.se").status_code == 303
    changed = by_email(session, "new@example.se")
    assert (changed.name, changed.session_version) == ("Maria Ek Lund", 1)


@pytest.mark.parametrize("change", [{"roles": ["politician"]}, {"active": None}])
def test_other_roles_or_leaving_end_the_persons_sessions(client, session, app, administrator, change):
    person = make_staff(session)
    theirs = app.test_client()
    sign_in(theirs, person)
    assert theirs.get("/staff/account").status_code == 200
    assert edit(client, person, **change).status_code == 303
    assert theirs.get("/staff/account").status_code == 303


def test_a_change_that_leaves_roles_alone_ends_no_session(client, session, app, administrator):
    person = make_staff(session)
    theirs = app.test_client()
    sign_in(theirs, person)
    assert edit(client, person, name="Other").status_code == 303
    assert theirs.get("/staff/account").status_code == 200


def test_who_has_left_is_let_in_again_only_when_active(client, session, administrator):
    person = make_staff(session)
    edit(client, person, active=None)
    assert "Nej, avstängd" in client.get(PEOPLE).text
    other = client.application.test_client()
    assert post_form(other, SIGN_IN, email=person.email, password=PASSWORD).status_code == 422
    edit(client, person)
    sign_in(other, person)


def test_an_address_of_somebody_else_is_refused(client, session, administrator):
    person, other = make_staff(session), make_staff(session, Role.OUTREACH)
    refused = edit(client, person, email=other.email.upper())
    assert refused.status_code == 422
    assert "har redan den e-postadressen" in refused.text


@pytest.mark.parametrize("change", [{"roles": ["official"]}, {"active": None}])
def test_administrators_cannot_lock_themselves_out(client, session, administrator, change):
    refused = edit(client, administrator, **change)
    assert refused.status_code == 422
    assert "Du kan inte stänga av dig själv" in refused.text
    assert client.get(PEOPLE).status_code == 200


def test_administrators_who_give_themselves_a_role_stay_signed_in(client, session, administrator):
    assert edit(client, administrator, roles=["administrator", "official"]).status_code == 303
    assert client.get(PEOPLE).status_code == 200
    session.refresh(administrator)
    assert administrator.session_version == 2


def test_a_new_start_password_replaces_the_old_and_ends_sessions(client, session, app, administrator):
    person = make_staff(session)
    theirs = app.test_client()
    sign_in(theirs, person)
    given = post_form(client, f"{PEOPLE}/{person.id}/password", page=f"{PEOPLE}/{person.id}")
    assert given.status_code == 200
    assert theirs.get("/staff/account").status_code == 303
    assert post_form(theirs, SIGN_IN, email=person.email, password=PASSWORD).status_code == 422
    sign_in(theirs, person, start_password(given))


def test_administrators_change_their_own_password_only_with_the_present_one(client, administrator):
    page = f"{PEOPLE}/{administrator.id}"
    assert "startlösenord" not in client.get(page).text
    assert post_form(client, f"{page}/password", page=page).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_reach_the_people_pages(lite_client, lite_session, role):
    other = make_staff(lite_session, Role.OUTREACH, email="other@example.se")
    sign_in(lite_client, make_staff(lite_session, role))
    expected = 200 if role is Role.ADMINISTRATOR else 403
    token = csrf_of(lite_client.get("/staff/account"))
    for path in (PEOPLE, ADD, f"{PEOPLE}/{other.id}"):
        assert lite_client.get(path).status_code == expected
    if role is not Role.ADMINISTRATOR:
        for path in (ADD, f"{PEOPLE}/{other.id}", f"{PEOPLE}/{other.id}/password"):
            sent = lite_client.post(path, data={"csrf_token": token, **GIVEN})
            assert sent.status_code == 403
        assert len(lite_session.scalars(select(StaffMember)).all()) == 2
    assert (PEOPLE in lite_client.get("/staff/account").text) == (role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_a_person_who_is_not_there_is_a_missing_page(client, administrator, number):
    assert client.get(f"{PEOPLE}/{number}").status_code == 404


def test_fields_that_a_form_does_not_have_change_nothing(client, session, administrator):
    extra = {
        "role_names": ["administrator"],
        "password_hash": "x",
        "password": "planted by the administrator",
        "session_version": "77",
        "id": "99",
        "has_start_password": "",
    }
    post_form(client, ADD, **GIVEN, **extra)
    person = by_email(session, "sara.ahmed@example.se")
    assert (person.roles, person.session_version, person.has_start_password) == ({Role.OUTREACH}, 1, True)
    assert person.id != 99
    assert person.password_hash.startswith("$argon2id$")


def test_nobody_makes_themselves_administrator_through_their_own_form(client, session):
    person = make_staff(session)
    sign_in(client, person)
    fields = {
        "roles": ["administrator"],
        "role": "administrator",
        "role_names": "administrator",
        "active": "1",
    }
    post_form(client, "/staff/account", password=PASSWORD, new_password="a new password of mine", **fields)
    session.refresh(person)
    assert person.roles == {Role.OFFICIAL}


def test_the_command_line_makes_people_in_the_same_way(session):
    person = create_staff(session, " Bo\x00 Ek ", "BO@example.se ", PASSWORD, [Role.ADMINISTRATOR])
    session.commit()
    assert (person.name, person.email, person.roles) == ("Bo Ek", "bo@example.se", {Role.ADMINISTRATOR})
    assert not person.has_start_password
    with pytest.raises(EmailTaken):
        create_staff(session, "Bo", "Bo@Example.se", PASSWORD, [Role.OFFICIAL])


@pytest.mark.requirement("R48")
def test_boards_somebody_sits_in_or_works_for_are_chosen_and_shown_and_no_party(
    client, session, administrator
):
    first, second = make_board(session), make_board(session, "Kulturnämnden")
    person = make_staff(session, Role.POLITICIAN, name="Birgitta Nyström")
    page = client.get(f"{PEOPLE}/{person.id}").text
    assert "Kulturnämnden" in page
    assert "parti" not in page.casefold()
    assert edit(client, person, boards=[str(second.id), "999", "x"], party="S").status_code == 303
    session.rollback()
    session.refresh(person)
    assert person.board_ids == {second.id}
    listed = client.get(PEOPLE).text
    assert "Kulturnämnden" in listed
    assert "Barn- och utbildningsnämnden" not in listed
    traced = session.scalars(select(TraceEntry).where(TraceEntry.act == "change-person")).one()
    assert traced.details == {
        "person": person.id,
        "roles": ["politician"],
        "boards": [second.id],
        "active": True,
    }
    edit(client, person, boards=[str(first.id)])
    session.rollback()
    session.refresh(person)
    assert person.board_ids == {first.id}


def test_somebody_new_belongs_to_boards_from_the_first_day(client, session, administrator):
    board = make_board(session)
    session.commit()
    assert post_form(client, ADD, **GIVEN, boards=[str(board.id)]).status_code == 200
    assert by_email(session, "sara.ahmed@example.se").board_ids == {board.id}


def test_a_dissolved_board_is_offered_to_those_who_belong_to_it_alone(client, session, administrator):
    board = make_board(session, "Gamla nämnden")
    board.dissolved_on = days(-1)
    person, other = make_staff(session), make_staff(session, Role.OUTREACH)
    person.boards = [board]
    session.commit()
    assert "Gamla nämnden" in client.get(f"{PEOPLE}/{person.id}").text
    assert "Gamla nämnden" not in client.get(f"{PEOPLE}/{other.id}").text
    assert "Gamla nämnden" not in client.get(ADD).text


@pytest.mark.requirement("R52")
def test_politicians_of_every_board_read_the_same_and_answer_for_their_own_alone(app, session, administrator):
    own, other = make_board(session), make_board(session, "Kulturnämnden")
    dialogue = make_dialogue(session, board=own)
    draft = make_dialogue(session, "draft", board=own, published_on=None)
    pages = []
    for board in (own, other):
        person = make_staff(session, Role.POLITICIAN, email=f"p{board.id}@example.se")
        person.boards = [board]
        session.commit()
        client = app.test_client()
        sign_in(client, person)
        results = client.get(f"/staff/dialogues/{dialogue.slug}/results")
        assert results.status_code == 200
        pages.append(re.sub(r'name="csrf_token" value="[^"]+"', "", results.text))
        answered = client.get(f"/staff/dialogues/{draft.slug}/resolutions").status_code
        assert answered == (200 if board is own else 403)
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("change", "field"), [({"active": None}, "active"), ({"roles": ["outreach"]}, "roles")]
)
def test_nobody_leaves_while_responsible_for_a_living_dialogue(client, session, administrator, change, field):
    person = make_staff(session, name="Rut Berg")
    dialogue = make_dialogue(session, responsible_id=person.id)
    refused = edit(client, person, **change)
    assert refused.status_code == 422
    assert "Lämna över ansvaret först: Hur ska skolgården bli?" in refused.text
    assert f'href="#{field}"' in refused.text
    session.rollback()
    session.refresh(person)
    assert (person.active, person.roles) == (True, {Role.OFFICIAL})
    dialogue.archived_on = dialogue.evaluated_on = dialogue.fed_back_on = days(-1)
    dialogue.participants_told_on = dialogue.decision_published_on = dialogue.reported_on = days(-1)
    dialogue.closes_on = days(-2)
    session.commit()
    assert edit(client, person, **change).status_code == 303
