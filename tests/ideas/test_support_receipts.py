"""A supporter follows the ideas on a receipt, and undoes there; the database names nobody."""

import hashlib
import hmac
import re

import pytest
from sqlalchemy import select

from tests.conftest import SECRET
from tests.factories import days, in_all, make_dialogue, make_municipality
from tests.forms import follow, press
from tests.ideas.test_ideas import INDEX, add_idea, supporters
from tests.ideas.test_ideas import press as press_support
from webapp.models import Base, Idea, Support

RECEIPT = re.compile(r"/sv/receipt/support/[0-9]{16}")


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


@pytest.fixture
def idea(session, dialogue):
    return add_idea(session, dialogue)


def receipt_on(client, address: str = INDEX) -> str:
    found = RECEIPT.search(client.get(address).text)
    assert found
    return found[0]


def test_whoever_supports_is_offered_a_receipt_and_nobody_else(client, idea):
    assert not RECEIPT.search(client.get(INDEX).text)
    press_support(client, idea)
    assert receipt_on(client) == receipt_on(client, f"{INDEX}/{idea.number}")
    swapped = client.get(f"{INDEX}?idea={idea.number}", headers={"HX-Request": "true"})
    assert RECEIPT.search(swapped.text)


def test_the_receipt_opens_on_another_phone_and_by_its_digits(app, client, idea):
    press_support(client, idea)
    receipt, other = receipt_on(client), app.test_client()
    page = other.get(receipt)
    assert "Bänkar i skuggan" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert other.get(f"{receipt}/qr.svg").content_type == "image/svg+xml"
    found = other.post("/sv/receipt", data={"receipt": receipt.split("/")[-1]})
    assert found.location == receipt
    assert other.get(receipt[:-16] + "1234567890123452").status_code == 404


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Publicerad"),
        ("in-basis", "Med i underlaget till beslutet"),
        ("accepted", "Blir av"),
        ("partly", "Blir av till en del"),
        ("declined", "Blir inte av"),
        ("done", "Genomförd"),
    ],
)
def test_the_receipt_tells_what_becomes_of_each_idea(client, session, dialogue, idea, name, words):
    press_support(client, idea)
    idea.outcome_name, idea.outcome_reason = name, in_all("Därför att.") if name else {}
    dialogue.ended_on, dialogue.opens_on = days(-1), days(-9)
    session.commit()
    page = client.get(receipt_on(client)).text
    assert f'<span class="tag open">{words}</span>' in page
    assert ("Därför att." in page) is bool(name)
    assert "Ångra mitt stöd" not in page


def test_support_is_undone_idea_by_idea_on_any_phone(app, client, session, dialogue, idea):
    other = add_idea(session, dialogue, "En cykelpump")
    for each in (idea, other):
        press_support(client, each)
    receipt, phone = receipt_on(client), app.test_client()
    page = phone.get(receipt)
    assert page.text.count("Ångra mitt stöd") == 2
    first = phone.post(f"{receipt}/{idea.number}", data={"dialogue": "skolgard"})
    again = phone.post(f"{receipt}/{idea.number}", data={"dialogue": "skolgard"})
    assert first.location == again.location
    page = phone.get(first.location)
    assert "Du har tagit tillbaka ditt stöd." in page.text
    assert "Bänkar i skuggan" not in page.text
    assert (supporters(session, idea), supporters(session, other)) == (0, 1)
    assert "1 stödjer idén" in client.get(f"{INDEX}/{other.number}").text
    left = follow(phone, press(phone, page, "Ångra mitt stöd: En cykelpump"))
    assert "Du stödjer ingen idé här." in left.text
    assert supporters(session, other) == 0
    late = phone.post(f"{receipt}/{other.number}", data={"dialogue": "skolgard"})
    assert late.location.endswith("/ideas?own=1")
    assert phone.get(receipt).status_code == 404


def test_a_number_that_is_not_on_the_receipt_undoes_nothing(app, client, session, dialogue, idea):
    other = add_idea(session, dialogue, "En cykelpump")
    press_support(client, idea)
    theirs = app.test_client()
    press_support(theirs, other)
    theirs_receipt = receipt_on(theirs)
    for number in (other.number, 0, 2**63):
        client.post(f"{receipt_on(client)}/{number}", data={"dialogue": "skolgard"})
    assert (supporters(session, idea), supporters(session, other)) == (1, 1)
    assert "Bänkar i skuggan" not in theirs.get(theirs_receipt).text


