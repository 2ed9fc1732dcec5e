"""Promises that are overdue or soon due stand first where those begin who can keep them."""

import pytest
from sqlalchemy import select

from tests.factories import in_all, make_staff
from tests.staff import sign_in
from tests.yearly.reading import part
from tests.yearly.town import day, held, stand_still
from webapp.domain.lifecycle import Role
from webapp.models import Correction, Dialogue

HERE = "/staff/dialogues"
LATE, SOON = "Löften som är försenade", "Att göra inom två veckor"


@pytest.fixture
def promises(town, boards):
    rut = make_staff(town, Role.OFFICIAL, email="rut@example.se", name="Rut Berg")
    school, technical = boards
    held(town, "gard", "Skolgården", school, responsible_id=rut.id)
    held(
        town,
        "mat",
        "Skolmaten",
        technical,
        reported_on=day(3, 1),
        decision_meeting=day(5, 1),
        decision_published_on=day(5, 1),
        decided_on=day(5, 1),
        feedback_by=day(6, 29),
        responsible_id=rut.id,
    )
    held(town, "park", "Parken", technical, compiled_on=day(6, 30), closes_on=day(6, 10))
    town.commit()
    return town


@pytest.mark.requirement("R59", "R105")
@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.COORDINATOR])
def test_overdue_promises_stand_on_the_start_page_with_owner_day_and_a_way(client, promises, role):
    sign_in(client, make_staff(promises, role))
    page = client.get(HERE).text
    late = part(page, LATE)
    assert "Sammanställning av svaren: skulle ha varit klart 15 mars 2026, för 92 dagar sedan." in late
    assert "Ansvarig: Maria Ek, utredare" in late
    assert "Skolmaten" not in late
    assert 'href="/staff/dialogues/gard/result"' in page.split("</section>")[0]
    assert client.get("/staff/dialogues/gard/result").status_code == 200


def test_what_is_due_within_two_weeks_stands_beneath_and_nothing_later(app, client, promises):
    sign_in(client, make_staff(promises, Role.COORDINATOR))
    text = part(client.get(HERE).text, SOON)
    assert "Återkoppling till alla: ska vara klart 29 juni 2026, om 14 dagar." in text
    assert "Ansvarig: Rut Berg" in text
    assert "30 juni" not in text
    stand_still(app, day(6, 16))
    assert "30 juni 2026" in part(client.get(HERE).text, SOON)


@pytest.mark.parametrize("role", [Role.POLITICIAN, Role.OUTREACH, Role.ADMINISTRATOR])
def test_others_see_no_list_of_what_they_cannot_keep(client, promises, role):
    sign_in(client, make_staff(promises, role))
    page = client.get(HERE).text
    assert LATE not in page
    assert SOON not in page


def test_a_promise_moved_after_its_day_is_still_broken_and_tells_the_new_day(client, promises):
    gard = promises.scalars(select(Dialogue).where(Dialogue.slug == "gard")).one()
    gard.compiled_on = day(8, 1)
    promises.add(
        Correction(
            dialogue_id=gard.id,
            field="compiled",
            before={"value": {"compiled_on": "2026-03-15"}},
            after={"value": {"compiled_on": "2026-08-01"}},
            reason=in_all("Vi hann inte."),
            made_on=day(4, 1),
        )
    )
    promises.commit()
    sign_in(client, make_staff(promises, Role.OFFICIAL))
    assert "Ny dag: 1 augusti 2026." in part(client.get(HERE).text, LATE)


def test_when_all_is_kept_the_page_is_as_calm_as_before(client, town):
    sign_in(client, make_staff(town, Role.OFFICIAL))
    page = client.get(HERE).text
    assert LATE not in page
    assert SOON not in page
