"""Residents comment on ideas where the dialogue allows it: on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import days, make_dialogue, make_municipality
from tests.ideas.test_ideas import INDEX, KEY, add_idea
from webapp.extensions import limiter
from webapp.ideas.actions import MOST_COPIES
from webapp.models import Comment, Dialogue, Idea


@pytest.fixture
def dialogue(session: Session) -> Dialogue:
    make_municipality(session)
    return make_dialogue(session, idea_comments=True)


@pytest.fixture
def idea(session: Session, dialogue: Dialogue) -> Idea:
    return add_idea(session, dialogue)


def said(**changes: Any) -> dict[str, Any]:
    return {"key": KEY, "stand": "for", "text": "Bra för de minsta."} | changes


def place(idea: Idea) -> str:
    return f"{INDEX}/{idea.number}/comment"


def comments(session: Session) -> list[Comment]:
    found = list(session.scalars(select(Comment).execution_options(populate_existing=True)))
    session.commit()
    return found


def add_comment(session: Session, idea: Idea, text: str = "Bra för de minsta.", **changes: Any) -> Comment:
    given: dict[str, Any] = {
        "dialogue_id": idea.dialogue_id,
        "idea_id": idea.id,
        "stand": "for",
        "text": text,
        "lang": "sv",
        "day": days(-1),
        "published_on": days(-1),
        "receipt_hash": f"{text}{changes}"[:64],
        "state": "published",
    }
    comment = Comment(**(given | changes))
    session.add(comment)
    session.commit()
    return comment


def test_a_comment_is_stored_to_be_moderated_and_leads_to_its_receipt(client, session, idea):
    assert place(idea) in client.get(f"{INDEX}/{idea.number}").text
    sent = client.post(place(idea), data=said())
    assert sent.status_code == 303
    assert "Tack, din kommentar är skickad" in client.get(sent.location).text
    [comment] = comments(session)
    assert (comment.stand, comment.text, comment.lang, comment.state) == (
        "for",
        "Bra för de minsta.",
        "sv",
        "waiting",
    )
    assert "Bra för de minsta." not in client.get(f"{INDEX}/{idea.number}").text


def test_comments_are_off_until_the_official_allows_them(client, session, dialogue, idea):
    assert Dialogue().idea_comments in {None, False}
    dialogue.idea_comments = False
    session.commit()
    add_comment(session, idea)
    for address in (INDEX, f"{INDEX}/{idea.number}", f"{INDEX}/rules"):
        assert "ommenta" not in client.get(address).text
    refused = client.post(place(idea), data=said())
    assert refused.status_code == 409
    assert "Dialogen tar inte emot kommentarer" in refused.text
    assert "Bra för de minsta." in refused.text
    assert len(comments(session)) == 1


def test_a_new_dialogue_takes_no_comments(client, session):
    make_municipality(session)
    assert make_dialogue(session).idea_comments is False


def test_where_ideas_are_shown_at_once_so_are_comments(client, session, dialogue, idea):
    dialogue.ideas_shown_at_once = True
    session.commit()
    client.post(place(idea), data=said(stand="against", text="Det blir trångt."))
    [comment] = comments(session)
    assert (comment.state, comment.published_on, comment.read_on) == ("published", days(0), None)
    page = client.get(f"{INDEX}/{idea.number}").text
    assert '<span class="tag">Emot</span>' in page
    assert "Det blir trångt." in page


def test_the_same_form_sent_twice_is_one_comment_also_after_the_dialogue_has_closed(
    client, session, dialogue, idea
):
    first, second = client.post(place(idea), data=said()), client.post(place(idea), data=said())
    dialogue.ended_on, dialogue.opens_on = days(-1), days(-9)
    session.commit()
    late = client.post(place(idea), data=said())
    assert first.location == second.location == late.location
    assert len(comments(session)) == 1
    other = client.post(place(idea), data=said(text="En till."))
    assert other.status_code == 409
    assert "En till." in other.text


def test_comments_stand_newest_first_and_each_stand_can_be_read_alone(client, session, idea):
    add_comment(session, idea, "Gammal.", published_on=days(-3))
    add_comment(session, idea, "Ny.", stand="against", published_on=days(-1))
    add_comment(session, idea, "Mellan.", stand="neutral", published_on=days(-2))
    add_comment(session, idea, "Väntar.", state="waiting")
    add_comment(session, idea, "Nekad.", state="declined")
    page = client.get(f"{INDEX}/{idea.number}").text
    assert page.index("Ny.") < page.index("Mellan.") < page.index("Gammal.")
    assert "Alla (3)" in page
    assert "Emot (1)" in page
    assert "Väntar." not in page
    assert "Nekad." not in page
    against = client.get(f"{INDEX}/{idea.number}?stand=against").text
    assert "Ny." in against
    assert "Mellan." not in against
    assert "Alla (3)" in against
    assert "Gammal." in client.get(f"{INDEX}/{idea.number}?stand=zap&page=999").text


def test_many_comments_come_in_pages(client, session, idea):
    for number in range(31):
        add_comment(session, idea, f"Nummer {number}.", receipt_hash=str(number))
    first = client.get(f"{INDEX}/{idea.number}").text
    second = client.get(f"{INDEX}/{idea.number}?page=2").text
    assert (first.count("Nummer "), second.count("Nummer ")) == (30, 1)
    assert "Sida 2 av 2" in second
    assert "31 kommentarer" in client.get(INDEX).text


def test_comments_of_joined_ideas_stand_together_and_say_which_idea_they_were_about(
    client, session, dialogue, idea
):
    other = add_idea(session, dialogue, "Sittplatser", state="joined", joined_to=idea.id)
    add_comment(session, idea, "Till den ena.")
    add_comment(session, other, "Till den andra.")
    page = client.get(f"{INDEX}/{idea.number}").text
    assert "Till den ena." in page
    assert "Till den andra." in page
    assert f"Om idé nummer {other.number}" in page
    assert f"Om idé nummer {idea.number}" not in page
    assert "2 kommentarer" in client.get(INDEX).text
    sent = client.post(place(other), data=said())
    assert sent.status_code == 303
    assert {comment.idea_id for comment in comments(session) if comment.state == "waiting"} == {idea.id}


def test_comments_on_an_idea_that_is_not_shown_are_not_shown(client, session, idea):
    add_comment(session, idea)
    idea.state = "declined"
    session.commit()
    assert client.get(f"{INDEX}/{idea.number}").status_code == 404
    assert client.get(place(idea)).status_code == 404
    assert "Bra för de minsta." not in client.get(INDEX).text
    late = client.post(place(idea), data=said(text="Just skriven."))
    assert late.status_code == 409
    assert "Idén visas inte längre" in late.text
    assert "Just skriven." in late.text
    assert len(comments(session)) == 1
    idea.state = "published"
    session.commit()
    assert "Bra för de minsta." in client.get(f"{INDEX}/{idea.number}").text


def test_a_comment_keeps_its_language_and_direction(client, session, dialogue, idea):
    dialogue.ideas_shown_at_once = True
    session.commit()
    client.post(place(idea).replace("/sv/", "/ar/"), data=said(text="فكرة جيدة"))
    assert '<div class="said" lang="ar" dir="auto"><p>فكرة جيدة' in client.get(f"{INDEX}/{idea.number}").text


def test_comments_close_with_the_dialogue_and_stay_to_be_read(client, session, dialogue, idea):
    add_comment(session, idea)
    dialogue.ended_on, dialogue.opens_on = days(-1), days(-9)
    session.commit()
    page = client.get(f"{INDEX}/{idea.number}").text
    assert "Bra för de minsta." in page
    assert "Det går inte längre att kommentera." in page
    assert "Skriv en kommentar" not in page
    assert client.get(place(idea)).status_code == 200
    assert client.post(place(idea), data=said()).status_code == 409


def test_the_rules_tell_of_comments_where_they_are_taken(client, dialogue):
    page = client.get(f"{INDEX}/rules").text
    assert "Regler för idéer och kommentarer" in page
    assert "Visas en idé inte visas inte heller kommentarerna till den." in page


def test_one_form_sent_a_hundred_times_at_once_is_one_comment(app, session, idea):
    def send(_number: int) -> tuple[int, str | None]:
        answered = app.test_client().post(place(idea), data=said())
        return answered.status_code, answered.location

    answers = []
    for _round in range(2):
        limiter.reset()
        with ThreadPoolExecutor(8) as pool:
            answers += list(pool.map(send, range(50)))
    assert {status for status, _location in answers} == {303}
    assert len({location for _status, location in answers}) == 1
    assert len(comments(session)) == 1


def test_the_same_words_from_a_hundred_forms_are_a_few_comments_and_then_a_word_at_the_field(
    app, session, idea
):
    def send(number: int) -> int:
        return app.test_client().post(place(idea), data=said(key=f"{number:024}")).status_code

    statuses: list[int] = []
    for start in (0, 50):
        limiter.reset()
        with ThreadPoolExecutor(8) as pool:
            statuses += list(pool.map(send, range(start, start + 50)))
    assert sorted(statuses) == [303] * MOST_COPIES + [422] * (100 - MOST_COPIES)
    assert len(comments(session)) == MOST_COPIES
