"""What goes wrong has a page in the reader's language, says so to machines too, and loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import answers_form, make_dialogue, make_staff
from tests.staff import csrf_of, sign_in
from webapp.domain.documents import fingerprint

ADDRESS = "/sv/dialogues/skolgard/answer"


@contextmanager
def busy(engine: Engine) -> Iterator[None]:
    """While it lasts somebody else writes, and nobody has the patience to wait for it."""

    def lose_patience(connection, _record, _proxy) -> None:
        connection.execute("PRAGMA busy_timeout = 1")

    event.listen(engine, "checkout", lose_patience)
    with engine.execution_options(writes=True).connect() as writer:
        writer.execute(text("SELECT 1"))
        yield


def test_a_database_that_others_keep_busy_asks_to_try_again_soon(lite_app, lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    form = answers_form(fingerprint(dialogue.questions), do="send", q_one="boll", q_short="mitt svar")
    receipt = lite_client.post(ADDRESS, data=form).location.removesuffix("/sent")
    with busy(lite_app.extensions["engine"]):
        refused = lite_client.post(f"{receipt}/withdraw")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert "Vänta några sekunder" in refused.text
        kept = lite_client.post(ADDRESS, data=form | {"key": "l" * 24})
        assert (kept.status_code, kept.headers["Retry-After"]) == (503, "5")
        assert 'name="q.short" value="mitt svar"' in kept.text
    assert lite_client.post(f"{receipt}/withdraw").status_code == 303


def test_the_second_of_two_who_saved_the_same_is_told(lite_app):
    with lite_app.test_request_context("/sv/"):
        lite_app.preprocess_request()
        told = lite_app.make_response(lite_app.handle_user_exception(StaleDataError()))
    assert told.status_code == 409
    assert "Det går inte just nu" in told.get_data(as_text=True)


def test_a_wrong_method_names_the_right_ones(lite_client, lite_session):
    refused = lite_client.put("/sv/")
    assert refused.status_code == 405
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "Sidan kan inte användas så" in refused.text


def test_what_breaks_has_a_page_that_tells_nothing_of_the_cause(lite_app: Flask, lite_session):
    make_dialogue(lite_session)
    lite_session.execute(text("UPDATE dialogue SET question_document = '{\"format\": 99}'"))
    lite_session.commit()
    lite_app.config["PROPAGATE_EXCEPTIONS"] = False
    broken = lite_app.test_client().get(ADDRESS)
    assert broken.status_code == 500
    assert "Något gick fel hos oss" in broken.text
    assert "format" not in broken.text


@pytest.mark.parametrize(
    ("address", "asked", "lang"),
    [("/ar/nowhere", "sv", "ar"), ("/nowhere", "en", "en"), ("/nowhere/at/all", "", "sv")],
)
def test_an_error_page_speaks_the_language_of_the_address_or_the_phones(lite_client, address, asked, lang):
    page = lite_client.get(address, headers={"Accept-Language": asked})
    assert page.status_code == 404
    assert f'<html lang="{lang}"' in page.text


@pytest.mark.parametrize("place", ["x" * 13, "bok 7k", "../..", "<b>", "bok7k&q=1"])
def test_the_code_of_a_place_that_cannot_be_ours_goes_no_further(lite_client, lite_session, place):
    make_dialogue(lite_session)
    told = lite_client.get("/sv/dialogues/skolgard", query_string={"p": place})
    assert f'href="{ADDRESS}"' in told.text
    form = lite_client.get(ADDRESS, query_string={"p": place})
    assert form.status_code == 200
    assert 'name="p"' not in form.text


def test_a_person_who_was_shut_out_in_the_database_has_no_session_left(lite_client, lite_session):
    person = make_staff(lite_session)
    sign_in(lite_client, person)
    token = csrf_of(lite_client.get("/staff/account"))
    person.active = False
    lite_session.commit()
    assert lite_client.get("/staff/account").location.startswith("/staff/sign-in")
    assert lite_client.post("/staff/sign-out", data={"csrf_token": token}).status_code == 401
