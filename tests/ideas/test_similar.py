"""Similar ideas are shown before one is sent: as a step without JavaScript, while typing with it."""

import pytest

from tests.factories import days, make_dialogue, make_municipality
from tests.forms import press
from tests.ideas.test_ideas import INDEX, NEW, add_idea, ideas, supporters, typed

SIMILAR = f"{INDEX}/similar"
ALIKE = {"title": "Fler bänkar i skugga", "text": "Det är för varmt.", "place": "Vid grinden"}


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


def test_before_a_similar_idea_is_stored_its_writer_chooses_and_everything_is_kept(client, session, dialogue):
    there = add_idea(session, dialogue)
    step = client.post(NEW, data=typed(**ALIKE, category="1"))
    assert step.status_code == 200
    assert "<h1>Liknande idéer finns</h1>" in step.text
    assert "Under lindarna." in step.text
    assert len(ideas(session)) == 1
    changed = press(client, step, "do:change")
    for kept in (
        'value="Fler bänkar i skugga"',
        "Det är för varmt.",
        'value="Vid grinden"',
        'value="1" checked',
    ):
        assert kept in changed.text
    assert "Bänkar i skuggan" in changed.text
    sent = press(client, step, "do:send")
    assert sent.status_code == 303
    [own] = [idea for idea in ideas(session) if idea.id != there.id]
    assert (own.title, own.text, own.place, own.category) == (*ALIKE.values(), 1)


def test_a_similar_idea_can_be_supported_instead(client, session, dialogue):
    there = add_idea(session, dialogue)
    step = client.post(NEW, data=typed(**ALIKE))
    supported = press(client, step, f"instead:{there.number}")
    assert supported.status_code == 303
    assert "Din egen idé är inte skickad" in client.get(supported.location).text
    assert supporters(session, there) == 1
    assert len(ideas(session)) == 1


@pytest.mark.parametrize("number", ["0", "x", "٣", "9" * 40])
def test_an_invented_number_is_not_supported_instead_and_the_words_are_kept(
    client, session, dialogue, number
):
    form = typed(instead=number)
    page = client.post(NEW, data=form)
    assert page.status_code == 409
    assert form["title"] in page.text
    assert ideas(session) == []


def test_an_idea_like_no_other_is_sent_at_once(client, session, dialogue):
    add_idea(session, dialogue)
    assert client.post(NEW, data=typed()).status_code == 303


@pytest.mark.parametrize("state", ["waiting", "declined"])
def test_ideas_that_are_not_shown_are_not_told_of_as_similar(client, session, dialogue, state):
    add_idea(session, dialogue, state=state)
    assert client.post(NEW, data=typed(**ALIKE)).status_code == 303


def test_ideas_of_another_dialogue_are_not_similar_here(client, session, dialogue):
    add_idea(session, make_dialogue(session, slug="park"))
    assert client.post(NEW, data=typed(**ALIKE)).status_code == 303


def test_while_typing_similar_ideas_come_and_go_and_nothing_is_stored(client, session, dialogue):
    there = add_idea(session, dialogue)
    shown = client.post(SIMILAR, data=typed(**ALIKE), headers={"HX-Request": "true"})
    assert shown.status_code == 200
    assert "Bänkar i skuggan" in shown.text
    assert "1 liknande idé visas under texten." in shown.text
    assert 'hx-swap-oob="innerHTML"' in shown.text
    assert "autofocus" not in shown.text
    again = client.post(SIMILAR, data=typed(**ALIKE, seen=[str(there.number)]))
    assert again.status_code == 204
    gone = client.post(SIMILAR, data=typed(title="Rutschkana", seen=[str(there.number)]))
    assert gone.status_code == 200
    assert "Bänkar" not in gone.text
    assert client.post(SIMILAR, data=typed(title="")).status_code == 204
    assert len(ideas(session)) == 1


def test_what_has_been_seen_while_typing_is_not_asked_again(client, session, dialogue):
    there = add_idea(session, dialogue)
    assert client.post(NEW, data=typed(**ALIKE, seen=[str(there.number)])).status_code == 303
    assert client.post(NEW, data=typed(**ALIKE, key="j" * 24, seen=["1", "x", "9" * 99])).status_code == 200


def test_similar_ideas_stay_in_the_form_when_something_must_be_mended(client, session, dialogue):
    there = add_idea(session, dialogue)
    wrong = client.post(NEW, data=typed(title="Fler bänkar i skugga", text="", seen=[str(there.number)]))
    assert wrong.status_code == 422
    assert f'name="seen" value="{there.number}"' in wrong.text


def test_a_joined_idea_is_told_of_under_the_idea_that_it_is_shown_at(client, session, dialogue):
    main = add_idea(session, dialogue, "Plats att vila")
    add_idea(session, dialogue, "Bänkar i skuggan", state="joined", joined_to=main.id)
    step = client.post(NEW, data=typed(**ALIKE))
    assert f'name="instead" value="{main.number}"' in step.text


def test_nothing_is_compared_when_the_dialogue_takes_no_ideas(client, session, dialogue):
    add_idea(session, dialogue)
    dialogue.closes_on = days(-1)
    session.commit()
    assert client.post(SIMILAR, data=typed(**ALIKE)).status_code == 204