def test_a_receipt_that_is_not_there_undoes_nothing_and_its_button_tells_nothing(client, idea):
    unknown = "/sv/receipt/support/1234567890123452/1"
    assert client.post(unknown).status_code == 404
    for _press in range(59):
        assert client.post(unknown, data={"dialogue": "skolgard"}).status_code == 303
    assert client.post(unknown, data={"dialogue": "skolgard"}).status_code == 429


def test_joined_ideas_stand_once_with_a_word_about_it_and_are_undone_together(
    client, session, dialogue, idea
):
    other = add_idea(session, dialogue, "Sittplatser")
    for each in (idea, other):
        press_support(client, each)
    other.state, other.joined_to = "joined", idea.id
    session.commit()
    page = client.get(receipt_on(client))
    assert page.text.count("Ångra mitt stöd") == 1
    assert f"Du stödde idé nummer {other.number}." in page.text
    assert "Du räknas en gång." in page.text
    assert "1 stödjer idén" in client.get(INDEX).text
    press(client, page, "Ångra mitt stöd: Bänkar i skuggan")
    assert session.scalars(select(Support)).all() == []


def test_an_idea_that_is_taken_away_keeps_its_words_to_itself_and_its_support(client, session, idea):
    press_support(client, idea)
    receipt = receipt_on(client)
    idea.state = "declined"
    session.commit()
    page = client.get(receipt)
    assert "Bänkar i skuggan" not in page.text
    assert f"Idé nummer {idea.number}" in page.text
    assert "Idén visas inte för andra nu." in page.text
    press(client, page, f"Ångra mitt stöd: {idea.number}")
    assert supporters(session, idea) == 0


def test_a_press_after_closing_changes_nothing_and_says_so(client, session, dialogue, idea):
    press_support(client, idea)
    receipt = receipt_on(client)
    dialogue.ended_on, dialogue.opens_on = days(-1), days(-9)
    session.commit()
    late = client.post(f"{receipt}/{idea.number}", data={"dialogue": "skolgard"})
    assert late.status_code == 409
    assert "Ditt tryck räknades inte" in late.text
    assert supporters(session, idea) == 1


def test_receipts_of_two_dialogues_share_nothing(client, session, dialogue, idea):
    park = make_dialogue(session, "park")
    elsewhere = add_idea(session, park, "En bänk i parken")
    press_support(client, idea)
    client.post(f"/sv/dialogues/park/ideas/{elsewhere.number}/support")
    here, there = receipt_on(client), receipt_on(client, "/sv/dialogues/park/ideas")
    assert here != there
    assert "En bänk i parken" not in client.get(here).text
    assert len({row.supporter_hash for row in session.query(Support)}) == 2


def test_the_whole_database_holds_neither_the_receipt_nor_the_browsers_number_nor_a_time(
    client, session, idea
):
    press_support(client, idea)
    code = receipt_on(client).split("/")[-1]
    everything = "".join(
        str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
    )
    assert code not in everything
    assert client.get_cookie("supporter").value not in everything
    assert set(Support.__table__.columns.keys()) == {"idea_id", "supporter_hash"}


def test_who_supported_before_there_were_receipts_counts_once_and_gets_one(client, session, dialogue, idea):
    former = hmac.new(SECRET.encode(), f"support:{dialogue.id}:mine".encode(), hashlib.sha256).hexdigest()
    other = add_idea(session, dialogue, "En cykelpump")
    session.add_all(Support(idea_id=each.id, supporter_hash=former) for each in (idea, other))
    session.commit()
    client.set_cookie("supporter", "mine")
    press_support(client, idea)
    assert supporters(session, idea) == 1
    page = client.get(receipt_on(client)).text
    assert "En cykelpump" in page
    assert "Bänkar i skuggan" in page


def test_reading_a_receipt_stores_nothing(client, session, idea):
    press_support(client, idea)
    before = [tuple(row) for row in session.execute(select(Support.idea_id, Support.supporter_hash))]
    client.get(receipt_on(client))
    session.rollback()
    assert [tuple(row) for row in session.execute(select(Support.idea_id, Support.supporter_hash))] == before
    assert session.query(Idea).count() == 1
