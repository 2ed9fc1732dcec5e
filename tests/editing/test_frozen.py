"""After the first answer the rules stand still: only missing texts can be filled in."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.editing.pages import draft, fresh
from tests.factories import answers_form, days, question, question_set
from tests.forms import follow, press
from tests.staff import csrf_of
from tests.web.test_rights import routes
from webapp.domain.composing import only_fills_gaps
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Action
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue, Response

HERE = "/staff/dialogues/skolgard"
QUESTIONS = question_set(
    question("one", text={"sv": "Fråga?", "en": "Question?"}, hint={}),
    question("two", may_decline=True),
)


def address(app: Flask, endpoint: str, dialogue: Dialogue) -> str:
    known = {"slug": dialogue.slug, "question": "one", "part": "s1", "kind": "single", "lang": "sv"}
    [rule] = app.url_map.iter_rules(endpoint)
    with app.test_request_context():
        path: str = app.url_for(endpoint, **{name: known[name] for name in rule.arguments})
    return path.removeprefix("http://localhost")


def answered_dialogue(client, session) -> Dialogue:
    """An open dialogue that one resident has answered."""
    dialogue = draft(client, session, questions=QUESTIONS, published_on=days(-6))
    form = answers_form(fingerprint(QUESTIONS), q_one="gunga", do="send")
    assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    return dialogue


def stored(session) -> QuestionSet:
    return fresh(session).query(Dialogue).one().questions


def test_before_the_first_answer_an_open_dialogue_can_still_change(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QUESTIONS, published_on=days(-6))
    page = lite_client.get(f"{HERE}/questions/one")
    follow(lite_client, press(lite_client, page, "do:save", {"text.sv": "Bättre fråga?"}))
    assert stored(lite_session).by_id["one"].text["sv"] == "Bättre fråga?"


def test_a_missing_text_can_be_filled_in(client, session):
    answered_dialogue(client, session)
    page = client.get(f"{HERE}/questions/one")
    assert 'name="text.sv"' in page.text
    assert page.text.count("readonly") >= 2
    assert "do:add" not in page.text
    follow(client, press(client, page, "do:save", {"text.ar": "سؤال؟"}))
    assert stored(session).by_id["one"].text == {"sv": "Fråga?", "en": "Question?", "ar": "سؤال؟"}
    assert fingerprint(stored(session)) == fingerprint(QUESTIONS)


@pytest.mark.parametrize(
    "change",
    [
        {"text.sv": "En annan fråga?"},
        {"text.en": ""},
        {"hint.sv": "En hjälp som ingen har sett"},
        {"option.0.sv": "Rutschkana"},
        {"option.0.sv": "", "option.0.en": "", "option.0.ar": ""},
        {"option.7.id": "", "option.7.sv": "Ny"},
        {"required": "1"},
        {"may_decline": "1"},
    ],
)
def test_what_was_there_when_somebody_answered_stays(lite_client, lite_session, change):
    answered_dialogue(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/questions/one")
    refused = press(lite_client, page, "do:save", change | {"text.ar": "سؤال؟"})
    assert refused.status_code == 409
    assert "Ändringen sparades inte" in refused.text
    assert "سؤال؟" in refused.text
    assert stored(lite_session) == QUESTIONS


def test_the_pages_offer_nothing_that_cannot_be_done(lite_client, lite_session):
    answered_dialogue(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/questions")
    assert "Någon har svarat." in page.text
    for gone in ("Flytta upp", "Ta bort", "Lägg till", "Hämta frågor"):
        assert gone not in page.text
    assert 'type="file"' not in lite_client.get(f"{HERE}/import").text


def test_an_answer_that_was_taken_back_still_holds_the_rules(lite_client, lite_session):
    answered_dialogue(lite_client, lite_session)
    lite_session.query(Response).update({"withdrawn": True})
    lite_session.commit()
    page = lite_client.get(f"{HERE}/questions/one")
    assert press(lite_client, page, "do:save", {"text.sv": "Annan?"}).status_code == 409


fields = st.dictionaries(
    st.sampled_from(
        [
            *(f"{name}.{lang}" for name in ("text", "hint", "title", "intro") for lang in ("sv", "en", "ar")),
            *(f"option.{place}.{name}" for place in (0, 1, 9) for name in ("id", "sv", "ar")),
            *("required", "may_decline", "joined", "at_most"),
            *("condition.0", "condition.0.shown", "condition.0.answer"),
            *("kind", "id", "base", "revision", "signed", "section"),
        ]
    ),
    st.sampled_from(["", "1", "one", "two", "gunga", "Ny text", "{}", "q7x2"]),
    max_size=8,
)
presses = st.sampled_from(
    [
        "save",
        "up:two",
        "down:one",
        "section-up:s1",
        "add",
        "remove:0",
        "up:1",
        "condition:0",
        "condition-add",
        "",
    ]
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_no_form_of_the_composer_changes_the_rules_once_somebody_has_answered(
    lite_app, lite_session, lite_client, data
):
    if not lite_session.query(Dialogue).count():
        answered_dialogue(lite_client, lite_session)
    fresh(lite_session)
    dialogue = lite_session.query(Dialogue).one()
    token = csrf_of(lite_client.get("/staff/dialogues"))
    for method, endpoint in routes(lite_app)[Action.EDIT_QUESTIONS]:
        if method == "POST":
            before = stored(lite_session)
            form: dict[str, Any] = data.draw(fields)
            form |= {"csrf_token": token, "do": data.draw(presses)}
            if data.draw(st.booleans()):
                form |= {"revision": str(dialogue.revision)}
            lite_client.post(address(lite_app, endpoint, dialogue), data=form)
            after = stored(lite_session)
            assert fingerprint(after) == fingerprint(QUESTIONS)
            assert only_fills_gaps(before, after)


def test_removing_moving_and_adding_are_refused_in_so_many_words(lite_client, lite_session):
    client = lite_client
    draft(client, lite_session, questions=QUESTIONS, published_on=days(-6))
    pages = {
        "Ta bort": client.get(f"{HERE}/questions/two/remove"),
        "do:down:one": client.get(f"{HERE}/questions"),
        "do:save": client.get(f"{HERE}/sections/s1/add/long_text"),
        "Spara": client.get(f"{HERE}/add-section"),
    }
    form = answers_form(fingerprint(QUESTIONS), q_one="gunga", do="send")
    assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    for button, page in pages.items():
        changes = {"text.sv": "Ny?", "title.sv": "Ny"} if button in {"do:save", "Spara"} else {}
        refused = press(client, page, button, changes)
        assert refused.status_code == 409
        assert "Ändringen sparades inte" in refused.text
    assert stored(lite_session) == QUESTIONS


def test_a_heading_that_is_there_stays_and_its_gaps_can_be_filled(lite_client, lite_session):
    client = lite_client
    questions = QuestionSet(
        tuple(
            type(section)(section.id, {"sv": "Del"}, {}, section.questions)
            for section in question_set(question("one")).sections
        )
    )
    draft(client, lite_session, questions=questions, published_on=days(-6))
    form = answers_form(fingerprint(questions), q_one="gunga", do="send")
    client.post("/sv/dialogues/skolgard/answer", data=form)
    page = client.get(f"{HERE}/sections/s1")
    assert press(client, page, "Spara", {"title.sv": "Annan del"}).status_code == 409
    assert press(client, page, "Spara", {"intro.sv": "Ny inledning"}).status_code == 409
    follow(client, press(client, page, "Spara", {"title.en": "Part"}))
    assert stored(lite_session).sections[0].title == {"sv": "Del", "en": "Part"}
