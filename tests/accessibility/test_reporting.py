"""Anybody reports what does not work, without saying who they are, and reads the answer on the receipt."""

import re

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.conftest import SECRET
from tests.factories import days, in_all, make_municipality, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.cli import commands
from webapp.domain.lifecycle import Role
from webapp.models import FaultReport, TraceEntry
from webapp.models.accessibility import CONTACT_DAYS, REPORT_DAYS

FORM = "/sv/accessibility/report"
STAFF = "/staff/accessibility"
GIVEN = {"text": "Knappen läses inte upp.", "page": "/sv/", "contact": "0500-1", "key": "k" * 24}


def report(client, **changes):
    return client.post(FORM, data=GIVEN | changes)


def stored(session):
    session.rollback()
    session.expire_all()
    return session.scalars(select(FaultReport)).all()


def test_a_report_is_answered_by_staff_and_the_answer_stands_on_the_receipt(client, session):
    make_municipality(session)
    sent = press(client, client.get(FORM), "Skicka", {"text": "Knappen läses inte upp."})
    first = follow(client, sent).text
    assert "Tack, din rapport är skickad" in first
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", first)
    assert "Kommunen har inte svarat än" in first
    sign_in(client, make_staff(session, Role.COORDINATOR))
    [found] = stored(session)
    waiting = client.get(STAFF)
    assert "Knappen läses inte upp." in waiting.text
    answer = {"answer.sv": "Nu är det rättat."}
    done = press(client, client.get(f"{STAFF}/{found.id}"), "Skicka svaret", answer)
    assert "Svaret är sparat" in follow(client, done).text
    shown = client.get(sent.location.partition("?")[0]).text
    assert "Nu är det rättat." in shown
    assert "digg.se/tdosanmalan" in shown
    session.rollback()
    acts = [entry.act for entry in session.scalars(select(TraceEntry))]
    assert acts == ["answer-fault-report"]


def test_it_is_answered_once_and_what_the_second_wrote_is_shown_to_them(client, session):
    report(client)
    sign_in(client, make_staff(session, Role.ADMINISTRATOR))
    [found] = stored(session)
    page = client.get(f"{STAFF}/{found.id}")
    press(client, page, "Skicka svaret", {"answer.sv": "Det första."})
    second = press(client, page, "Skicka svaret", {"answer.sv": "Det andra."})
    assert second.status_code == 409
    assert "Det andra." in second.text
    assert stored(session)[0].answer == {"sv": "Det första."}


@pytest.mark.parametrize(("answer", "words"), [(" ", "Skriv ett svar"), ("x" * 4001, "högst 4")])
def test_an_answer_that_cannot_be_is_refused_at_its_field(lite_client, lite_session, answer, words):
    report(lite_client)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    [found] = stored(lite_session)
    refused = press(
        lite_client, lite_client.get(f"{STAFF}/{found.id}"), "Skicka svaret", {"answer.sv": answer}
    )
    assert refused.status_code == 422
    assert words in refused.text
    assert 'href="#answer-sv"' in refused.text
    assert stored(lite_session)[0].answered_on is None


@pytest.mark.parametrize("role", list(Role))
def test_coordinators_and_administrators_read_reports_and_nobody_else(lite_client, lite_session, role):
    report(lite_client)
    sign_in(lite_client, make_staff(lite_session, role))
    [found] = stored(lite_session)
    allowed = role in {Role.COORDINATOR, Role.ADMINISTRATOR}
    for address in (STAFF, f"{STAFF}/{found.id}"):
        assert lite_client.get(address).status_code == (200 if allowed else 403)
    assert (f'href="{STAFF}"' in lite_client.get("/staff/account").text) is allowed


