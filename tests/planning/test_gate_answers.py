"""Questions of the policy: answered in somebody's name; a changed answer leaves the earlier in the trace."""

import pytest

from tests.factories import days, make_staff
from tests.forms import follow, press
from tests.planning.pages import (
    ALL,
    HERE,
    answer,
    answers,
    last_entry,
    member,
    move,
    planned,
    proposed,
    stored,
)
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role, Stage
from webapp.models import StaffMember, StoredAnswer
from webapp.profiles import profiles


def forget_answers(session) -> None:
    session.query(StoredAnswer).delete()
    session.commit()


@pytest.mark.requirement("R64", "R65", "R66", "R67")
@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("can-we-be-influenced", "Är vi påverkbara?"),
        ("do-residents-care", "Är invånare engagerade i frågan och vill vara med och påverka?"),
        ("more-knowledge", "Behöver vi mer kunskap i frågan för att fatta ett bättre beslut?"),
        ("residents-learn", "Kan invånardialogen ge invånare större kunskap om kommunens ansvar"),
    ],
)
def test_each_guiding_question_is_answered_by_name_before_it_can_be_held(client, session, gate, words):
    dialogue = planned(client, session, "forshaga")
    dialogue.agreed_on = None
    session.query(StoredAnswer).filter_by(gate=gate).delete()
    session.commit()
    refused = move(client, "hold")
    assert refused.status_code == 422
    assert words in refused.text
    assert f'href="{HERE}/gates/{gate}"' in refused.text
    assert words in client.get(f"{HERE}/gates/{gate}").text
    overview = follow(client, answer(client, gate, "yes", "För att många bryr sig."))
    assert "Svar av Maria Ek" in overview.text
    kept = answers(session)[gate]
    assert (kept.value, kept.name, kept.answered_on) == ("yes", "Maria Ek", days(0))
    assert move(client, "hold").status_code == 303


@pytest.mark.requirement("R6")
@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("question-open", "att frågan som ställs är påverkbar"),
        ("politicians-open", "politikerna som ställer den är påverkbara"),
    ],
)
def test_that_the_question_and_the_politicians_can_be_moved_is_attested_by_name(client, session, gate, words):
    dialogue = planned(client, session, "vanersborg")
    session.query(StoredAnswer).filter_by(gate=gate).delete()
    session.commit()
    refused = move(client, "open")
    assert refused.status_code == 422
    assert words in refused.text
    sign_in(
        client,
        member(session, dialogue.board, Role.POLITICIAN, email="birgitta@example.se", name="Birgitta Ö"),
    )
    overview = follow(client, answer(client, gate, "yes"))
    assert "Svar av Birgitta Ö" in overview.text
    sign_in(client, official(session))
    assert move(client, "open").status_code == 303


def official(session) -> StaffMember:
    return session.query(StaffMember).filter_by(name="Maria Ek").one()


def test_a_no_is_kept_shuts_the_gate_and_offers_to_decline_with_that_reason(lite_client, lite_session):
    proposed(lite_client, lite_session, "forshaga")
    gate = "can-we-be-influenced"
    told = follow(lite_client, answer(lite_client, gate, "no", "Allt är redan bestämt."))
    assert "Svaret är nej" in told.text
    assert "Dialogen kan inte gå vidare när svaret är nej." in told.text
    assert move(lite_client, "consider").status_code == 303
    refused = move(lite_client, "hold")
    assert refused.status_code == 422
    assert "Svaret är nej. Då kan dialogen inte gå vidare." in refused.text
    decline = lite_client.get(f"{HERE}/decline?gate={gate}")
    assert "Allt är redan bestämt.</textarea>" in decline.text
    follow(lite_client, press(lite_client, decline, "Det blir ingen dialog"))
    assert stored(lite_session).stage(days(0)) is Stage.DECLINED
    assert stored(lite_session).decline_reason == {"sv": "Allt är redan bestämt."}


def test_a_changed_answer_leaves_the_earlier_one_in_the_trace(client, session):
    planned(client, session, "forshaga")
    gate = "more-knowledge"
    before = answers(session)[gate]
    follow(client, answer(client, gate, value="yes", words="Nu vet vi mer."))
    assert answers(session)[gate].words == "Nu vet vi mer."
    entry = last_entry(session, "answer_gate")
    assert entry.details["gate"] == gate
    assert entry.details["before"] == {
        "value": before.value,
        "words": "Det har vi gått igenom.",
        "name": "Rut Berg",
        "day": days(-33).isoformat(),
    }


@pytest.mark.requirement("R24")
def test_whoever_is_responsible_cannot_be_the_second_person_and_another_can(client, session):
    dialogue = planned(client, session, "tjorn")
    [gate] = [each for each in profiles()["tjorn"].gates if each.second_person]
    assert "opinionsbildning" in gate.said.words
    me = official(session)
    dialogue.responsible_id = me.id
    session.query(StoredAnswer).filter_by(gate=gate.id).delete()
    session.commit()
    page = client.get(f"{HERE}/gates/{gate.id}")
    assert "Därför behöver någon annan svara" in page.text
    assert "Spara svaret" not in page.text
    token = csrf_of(page)
    form = {"csrf_token": token, "value": "yes", "words": "Jag har läst.", "base": "{}"}
    assert client.post(f"{HERE}/gates/{gate.id}", data=form).status_code == 403
    assert gate.id not in answers(session)
    assert move(client, "open").status_code == 422
    sign_in(client, make_staff(session, Role.COORDINATOR, name="Siv Lind"))
    for point in gate.points:
        assert point["sv"] in client.get(f"{HERE}/gates/{gate.id}").text
    answer(client, gate.id, value="yes")
    assert answers(session)[gate.id].name == "Siv Lind"


