"""The accessibility statement has the law's eleven fields, and claims nothing that nobody has checked."""

import pytest
from sqlalchemy import select

from tests.factories import days, make_municipality, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.declarations import (
    AccessibilityStatement,
    Assessment,
    Basis,
    Conformance,
    PrivacyNotice,
    as_document,
    read_notice,
    read_statement,
)
from webapp.domain.lifecycle import Role
from webapp.models import TraceEntry
from webapp.web.shortcomings import CHANGED_ON, SHORTCOMINGS

PAGE = "/staff/municipality/accessibility"
PUBLIC = "/sv/accessibility"
GIVEN = {
    "service": "Dialog Lindmo",
    "conformance": "partial",
    "assessments": ["own", "external"],
    "assessed_on": days(-9).isoformat(),
    "shortcomings": "Två filmer saknar text. Vi textar dem före mars.",
    "burden": "Inspelade möten från 2019. De är många och används sällan.",
    "outside": "Kartan över parken.",
}


@pytest.fixture
def town(session):
    return make_municipality(session)


@pytest.fixture
def administrator(client, session, town):
    person = make_staff(session, Role.ADMINISTRATOR)
    sign_in(client, person)
    return person


def saved(client, **changes):
    return press(client, client.get(PAGE), "Spara", GIVEN | changes)


def test_all_eleven_fields_stand_on_the_page(client, session, administrator):
    assert "Tillgänglighetsredogörelsen är sparad" in follow(client, saved(client)).text
    page = client.get(PUBLIC).text
    for field in (
        "Lindmo kommun",
        "Dialog Lindmo</bdi> är delvis förenlig med lagen om tillgänglighet",
        "Två filmer saknar text.",
        f'<time datetime="{days(-9).isoformat()}">',
        f'Senast uppdaterad</dt><dd><time datetime="{max(days(0), CHANGED_ON).isoformat()}">',
        f'Publicerad första gången</dt><dd><time datetime="{days(0).isoformat()}">',
        "Kommunen har själv gått igenom sidorna.",
        "En utomstående har granskat sidorna åt kommunen.",
        'href="/sv/accessibility/report"',
        'href="https://www.digg.se/tdosanmalan"',
        "Inspelade möten från 2019.",
        "Kartan över parken.",
        "(2018:1937)",
    ):
        assert field in page, field
    for each in SHORTCOMINGS:
        assert f'id="{each.id}"' in page
    session.rollback()
    [entry] = session.scalars(select(TraceEntry).where(TraceEntry.act == "declare-accessibility"))
    assert "conformance" in entry.details["fields"]


def test_before_anybody_has_assessed_nothing_is_claimed(lite_client, lite_session):
    make_municipality(lite_session)
    page = lite_client.get(PUBLIC).text
    assert "Kommunen har inte bedömt sidorna än" in page
    assert "förenlig" not in page
    assert "undantar" not in page
    assert "Publicerad första gången" not in page
    assert 'href="/sv/accessibility/report"' in page


def test_it_works_before_the_municipality_has_been_set_up(lite_client):
    assert "Kommunen har inte bedömt sidorna än" in lite_client.get(PUBLIC).text


@pytest.mark.parametrize(
    "address", ["/sv/", "/sv/privacy", "/sv/ways-to-influence", "/sv/receipt", "/sv/none"]
)
def test_every_page_links_to_it(lite_client, address):
    assert 'href="/sv/accessibility"' in lite_client.get(address).text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"conformance": "full", "shortcomings": ""}, "conformance", "Det finns kända brister"),
        ({"conformance": ""}, "conformance", "Välj vad bedömningen visade"),
        ({"assessments": None}, "assessments", "Välj hur ni har bedömt"),
        ({"assessed_on": ""}, "assessed_on", "Skriv vilken dag"),
        ({"assessed_on": days(1).isoformat()}, "assessed_on", "Dagen har inte varit än"),
        ({"assessed_on": "i går"}, "assessed_on", "år, månad och dag"),
        ({"service": "x" * 201}, "service", "högst 200"),
        ({"burden": "x" * 4001}, "burden", "högst 4"),
    ],
)
def test_a_claim_without_ground_is_refused_at_its_field(lite_client, lite_session, changes, field, words):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = saved(lite_client, **changes)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert words in refused.text
    assert "Kartan över parken." in refused.text
    assert "Kommunen har inte bedömt sidorna än" in lite_client.get(PUBLIC).text


def test_where_users_with_disabilities_have_tried_it_the_page_does_not_say_that_nobody_has(
    lite_client, lite_session
):
    make_municipality(lite_session)
    assert 'id="not-tried-with-aids"' in lite_client.get(PUBLIC).text
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    assert saved(lite_client, assessments=["users"]).status_code == 303
    page = lite_client.get(PUBLIC).text
    assert 'id="not-tried-with-aids"' not in page
    assert "Personer med funktionsnedsättning har prövat sidorna." in page


def test_the_first_day_stays_and_the_last_day_follows(client, session, town, administrator):
    town.accessibility = {"conformance": "none", "assessments": ["own"], "assessed_on": "2026-01-02"} | {
        "published_on": "2026-01-03",
        "updated_on": "2026-01-03",
    }
    session.commit()
    saved(client)
    session.rollback()
    session.refresh(town)
    assert town.statement.published_on.isoformat() == "2026-01-03"
    assert town.statement.updated_on == days(0)


def test_of_two_who_change_it_at_once_the_second_sees_both(client, session, town, administrator):
    mine = client.get(PAGE)
    saved(client)
    second = press(client, mine, "Spara", {"service": "Min egen"})
    assert second.status_code == 409
    assert "Dialog Lindmo" in second.text
    assert 'value="Min egen"' in second.text
    assert "Kartan över parken." in second.text, "what only the other changed is taken over"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_declare(lite_client, lite_session, role):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    for address in (PAGE, "/staff/municipality/privacy"):
        assert lite_client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("declared", "read"),
    [
        (AccessibilityStatement(), read_statement),
        (
            AccessibilityStatement(
                *(
                    "Dialog",
                    Conformance.NONE,
                    (Assessment.OWN, Assessment.USERS),
                    days(-3),
                    days(-2),
                    days(0),
                ),
                *("a", "b", "c"),
            ),
            read_statement,
        ),
        (PrivacyNotice(), read_notice),
        (PrivacyNotice("a", "b", Basis.CONSENT, "c", "d", "e", "f"), read_notice),
    ],
)
def test_what_is_stored_is_read_back_whole(declared, read):
    assert read(as_document(declared)) == declared
    assert read({}) == type(declared)()
