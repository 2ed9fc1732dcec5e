"""The decision: a meeting that has been, a board that still is, and an answer to each thing that was said."""

import pytest

from tests.editing.pages import texts
from tests.factories import days, in_all, make_board
from tests.follow_up.ended import (
    DECIDED,
    HERE,
    OVER,
    REPORTED,
    finding,
    fresh,
    official,
    over,
    publish,
    settled,
    stored,
    town_with,
)
from tests.forms import follow, press
from webapp.domain.record import BodyKind
from webapp.models import Board, Finding, TraceEntry

FORM = {
    "meeting": days(-1).isoformat(),
    "paragraph": "§ 61, dnr BUN 2026/12",
    **texts("text", "Gungor byggs i maj."),
}


def refused_at(client, field: str, **changes) -> str:
    """Presses the button with something wrong; the page, which leads to `field`."""
    page = client.get(f"{HERE}/decision")
    given = FORM | {name.replace("__", "."): value for name, value in changes.items()}
    refused = press(client, page, "Publicera", given)
    assert refused.status_code == 422
    assert f'<a href="#{field}">' in refused.text
    return refused.text


def test_a_decision_comes_after_the_result(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session)
    page = lite_client.get(f"{HERE}/decision")
    assert page.status_code == 409
    assert "Först behöver resultatet vara publicerat." in page.text
    assert f'href="{HERE}/result"' in page.text
    token = lite_client.get(f"{HERE}/result").text.split('csrf_token" value="')[1].split('"')[0]
    posted = lite_client.post(f"{HERE}/decision", data={"csrf_token": token, "base": "{}", **FORM})
    assert posted.status_code == 409
    assert stored(lite_session).decision_text == {}


@pytest.mark.requirement("R8", "R50", "R61")
def test_the_decision_and_the_answer_to_each_thing_are_recorded_and_read_by_all(client, session):
    town_with(session, "tjorn")
    official(client, session)
    dialogue = over(session, **REPORTED, basis_reference="BUN 2026/12-8")
    yes, no = finding(session, dialogue, "Gungor"), finding(session, dialogue, "En simhall")
    answers = {
        f"outcome.{yes.id}": "accepted",
        **texts(f"reason.{yes.id}", "De minsta saknar gungor."),
        f"outcome.{no.id}": "declined",
        **texts(f"reason.{no.id}", "Det kostar för mycket."),
    }
    publish(client, "decision", **FORM, **answers)
    dialogue = stored(session)
    assert dialogue.decision_published_on == days(0)
    assert (dialogue.decision_meeting, dialogue.decision_paragraph) == (days(-1), "§ 61, dnr BUN 2026/12")
    assert {each.outcome_name for each in session.query(Finding)} == {"accepted", "declined"}
    shown = client.get("/en/dialogues/skolgard").text
    for words in ("Gungor (en)", "De minsta saknar gungor. (en)", "En simhall (en)", "§ 61, dnr BUN 2026/12"):
        assert words in shown
    swedish = client.get("/sv/dialogues/skolgard").text
    assert swedish.index("Ja, det blir så.") < swedish.index("De minsta saknar gungor.")
    assert swedish.index("Nej, det blir inte så.") < swedish.index("Det kostar för mycket.")
    [entry] = session.query(TraceEntry).filter_by(act="publish_decision")
    assert entry.details == {"mended": False}


@pytest.mark.requirement("R23")
def test_those_who_spoke_see_what_each_thing_led_to(lite_client, lite_session):
    dialogue = over(lite_session, **DECIDED)
    settled(lite_session, dialogue)
    finding(lite_session, dialogue, "Bänkar")
    shown = lite_client.get("/sv/dialogues/skolgard").text
    effects = shown[shown.index("Så påverkade svaren") :]
    assert effects.index("Fler gungor") < effects.index("Delvis.") < effects.index("Pengarna räcker till två")
    assert effects.index("Bänkar") < effects.index("Här finns inget svar än.")
    undecided = over(lite_session, slug="obeslutad", board=dialogue.board, **REPORTED)
    finding(lite_session, undecided)
    assert "Så påverkade svaren" not in lite_client.get("/sv/dialogues/obeslutad").text


@pytest.mark.requirement("R104", "R22")
def test_without_the_result_in_the_case_file_nothing_is_decided_where_the_policy_says_so(client, session):
    town_with(session, "tjorn")
    official(client, session)
    over(session, **REPORTED)
    page = client.get(f"{HERE}/decision")
    assert "”Resultatet av genomförd dialog ska alltid redovisas i beslutsunderlaget.”" in page.text
    refused = press(client, page, "Publicera", FORM)
    assert refused.status_code == 422
    assert "Beslutet kan inte publiceras än" in refused.text
    assert f'href="{HERE}/decision-basis#reference"' in refused.text
    assert "Gungor byggs i maj.</textarea>" in refused.text
    assert stored(session).decision_published_on is None
    assert stored(session).decision_text == {}
    assert 'id="reference"' in client.get(f"{HERE}/decision-basis").text
    publish(client, "decision-basis", "Spara", reference="BUN 2026/12-8")
    follow(client, press(client, client.get(f"{HERE}/decision"), "Publicera", FORM))
    assert stored(session).decision_published_on == days(0)


