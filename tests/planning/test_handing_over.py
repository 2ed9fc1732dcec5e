"""A dialogue is never without somebody responsible, whoever leaves."""

import pytest

from tests.factories import days, make_staff
from tests.forms import follow, press
from tests.planning.pages import HERE, last_entry, planned, stored
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import StaffMember, StoredAnswer

OVER = f"{HERE}/hand-over"


@pytest.fixture
def siv(lite_session) -> StaffMember:
    return make_staff(lite_session, Role.COORDINATOR, name="Siv Lind")


@pytest.mark.requirement("R56", "R57")
def test_the_responsibility_is_handed_to_another_official(lite_client, lite_session, siv):
    dialogue = planned(lite_client, lite_session)
    before = dialogue.responsible_id
    page = lite_client.get(OVER)
    assert "Rut Berg ansvarar för dialogen nu." in page.text
    overview = follow(lite_client, press(lite_client, page, "Lämna över", responsible=str(siv.id)))
    assert "Siv Lind ansvarar nu för dialogen." in overview.text
    assert stored(lite_session).responsible_id == siv.id
    assert last_entry(lite_session, "hand_over").details == {"before": before, "after": siv.id}


def test_it_is_not_handed_to_nobody_to_the_same_or_to_one_who_cannot(lite_client, lite_session, siv):
    dialogue = planned(lite_client, lite_session)
    politician = make_staff(lite_session, Role.POLITICIAN)
    siv.active = False
    lite_session.commit()
    page = lite_client.get(OVER)
    for wrong in ("", "x", str(dialogue.responsible_id), str(politician.id), str(siv.id), str(2**40)):
        refused = press(lite_client, page, "Lämna över", responsible=wrong)
        assert refused.status_code == 422
        assert "En dialog är aldrig utan ansvarig." in refused.text
    assert stored(lite_session).responsible_id == dialogue.responsible_id


def test_whoever_has_answered_as_the_second_person_cannot_take_over_what_is_published(
    lite_client, lite_session, siv
):
    dialogue = planned(lite_client, lite_session, "tjorn", opens_on=days(4))
    second = lite_session.query(StoredAnswer).filter_by(gate="neutral").one()
    second.staff_id = siv.id
    dialogue.published_on = days(-1)
    lite_session.commit()
    refused = press(lite_client, lite_client.get(OVER), "Lämna över", responsible=str(siv.id))
    assert refused.status_code == 422
    assert stored(lite_session).responsible_id == dialogue.responsible_id


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    "changes", [{"active": None}, {"roles": ["politician"]}], ids=["switched off", "no official any more"]
)
def test_an_account_is_not_taken_from_somebody_with_living_dialogues(lite_client, lite_session, siv, changes):
    dialogue = planned(lite_client, lite_session)
    dialogue.responsible_id = siv.id
    lite_session.commit()
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    page = lite_client.get(f"/staff/people/{siv.id}")
    refused = press(lite_client, page, "Spara", changes)
    assert refused.status_code == 422
    assert "Hur ska skolgården bli?" in refused.text
    assert lite_session.get(StaffMember, siv.id, populate_existing=True).active
    dialogue.declined_on = days(-1)
    lite_session.commit()
    assert press(lite_client, page, "Spara", changes).status_code == 303


def test_an_administrator_hands_over_what_somebody_leaves_behind(lite_client, lite_session, siv):
    planned(lite_client, lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    follow(lite_client, press(lite_client, lite_client.get(OVER), "Lämna över", responsible=str(siv.id)))
    assert stored(lite_session).responsible_id == siv.id


def test_there_may_be_nobody_to_hand_over_to(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    for person in lite_session.query(StaffMember).filter(StaffMember.id != dialogue.responsible_id):
        person.roles = {Role.ADMINISTRATOR}
    lite_session.commit()
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR, email="last@example.se"))
    assert "Det finns ingen annan att lämna över till." in lite_client.get(OVER).text
