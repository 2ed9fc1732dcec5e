"""Residents read ideas, submit one and support it: on SQLite and on PostgreSQL."""

import re
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import days, in_all, make_dialogue, make_municipality
from webapp.models import Dialogue, Idea, IdeaState, Support

INDEX = "/sv/dialogues/skolgard/ideas"
NEW = f"{INDEX}/new"
KEY = "k" * 24
NUMBERS = count(100_000)


@pytest.fixture
def dialogue(session: Session) -> Dialogue:
    make_municipality(session)
    return make_dialogue(session)


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "key": KEY,
        "title": "Fler gungor",
        "text": "Vid sandlådan. Kön är lång.",
        "category": "0",
    } | changes


def add_idea(session: Session, dialogue: Dialogue, title: str = "Bänkar i skuggan", **changes: Any) -> Idea:
    given: dict[str, Any] = {
        "dialogue_id": dialogue.id,
        "title": title,
        "text": "Under lindarna.",
        "lang": "sv",
        "day": days(0),
        "receipt_hash": f"{title}{changes}"[:64],
        "state": IdeaState.PUBLISHED.value,
    }
    idea = Idea(**({"number": next(NUMBERS)} | given | changes))
    session.add(idea)
    session.commit()
    return idea


def add_support(session: Session, idea: Idea, number: int) -> None:
    session.add_all(Support(idea_id=idea.id, supporter_hash=f"{idea.id}-{n}") for n in range(number))
    session.commit()


def ideas(session: Session) -> list[Idea]:
    found = list(session.scalars(select(Idea).execution_options(populate_existing=True)))
    session.commit()
    return found


def supporters(session: Session, idea: Idea) -> int:
    number = session.scalar(select(func.count()).where(Support.idea_id == idea.id))
    session.commit()
    return number or 0


def press(client: FlaskClient, idea: Idea, act: str = "support", **more: Any) -> Any:
    return client.post(f"{INDEX}/{idea.number}/{act}", **more)


@pytest.mark.requirement("R13")
def test_an_idea_is_stored_to_be_moderated_and_leads_to_its_receipt(client, session, dialogue):
    sent = client.post(NEW, data=typed())
    assert sent.status_code == 303
    assert "Tack, din idé är skickad" in client.get(sent.location).text
    [idea] = ideas(session)
    assert (idea.title, idea.text, idea.category, idea.lang) == (
        "Fler gungor",
        "Vid sandlådan. Kön är lång.",
        0,
        "sv",
    )
    assert idea.state == IdeaState.WAITING
    assert "Fler gungor" not in client.get(INDEX).text


def test_the_same_form_sent_twice_is_one_idea_with_one_receipt(client, session, dialogue):
    first, second = client.post(NEW, data=typed()), client.post(NEW, data=typed())
    assert first.location == second.location
    assert len(ideas(session)) == 1


def test_other_words_in_a_form_gone_back_to_are_another_idea(client, session, dialogue):
    first = client.post(NEW, data=typed())
    second = client.post(NEW, data=typed(title="En cykelpump"))
    assert first.location != second.location
    assert {idea.title for idea in ideas(session)} == {"Fler gungor", "En cykelpump"}


def test_the_same_words_in_another_dialogue_are_another_idea(client, session, dialogue):
    make_dialogue(session, slug="park")
    first = client.post(NEW, data=typed())
    second = client.post("/sv/dialogues/park/ideas/new", data=typed())
    assert first.location != second.location
    assert len(ideas(session)) == 2


def test_published_ideas_stand_with_the_most_supported_first(client, session, dialogue):
    few = add_idea(session, dialogue, "Få stödjer")
    many = add_idea(session, dialogue, "Många stödjer")
    add_support(session, few, 2)
    add_support(session, many, 1234)
    text = client.get(INDEX).text
    assert text.index("Många stödjer") < text.index("Få stödjer")
    assert "1\xa0234 stödjer idén" in text
    assert "2 stödjer idén" in text


