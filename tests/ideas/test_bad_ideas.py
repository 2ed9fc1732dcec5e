"""What must not break, be lost or be stored when an idea comes in a bad form."""

from typing import Any

import html5lib
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import MultiDict

from tests.factories import make_dialogue
from tests.ideas.test_ideas import INDEX, KEY, NEW, add_idea, ideas, press, supporters, typed
from webapp.ideas import actions
from webapp.models import Idea
from webapp.web.languages import INTERFACE

FOREIGN = [{"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]


@pytest.fixture
def dialogue(session):
    return make_dialogue(session)


def stored(session) -> Idea:
    [idea] = ideas(session)
    return idea


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "  \u00a0\n "}, "title"),
        ({"title": "\u200b\u200d\ufeff"}, "title"),
        ({"title": "ö" * 101}, "title"),
        ({"text": ""}, "text"),
        ({"text": "\x00\x01"}, "text"),
        ({"text": "ö" * 2001}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"text": "e\u0301" + "\u0323" * 13_000}, "text"),
        ({"title": "a" + "\u0323" * 700}, "title"),
        ({"category": "2"}, "category"),
        ({"category": "-1"}, "category"),
        ({"category": "00"}, "category"),
        ({"category": "1e0"}, "category"),
        ({"category": "١"}, "category"),
    ],
)
def test_what_must_be_mended_is_told_at_its_field_and_nothing_is_stored(
    client, session, dialogue, changes, field
):
    answer = client.post(NEW, data=typed(**changes))
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert "<title>Fel: Lämna en idé" in answer.text
    assert ideas(session) == []


def test_what_was_typed_is_still_there_after_an_error(client, dialogue):
    page = client.post(NEW, data=typed(title="", category="1")).text
    assert "Vid sandlådan. Kön är lång." in page
    assert 'value="1" checked' in page
    assert f'value="{KEY}"' in page
    long = "Lång text. " * 9_000
    assert long.strip() in client.post(NEW, data=typed(text=long)).text


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Fler 👨‍👩‍👧‍👦 bänkar 🌳", "Fler 👨‍👩‍👧‍👦 bänkar 🌳"),
        ("Fler\x00 gungor\x1b", "Fler gungor"),
        ("Fler \u202egungor\u202c", "Fler gungor\u202c"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Fler\r\n\tgungor", "Fler gungor"),
        ("👨‍👩‍👧‍👦" * 80, "👨‍👩‍👧‍👦" * 80),
    ],
)
def test_harmful_characters_go_and_all_others_stay(client, session, dialogue, title, kept):
    sent = client.post(NEW, data=typed(title=title))
    assert sent.status_code == 303
    idea = stored(session)
    assert idea.title == kept
    idea.state = "published"
    session.commit()
    assert "<script>alert" not in client.get(INDEX).text


