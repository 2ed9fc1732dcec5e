"""What the pages and the server do for those whose network comes and goes."""

import pytest

from tests.benchmarks import content
from tests.factories import days, make_staff, question, question_set
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Response

ADDRESS = f"/sv/dialogues/{content.SLUG}/answer"
MINIMAL = {"Prefer": "return=minimal"}


def form(number: int = 1) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {
        "key": [f"the key of resident {number:04}"],
        "version": [content.version()],
    }
    for name, value in content.answer_fields(number):
        fields.setdefault(name, []).append(value)
    return fields


@pytest.fixture
def dialogue(session):
    found = content.make_content(session)
    session.commit()
    return found


def test_a_script_is_told_where_the_confirmation_is_and_gets_no_page(client, session, dialogue):
    told = client.post(ADDRESS, data=form() | {"do": "send"}, headers=MINIMAL)
    assert (told.status_code, told.data) == (201, b"")
    led = client.post(ADDRESS, data=form() | {"do": "send"})
    assert (led.status_code, led.location) == (303, told.location)
    assert client.get(told.location).status_code == 200
    assert session.query(Response).count() == 1


@pytest.mark.parametrize("change", ["closed", "other questions"])
def test_answers_that_were_stored_lead_to_the_receipt_whatever_has_happened_since(
    client, session, dialogue, change
):
    first = client.post(ADDRESS, data=form(1) | {"do": "send"})
    if change == "closed":
        dialogue.ended_on = days(-1)
    else:
        dialogue.questions = question_set(question("other", "short_text"))
    session.commit()
    again = client.post(ADDRESS, data=form(1) | {"do": "send"})
    assert (again.status_code, again.location) == (303, first.location)
    never = client.post(ADDRESS, data=form(2) | {"do": "send"})
    assert never.status_code == 409
    session.rollback()
    assert session.query(Response).count() == 1


def test_a_key_of_another_dialogue_leads_to_no_receipt(client, session, dialogue):
    from tests.factories import make_dialogue

    client.post(ADDRESS, data=form() | {"do": "send"})
    make_dialogue(session, "other", content.five_questions(), ended_on=days(-1))
    session.commit()
    refused = client.post("/sv/dialogues/other/answer", data=form() | {"do": "send"})
    assert refused.status_code == 409


def test_only_a_phone_of_ones_own_keeps_a_draft(lite_client, lite_session):
    content.make_content(lite_session)
    assert "data-keep" in lite_client.get(ADDRESS).text
    assert "data-keep" in lite_client.post(ADDRESS, data=form() | {"do": "check"}).text
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL, Role.OUTREACH, email="o@example.se"))
    for address in ("enter/paper/sv", "preview/sv/answer"):
        page = lite_client.get(f"/staff/dialogues/{content.SLUG}/{address}")
        assert page.status_code == 200
        assert "data-keep" not in page.text
        assert "network.js" not in page.text


def test_the_worker_may_serve_the_form_and_speaks_to_this_server_alone(lite_client):
    worker = lite_client.get("/static/js/worker.js")
    assert worker.headers["Service-Worker-Allowed"] == "/"
    assert worker.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    other = lite_client.get("/static/js/answer.js")
    assert "Service-Worker-Allowed" not in other.headers
    assert other.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_closed_gives_back_what_the_tab_still_holds_once(lite_client, lite_session):
    found = content.make_content(lite_session)
    found.ended_on = days(-1)
    lite_session.commit()
    assert 'id="typed-here"' in lite_client.get(ADDRESS).text
    given_back = lite_client.post(ADDRESS, data=form() | {"do": "check"})
    assert given_back.status_code == 409
    assert content.TEXT in given_back.text
    assert 'id="typed-here"' not in given_back.text