@pytest.mark.parametrize("state", [IdeaState.WAITING, IdeaState.DECLINED])
def test_an_unpublished_idea_is_never_shown_and_cannot_be_supported(client, session, dialogue, state):
    hidden = add_idea(session, dialogue, "Inte för andra", text="Hemligt", state=state.value)
    for address in (
        INDEX,
        f"{INDEX}?idea={hidden.number}",
        f"{INDEX}/{hidden.number}",
        f"{INDEX}?category=0",
        "/sv/dialogues/skolgard",
        "/sv/",
    ):
        page = client.get(address, headers={"HX-Request": "true"})
        assert "Inte för andra" not in page.text
        assert "Hemligt" not in page.text
    assert press(client, hidden).status_code == 404
    assert supporters(session, hidden) == 0


def test_an_idea_of_another_dialogue_is_neither_shown_nor_supported_here(client, session, dialogue):
    other = add_idea(session, make_dialogue(session, slug="park"), "I parken")
    assert "I parken" not in client.get(INDEX).text
    assert press(client, other).status_code == 404
    assert supporters(session, other) == 0


def test_supporting_counts_once_however_often_it_is_pressed(client, session, dialogue):
    idea = add_idea(session, dialogue)
    first = press(client, idea)
    assert first.status_code == 303
    assert first.location == f"{INDEX}?idea={idea.number}#idea-{idea.number}"
    cookie = client.get_cookie("supporter")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.max_age == 365 * 24 * 3600
    second = press(client, idea)
    assert second.status_code == 303
    assert "Set-Cookie" not in second.headers
    assert supporters(session, idea) == 1
    assert "Du är en av dem" in client.get(first.location).text


def test_support_can_be_taken_back_and_taking_back_twice_is_harmless(client, session, dialogue):
    idea = add_idea(session, dialogue)
    add_support(session, idea, 3)
    press(client, idea)
    assert supporters(session, idea) == 4
    for _ in range(2):
        assert press(client, idea, "take-back").status_code == 303
        assert supporters(session, idea) == 3
    assert "Du är en av dem" not in client.get(INDEX).text


def test_who_has_not_supported_cannot_take_away_others_support(client, session, dialogue):
    idea = add_idea(session, dialogue)
    add_support(session, idea, 1)
    assert press(client, idea, "take-back").status_code == 303
    assert client.get_cookie("supporter") is None
    assert supporters(session, idea) == 1


def test_what_is_stored_of_a_supporter_is_neither_the_cookie_nor_the_same_in_two_dialogues(
    client, session, dialogue
):
    other = make_dialogue(session, slug="park")
    here, there = add_idea(session, dialogue), add_idea(session, other, "I parken")
    press(client, here)
    client.post(f"/sv/dialogues/park/ideas/{there.number}/support")
    stored = set(session.scalars(select(Support.supporter_hash)))
    assert len(stored) == 2
    assert client.get_cookie("supporter").value not in stored


@pytest.mark.parametrize("act", ["support", "take-back"])
def test_support_is_refused_with_a_word_when_the_dialogue_is_closed(client, session, dialogue, act):
    idea = add_idea(session, dialogue)
    press(client, idea)
    dialogue.closes_on = days(-1)
    session.commit()
    refused = press(client, idea, act)
    assert refused.status_code == 409
    assert "Ditt tryck räknades inte" in refused.text
    assert "Bänkar i skuggan" in refused.text
    assert supporters(session, idea) == 1


def test_an_idea_sent_after_closing_is_shown_to_its_writer_and_not_stored(client, session, dialogue):
    shown = add_idea(session, dialogue)
    dialogue.closes_on = days(-1)
    session.commit()
    late = client.post(NEW, data=typed())
    assert late.status_code == 409
    assert "Fler gungor" in late.text
    assert "Vid sandlådan" in late.text
    assert [idea.id for idea in ideas(session)] == [shown.id]
    assert client.get(NEW).status_code == 200
    read = client.get(INDEX).text
    assert "Bänkar i skuggan" in read
    assert "Stöd idén" not in read
    assert "Läs idéerna" in client.get("/sv/dialogues/skolgard").text


