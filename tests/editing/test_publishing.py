"""Result, decision and feedback: in that order, traced, and feedback in every language."""

import pytest

from tests.editing.pages import draft, fresh, texts
from tests.factories import days, in_all
from tests.forms import follow, press
from webapp.models import Dialogue, TraceEntry

HERE = "/staff/dialogues/skolgard"
ENDED = {"published_on": days(-30), "opens_on": days(-20), "closes_on": days(-2)}
REPORTED = ENDED | {"reported_on": days(-1), "result_text": in_all("Ni vill ha gungor.")}
DECIDED = REPORTED | {
    "decision_published_on": days(-1),
    "decision_meeting": days(-1),
    "decision_text": in_all("Gungor byggs."),
}


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


@pytest.mark.parametrize(
    ("changes", "early"), [(ENDED, "decision"), (ENDED, "feedback"), (REPORTED, "feedback")]
)
def test_nothing_is_published_before_its_turn(lite_client, lite_session, changes, early):
    draft(lite_client, lite_session, **changes)
    page = lite_client.get(f"{HERE}/{early}")
    assert page.status_code == 409
    assert f'{HERE}/{early}"' not in page.text
    result = lite_client.get(f"{HERE}/result")
    token = result.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "base": "{}", **texts("text", "För tidigt"), "meeting": days(-1).isoformat()}
    assert lite_client.post(f"{HERE}/{early}", data=form).status_code == 409
    dialogue = stored(lite_session)
    assert (dialogue.decision_text if early == "decision" else dialogue.feedback_text) == {}


@pytest.mark.parametrize(("address", "changes"), [("result", ENDED), ("decision", REPORTED)])
def test_the_source_language_is_enough_for_result_and_decision(lite_client, lite_session, address, changes):
    draft(lite_client, lite_session, **changes)
    meeting = {"meeting": days(-1).isoformat()} if address == "decision" else {}
    page = lite_client.get(f"{HERE}/{address}")
    empty = press(lite_client, page, "Publicera", {"text.en": "English", **meeting})
    assert empty.status_code == 422
    assert '<a href="#text-sv">Skriv texten på svenska.</a>' in empty.text
    assert "English</textarea>" in empty.text
    follow(lite_client, press(lite_client, empty, "Publicera", {"text.sv": "Svenska"}))
    dialogue = stored(lite_session)
    assert getattr(dialogue, f"{address}_text") == {"sv": "Svenska", "en": "English"}


@pytest.mark.requirement("R107")
def test_feedback_is_given_in_every_language_offered(lite_client, lite_session):
    draft(lite_client, lite_session, **DECIDED)
    page = lite_client.get(f"{HERE}/feedback")
    lacking = press(lite_client, page, "Publicera", {"text.sv": "Tack!", "text.en": "  "})
    assert lacking.status_code == 422
    assert '<a href="#text-en">Skriv texten på engelska.</a>' in lacking.text
    assert '<a href="#text-ar">Skriv texten på arabiska.</a>' in lacking.text
    assert stored(lite_session).fed_back_on is None
    follow(lite_client, press(lite_client, lacking, "Publicera", texts("text", "Tack!")))
    assert stored(lite_session).fed_back_on == days(0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"meeting": ""}, "meeting"),
        ({"meeting": "i går"}, "meeting"),
        ({"meeting": days(1).isoformat()}, "meeting"),
        ({"meeting": days(-1).isoformat(), "paragraph": "§" * 61}, "paragraph"),
        ({"meeting": days(-1).isoformat(), "text.ar": "x" * 10_001}, "text-ar"),
    ],
)
def test_a_decision_has_a_day_that_has_been(lite_client, lite_session, changes, field):
    draft(lite_client, lite_session, **REPORTED)
    page = lite_client.get(f"{HERE}/decision")
    refused = press(lite_client, page, "Publicera", {"text.sv": "Gungor byggs.", **changes})
    assert refused.status_code == 422
    assert f'<a href="#{field}">' in refused.text
    assert "Gungor byggs." in refused.text
    assert stored(lite_session).decision_published_on is None


def test_a_mended_text_keeps_its_day_and_leaves_a_trace(client, session):
    draft(client, session, **REPORTED)
    page = client.get(f"{HERE}/result")
    follow(client, press(client, page, "Spara ändringen", {"text.sv": "Ni vill ha fler gungor."}))
    dialogue = stored(session)
    assert (dialogue.result_text["sv"], dialogue.reported_on) == ("Ni vill ha fler gungor.", days(-1))
    [entry] = session.query(TraceEntry).filter_by(act="publish_result")
    assert (entry.details, entry.dialogue_id) == ({"mended": True}, dialogue.id)


def test_publishing_seals_a_dialogue_that_ended_by_itself(client, session):
    draft(client, session, **ENDED)
    assert stored(session).sealed_on is None
    follow(client, press(client, client.get(f"{HERE}/result"), "Publicera", {"text.sv": "Resultat"}))
    assert stored(session).sealed_on == days(0)


def test_the_overview_tells_what_was_promised_and_what_is_late(lite_client, lite_session):
    draft(lite_client, lite_session, **ENDED, compiled_on=days(-1))
    page = lite_client.get(HERE)
    assert "(försenat)" in page.text
    assert f'href="{HERE}/result"' in page.text
    assert f'href="{HERE}/decision"' not in page.text
