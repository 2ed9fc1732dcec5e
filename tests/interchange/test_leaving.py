"""Question sets as files on the officials' pages: out of one dialogue, into another."""

from tests.editing.pages import draft
from tests.factories import make_dialogue, question, question_set
from tests.forms import follow, press
from tests.interchange.test_pages import stored, upload
from webapp.domain.questions import QuestionSet
from webapp.interchange.xlsform import import_xlsform

OPEN = "/staff/dialogues/annan/export"
WHOLE = question_set()


def test_what_one_dialogue_gives_out_another_takes_in_whole(client, session):
    draft(client, session, questions=QuestionSet())
    make_dialogue(session, "annan", questions=WHOLE)
    data = client.get(f"{OPEN}/questions.json").data
    found = upload(client, data, name="frågor.json")
    assert "Allt i filen följer med." in found.text
    follow(client, press(client, found, "Lägg in frågorna"))
    assert stored(session) == WHOLE
    refused = upload(client, data.replace(b'"version": 1', b'"version": 9'), name="frågor.json")
    assert refused.status_code == 422
    assert "Filen har version 9 av formatet." in refused.text


def test_the_page_tells_what_a_form_cannot_hold(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QuestionSet())
    make_dialogue(lite_session, "annan", questions=question_set(question("a"), question("p", "points")))
    page = lite_client.get(OPEN)
    assert "Fråga 2" in page.text
    assert "Den typen finns inte i XLSForm." in page.text
    form = import_xlsform(lite_client.get(f"{OPEN}/questions.xlsx").data)
    assert list(form.question_set.by_id) == ["a"]
    assert "Här finns inga frågor" in lite_client.get("/staff/dialogues/skolgard/export").text


def test_an_unknown_key_is_named_where_it_stands_and_cannot_run(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QuestionSet())
    make_dialogue(lite_session, "annan", questions=question_set(question("a")))
    data = lite_client.get(f"{OPEN}/questions.json").data
    hostile = data.replace(b'"kind"', b'"<script>alert(1)</script>": 1, "kind"', 1)
    refused = upload(lite_client, hostile, name="frågor.json")
    assert refused.status_code == 422
    assert "Stället sections[1].questions[1]" in refused.text
    assert "&lt;script&gt;" in refused.text
    assert "<script>alert" not in refused.text