def test_where_the_policy_does_not_say_so_a_decision_needs_no_registered_basis(lite_client, lite_session):
    town_with(lite_session, "kungsbacka")
    official(lite_client, lite_session)
    over(lite_session, **REPORTED)
    publish(lite_client, "decision", **FORM)
    assert stored(lite_session).decision_published_on == days(0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"meeting": ""}, "meeting"),
        ({"meeting": "i går"}, "meeting"),
        ({"meeting": days(1).isoformat()}, "meeting"),
        ({"meeting": days(-11).isoformat()}, "meeting"),
        ({"paragraph": "§" * 61}, "paragraph"),
        ({"paragraph": " "}, "paragraph"),
        ({"text.ar": "x" * 10_001}, "text-ar"),
        ({"text.sv": ""}, "text-sv"),
    ],
)
def test_a_decision_has_a_day_that_has_been_and_can_be_found(lite_client, lite_session, changes, field):
    official(lite_client, lite_session)
    over(lite_session, **REPORTED)
    shown = refused_at(lite_client, field, **changes)
    assert "Gungor byggs i maj. (en)" in shown
    assert stored(lite_session).decision_published_on is None


def test_a_board_that_was_dissolved_decides_nothing_more(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **REPORTED)
    lite_session.query(Board).one().dissolved_on = days(-5)
    lite_session.commit()
    shown = refused_at(lite_client, "meeting")
    assert "är upplöst sedan" in shown
    assert stored(lite_session).decision_published_on is None
    publish(lite_client, "decision", **FORM | {"meeting": days(-6).isoformat()})
    assert stored(lite_session).decision_meeting == days(-6)


@pytest.mark.requirement("R50", "R61")
def test_only_elected_representatives_decide_what_a_political_matter_leads_to(lite_client, lite_session):
    official(lite_client, lite_session)
    administration = make_board(lite_session, "Skolförvaltningen", BodyKind.ADMINISTRATION)
    over(lite_session, board=administration, **REPORTED)
    assert "förtroendevalda behöver besluta" in refused_at(lite_client, "meeting")
    dialogue = stored(lite_session)
    dialogue.type_name, dialogue.political = "user", False
    lite_session.commit()
    publish(lite_client, "decision", **FORM)
    assert stored(lite_session).decision_published_on == days(0)


def test_an_answer_has_a_reason_and_a_reason_an_answer(lite_client, lite_session):
    official(lite_client, lite_session)
    dialogue = over(lite_session, **REPORTED)
    one, two, three = (finding(lite_session, dialogue, title) for title in ("A", "B", "C"))
    page = lite_client.get(f"{HERE}/decision")
    wrong = {
        f"outcome.{one.id}": "accepted",
        f"reason.{two.id}.sv": "Därför att.",
        f"outcome.{three.id}": "perhaps",
    }
    refused = press(lite_client, page, "Spara utan att publicera", FORM | wrong)
    assert refused.status_code == 422
    for anchor in (f"reason-{one.id}-sv", f"outcome-{two.id}", f"outcome-{three.id}"):
        assert f'<a href="#{anchor}">' in refused.text
        assert f'id="{anchor}"' in refused.text
    assert "Därför att.</textarea>" in refused.text
    assert {each.outcome_name for each in fresh(lite_session).query(Finding)} == {""}


def test_answers_are_saved_without_being_published(lite_client, lite_session):
    official(lite_client, lite_session)
    dialogue = over(lite_session, **REPORTED)
    one = finding(lite_session, dialogue)
    answers = {f"outcome.{one.id}": "partly", **texts(f"reason.{one.id}", "Lite grann.")}
    kept = publish(
        lite_client, "decision", "Spara utan att publicera", meeting=days(-1).isoformat(), **answers
    )
    assert "Texten är sparad. Bara ni ser den." in kept.text
    assert fresh(lite_session).query(Finding).one().settled
    shown = lite_client.get("/sv/dialogues/skolgard").text
    assert "Lite grann." not in shown
    assert f'datetime="{days(-1).isoformat()}"' not in shown
    assert f'datetime="{OVER["decided_on"].isoformat()}"' in shown


def test_a_mended_decision_keeps_its_day(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED)
    publish(lite_client, "decision", "Spara ändringen", **{"text.sv": "Två gungor byggs."})
    dialogue = stored(lite_session)
    assert dialogue.decision_published_on == days(-6)
    assert dialogue.decision_text == in_all("Gungor byggs i maj.") | {"sv": "Två gungor byggs."}


def test_the_second_of_two_who_answer_the_same_thing_sees_both(lite_client, lite_session):
    official(lite_client, lite_session)
    one = finding(lite_session, over(lite_session, **REPORTED))
    page = lite_client.get(f"{HERE}/decision")
    answers = {f"outcome.{one.id}": "accepted", **texts(f"reason.{one.id}", "Ja tack.")}
    publish(lite_client, "decision", "Spara utan att publicera", **answers)
    mine = {f"outcome.{one.id}": "declined", **texts(f"reason.{one.id}", "Nej tack.")}
    clash = press(lite_client, page, "Publicera", FORM | mine)
    assert clash.status_code == 409
    assert "Ja tack." in clash.text
    assert "Nej tack." in clash.text
    assert fresh(lite_session).query(Finding).one().outcome_name == "accepted"