def test_ideas_are_shown_in_their_own_language_and_direction(client, session, dialogue):
    add_idea(session, dialogue, "مقاعد في الظل", text="تحت الأشجار", lang="ar")
    page = client.get(INDEX).text
    assert re.search('<h2 lang="ar" dir="auto"><a [^>]*>مقاعد في الظل</a></h2>', page)
    assert '<div class="said" lang="ar" dir="auto"><p>تحت الأشجار</p></div>' in page


def test_ideas_can_be_read_by_category(client, session, dialogue):
    add_idea(session, dialogue, "En rutschkana", category=0)
    add_idea(session, dialogue, "Mer ljus", category=1)
    page = client.get(f"{INDEX}?category=1").text
    assert "Mer ljus" in page
    assert "En rutschkana" not in page
    assert 'href="/en/dialogues/skolgard/ideas?category=1&amp;choose=1"' in page


def test_many_ideas_come_in_pages_and_a_pressed_one_is_on_the_page_shown(client, session, dialogue):
    all_ideas = [add_idea(session, dialogue, f"Idé {n:02}", id=n + 1) for n in range(65)]
    assert client.get(INDEX).text.count('class="card idea') == 30
    last = client.get(f"{INDEX}?page=3").text
    assert last.count('class="card idea') == 5
    assert "Idé 64" in last
    assert "Idé 64" in client.get(f"{INDEX}?idea={all_ideas[-1].number}").text
    everything = [client.get(f"{INDEX}?page={n}").text for n in (1, 2, 3)]
    assert all(sum(f"Idé {n:02}" in page for page in everything) == 1 for n in range(65))


def test_htmx_gets_the_one_card_and_an_announcement(client, session, dialogue):
    idea, other = add_idea(session, dialogue), add_idea(session, dialogue, "En annan")
    pressed = client.post(
        f"{INDEX}/{idea.number}/support", headers={"HX-Request": "true"}, follow_redirects=True
    )
    assert pressed.status_code == 200
    assert f'id="support-{idea.number}"' in pressed.text
    assert "Du stödjer idén. 1 stödjer idén." in pressed.text
    assert other.title not in pressed.text
    assert "<html" not in pressed.text


def test_htmx_is_told_that_a_press_came_too_late_and_keeps_the_focus_on_the_card(client, session, dialogue):
    idea = add_idea(session, dialogue)
    dialogue.closes_on = days(-1)
    session.commit()
    refused = press(client, idea, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert f'id="idea-{idea.number}" tabindex="-1" autofocus' in refused.text
    assert "Stöd går inte längre att ge" in refused.text
    assert "<button" not in refused.text
    assert "<html" not in refused.text


def test_a_dialogue_without_ideas_says_so(client, session, dialogue):
    make_dialogue(session, slug="buss", takes_ideas=False)
    assert "tar inte emot idéer" in client.get("/sv/dialogues/buss/ideas").text
    refused = client.post("/sv/dialogues/buss/ideas/new", data=typed())
    assert refused.status_code == 409
    assert "Vid sandlådan" in refused.text
    assert ideas(session) == []


def test_nothing_is_taken_before_the_dialogue_opens_and_a_draft_is_not_there(client, session, dialogue):
    make_dialogue(session, slug="snart", opens_on=days(3))
    make_dialogue(session, slug="utkast", published_on=None)
    assert client.get("/sv/dialogues/snart/ideas").status_code == 200
    assert client.post("/sv/dialogues/snart/ideas/new", data=typed()).status_code == 409
    assert client.get("/sv/dialogues/utkast/ideas").status_code == 404
    assert client.post("/sv/dialogues/utkast/ideas/new", data=typed()).status_code == 404
    assert ideas(session) == []


def test_categories_stand_in_every_language_of_the_page(client, session, dialogue):
    dialogue.idea_categories = [in_all("Lek", "Play", "لعب")]
    session.commit()
    assert "لعب" in client.get("/ar/dialogues/skolgard/ideas/new").text
