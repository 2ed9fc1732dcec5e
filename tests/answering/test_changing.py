"""Who holds a receipt changes the answers while the dialogue is open, and the figures follow."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import days, make_dialogue, options, question, question_set
from tests.forms import follow, press
from tests.kinds.examples import EXAMPLES, everything, filled_in
from tests.recount import recount
from tests.results.sending import send, send_all, withdraw
from webapp.domain.kinds import KINDS
from webapp.domain.reading import filled_in as form_of
from webapp.domain.reading import read_form
from webapp.domain.taking_part import Mode
from webapp.models import Answer, Response, Tally

ASKED = question_set(
    question("one", options=options("Ja", "Nej"), may_decline=True), question("two", "long_text")
)
CHANGE = "Ändra dina svar"


def change_page(client, code):
    return client.get(f"/sv/receipt/{code}/change")


def changed(client, code, **answers):
    """Changes answers by the form and its check page; the receipt that follows."""
    checked = press(client, change_page(client, code), "do:check", answers)
    assert checked.status_code == 200, checked.text
    return follow(client, press(client, checked, "do:send"))


def answers_of(session):
    session.rollback()
    return {(row.response_id, row.question_id): row.value for row in session.scalars(select(Answer))}


def tallies(session, dialogue):
    session.rollback()
    rows = session.scalars(select(Tally).where(Tally.dialogue_id == dialogue.id))
    return {(row.question_id, row.grouping, row.cell): row.amount for row in rows if row.amount}


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_answered_stands_in_the_form_as_it_was(kind):
    asked = question_set(EXAMPLES[kind].question)
    answers = {"one": EXAMPLES[kind].value}
    assert read_form(asked, form_of(asked, answers)).answers == answers


def test_none_that_was_declined_and_no_words_of_ones_own_are_lost():
    asked = everything()
    declining = question_set(*(replace(each, may_decline=True) for each in asked.asked))
    answers = dict(read_form(asked, filled_in()).answers)
    assert read_form(asked, form_of(asked, answers)).answers == answers
    declined = dict.fromkeys(answers)
    assert read_form(declining, form_of(declining, declined)).answers == declined


def test_answers_to_questions_that_are_no_longer_asked_are_left_out():
    assert form_of(ASKED, {"gone": "ja", "one": "ja"}) == {"q.one": ["ja"]}


def test_every_kind_is_changed_by_the_form_that_it_was_answered_with(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=everything())
    code = send(lite_client, dialogue, **filled_in()).code
    before = answers_of(lite_session)
    receipt = changed(lite_client, code)
    assert "Dina svar är ändrade." in receipt.text
    assert answers_of(lite_session) == before


def test_the_receipt_leads_to_the_form_and_says_what_holds_now(client, session):
    dialogue = make_dialogue(session, questions=ASKED)
    code = send(client, dialogue, q_one="ja", q_two="Mer grönt").code
    assert f"/sv/receipt/{code}/change" in client.get(f"/sv/receipt/{code}").text
    page = change_page(client, code)
    assert "Mer grönt" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    receipt = changed(client, code, **{"q.one": "nej", "q.two": ""})
    assert receipt.request.path == f"/sv/receipt/{code}"
    assert "Nej" in receipt.text
    assert "Mer grönt" not in receipt.text
    assert list(answers_of(session).values()) == ["nej"]


def test_the_figures_follow_exactly_when_ten_have_changed(client, session):
    dialogue = make_dialogue(session, questions=ASKED)
    sent = send_all(client, dialogue, [{"q_one": "ja"}] * 12)
    assert tallies(session, dialogue)["one", "", "option:ja"] == 10
    counted = session.scalars(select(Response.receipt_hash).where(Response.counted)).all()
    assert len(counted) == 10
    for each in sent:
        changed(client, each.code, **{"q.one": "nej"})
    send_all(client, dialogue, [{"q_one": "nej"}] * 6)
    after = tallies(session, dialogue)
    assert after == {key: amount for key, amount in recount(session, dialogue).items() if amount}
    assert after["one", "", "option:nej"] == after["", "", "responses"] == 18
    assert ("one", "", "option:ja") not in after


def test_one_who_changes_is_one_and_moves_no_figure_alone(client, session):
    dialogue = make_dialogue(session, questions=ASKED)
    sent = send_all(client, dialogue, [{"q_one": "ja"}] * 10)
    before = tallies(session, dialogue)
    for each in sent[:9]:
        changed(client, each.code, **{"q.one": "nej"})
        changed(client, each.code, **{"q.one": "ja", "q.two": "En gång till"})
    assert tallies(session, dialogue) == before
    send(client, dialogue, q_one="nej")
    after = tallies(session, dialogue)
    assert (after["one", "", "option:ja"], after["one", "", "option:nej"]) == (10, 1)
    assert after["", "", "responses"] == 11


def test_nobody_is_counted_twice_while_what_was_said_before_waits_to_leave(client, session):
    dialogue = make_dialogue(session, questions=ASKED)
    arabic = send_all(client, dialogue, [{"q_one": "ja", "lang": "ar"}] * 20)
    send_all(client, dialogue, [{"q_one": "ja"}] * 20)
    changed(client, arabic[0].code, **{"q.one": "nej"})
    send_all(client, dialogue, [{"q_one": "ja"}] * 10)
    after = tallies(session, dialogue)
    assert after["", "", "responses"] == 50
    assert ("one", "", "option:nej") not in after


def test_a_response_is_taken_back_after_it_was_changed(client, session):
    dialogue = make_dialogue(session, questions=ASKED)
    sent = send_all(client, dialogue, [{"q_one": "ja"}] * 10)
    changed(client, sent[0].code, **{"q.one": "nej"})
    withdraw(client, sent[0])
    send_all(client, dialogue, [{"q_one": "ja"}] * 9)
    assert tallies(session, dialogue)["", "", "responses"] == 18
    assert ("one", "", "option:nej") not in tallies(session, dialogue)


def test_mistakes_are_told_at_the_field_and_nothing_is_stored(lite_client, lite_session):
    much = question_set(question("much", "number"))
    dialogue = make_dialogue(lite_session, questions=much)
    code = send(lite_client, dialogue, q_much="5").code
    for typed, words in (("många", 'id="error-much"'), ("", "Svara på minst en fråga.")):
        refused = press(lite_client, change_page(lite_client, code), "do:check", {"q.much": typed})
        assert refused.status_code == 422
        assert words in refused.text
        assert typed in refused.text
    assert list(answers_of(lite_session).values()) == ["5"]


def test_another_language_keeps_what_was_typed_and_the_receipt(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    code = send(lite_client, dialogue, q_one="ja", q_two="Förut").code
    page = change_page(lite_client, code)
    assert f'formaction="/en/receipt/{code}/change"' in page.text
    fields = {"q.two": "Nu", "choose": "en"}
    english = lite_client.post(f"/en/receipt/{code}/change", data=fields)
    assert 'lang="en"' in english.text
    assert "Nu" in english.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_changed_when_the_dialogue_has_closed(lite_client, lite_session, method):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    code = send(lite_client, dialogue, q_one="ja").code
    page = press(lite_client, change_page(lite_client, code), "do:check", {"q.one": "nej", "q.two": "Sent"})
    dialogue.closes_on = days(-1)
    lite_session.commit()
    if method == "GET":
        assert change_page(lite_client, code).location == f"/sv/receipt/{code}"
    else:
        late = press(lite_client, page, "do:send")
        assert late.status_code == 409
        assert "Sent" in late.text
    assert list(answers_of(lite_session).values()) == ["ja"]
    assert f"{code}/change" not in lite_client.get(f"/sv/receipt/{code}").text


def test_what_was_taken_back_stays_so(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    sent = send(lite_client, dialogue, q_one="ja")
    page = press(lite_client, change_page(lite_client, sent.code), "do:check", {"q.one": "nej"})
    withdraw(lite_client, sent)
    assert change_page(lite_client, sent.code).location == f"/sv/receipt/{sent.code}"
    receipt = follow(lite_client, press(lite_client, page, "do:send"))
    assert "Du har tagit tillbaka dina svar." in receipt.text
    assert answers_of(lite_session) == {}


def test_no_code_and_no_identity_is_asked_for_again(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    sent = send(lite_client, dialogue, q_one="ja")
    for mode in (Mode.CODE, Mode.BROWSER):
        dialogue.mode_name = mode
        lite_session.commit()
        page = change_page(lite_client, sent.code)
        assert 'name="code"' not in page.text
        assert "Dina svar är ändrade." in changed(lite_client, sent.code, **{"q.one": "nej"}).text


def test_an_unknown_receipt_changes_nothing_and_guesses_are_counted(lite_client, lite_session):
    make_dialogue(lite_session, questions=ASKED)
    statuses = [change_page(lite_client, "0000000000000000").status_code for _number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_the_form_that_changes_answers_keeps_no_draft_in_the_browser(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    code = send(lite_client, dialogue, q_one="ja").code
    page = change_page(lite_client, code).text
    assert "network.js" not in page
    assert not re.search(r"<form[^>]*data-keep", page)
