"""A matrix and statements on their pages: the form, mistakes, the composer's rows, figures by group."""

import pytest

from tests.editing.pages import draft, fresh, texts
from tests.factories import in_all, make_dialogue, make_municipality, make_staff, question, question_set
from tests.forms import follow, press
from tests.recount import recount, stored_tallies
from tests.results.sending import send_all, withdraw
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue

ADDRESS = "/sv/dialogues/skolgard/answer"
RESULTS = "/staff/dialogues/skolgard/results"
QUESTION = "/staff/dialogues/skolgard/questions/one"
AGREED = {"q_one__sommar": "agree", "q_one__vinter": "disagree"}
PASSED = {"q_one__sommar": "pass"}
OTHERS = {"q_one__sommar": "disagree", "q_one__vinter": "agree"}


@pytest.mark.parametrize("kind", ["matrix", "statements"])
def test_every_row_is_a_group_of_its_own_named_by_its_words(lite_client, lite_session, kind) -> None:
    make_dialogue(lite_session, questions=question_set(question("one", kind)))
    page = lite_client.get(ADDRESS).text
    for row, words in (("sommar", "Sommar"), ("vinter", "Vinter")):
        part = page.split(f'<fieldset class="grid-row" id="q-one-{row}"')[1].split("</fieldset>")[0]
        assert f"<legend>{words}</legend>" in part
        assert part.count(f'type="radio" name="q.one.{row}"') == 3


def test_a_row_that_was_left_is_told_at_that_row_and_the_others_are_kept(lite_client, lite_session) -> None:
    make_dialogue(lite_session, questions=question_set(question("one", "matrix", required=True)))
    refused = press(lite_client, lite_client.get(ADDRESS), "do:check", {"q.one.sommar": "lek"})
    assert refused.status_code == 422
    assert '<a href="#q-one-vinter">Fråga 1: Svara också på den här raden.</a>' in refused.text
    assert 'name="q.one.sommar" value="lek" checked' in refused.text


def test_running_tallies_equal_a_recount_also_after_a_withdrawal(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "statements")))
    sent = send_all(client, dialogue, [*[AGREED] * 8, *[PASSED] * 5, *[OTHERS] * 3])
    withdraw(client, sent[0])
    session.rollback()
    tallies = stored_tallies(session, dialogue)
    assert tallies == dict(recount(session, dialogue))
    assert tallies["one", "", "row:sommar:option:agree"] == 7
    assert tallies["one", "", "row:vinter:option:disagree"] == 7


def test_agreement_on_each_statement_stands_on_the_results_page(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "statements")))
    send_all(client, dialogue, [*[AGREED] * 6, *[PASSED] * 2, *[OTHERS] * 2])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get(RESULTS)
    part = page.text.split('id="question-one"')[1].split("</section>")[0]
    assert "6 håller med, 2 håller inte med, 2 hoppade över." in part
    assert part.index("Sommar") < part.index("Vinter")
    assert ">75" in part
    file = press(client, page, "format:csv").get_data().decode("utf-8-sig")
    assert '"1";"Fråga om one?";"Sommar: Håller med";"6";"60"' in file
    assert '"1";"Fråga om one?";"Sommar: andel som håller med";"";"75"' in file


def test_rows_of_a_small_group_are_hidden_one_by_one(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "statements")))
    for lang in ("sv", "ar"):
        given = [AGREED] * 10 + [PASSED] * 10 + [OTHERS] * 10
        send_all(client, dialogue, [{"lang": lang, **each} for each in given])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    group = client.get(RESULTS, query_string={"group": "lang:ar"}).text
    part = group.split('id="question-one"')[1].split("</section>")[0]
    assert "10 håller med, 10 håller inte med, 10 hoppade över." in part
    assert part.count("För få svar för att visas.") == 1


def test_rows_are_written_moved_and_removed_as_options_are(lite_client, lite_session) -> None:
    client = lite_client
    draft(client, lite_session, questions=question_set(question("one", "matrix")))
    page = press(client, client.get(QUESTION), "do:row-add")
    assert (
        'id="row-2-sv" name="row.2.sv" value="" lang="sv" dir="ltr" autocomplete="off" autofocus' in page.text
    )
    page = press(client, page, "do:row-up:2", texts("row.2", "Vår"))
    page = press(client, page, "do:row-remove:0")
    page = press(client, page, "do:up:1")
    follow(client, press(client, page, "do:save"))
    asked = fresh(lite_session).query(Dialogue).one().questions.by_id["one"]
    assert [dict(row.text) for row in asked.rows] == [in_all("Vår"), in_all("Vinter")]
    assert asked.row_ids[1] == "vinter"
    assert asked.option_ids == ("boll", "gunga", "lek")


def test_a_question_without_rows_is_not_saved(lite_client, lite_session) -> None:
    draft(lite_client, lite_session, questions=question_set(question("one", "statements")))
    emptied = {f"row.{row}.{tag}": "" for row in (0, 1) for tag in ("sv", "en", "ar")}
    refused = press(lite_client, lite_client.get(QUESTION), "do:save", emptied)
    assert refused.status_code == 422
    assert '<a href="#rows">Skriv minst en rad.</a>' in refused.text
    assert 'id="rows"' in refused.text
