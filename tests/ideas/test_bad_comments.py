"""What must not break, be lost or be stored when a comment comes in a bad form."""

from unicodedata import normalize

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import MultiDict

from tests.factories import make_dialogue
from tests.ideas.test_bad_ideas import FOREIGN
from tests.ideas.test_comments import comments, dialogue, idea, place, said
from tests.ideas.test_ideas import INDEX, KEY, add_idea
from tests.ideas.test_many_scripts import FAMILY, TITLES, ZALGO
from webapp.ideas import comment_actions

__all__ = ["dialogue", "idea"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stand": ""}, "stand"),
        ({"stand": "maybe"}, "stand"),
        ({"text": ""}, "text"),
        ({"text": " \u202e\u200b "}, "text"),
        ({"text": "ö" * 301}, "text"),
        ({"text": ZALGO * 40}, "text"),
        ({"text": "🌳" * 5000}, "text"),
        ({"text": FAMILY * 301}, "text"),
        ({"text": "x" * 100_000}, "text"),
    ],
)
def test_what_must_be_mended_is_told_at_its_field_and_what_was_typed_is_kept(
    client, session, idea, changes, field
):
    typed = said(**changes)
    refused = client.post(place(idea), data=typed)
    assert refused.status_code == 422
    assert "<title>Fel: Kommentera en idé" in refused.text
    assert f'<a href="#{field}">' in refused.text
    assert f'id="{field}-error"' in refused.text
    assert f'value="{KEY}"' in refused.text
    if field == "text":
        assert 'value="for" checked' in refused.text
    if typed["text"].strip(" \u202e\u200b"):
        assert normalize("NFC", typed["text"]) in refused.text
    assert comments(session) == []


def test_an_empty_form_is_told_everything_that_is_missing(client, session, idea):
    refused = client.post(place(idea), data={})
    assert refused.status_code == 422
    for field in ("stand", "text"):
        assert f'<a href="#{field}">' in refused.text


def test_fields_that_come_twice_unlike_are_kept_to_choose_from(client, session, idea):
    twice = MultiDict([*said().items(), ("stand", "against"), ("text", "Något annat.")])
    refused = client.post(place(idea), data=twice)
    assert refused.status_code == 422
    assert "Bra för de minsta." in refused.text
    assert "Något annat." in refused.text
    assert " checked" not in refused.text
    assert comments(session) == []


@pytest.mark.parametrize("text", [*TITLES, "👍" * 300, FAMILY * 250, ZALGO])
def test_a_comment_in_any_script_is_kept_and_shown(lite_client, lite_session, text):
    dialogue = make_dialogue(lite_session, idea_comments=True, ideas_shown_at_once=True)
    idea = add_idea(lite_session, dialogue)
    assert lite_client.post(place(idea), data=said(text=text)).status_code == 303
    assert normalize("NFC", text) in lite_client.get(f"{INDEX}/{idea.number}").text


def test_markup_in_a_comment_is_text_on_every_page(client, session, dialogue, idea):
    dialogue.ideas_shown_at_once = True
    session.commit()
    sent = client.post(place(idea), data=said(text="<script>alert(1)</script><img src=x>"))
    for address in (f"{INDEX}/{idea.number}", sent.location):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_changing_the_language_keeps_what_was_typed_and_stores_nothing(client, session, idea):
    address = place(idea).replace("/sv/", "/ar/")
    moved = client.post(address, data=said(choose="1", stand="against"))
    assert moved.status_code == 200
    assert '<html lang="ar" dir="rtl">' in moved.text
    for kept in ('value="against" checked', "Bra för de minsta.", f'value="{KEY}"'):
        assert kept in moved.text
    assert comments(session) == []


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_cannot_make_a_resident_comment(client, session, idea, headers):
    assert client.post(place(idea), data=said(), headers=headers).status_code == 403
    assert comments(session) == []


@pytest.mark.parametrize("number", ["0", "1", str(2**63), "9" * 60, "x"])
def test_an_idea_that_is_not_there_cannot_be_commented_on(client, dialogue, number):
    assert client.get(f"{INDEX}/{number}/comment").status_code == 404
    assert client.post(f"{INDEX}/{number}/comment", data={"stand": "for"}).status_code == 404


def test_a_comment_cannot_be_put_on_another_dialogues_idea(client, session, dialogue):
    elsewhere = add_idea(session, make_dialogue(session, "park"))
    answered = client.post(place(elsewhere), data=said())
    assert answered.status_code == 409
    assert comments(session) == []


def test_after_many_comments_from_one_network_the_next_is_kept_on_the_page(client, session, idea):
    for number in range(60):
        sent = client.post(place(idea), data=said(text=f"Kommentar {number}"))
        assert sent.status_code == 303
    stopped = client.post(place(idea), data=said(text="Den sextioförsta"))
    assert stopped.status_code == 429
    assert "Den sextioförsta" in stopped.text
    assert len(comments(session)) == 60
    assert client.post(place(idea), data=said(text="")).status_code == 422


def test_when_the_database_is_away_the_comment_stays_on_the_page(client, session, idea, monkeypatch):
    def locked(*_args: object, **_facts: object) -> str:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(comment_actions, "add_comment", locked)
    answer = client.post(place(idea), data=said())
    assert answer.status_code == 503
    assert "Bra för de minsta." in answer.text
    assert answer.headers["Retry-After"]
