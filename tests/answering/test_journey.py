"""The resident's way through a question set, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from tests.factories import answers_form, days, in_all, make_dialogue, make_place, question, question_set
from webapp.answering import routes
from webapp.domain.documents import fingerprint
from webapp.models import Answer, Idea, Response, Tally

ADDRESS = "/sv/dialogues/skolgard/answer"


def form_for(dialogue, **fields):
    return answers_form(fingerprint(dialogue.questions), **({"do": "send", "q_one": "boll"} | fields))


def count(session, table) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table))


def test_each_step_keeps_everything_and_stores_nothing_before_send(client, session):
    dialogue = make_dialogue(session)
    form = form_for(dialogue, q_short="hej", do="check")
    checked = client.post(ADDRESS, data=form)
    assert "Kontrollera dina svar" in checked.text
    assert 'name="q.short" value="hej"' in checked.text
    edited = client.post(ADDRESS, data=form | {"do": "edit"})
    assert 'name="q.short" value="hej"' in edited.text
    assert count(session, Response) == 0


def test_changing_the_language_in_the_form_keeps_what_was_typed_even_if_it_is_wrong(client, session):
    dialogue = make_dialogue(session)
    form = form_for(dialogue, q_number="½", do="") | {"choose": "1"}
    page = client.post("/ar/dialogues/skolgard/answer", data=form)
    assert page.status_code == 200
    assert 'lang="ar" dir="rtl"' in page.text
    assert 'value="½"' in page.text
    assert "lang=ar" in page.headers["Set-Cookie"]


def test_the_same_form_sent_three_times_is_one_response_with_one_receipt(client, session):
    dialogue = make_dialogue(session)
    locations = {client.post(ADDRESS, data=form_for(dialogue)).location for _ in range(3)}
    assert len(locations) == 1
    assert count(session, Response) == 1


def test_another_form_with_the_same_answers_is_another_response(client, session):
    dialogue = make_dialogue(session)
    client.post(ADDRESS, data=form_for(dialogue))
    client.post(ADDRESS, data=form_for(dialogue, key="l" * 24))
    assert count(session, Response) == 2


def test_each_blank_form_carries_a_key_of_its_own(client, session):
    make_dialogue(session)
    pages = [client.get(ADDRESS).text for _ in range(2)]
    keys = {page.split('name="key" value="')[1].split('"')[0] for page in pages}
    assert len(keys) == 2


@pytest.mark.requirement("R1")
def test_a_response_carries_its_place_language_and_day_and_nothing_about_the_sender(client, session):
    dialogue = make_dialogue(session)
    place = make_place(session, dialogue)
    client.post(
        "/en/dialogues/skolgard/answer",
        data=form_for(dialogue, p="bok7k"),
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    row = session.scalars(select(Response)).one()
    assert (row.place_id, row.lang, row.channel) == (place.id, "en", "place")
    assert not hasattr(row.day, "hour")
    columns = {column.name for column in Response.__table__.columns}
    assert columns == {
        *("id", "dialogue_id", "lang", "channel", "place_id", "day", "receipt_hash", "submission_key"),
        *("counted", "withdrawn", "changed"),
    }


def test_after_closing_what_was_typed_is_shown_with_what_happens_now(client, session):
    dialogue = make_dialogue(session, opens_on=days(-20), closes_on=days(-1))
    page = client.post(ADDRESS, data=form_for(dialogue, q_short="mitt svar"))
    assert page.status_code == 409
    assert "Dialogen är stängd" in page.text
    assert "mitt svar" in page.text
    assert "Maria Ek" in page.text
    assert count(session, Response) == 0


def test_a_dialogue_that_closes_while_the_answer_is_on_its_way_refuses_it_kindly(client, session):
    dialogue = make_dialogue(session)
    client.get(ADDRESS)
    dialogue.sealed_on = days(0)
    session.commit()
    page = client.post(ADDRESS, data=form_for(dialogue, q_short="mitt svar"))
    assert page.status_code == 409
    assert "mitt svar" in page.text
    assert count(session, Response) == 0


def test_a_coming_dialogue_says_when_it_opens_and_takes_no_answers(client, session):
    dialogue = make_dialogue(session, opens_on=days(3))
    assert "Dialogen har inte öppnat än" in client.get(ADDRESS).text
    assert client.post(ADDRESS, data=form_for(dialogue)).status_code == 409
    assert count(session, Response) == 0


def test_a_draft_is_not_there_for_the_public(client, session):
    dialogue = make_dialogue(session, published_on=None)
    assert client.get("/sv/dialogues/skolgard").status_code == 404
    assert client.post(ADDRESS, data=form_for(dialogue)).status_code == 404


@pytest.mark.parametrize(("minute", "opened"), [(59, False), (61, True)])
def test_opening_follows_the_municipalitys_midnight_and_not_the_servers(
    lite_app, lite_session, minute, opened
):
    make_dialogue(lite_session, opens_on=date(2027, 2, 1), closes_on=date(2027, 2, 20))
    moment = datetime(2027, 1, 31, 22, tzinfo=UTC) + timedelta(minutes=minute)
    lite_app.config["NOW"] = lambda: moment
    page = lite_app.test_client().get("/sv/dialogues/skolgard").text
    assert ("Svara på frågorna" in page) is opened


def test_a_database_that_does_not_answer_keeps_the_answers_on_the_page(
    lite_client, lite_session, monkeypatch
):
    dialogue = make_dialogue(lite_session)

    def full(*_args, **_kwargs):
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(routes, "store", full)
    page = lite_client.post(ADDRESS, data=form_for(dialogue, q_short="mitt svar"))
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert "Dina svar finns kvar här" in page.text
    assert 'name="q.short" value="mitt svar"' in page.text
    monkeypatch.undo()
    assert lite_client.post(ADDRESS, data=form_for(dialogue, q_short="mitt svar")).status_code == 303


@pytest.fixture
def sent(client, session):
    dialogue = make_dialogue(session)
    location = client.post(ADDRESS, data=form_for(dialogue, q_short="mitt svar", q_points__lek="70")).location
    return location.split("/")[3]


def test_the_confirmation_repeats_influence_decision_and_feedback_and_gives_the_receipt(client, sent):
    page = client.get(f"/sv/receipt/{sent}/sent").text
    for words in ("Du får tycka till", "Barn- och utbildningsnämnden", "Vi berättar här", "Ditt kvitto"):
        assert words in page
    assert " ".join(sent[start : start + 4] for start in range(0, 16, 4)) in page
    code = client.get(f"/sv/receipt/{sent}/qr.svg")
    assert code.mimetype == "image/svg+xml"


def test_the_receipt_shows_own_answers_and_is_kept_out_of_caches(client, sent):
    page = client.get(f"/sv/receipt/{sent}")
    assert "mitt svar" in page.text
    assert "70 poäng" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_receipt_can_be_typed_in_any_form(client, sent):
    typed = f"{sent[:4]}-{sent[4:8]} {sent[8:]}"
    found = client.post("/ar/receipt", data={"receipt": typed})
    assert found.location == f"/ar/receipt/{sent}"
    arabic = sent.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post("/ar/receipt", data={"receipt": arabic}).status_code == 303


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("1234", 422), ("0000 0000 0000 0000", 404)])
def test_a_receipt_that_is_wrong_says_how(client, session, typed, status):
    make_dialogue(session)
    page = client.post("/sv/receipt", data={"receipt": typed})
    assert page.status_code == status
    assert typed in page.text


def test_guessing_receipts_is_stopped_and_holders_are_not(client, sent):
    for number in range(20):
        client.get(f"/sv/receipt/{number:016d}")
    assert client.get("/sv/receipt/0000000000000000").status_code == 429
    assert client.post("/sv/receipt", data={"receipt": "0000 0000 0000 0000"}).status_code == 429


def test_looking_at_an_own_receipt_is_never_counted_as_guessing(client, sent):
    assert {client.get(f"/sv/receipt/{sent}").status_code for _ in range(30)} == {200}


def test_withdrawing_erases_the_answers_and_cannot_be_undone_by_a_late_retry(client, session, sent):
    assert client.post(f"/sv/receipt/{sent}/withdraw").status_code == 303
    assert "De är raderade hos oss." in client.get(f"/sv/receipt/{sent}").text
    assert count(session, Answer) == 0
    row = session.scalars(select(Response)).one()
    assert (row.lang, row.place_id, row.channel) == ("", None, "")
    assert client.post(f"/sv/receipt/{sent}/withdraw").status_code == 303


def test_a_retry_after_withdrawal_does_not_bring_the_answers_back(client, session):
    dialogue = make_dialogue(session)
    location = client.post(ADDRESS, data=form_for(dialogue)).location
    client.post(location.removesuffix("/sent") + "/withdraw")
    assert client.post(ADDRESS, data=form_for(dialogue)).location == location
    assert count(session, Answer) == 0


def test_nothing_can_be_withdrawn_after_closing(client, session, sent):
    from webapp.models import Dialogue

    session.scalars(select(Dialogue)).one().ended_on = days(0)
    session.commit()
    assert client.post(f"/sv/receipt/{sent}/withdraw").status_code == 409
    assert count(session, Answer) == 3


def amounts(session) -> dict[tuple[str, str], int]:
    session.rollback()
    rows = session.execute(select(Tally.question_id, Tally.cell, Tally.amount).where(Tally.grouping == ""))
    return {(row.question_id, row.cell): row.amount for row in rows if row.amount}


def test_the_figures_stand_still_until_ten_have_answered_and_follow_withdrawals_in_steps(client, session):
    dialogue = make_dialogue(session, questions=question_set(question("one")))
    send = lambda n: client.post(ADDRESS, data=form_for(dialogue, key=f"{n:024d}")).location  # noqa: E731
    locations = [send(n) for n in range(9)]
    assert amounts(session) == {}
    locations.append(send(9))
    assert amounts(session)["one", "option:boll"] == 10
    for location in locations[:9]:
        client.post(location.removesuffix("/sent") + "/withdraw")
    assert amounts(session)["one", "option:boll"] == 10
    client.post(locations[9].removesuffix("/sent") + "/withdraw")
    assert amounts(session) == {}


def test_an_idea_and_a_response_never_share_a_receipt(client, session, sent):
    assert session.scalar(select(Idea)) is None


def test_a_text_missing_in_the_readers_language_is_shown_and_marked(client, session):
    make_dialogue(session, purpose={"sv": "Bara på svenska."}, languages=["sv", "ar"])
    page = client.get("/ar/dialogues/skolgard").text
    assert '<div lang="sv" dir="ltr"><p>Bara på svenska.</p></div>' in page
    assert in_all("x")["sv"]