def test_a_lone_surrogate_is_no_crash(client, session, dialogue):
    body = f"key={KEY}&title=Gunga%ED%A0%80&text=Vid+s%ED%B0%80andl%C3%A5dan"
    sent = client.post(NEW, data=body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 303
    assert stored(session).title.startswith("Gunga")


def test_an_empty_form_without_any_field_is_told_what_is_missing(client, session, dialogue):
    answer = client.post(NEW, data={})
    assert answer.status_code == 422
    assert 'href="#title"' in answer.text
    assert 'href="#text"' in answer.text


def test_a_category_left_out_is_no_category(client, session, dialogue):
    form = typed()
    del form["category"]
    assert client.post(NEW, data=form).status_code == 303
    assert stored(session).category is None


def test_fields_that_come_twice_alike_are_one_and_unlike_ones_are_all_kept_to_choose_from(
    client, session, dialogue
):
    for field in ("title", "text"):
        again = MultiDict([*typed().items(), (field, "Något annat")])
        assert client.post(NEW, data=again).status_code == 422
    unlike = MultiDict([*typed().items(), ("title", "En annan rubrik"), ("text", "Och en annan text.")])
    answer = client.post(NEW, data=unlike)
    assert answer.status_code == 422
    for words in ("Fler gungor", "En annan rubrik", "Vid sandlådan", "Och en annan text."):
        assert words in answer.text
    assert ideas(session) == []
    assert client.post(NEW, data=MultiDict([*typed().items(), ("title", "Fler gungor")])).status_code == 303


@pytest.mark.parametrize("key", ["", "short", "x" * 5000, "åäö" * 8, "\x00" * 20, None])
def test_a_key_that_could_not_be_ours_is_replaced_so_that_nobody_shares_a_receipt(
    client, session, dialogue, key
):
    form: dict[str, Any] = typed(key=key)
    if key is None:
        del form["key"]
    first, second = client.post(NEW, data=form), client.post(NEW, data=form)
    assert first.status_code == second.status_code == 303
    assert first.location != second.location
    assert len(ideas(session)) == 2


def test_changing_the_language_keeps_what_was_typed_and_stores_nothing(client, session, dialogue):
    moved = client.post("/ar/dialogues/skolgard/ideas/new?choose=1", data=typed(choose="1", category="1"))
    assert moved.status_code == 200
    assert '<html lang="ar" dir="rtl">' in moved.text
    for kept in ('value="Fler gungor"', "Vid sandlådan", 'value="1" checked', f'value="{KEY}"'):
        assert kept in moved.text
    assert ideas(session) == []


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_cannot_make_a_resident_send_or_support(client, session, dialogue, headers):
    idea = add_idea(session, dialogue)
    assert client.post(NEW, data=typed(), headers=headers).status_code == 403
    assert press(client, idea, headers=headers).status_code == 403
    assert press(client, idea, "take-back", headers=headers).status_code == 403
    assert len(ideas(session)) == 1
    assert supporters(session, idea) == 0


@pytest.mark.parametrize("id_", ["0", "1", str(2**63), "9" * 60, "-1", "x"])
def test_an_idea_that_is_not_there_cannot_be_supported(client, dialogue, id_):
    assert client.post(f"{INDEX}/{id_}/support").status_code == 404


@pytest.mark.parametrize("token", ["ö" * 10, "x" * 200])
def test_a_cookie_that_is_not_ours_is_replaced(client, session, dialogue, token):
    idea = add_idea(session, dialogue)
    client.set_cookie("supporter", token)
    assert press(client, idea).status_code == 303
    assert len(client.get_cookie("supporter").value) == 32
    assert supporters(session, idea) == 1


@pytest.mark.parametrize(
    "address", ["?category=99", "?category=-1", "?page=0", f"?page={'9' * 19}", "?idea=١"]
)
def test_a_strange_address_shows_the_ideas_all_the_same(client, session, dialogue, address):
    add_idea(session, dialogue)
    assert "Bänkar i skuggan" in client.get(INDEX + address).text


def test_after_many_ideas_from_one_network_the_next_is_kept_on_the_page(client, session, dialogue):
    for number in range(60):
        assert client.post(NEW, data=typed(title=f"Idé {number}")).status_code == 303
    stopped = client.post(NEW, data=typed(title="Den sextioförsta"))
    assert stopped.status_code == 429
    assert 'value="Den sextioförsta"' in stopped.text
    assert "Vid sandlådan" in stopped.text
    assert len(ideas(session)) == 60
    assert client.post(NEW, data=typed(title="")).status_code == 422
    assert client.get(NEW).status_code == 200


def test_when_the_database_is_away_the_idea_stays_on_the_page(client, session, dialogue, monkeypatch):
    def locked(*_args: object, **_facts: object) -> str:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(actions, "submit", locked)
    answer = client.post(NEW, data=typed())
    assert answer.status_code == 503
    assert 'value="Fler gungor"' in answer.text
    assert answer.headers["Retry-After"]
    assert session.scalar(select(Idea)) is None


def test_changes_are_not_made_by_get(client, session, dialogue):
    idea = add_idea(session, dialogue)
    assert client.get(f"{INDEX}/{idea.number}/support").status_code == 405
    assert client.get(f"{INDEX}/{idea.number}/take-back").status_code == 405
    assert supporters(session, idea) == 0


def test_the_support_cookie_is_secure_where_the_site_is(app, session, dialogue):
    app.config["SESSION_COOKIE_SECURE"] = True
    answer = press(app.test_client(), add_idea(session, dialogue))
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_a_page_that_tells_what_this_browser_supports_is_kept_in_no_cache(client, session, dialogue):
    idea = add_idea(session, dialogue)
    assert "Cookie" in client.get(INDEX).headers["Vary"]
    press(client, idea)
    assert client.get(INDEX).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", [NEW, "/sv/dialogues/skolgard/answer"])
def test_the_enter_key_sends_the_form_on_and_does_not_change_the_language(lite_client, lite_session, address):
    make_dialogue(lite_session)
    root = html5lib.parse(lite_client.get(address).text, namespaceHTMLElements=False)
    form = next(element for element in root.iter("form") if element.get("method") == "post")
    owned = [e for e in root.iter("button") if e.get("form") == form.get("id") or e in list(form.iter())]
    assert (owned[0].get("name"), owned[0].get("type", "submit")) == ("do", "submit")
    assert [e.get("name") for e in owned].count("choose") == len(INTERFACE)
