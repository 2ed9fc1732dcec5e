"""Voting on a budget: what is used of the money, what is refused, and what is kept on the page."""

import pytest
from sqlalchemy import select

from tests.factories import answers_form, make_dialogue, projects, question, question_set
from tests.forms import follow, press
from webapp.domain.documents import fingerprint
from webapp.domain.questions import AnswerOption, Limits
from webapp.models import Answer, Response

ADDRESS = "/sv/dialogues/skolgard/answer"
COSTS = {"Gunga": 300_000, "Boll": 150_000, "Lek": 200_000}


def asked(session, *more, costs=COSTS, **limits):
    given = Limits(**({"budget": 500_000, "voting": "knapsack"} | limits))
    about = question("money", "budget", options=projects(**costs), limits=given)
    return make_dialogue(session, questions=question_set(about, *more))


def sent(client, dialogue, do: str, **fields):
    return client.post(ADDRESS, data=answers_form(fingerprint(dialogue.questions), do=do, **fields))


def plain(answered) -> str:
    return answered.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("limits", "sentences"),
    [
        ({}, ("Det finns 500 000 kr. Välj projekt som ryms i de pengarna.", "projektet som flest väljer")),
        ({"voting": "approval"}, ("Välj så många projekt du vill.",)),
        ({"voting": "points", "points": 20}, ("Du har 20 poäng att dela ut.", "projektet med flest poäng")),
        ({"headline": "equal_shares"}, ("alla som svarar får en lika stor del av pengarna",)),
    ],
)
def test_residents_read_how_to_vote_what_each_costs_and_how_it_is_counted(
    lite_client, lite_session, limits, sentences
) -> None:
    asked(lite_session, **limits)
    page = plain(lite_client.get(ADDRESS))
    assert all(sentence in page for sentence in sentences)
    assert page.count("300 000 kr</span>") == 1
    assert ("budget.js" in page) is (limits.get("voting", "knapsack") == "knapsack")


def test_the_sum_is_told_after_a_press_without_scripts_and_as_a_part_of_the_page(
    lite_client, lite_session
) -> None:
    asked(lite_session)
    page = lite_client.get(ADDRESS)
    assert "Du har valt för 0 av 500 000 kr. 500 000 kr kvar." in plain(page)
    again = press(lite_client, page, "press:money::recount", {"q.money": ["gunga"]})
    assert again.status_code == 200
    assert "Du har valt för 300 000 av 500 000 kr. 200 000 kr kvar." in plain(again)
    assert again.text.count(" checked") == 1
    form = {"q.money": ["gunga", "boll", "lek"], "press": "money::recount"}
    part = lite_client.post(ADDRESS, data=form, headers={"HX-Request": "true"})
    assert plain(part).count("Du har valt för 650 000 av 500 000 kr. Det är 150 000 kr för mycket.") == 2
    assert "<html" not in part.text


def test_more_than_there_is_is_refused_at_the_field_and_in_the_summary_and_kept(client, session) -> None:
    dialogue = asked(session)
    refused = sent(client, dialogue, "send", q_money=["gunga", "boll", "lek"])
    assert refused.status_code == 422
    said = "Du har valt för 650 000 kr. Det är 150 000 kr mer än det finns. Ta bort något projekt."
    page = plain(refused)
    assert f'<a href="#q-money">Fråga 1: {said}</a>' in page
    assert said in page.split('id="error-money"')[1].split("</p>")[0]
    assert page.count(" checked") == 3
    assert not session.scalars(select(Response)).all()


def test_what_is_chosen_stays_through_a_change_of_language(lite_client, lite_session) -> None:
    asked(lite_session)
    data = {"q.money": ["gunga", "lek"], "choice": "1", "do": ""}
    other = lite_client.post("/en/dialogues/skolgard/answer", data=data)
    assert other.status_code == 200
    assert other.text.count(" checked") == 2


def test_exactly_all_of_it_can_be_used_and_the_receipt_tells_the_costs(client, session) -> None:
    dialogue = asked(session)
    checked = sent(client, dialogue, "check", q_money=["lek", "gunga"])
    assert "Tillsammans 500 000 kr." in plain(checked)
    receipt = follow(client, press(client, checked, "do:send"))
    address = receipt.request.path.removesuffix("/sent")
    page = plain(client.get(address))
    assert 'Gunga, <span class="whole">300 000 kr</span>' in page
    assert session.scalars(select(Answer.value)).all() == [["gunga", "lek"]]


def test_points_are_pressed_and_shared_out_among_projects(lite_client, lite_session) -> None:
    dialogue = asked(lite_session, voting="points", points=10)
    pressed = press(lite_client, lite_client.get(ADDRESS), "press:money:gunga:up", {"q.money.boll": ["4"]})
    assert "Poäng kvar att dela ut: 5" in pressed.text
    over = sent(lite_client, dialogue, "send", **{"q.money.gunga": "7", "q.money.boll": "5"})
    assert over.status_code == 422
    assert "Du har lagt 2 poäng för mycket." in over.text
    checked = plain(sent(lite_client, dialogue, "check", **{"q.money.gunga": "7"}))
    assert "(300 000 kr)</span>: 7 poäng" in checked


@pytest.mark.parametrize(
    ("voting", "fields", "code"),
    [
        ("knapsack", {"q.money": ["slott"]}, "Ett svar hörde inte till frågan."),
        ("approval", {"q.money": ["gunga", "\x00"]}, "Ett svar hörde inte till frågan."),
        ("points", {"q.money.slott": ["1"]}, "Ett svar hörde inte till frågan."),
        ("points", {"q.money.gunga": ["-1"]}, "Poäng kan inte vara mindre än 0."),
        ("points", {"q.money.gunga": ["1e3"]}, "Skriv poängen som ett heltal med siffror"),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(lite_client, lite_session, voting, fields, code) -> None:
    dialogue = asked(lite_session, voting=voting)
    refused = sent(lite_client, dialogue, "send", **fields)
    assert refused.status_code == 422
    assert code in refused.text


@pytest.mark.parametrize("pressed", ["money:slott:up", "money::recount:x", "money:", "::", "other::recount"])
def test_a_press_that_is_no_button_of_ours_changes_nothing(lite_client, lite_session, pressed) -> None:
    asked(lite_session)
    again = lite_client.post(ADDRESS, data={"q.money": ["gunga"], "press": pressed})
    assert again.status_code == 200
    assert again.text.count(" checked") == 1


def test_projects_chosen_any_number_of_times_cost_once(lite_client, lite_session) -> None:
    dialogue = asked(lite_session)
    assert sent(lite_client, dialogue, "check", q_money=["gunga"] * 5).status_code == 200


def test_a_project_without_text_in_the_readers_language_is_shown_in_another(
    lite_client, lite_session
) -> None:
    only = (AnswerOption("bro", {"sv": "En bro"}, cost=5), *projects(Lek=7))
    about = question("money", "budget", options=only, limits=Limits(budget=10, voting="knapsack"))
    make_dialogue(lite_session, questions=question_set(about))
    page = lite_client.get("/en/dialogues/skolgard/answer").text
    assert '<span lang="sv" dir="ltr">En bro</span>' in page
