"""The author follows an idea on the receipt, and may ask again once; rules and log are public."""

import pytest

from tests.factories import days, in_all, make_dialogue, make_municipality
from tests.forms import press
from tests.ideas.test_ideas import INDEX, NEW, add_idea, ideas, typed
from webapp.models import Idea, ModerationAct
from webapp.models.appeals import ask_again

RULES = f"{INDEX}/rules"


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


@pytest.fixture
def receipt(client, dialogue) -> str:
    return client.post(NEW, data=typed()).location.removesuffix("/sent")


def change(session, **values: object) -> None:
    session.query(Idea).update(values)
    session.commit()


def test_the_receipt_tells_the_rule_the_words_and_takes_one_appeal(client, session, receipt):
    change(session, state="declined", reason_code="personal", reason="Skriv utan namn.", read_on=days(0))
    page = client.get(receipt)
    assert "uppgifter om en enskild person" in page.text
    assert "Skriv utan namn." in page.text
    empty = press(client, page, "Be om en ny bedömning", {"appeal": " \u202e "})
    assert empty.status_code == 422
    assert '<a href="#appeal">' in empty.text
    long = press(client, page, "Be om en ny bedömning", {"appeal": "ö" * 2001})
    assert long.status_code == 422
    assert "ö" * 2001 in long.text
    asked = press(client, page, "Be om en ny bedömning", {"appeal": "Det är inget namn."})
    assert asked.status_code == 303
    [idea] = ideas(session)
    assert (idea.appeal, idea.appealed_on, idea.state) == ("Det är inget namn.", days(0), "declined")
    twice = press(client, page, "Be om en ny bedömning", {"appeal": "Det är inget namn."})
    assert twice.status_code == 303
    again = press(client, page, "Be om en ny bedömning", {"appeal": "En gång till."})
    assert again.status_code == 409
    assert "Du har bett om en ny bedömning" in client.get(receipt).text
    assert session.query(ModerationAct).one().act == "appealed"


def test_the_answer_to_an_appeal_stands_on_the_receipt(client, session, receipt):
    asked = {"appeal": "Jo.", "appealed_on": days(-1), "appeal_answered_on": days(0)}
    change(session, state="declined", reason="Nej.", appeal_answer="Fortfarande nej.", **asked)
    page = client.get(receipt).text
    assert "Fortfarande nej." in page
    assert "Be om en ny bedömning" not in page
    change(session, state="published", appeal_answer="Du har rätt.")
    assert "Du har rätt." in client.get(receipt).text


@pytest.mark.parametrize("state", ["waiting", "published"])
def test_only_an_idea_that_is_not_shown_can_be_appealed(client, session, receipt, state):
    change(session, state=state)
    assert client.post(receipt, data={"appeal": "Jo."}).status_code == 409
    assert ideas(session)[0].appeal == ""


def test_the_receipt_follows_the_idea_to_its_end(client, session, receipt):
    assert "Mottagen" in client.get(receipt).text
    change(session, state="published", read_on=days(0), published_on=days(0))
    page = client.get(receipt).text
    assert f"/ideas/{ideas(session)[0].number}" in page
    for name, words in (
        ("in-basis", "Med i underlaget till beslutet"),
        ("accepted", "Blir av"),
        ("partly", "Blir av till en del"),
        ("declined", "Blir inte av"),
        ("done", "Genomförd"),
    ):
        change(session, outcome_name=name, outcome_reason=in_all("Därför att."), outcome_on=days(0))
        page = client.get(receipt).text
        now = page.split('aria-current="step">')[-1].split("</li>")[0] if "aria-current" in page else ""
        assert any(words in part.split("</li>")[0] for part in page.split('aria-current="step">')[1:]), name
        assert "Därför att." in page, now


def test_the_author_of_a_joined_idea_follows_the_one_it_is_shown_with(client, session, dialogue, receipt):
    [own] = ideas(session)
    main = add_idea(session, dialogue, "Gungor till alla", outcome_name="accepted", outcome_on=days(0))
    session.query(Idea).filter_by(id=own.id).update({"state": "joined", "joined_to": main.id})
    session.commit()
    page = client.get(receipt).text
    assert "Gungor till alla" in page
    assert "Vid sandlådan. Kön är lång." in page
    assert f"/ideas/{main.number}#idea-{own.number}" in page
    assert "Blir av" in page


def test_the_rules_say_when_ideas_are_read_and_what_the_dialogue_adds(client, session, dialogue):
    page = client.get(RULES).text
    assert "innan andra får se den" in page
    assert "Den är reklam för ett parti." in page
    dialogue.ideas_shown_at_once, dialogue.idea_rules = True, {"sv": "Skriv om gården, inte om skolan."}
    session.commit()
    page = client.get(RULES).text
    assert "syns direkt" in page
    assert "Skriv om gården, inte om skolan." in page
    assert f'href="{RULES}"' in client.get(INDEX).text


def test_the_public_log_holds_counts_and_no_words_or_numbers_of_ideas(client, session, dialogue):
    hidden = add_idea(session, dialogue, "Elakt", text="Mycket elakt", state="declined", reason="Elakt sagt.")
    acts = [("declined", "insult")] * 3 + [("published", "")] * 4
    session.add_all(
        ModerationAct(dialogue_id=dialogue.id, day=days(-2), act=act, reason=reason) for act, reason in acts
    )
    session.add(ModerationAct(dialogue_id=dialogue.id, day=days(0), act="declined", reason="threat"))
    session.commit()
    page = client.get(RULES).text
    assert "Visas inte: 3" in page
    assert "Godkända: 4" in page
    assert "Några beslut till är tagna" in page
    for secret in ("Elakt", str(hidden.number), str(hidden.id)):
        assert secret not in page


def test_an_idea_that_is_shown_at_once_is_published_and_waits_to_be_read(client, session, dialogue):
    dialogue.ideas_shown_at_once = True
    session.commit()
    sent = client.post(NEW, data=typed())
    assert "syns nu för alla" in client.get(sent.location).text
    assert "Fler gungor" in client.get(INDEX).text
    [idea] = ideas(session)
    assert (idea.state, idea.published_on, idea.read_on) == ("published", days(0), None)


def test_of_two_appeals_in_the_same_moment_the_first_stands(session, receipt):
    change(session, state="declined", reason="Nej.", read_on=days(-1))
    [idea] = ideas(session)
    for words in ("Först.", "Sedan."):
        ask_again(session, Idea, idea.id, words, days(0))
        session.commit()
    assert ideas(session)[0].appeal == "Först."
    assert session.query(ModerationAct).count() == 1
