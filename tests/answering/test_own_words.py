"""Words of one's own beside "other": a free text from the form to the results, on both databases."""

from dataclasses import replace

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import (
    answers_form,
    days,
    make_dialogue,
    make_municipality,
    make_staff,
    question_set,
    with_ready,
)
from tests.forms import follow, press
from tests.recount import recount, stored_tallies
from tests.results.sending import send_all, withdraw
from tests.staff import sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue

ADDRESS = "/sv/dialogues/skolgard/answer"
RESULTS = "/staff/dialogues/skolgard/results"


def dialogue_with(session, kind="multiple", *names):
    return make_dialogue(
        session, questions=question_set(with_ready(*(names or ("none", "other")), kind=kind))
    )


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_words_are_kept_from_the_form_to_the_receipt(client, session, kind) -> None:
    dialogue_with(session, kind)
    page = client.get(ADDRESS)
    assert 'name="q.one.words"' in page.text
    checked = press(client, page, "do:check", {"q.one.words": "En <b>damm</b>"})
    assert "Annat" in checked.text
    assert "En &lt;b&gt;damm&lt;/b&gt;" in checked.text
    edited = press(client, checked, "do:edit")
    sent = follow(client, press(client, press(client, edited, "do:check"), "do:send"))
    receipt = client.get(sent.request.path.removesuffix("/sent")).text
    assert "Annat" in receipt
    assert "En &lt;b&gt;damm&lt;/b&gt;" in receipt


def test_words_beside_another_choice_are_asked_about_and_still_there(client, session) -> None:
    dialogue_with(session, "single")
    refused = press(client, client.get(ADDRESS), "do:check", {"q.one": "boll", "q.one.words": "En damm"})
    assert refused.status_code == 422
    assert '<a href="#q-one-words">' in refused.text
    assert 'value="En damm"' in refused.text
    assert "Välj ”Annat”, eller ta bort orden." in refused.text


def test_none_of_these_with_something_else_is_told_at_its_own_box(client, session) -> None:
    dialogue_with(session)
    refused = press(client, client.get(ADDRESS), "do:check", {"q.one": ["boll", "none"]})
    assert refused.status_code == 422
    assert '<a href="#q-one-none">' in refused.text
    assert 'id="q-one-none" checked' in refused.text


def test_words_are_counted_and_read_as_other_free_texts_and_leave_with_who_withdraws(client, session) -> None:
    dialogue = dialogue_with(session)
    wrote = [{"q_one": ["other"], "q_one__words": f"damm {number}"} for number in range(11)]
    sent = send_all(client, dialogue, [*wrote, *[{"q_one": ["gunga"]}] * 9])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get(RESULTS)
    assert "11 skrev egna ord." in page.text
    texts = client.get(f"{RESULTS}/one.words")
    assert texts.text.count("damm ") == 11
    assert client.get(f"{RESULTS}/one").status_code == 404
    file = press(client, page, "format:csv").get_data().decode("utf-8-sig")
    assert '"1";"Fråga om one?";"Skrev egna ord";"11"' in file
    withdraw(client, sent[0])
    session.rollback()
    tallies = stored_tallies(session, dialogue)
    assert tallies["one.words", "", "answers"] == 10
    assert tallies == dict(recount(session, dialogue))


def test_words_of_a_small_group_are_not_shown_apart(client, session) -> None:
    dialogue = dialogue_with(session)
    few = [{"lang": "ar", "q_one": ["other"], "q_one__words": "hemligt ord"}] * 12
    many = [{"q_one": ["other"], "q_one__words": "damm"}] * 45
    send_all(client, dialogue, [*few, *many])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    group = client.get(f"{RESULTS}/one.words", query_string={"group": "lang:ar"})
    assert "hemligt ord" not in group.text
    assert "hemligt ord" in client.get(f"{RESULTS}/one.words").text


def test_the_public_page_tells_how_many_wrote_and_not_what(client, session) -> None:
    dialogue = dialogue_with(session)
    send_all(client, dialogue, [{"q_one": ["other"], "q_one__words": "hemligt ord"}] * 10)
    dialogue.closes_on, dialogue.reported_on = days(-2), days(-1)
    dialogue.result_text = {"sv": "Klart."}
    session.commit()
    page = client.get("/sv/dialogues/skolgard/results")
    assert "10 skrev egna ord." in page.text
    assert "hemligt ord" not in page.text


def test_composer_adds_ready_answers_last_and_takes_them_away(lite_client, lite_session) -> None:
    client = lite_client
    draft(client, lite_session, questions=question_set(with_ready()))
    address = "/staff/dialogues/skolgard/questions/one"

    def options():
        found = fresh(lite_session).query(Dialogue).one().questions.by_id["one"].options
        return [(each.id, each.ready) for each in found]

    own = [("gunga", ""), ("boll", "")]
    page = client.get(address)
    follow(client, press(client, page, "do:save", with_none="1", with_other="1"))
    assert options() == [*own, ("none", "none"), ("other", "other")]
    page = client.get(address)
    assert page.text.count('type="hidden" name="option.') == 2
    follow(client, press(client, page, "do:save"))
    assert options() == [*own, ("none", "none"), ("other", "other")]
    follow(client, press(client, client.get(address), "do:save", with_none=None))
    assert options() == [*own, ("other", "other")]


def test_a_ready_answer_takes_no_other_options_identifier(lite_client, lite_session) -> None:
    plain = with_ready()
    first, second = plain.options
    named = replace(plain, options=(replace(first, id="other"), replace(second, id="b")))
    draft(lite_client, lite_session, questions=question_set(named))
    page = lite_client.get("/staff/dialogues/skolgard/questions/one")
    follow(lite_client, press(lite_client, page, "do:save", with_other="1"))
    ids = fresh(lite_session).query(Dialogue).one().questions.by_id["one"].option_ids
    assert ids[:2] == ("other", "b")
    assert len(set(ids)) == 3


def test_another_form_than_ours_cannot_write_to_a_question_without_other(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(with_ready()))
    form = answers_form(fingerprint(dialogue.questions), q_one="boll", q_one__words="damm", do="check")
    answers = client.post(ADDRESS, data=form).text.split("<dl")[1].split("</dl>")[0]
    assert "Boll" in answers
    assert "damm" not in answers
