"""What participants think of taking part: asked twice, counted apart, shown in whole tens."""

import pytest
from sqlalchemy import text

from tests.factories import answers_form, days, make_dialogue, make_municipality, make_staff
from tests.staff import sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.experience import Asked
from webapp.domain.lifecycle import Role
from webapp.models.experience import count, experiences

ADDRESS = "/sv/dialogues/skolgard/answer"
ALL_YES = {"took_part": "yes", "clear": "yes", "led_to": "partly"}
FED_BACK = {
    "opens_on": days(-40),
    "closes_on": days(-20),
    "published_on": days(-41),
    "reported_on": days(-15),
    "decision_published_on": days(-10),
    "decision_meeting": days(-10),
    "fed_back_on": days(-2),
    "participants_told_on": days(-2),
}


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


@pytest.fixture
def receipt(client, dialogue) -> str:
    """The address of a receipt."""
    form = answers_form(fingerprint(dialogue.questions), do="send", q_one="boll")
    return client.post(ADDRESS, data=form).location.removesuffix("/sent")


def sums(session, asked=Asked.SENT):
    session.expire_all()
    return {
        cell: amount
        for (_id, when), found in experiences(session).items()
        if when is asked
        for cell, amount in found.items()
    }


@pytest.mark.requirement("R108")
def test_three_questions_stand_on_the_confirmation_and_the_receipt(client, receipt):
    for page in (f"{receipt}/sent", receipt):
        shown = client.get(page).text
        assert "Hur var det att vara med?" in shown
        assert "Var det tydligt hur mycket du kan påverka?" in shown


@pytest.mark.requirement("R103")
def test_answers_are_counted_once_for_each_receipt(client, session, receipt):
    for _time in range(3):
        answered = client.post(receipt, data=ALL_YES)
        assert answered.status_code == 303
    assert sums(session) == {("took_part", "yes"): 1, ("clear", "yes"): 1, ("led_to", "partly"): 1}
    page = client.get(receipt).text
    assert "Tack för att du berättade" in page
    assert "took_part" not in page


def test_one_answer_is_enough_and_what_is_no_answer_is_left_out(client, session, receipt):
    client.post(receipt, data={"clear": "no", "took_part": "<b>", "other": "yes"})
    assert sums(session) == {("clear", "no"): 1}


def test_none_at_all_is_told_at_the_field_and_nothing_is_stored(client, session, receipt):
    page = client.post(receipt, data={})
    assert page.status_code == 422
    assert '<a href="#took_part">' in page.text
    assert "<details open>" in page.text
    assert sums(session) == {}


@pytest.mark.parametrize("changes", [{"closes_on": days(-1)}, {"ended_on": days(-1)}])
def test_between_closing_and_feedback_nobody_is_asked(client, session, dialogue, receipt, changes):
    for name, value in changes.items():
        setattr(dialogue, name, value)
    session.commit()
    assert "Hur var det att vara med?" not in client.get(receipt).text
    assert client.post(receipt, data=ALL_YES).status_code == 409


@pytest.mark.requirement("R108")
def test_after_the_feedback_they_are_asked_again(client, session, dialogue, receipt):
    client.post(receipt, data=ALL_YES)
    for name, value in FED_BACK.items():
        setattr(dialogue, name, value)
    session.commit()
    assert "Ser du vad svaren ledde till?" in client.get(receipt).text
    assert client.post(receipt, data={"led_to": "no"}).status_code == 303
    assert sums(session, Asked.TOLD) == {("led_to", "no"): 1}


def test_a_withdrawn_response_is_not_asked(client, session, receipt):
    client.post(f"{receipt}/withdraw")
    assert "Hur var det att vara med?" not in client.get(receipt).text
    assert client.post(receipt, data=ALL_YES).status_code == 409


def test_nothing_that_is_stored_leads_from_the_answers_to_the_response(client, session, receipt):
    client.post(receipt, data=ALL_YES)
    response = session.execute(text("SELECT * FROM response")).mappings().one()
    given = session.execute(text("SELECT * FROM experience_given")).mappings().one()
    assert set(given) == {"mark"}
    assert given["mark"] not in response.values()


def test_officials_read_the_answers_in_whole_tens(client, session, dialogue):
    for name, value in FED_BACK.items():
        setattr(dialogue, name, value)
    for number in range(23):
        count(session, dialogue.id, Asked.SENT, {"clear": "yes" if number < 19 else "no"}, f"{number:064d}")
    session.commit()
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/dialogues/skolgard/evaluation").text
    table = page[page.index("Så tyckte de som var med") : page.index("</table>")]
    assert table.count(">minst 10<") == 1
    assert table.count(">färre än tio<") == 8
    assert "19" not in table
