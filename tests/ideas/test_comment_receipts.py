"""The receipt of a comment: read, appealed once, taken back; and found by its digits."""

import pytest

from tests.factories import days
from tests.forms import press
from tests.ideas.test_comments import comments, dialogue, idea, place, said
from tests.ideas.test_ideas import INDEX
from webapp.models import Comment, ModerationAct

__all__ = ["dialogue", "idea"]


@pytest.fixture
def receipt(client, idea) -> str:
    return client.post(place(idea), data=said()).location.partition("?")[0]


def change(session, **values: object) -> None:
    session.query(Comment).update(values)
    session.commit()


def test_the_receipt_tells_what_was_written_and_where_it_is(client, session, idea, receipt):
    page = client.get(receipt).text
    assert "Bra för de minsta." in page
    assert "väntar på att bli läst" in page
    change(session, state="published", published_on=days(0), read_on=days(0))
    page = client.get(receipt).text
    assert "Alla kan läsa den." in page
    assert f"{INDEX}/{idea.number}#comments" in page
    idea.state = "declined"
    session.commit()
    page = client.get(receipt).text
    assert "Idén som du kommenterade visas inte nu." in page
    assert "Bänkar i skuggan" not in page


def test_its_digits_lead_to_it_and_unknown_ones_nowhere(client, receipt):
    found = client.post("/sv/receipt", data={"receipt": receipt.split("/")[-1]})
    assert found.location == receipt
    assert client.get(receipt + "/qr.svg").content_type == "image/svg+xml"
    assert client.get(receipt[:-16] + "1234567890123452").status_code == 404
    assert client.get(receipt).headers["Cache-Control"] == "no-store"


def test_a_declined_comment_tells_the_rule_the_words_and_takes_one_appeal(client, session, receipt):
    change(session, state="declined", reason_code="insult", reason="Skriv om idén.", read_on=days(0))
    page = client.get(receipt)
    assert "Den kränker någon" in page.text
    assert "Skriv om idén." in page.text
    empty = press(client, page, "Be om en ny bedömning", {"appeal": " \u202e "})
    assert empty.status_code == 422
    assert '<a href="#appeal">' in empty.text
    long = press(client, page, "Be om en ny bedömning", {"appeal": "ö" * 2001})
    assert long.status_code == 422
    assert "ö" * 2001 in long.text
    for _time in range(2):
        assert press(client, page, "Be om en ny bedömning", {"appeal": "Ingen."}).status_code == 303
    assert press(client, page, "Be om en ny bedömning", {"appeal": "Igen."}).status_code == 409
    [comment] = comments(session)
    assert (comment.appeal, comment.appealed_on, comment.state) == ("Ingen.", days(0), "declined")
    assert session.query(ModerationAct).one().act == "appealed"
    assert "Du har bett om en ny bedömning" in client.get(receipt).text


@pytest.mark.parametrize("state", ["waiting", "published", "withdrawn"])
def test_only_a_declined_comment_can_be_appealed(client, session, receipt, state):
    change(session, state=state)
    assert client.post(receipt, data={"appeal": "Jo."}).status_code == 409
    assert comments(session)[0].appeal == ""


def test_a_comment_is_taken_back_and_erased_once_however_often_it_is_pressed(client, session, idea, receipt):
    change(session, state="published", published_on=days(0), reason="Ord.", appeal="Mer.")
    assert "Bra för de minsta." in client.get(f"{INDEX}/{idea.number}").text
    page = client.get(receipt)
    for _time in range(2):
        assert press(client, page, "Ta tillbaka och radera min kommentar").status_code == 303
    page = client.get(receipt).text
    assert "Du har tagit tillbaka kommentaren" in page
    assert "Bra för de minsta." not in page
    assert "Bra för de minsta." not in client.get(f"{INDEX}/{idea.number}").text
    [comment] = comments(session)
    assert (comment.state, comment.text, comment.stand) == ("withdrawn", "", "")
    assert (comment.reason, comment.appeal, comment.published_on) == ("", "", None)
    assert client.post(place(idea), data=said()).location.startswith(receipt)
    assert len(comments(session)) == 1


def test_a_comment_is_not_taken_back_after_the_dialogue_has_closed(client, session, dialogue, receipt):
    dialogue.ended_on, dialogue.opens_on = days(-1), days(-9)
    session.commit()
    assert "går inte längre att ta tillbaka" in client.get(receipt).text
    assert client.post(f"{receipt}/withdraw").status_code == 409
    assert comments(session)[0].text == "Bra för de minsta."