@pytest.mark.requirement("R93", "R94", "R96")
def test_conditions_for_taking_part_are_each_answered_for_before_publishing(client, session):
    planned(client, session, "tjorn")
    forget_answers(session)
    refused = move(client, "open").text
    for gate in ("good-conditions", "age", "language", "disability", "outreach"):
        assert f'href="{HERE}/gates/{gate}"' in refused
        value = "yes" if gate in {"good-conditions", "outreach"} else ""
        follow(client, answer(client, gate, value, "Ja, så här."))
    still = move(client, "open").text.split('id="problems"')[1].split("</ul>")[0]
    assert not any(f"/gates/{gate}" in still for gate in ("good-conditions", "age", "language", "outreach"))


@pytest.mark.parametrize(
    ("gate", "value", "words", "anchor"),
    [
        ("good-conditions", "", None, "value"),
        ("good-conditions", "maybe", None, "value"),
        ("good-conditions", "no", None, "words"),
        ("outreach", "yes", " \u202e ", "words"),
        ("age", "", "", "words"),
        ("age", "", "x" * 4001, "words"),
    ],
)
def test_an_answer_that_says_too_little_is_not_kept(lite_client, lite_session, gate, value, words, anchor):
    planned(lite_client, lite_session, "tjorn")
    forget_answers(lite_session)
    refused = answer(lite_client, gate, value, words)
    assert refused.status_code == 422
    assert f'<a href="#{anchor}">' in refused.text
    assert answers(lite_session) == {}


def test_a_yes_needs_no_words(lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn")
    forget_answers(lite_session)
    assert answer(lite_client, "good-conditions", value="yes").status_code == 303


def test_of_two_who_answer_the_second_sees_both(lite_app, lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn")
    other = lite_app.test_client()
    sign_in(other, make_staff(lite_session, Role.COORDINATOR, name="Siv Lind"))
    mine, theirs = (each.get(f"{HERE}/gates/age") for each in (lite_client, other))
    follow(other, press(other, theirs, "Spara svaret", {"words": "Deras svar"}))
    clash = press(lite_client, mine, "Spara svaret", {"words": "Mitt svar"})
    assert clash.status_code == 409
    assert "Deras svar" in clash.text
    assert "Mitt svar</textarea>" in clash.text
    assert answers(lite_session)["age"].words == "Deras svar"
    follow(lite_client, press(lite_client, clash, "Spara svaret"))
    assert (answers(lite_session)["age"].words, answers(lite_session)["age"].name) == (
        "Mitt svar",
        "Maria Ek",
    )


def test_a_no_before_opening_takes_the_publication_back(client, session):
    planned(client, session, "tjorn", opens_on=days(5))
    assert move(client, "open").status_code == 303
    assert stored(session).stage(days(0)) is Stage.PLANNED
    assert client.get("/sv/dialogues/skolgard").status_code == 200
    page = client.get(f"{HERE}/gates/good-conditions")
    assert "Om svaret stoppar den tas den ner igen." in page.text
    told = follow(client, answer(client, "good-conditions", "no", "Lokalen har trappor."))
    assert "Dialogen är inte publicerad längre." in told.text
    assert stored(session).stage(days(9)) is Stage.AGREED
    assert client.get("/sv/dialogues/skolgard").status_code == 404
    assert last_entry(session, "take_back").details == {"gates": ["good-conditions"]}


def test_answers_from_before_opening_stand_when_it_is_open(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session, "tjorn")
    token = csrf_of(lite_client.get(HERE))
    dialogue.published_on = days(-6)
    lite_session.commit()
    page = lite_client.get(f"{HERE}/gates/age")
    assert "Svaret går inte att ändra längre." in page.text
    assert "Spara svaret" not in page.text
    form = {"csrf_token": token, "words": "Nytt"}
    assert lite_client.post(f"{HERE}/gates/age", data=form).status_code == 409
    assert answers(lite_session)["age"].words == "Det har vi gått igenom."


@pytest.mark.parametrize("gate", ["nowhere", "purpose", "user-services"])
def test_what_the_policy_does_not_ask_of_this_dialogue_is_not_found(lite_client, lite_session, gate):
    planned(lite_client, lite_session, "tjorn")
    assert lite_client.get(f"{ALL}/skolgard/gates/{gate}").status_code == 404


def test_hostile_words_are_shown_as_words(lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn")
    overview = follow(lite_client, answer(lite_client, "age", words="</textarea><script>alert(1)</script>"))
    assert "<script>alert(1)" not in overview.text
    assert "&lt;script&gt;alert(1)" in overview.text