def test_nothing_is_stored_of_where_on_the_network_it_came_from(client, session):
    client.post(FORM, data=GIVEN, environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    [found] = stored(session)
    kept = {column.name: getattr(found, column.name) for column in FaultReport.__table__.columns}
    assert "192.0.2.77" not in repr(kept)
    assert set(kept) == {
        *("id", "lang", "page", "text", "contact", "day", "receipt_hash", "answer", "answered_on")
    }
    assert kept["day"] == days(0)
    assert SECRET not in repr(kept)


@pytest.mark.parametrize(
    ("came_from", "filled_in"),
    [
        ("http://localhost/sv/policy", "/sv/policy"),
        ("http://localhost/sv/policy?q=namn#del", "/sv/policy"),
        ("http://localhost/sv/receipt/4821903577162049", "/sv/receipt/…"),
        ("http://localhost/sv/receipt/4821903577162049/sent", "/sv/receipt/…/sent"),
        ("http://localhost/sv/accessibility", ""),
        ("https://elsewhere.test/sv/policy", ""),
        ("http://localhost/ingen/sida", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_page_they_came_from_is_filled_in_without_their_receipt(lite_client, came_from, filled_in):
    page = lite_client.get(FORM, headers={"Referer": came_from}).text
    assert f'name="page" value="{filled_in}"' in page
    assert "4821903577162049" not in page


def test_the_statement_carries_the_page_they_came_from_to_the_form(lite_client):
    before = {"Referer": "http://localhost/sv/receipt/4821903577162049"}
    shown = lite_client.get("/sv/accessibility", headers=before).text
    assert "4821903577162049" not in shown
    [address] = re.findall(r'href="(/sv/accessibility/report[^"]*)"', shown)
    form = lite_client.get(address, headers={"Referer": "http://localhost/sv/accessibility"}).text
    assert 'name="page" value="/sv/receipt/…"' in form


def test_what_an_address_calls_a_page_is_filled_in_only_where_it_is_one(lite_client):
    page = lite_client.get(f"{FORM}?page=https://evil.test/sv/policy").text
    assert 'name="page" value=""' in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " \u200b"}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "\u0301" * 100_000}, "text"),
        ({"page": "x" * 301}, "page"),
        ({"contact": "x" * 201}, "contact"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(
    lite_client, lite_session, changes, field
):
    refused = report(lite_client, **changes)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert f'id="{field}-error"' in refused.text
    for name in {"text", "page", "contact"} - set(changes):
        assert GIVEN[name] in refused.text
    assert stored(lite_session) == []


def test_sent_twice_it_is_one_report_and_other_words_are_another(client, session):
    assert report(client).location == report(client).location
    report(client, text="Något annat.")
    assert len(stored(session)) == 2


def test_harmful_characters_are_left_out_and_markup_stays_text(lite_client):
    sent = report(lite_client, text="<script>\x00\u202e", contact="<b>mig</b>")
    shown = lite_client.get(sent.location).text
    assert "&lt;script&gt;" in shown
    assert "&lt;b&gt;mig&lt;/b&gt;" in shown


def test_changing_the_language_keeps_what_was_typed(lite_client):
    page = lite_client.post("/en/accessibility/report", data=GIVEN | {"choose": "en"})
    assert page.status_code == 200
    for name in ("text", "page", "contact"):
        assert GIVEN[name] in page.text


def test_many_from_one_address_have_to_wait_and_lose_nothing(lite_client, lite_session):
    answers = [report(lite_client, text=f"Fel nummer {number}.") for number in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {303}
    assert answers[30].status_code == 429
    assert "Fel nummer 30." in answers[30].text
    assert len(stored(lite_session)) == 30


def test_the_receipts_form_leads_to_it_and_an_unknown_receipt_is_not_found(lite_client):
    code = re.search(r"\d{16}", report(lite_client).location)
    assert code
    assert lite_client.get("/sv/receipt/accessibility/1234567890123456").status_code == 404
    found = lite_client.post("/sv/receipt", data={"receipt": code[0]})
    assert found.location == f"/sv/receipt/accessibility/{code[0]}"


def answered(session, number, day):
    session.add(
        FaultReport(
            id=number,
            lang="sv",
            page="",
            text=f"Fel {number}",
            contact="0500-1",
            day=days(-2000),
            receipt_hash=str(number) * 64,
            answer=in_all("Rättat.") if day else {},
            answered_on=day,
        )
    )
    session.commit()


@pytest.fixture
def nightly(database_url, monkeypatch):
    """Housekeeping, run on this test's own database."""
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("SMTP_URL", raising=False)

    def run():
        done = CliRunner().invoke(commands, ["housekeeping"])
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_housekeeping_erases_the_way_to_reach_somebody_a_month_after_the_answer(session, nightly):
    answered(session, 1, days(-CONTACT_DAYS))
    answered(session, 2, days(1 - CONTACT_DAYS))
    answered(session, 3, None)
    assert "1 way" in nightly()
    assert {each.id: each.contact for each in stored(session)} == {1: "", 2: "0500-1", 3: "0500-1"}


@pytest.mark.parametrize("decision", ["", "KS 2026/7"])
def test_whole_reports_are_erased_only_where_the_municipality_has_decided_so(session, nightly, decision):
    town = make_municipality(session)
    town.privacy = {"disposal": decision}
    answered(session, 1, days(-REPORT_DAYS))
    answered(session, 2, days(1 - REPORT_DAYS))
    answered(session, 3, None)
    nightly()
    assert {each.id for each in stored(session)} == ({2, 3} if decision else {1, 2, 3})
