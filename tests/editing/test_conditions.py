"""A question can hang on any earlier answers, on all of some conditions or on any of them."""

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import question, question_set
from tests.forms import follow, press
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some
from webapp.domain.questions import Limits
from webapp.models import Dialogue

NUMBER = question("number", "number", limits=Limits(minimum="0", maximum="120"))
HERE = "/staff/dialogues/skolgard"
ASKED = (
    question("one"),
    question("many", "multiple"),
    NUMBER,
    question("grid", "matrix"),
    question("text", "short_text"),
    question("two"),
)
PAGE = f"{HERE}/questions/two"


@pytest.fixture
def client(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set(*ASKED))
    return lite_client


def condition(session):
    return fresh(session).query(Dialogue).one().questions.by_id["two"].condition


def with_rules(client, *rules):
    """The form with these (question, changes to the fields of its answers), all of them saved or refused."""
    page = client.get(PAGE)
    for place, (about, changes) in enumerate(rules):
        if place:
            page = press(client, page, "do:condition-add")
        page = press(client, page, f"do:condition:{place}", {f"condition.{place}": about})
        given = {f"condition.{place}.{name}": value for name, value in changes.items()}
        page = press(client, page, f"do:condition:{place}", given)
    return page


@pytest.mark.parametrize(
    ("about", "changes", "expected"),
    [
        ("one", {"answer": ["gunga"]}, Chosen("one", "gunga")),
        ("many", {"answer": ["gunga", "lek"]}, Some((Chosen("many", "gunga"), Chosen("many", "lek")))),
        ("number", {"comparison": ">=", "than": "١٨"}, Compared("number", ">=", "18")),
        ("number", {"answer": ["*"]}, Answered("number")),
        ("grid", {"answer": ["sommar/lek"]}, Chosen("grid", "lek", "sommar")),
        ("text", {"answer": ["*"]}, Answered("text")),
    ],
)
def test_each_kind_of_earlier_answer_can_lead_to_a_question(client, lite_session, about, changes, expected):
    follow(client, press(client, with_rules(client, (about, changes)), "do:save"))
    assert condition(lite_session) == expected
    follow(client, press(client, client.get(PAGE), "do:save", {"text.sv": "Ny text?"}))
    assert condition(lite_session) == expected


@pytest.mark.parametrize(("joined", "kind"), [("every", Every), ("some", Some)])
def test_several_conditions_hold_all_together_or_any_of_them(client, lite_session, joined, kind):
    page = with_rules(client, ("one", {"answer": ["gunga"]}), ("number", {"comparison": "<", "than": "18"}))
    follow(client, press(client, page, "do:save", {"joined": joined}))
    assert condition(lite_session) == kind((Chosen("one", "gunga"), Compared("number", "<", "18")))
    word = "och" if kind is Every else "eller"
    listed = client.get(f"{HERE}/questions").text
    assert f"fråga 1 har svaret ”Gunga” {word} fråga 3 har ett svar &lt; 18" in listed


def test_a_condition_can_be_taken_away_and_the_others_stay(client, lite_session):
    page = with_rules(client, ("one", {"answer": ["gunga"]}), ("text", {"answer": ["*"]}))
    page = press(client, page, "do:condition-remove:0")
    follow(client, press(client, page, "do:save"))
    assert condition(lite_session) == Answered("text")


def test_conditions_that_contradict_each_other_are_refused_with_all_that_was_chosen(client, lite_session):
    page = with_rules(client, ("one", {"answer": ["gunga"]}), ("one", {"answer": ["lek"]}))
    refused = press(client, page, "do:save", {"joined": "every"})
    assert refused.status_code == 422
    assert "Ingen kan svara så att frågan visas." in refused.text
    assert '<a href="#condition-0">' in refused.text
    assert condition(lite_session) is None
    follow(client, press(client, refused, "do:save", {"joined": "some"}))
    assert condition(lite_session) == Some((Chosen("one", "gunga"), Chosen("one", "lek")))


@pytest.mark.parametrize("than", ["", "tolv", "1e999999"])
def test_a_number_that_is_none_is_refused_at_its_condition(client, lite_session, than):
    page = with_rules(client, ("one", {"answer": ["gunga"]}), ("number", {"comparison": "<", "than": than}))
    refused = press(client, page, "do:save")
    assert refused.status_code == 422
    assert '<a href="#condition-1">' in refused.text
    assert condition(lite_session) is None


def test_what_leads_where_stands_at_both_ends(client, lite_session):
    follow(client, press(client, with_rules(client, ("one", {"answer": ["gunga"]})), "do:save"))
    listed = client.get(f"{HERE}/questions").text
    assert 'Svaret avgör om de ser: <a href="#question-two">fråga 6</a>' in listed
    assert "Visas bara om fråga 1 har svaret ”Gunga”." in listed


def test_a_question_that_has_become_a_dead_end_is_pointed_out(client, lite_session):
    dialogue = fresh(lite_session).query(Dialogue).one()
    never = question("never", condition=Every((Chosen("one", "gunga"), Otherwise(Answered("one")))))
    dialogue.questions = question_set(*ASKED, never)
    lite_session.commit()
    part = client.get(f"{HERE}/questions").text.split('id="question-never"')[1]
    assert "Ingen kan få den här frågan." in part
    assert "Ingen kan få" not in client.get(f"{HERE}/questions").text.split('id="question-never"')[0]


def test_more_conditions_than_the_form_takes_are_kept_as_they_are(client, lite_session):
    many = Every(tuple(Otherwise(Chosen("one", "gunga")) for _number in range(12)))
    dialogue = fresh(lite_session).query(Dialogue).one()
    dialogue.questions = question_set(*ASKED[:-1], question("two", condition=many))
    lite_session.commit()
    follow(client, press(client, client.get(PAGE), "do:save", {"text.sv": "Ny text?"}))
    assert condition(lite_session) == many
