"""Corrections of core facts: dated, with a reason, for all to see, and never against the rules."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.answering.test_journey import form_for
from tests.editing.pages import fresh, texts
from tests.factories import PLAN, days, in_all, make_board, make_dialogue, make_municipality, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.corrections import FACTS, Form
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind
from webapp.models import Correction, Dialogue, Municipality, StoredResolution, TraceEntry

HERE = "/staff/dialogues/skolgard/corrections"
PUBLIC = "/sv/dialogues/skolgard"
BUTTON = "Visa rättelsen för alla"
WHY = texts("reason", "Fler ville vara med.")


@pytest.fixture
def dialogue(client, session) -> Dialogue:
    return published(client, session)


def published(client, session, **changes: Any) -> Dialogue:
    """A published dialogue, and its official signed in."""
    official = make_staff(session, Role.OFFICIAL)
    dialogue = make_dialogue(session, **PLAN, responsible_id=official.id, **changes)
    sign_in(client, official)
    return dialogue


def send(client, fact: str, changes: dict[str, Any], **more: Any):
    page = client.get(f"{HERE}/{fact}")
    assert page.status_code == 200, fact
    return press(client, page, BUTTON, {**changes, **WHY, **more})


def stored(session) -> Dialogue:
    return fresh(session).scalars(select(Dialogue).where(Dialogue.slug == "skolgard")).one()


def corrections(session) -> list[Correction]:
    return list(fresh(session).scalars(select(Correction).order_by(Correction.id)))


@pytest.mark.requirement("R7")
def test_a_correction_shows_at_once_what_stood_there_what_stands_now_and_why(client, session, dialogue):
    receipt = client.post(f"{PUBLIC}/answer", data=form_for(dialogue)).location.removesuffix("/sent")
    before = client.get(PUBLIC).text
    assert "Rättat" not in before
    later = days(25).isoformat()
    shown = follow(client, send(client, "closes_on", {"closes_on": later}))
    assert "Rättelsen syns nu för alla." in shown.text
    for address in (PUBLIC, receipt):
        page = client.get(address).text
        told = page[page.index('id="corrections"') :]
        assert f'datetime="{days(0)}"' in told
        assert "Sista dagen att svara" in told
        assert told.index(f'datetime="{days(20)}"') < told.index(f'datetime="{later}"')
        assert "Fler ville vara med." in told
    assert "Den här sidan är rättad" in client.get(PUBLIC).text
    assert "Fler ville vara med. (en)" in client.get("/en/dialogues/skolgard").text
    assert "Fler ville vara med. (ar)" in client.get("/ar/dialogues/skolgard").text
    assert stored(session).closes_on == days(25)
    (kept,) = corrections(session)
    assert kept.before == {"value": {"closes_on": days(20).isoformat()}}
    assert kept.after == {"value": {"closes_on": later}}
    assert (kept.made_on, kept.field) == (days(0), "closes_on")
    (entry,) = session.scalars(select(TraceEntry).where(TraceEntry.act == "correct"))
    assert entry.details["why"]["sv"] == "Fler ville vara med."


def decision(kind: str, **changes: str) -> dict[str, str]:
    """The fields of a decision that the first board took yesterday."""
    given = {"board": "1", "meeting": days(-1).isoformat(), "paragraph": "§ 61", "number": "BUN 2026/12"}
    return {f"{kind}.{part}": text for part, text in (given | changes).items()}


CHANGES: dict[str, dict[str, Any]] = {
    "title": texts("title", "Hur ska gården bli?"),
    "purpose": texts("purpose", "Gården ska byggas om."),
    "goal": texts("goal", "En gård för alla."),
    "target_group": texts("target_group", "Alla i Lindmo."),
    "degrees": {"step": "3", "process_degree": "shape", **decision("degrees")},
    "can_influence": texts("can_influence", "Allt som byggs."),
    "cannot_influence": texts("cannot_influence", "Platsen. Den är köpt."),
    "phase": {"phase": "idea"},
    "matter": texts("matter", "allt som byggs"),
    "weighing": texts("weighing", "Svaren är ett råd."),
    "politicians": {"politicians": "Birgitta Nyström\r\n\r\n Omar Haddad "},
    "closes_on": {"closes_on": days(22).isoformat()},
    "compiled_by": {"compiled_by": "Per Ek, utredare"},
    "compiled_on": {"compiled_on": days(31).isoformat()},
    "decision_day": {"decided_on": "", "next_notice": days(50).isoformat()},
    "feedback_by": {"feedback_by": days(70).isoformat()},
    "contact": {"contact_name": "Per Ek", "contact_phone": "", "contact_email": "per@example.se"},
    "registration_number": {"registration_number": "BUN 2026/99"},
    "law_reference": {"law_reference": "3 kap. 1 §"},
}


@pytest.mark.parametrize("fact", CHANGES)
def test_each_fact_can_be_corrected_and_nothing_but_its_columns_changes(lite_client, lite_session, fact):
    published(lite_client, lite_session)
    before = columns(stored(lite_session))
    follow(lite_client, send(lite_client, fact, CHANGES[fact]))
    after = columns(stored(lite_session))
    changed = {name for name in before if before[name] != after[name]} - {"revision"}
    assert changed
    assert changed <= set(FACTS[fact].columns)
    page = lite_client.get(PUBLIC)
    assert 'id="corrections"' in page.text
    for lang in ("en", "ar"):
        assert 'id="corrections"' in lite_client.get(f"/{lang}/dialogues/skolgard").text
    assert lite_client.get(HERE).text.count("Rättat ") == 2


def test_every_fact_that_can_be_corrected_is_tried():
    assert set(CHANGES) | {"board", "opens_on"} == set(FACTS)
    assert {FACTS[name].form for name in FACTS} == set(Form)


def columns(dialogue: Dialogue) -> dict[str, Any]:
    return {column.name: getattr(dialogue, column.name) for column in Dialogue.__table__.columns}


def test_another_board_that_has_taken_over_can_be_named(client, session, dialogue):
    other = make_board(session, "Samhällsnämnden")
    gone = make_board(session, "Gamla nämnden")
    gone.dissolved_on = days(-1)
    nameless = make_board(session, "Utan översättning")
    nameless.name = {"sv": "Utan översättning"}
    session.commit()
    page = client.get(f"{HERE}/board").text
    assert "Samhällsnämnden" in page
    assert "Gamla nämnden" not in page
    assert "Utan översättning" not in page
    assert press(client, client.get(f"{HERE}/board"), BUTTON, WHY, board=str(gone.id)).status_code == 422
    follow(client, send(client, "board", {"board": str(other.id)}))
    shown = client.get(PUBLIC).text
    assert "Samhällsnämnden frågar" in shown
    assert "Från Barn- och utbildningsnämnden till Samhällsnämnden" in " ".join(shown.split())
    other.name = in_all("Helt annat namn")
    session.commit()
    assert "till Samhällsnämnden" in client.get(PUBLIC).text, "what was told then stays as it was told"


@pytest.mark.parametrize(
    ("fact", "changes", "field", "words"),
    [
        ("closes_on", {"closes_on": days(-1).isoformat()}, "closes_on", "Den dagen har redan varit"),
        ("closes_on", {"closes_on": days(3).isoformat()}, "closes_on", "bara flyttas framåt"),
        ("closes_on", {"closes_on": days(35).isoformat()}, "closes_on", "När svaren är sammanställda"),
        ("closes_on", {"closes_on": ""}, "closes_on", "Välj sista dagen att svara."),
        ("closes_on", {"closes_on": "31 april"}, "closes_on", "2026-12-24"),
        ("closes_on", {"closes_on": days(20).isoformat()}, "closes_on", "Det står redan så."),
        ("compiled_on", {"compiled_on": days(19).isoformat()}, "compiled_on", "före sista dagen att svara"),
        ("feedback_by", {"feedback_by": days(44).isoformat()}, "feedback_by", "Återkopplingen kommer"),
        ("decision_day", {"decided_on": "", "next_notice": ""}, "decided_on", "Välj dagen då nämnden"),
        ("degrees", {"step": "5", **decision("degrees")}, "follow-board", "Välj vilka som beslutade."),
        ("degrees", {"step": "3"}, "degrees-board", "Välj vilka som beslutade."),
        ("degrees", decision("degrees", paragraph=""), "degrees-paragraph", "Skriv beslutets paragraf"),
        ("degrees", decision("degrees", meeting=days(1).isoformat()), "degrees-meeting", "har inte varit än"),
        ("contact", {"contact_phone": "", "contact_email": ""}, "contact_phone", "telefonnummer eller"),
        ("contact", {"contact_email": "per"}, "contact_email", "hel e-postadress"),
        ("title", {"title.ar": ""}, "title-ar", "Skriv texten på arabiska."),
        ("title", {"title.sv": "x" * 201}, "title-sv", "högst 200"),
        (
            "politicians",
            {"politicians": "\n".join("abcdefghijklmnopqrstuvwxyzåäöABC")},
            "politicians",
            "trettio",
        ),
        ("degrees", {"process_degree": "x", **decision("degrees")}, "process_degree", "Välj ett av svaren."),
    ],
)
def test_what_goes_against_the_rules_is_refused_and_nothing_changes(
    lite_client, lite_session, fact, changes, field, words
):
    published(lite_client, lite_session)
    before = columns(stored(lite_session))
    refused = send(lite_client, fact, changes)
    assert refused.status_code == 422
    assert words in refused.text
    assert f'href="#{field}"' in refused.text
    assert f'id="{field}' in refused.text
    assert "Fler ville vara med." in refused.text, "what was typed is still there"
    assert columns(stored(lite_session)) == before
    assert corrections(lite_session) == []
    assert "Rättat" not in lite_client.get(PUBLIC).text


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_the_reason_is_given_in_every_language_offered(lite_client, lite_session, lang):
    published(lite_client, lite_session)
    refused = send(lite_client, "closes_on", {"closes_on": days(25).isoformat()}, **{f"reason.{lang}": " "})
    assert refused.status_code == 422
    assert f'href="#reason-{lang}"' in refused.text


@pytest.mark.requirement("R11")
def test_new_degrees_rest_on_a_decision_that_is_kept_and_told(client, session, dialogue):
    changes = {"step": "5", **decision("degrees"), **decision("follow", paragraph="§ 62")}
    follow(client, send(client, "degrees", changes))
    assert stored(session).step is LadderStep.CO_DECISION
    kept = session.scalars(select(StoredResolution).where(StoredResolution.recorded_on == days(0))).all()
    assert [(each.kind_name, each.paragraph, each.meeting) for each in kept] == [
        ("degrees", "§ 61", days(-1)),
        ("follow", "§ 62", days(-1)),
    ]
    page = striptags(client.get(PUBLIC).text)
    assert "Medbeslutande, ”Du pratar med andra och lyssnar på vad de tycker.”" in page
    assert "§ 61, BUN 2026/12; Barn- och utbildningsnämnden" in page
    follow(client, send(client, "degrees", {"step": "2", **decision("degrees", paragraph="§ 70")}))
    assert stored(session).commitment == ""


def test_only_elected_bodies_decide_the_degrees_of_a_resident_dialogue(client, session, dialogue):
    office = make_board(session, "Kontoret", BodyKind.ADMINISTRATION)
    session.commit()
    changes = {"step": "3", **decision("degrees", board=str(office.id))}
    refused = send(client, "degrees", changes)
    assert refused.status_code == 422
    assert 'href="#degrees-board"' in refused.text


def striptags(html: str) -> str:
    from markupsafe import Markup

    return Markup(html).striptags()


@pytest.mark.requirement("R91")
def test_a_step_that_the_policy_does_not_allow_cannot_be_corrected_to(client, session, dialogue):
    town = make_municipality(session)
    town.profile_id = "tjorn"
    session.commit()
    page = client.get(f"{HERE}/degrees")
    assert 'value="5"' not in page.text
    changes = {"step": "5", **decision("degrees"), **decision("follow")}
    refused = press(client, page, BUTTON, {**changes, **WHY})
    assert refused.status_code == 422
    assert "Er policy tillåter inte det steget." in refused.text
    assert stored(session).step is LadderStep.CONSULTATION


def test_a_correction_cannot_undo_what_the_policy_asked_for_before_opening(client, session):
    """A statutory consultation is open for at least three weeks, also when its days are corrected."""
    published(
        client, session, type_name="consultation", opens_on=days(3), closes_on=days(40), compiled_on=days(41)
    )
    refused = send(client, "closes_on", {"closes_on": days(10).isoformat()})
    assert refused.status_code == 422
    assert "Det strider mot policyn" in refused.text
    assert stored(session).closes_on == days(40)


def test_the_stage_follows_the_days(app, client, session):
    published(client, session, opens_on=days(3))
    assert "Du kan svara från och med" in client.get(PUBLIC).text
    assert client.get(f"{PUBLIC}/answer").text.count('name="q.one"') == 0
    follow(client, send(client, "opens_on", {"opens_on": days(0).isoformat()}))
    assert "Öppen nu" in client.get(PUBLIC).text
    assert 'name="q.one"' in client.get(f"{PUBLIC}/answer").text
    assert client.get(f"{HERE}/opens_on").status_code == 409, "what has happened stays"
    follow(client, send(client, "closes_on", {"closes_on": days(25).isoformat()}))
    app.config["NOW"] = lambda: datetime.now(UTC) + timedelta(days=23)
    assert "Öppen nu" in client.get(PUBLIC).text
    app.config["NOW"] = lambda: datetime.now(UTC) + timedelta(days=26)
    assert "Öppen nu" not in client.get(PUBLIC).text
    assert client.get(f"{HERE}/closes_on").status_code == 409


@pytest.mark.parametrize("fact", ["closes_on", "opens_on"])
def test_what_is_over_is_not_corrected_even_by_a_form_that_was_open(lite_client, lite_session, fact):
    dialogue = published(lite_client, lite_session, opens_on=days(2))
    page = lite_client.get(f"{HERE}/{fact}")
    dialogue.opens_on, dialogue.closes_on = days(-9), days(-1)
    lite_session.commit()
    refused = press(lite_client, page, BUTTON, WHY)
    assert refused.status_code == 409
    assert "Det som redan har hänt går inte att rätta." in refused.text
    assert corrections(lite_session) == []


def test_the_second_of_two_sees_both_and_loses_nothing(client, session, dialogue):
    page = client.get(f"{HERE}/contact")
    follow(client, send(client, "contact", {"contact_name": "Per Ek"}))
    second = press(client, page, BUTTON, {"contact_name": "Eva Ö", **WHY})
    assert second.status_code == 409
    assert "Någon annan har sparat under tiden" in second.text
    assert "Per Ek" in second.text
    assert 'value="Eva Ö"' in second.text
    follow(client, press(client, second, BUTTON, {}))
    assert [each.after["value"]["contact_name"] for each in corrections(session)] == ["Per Ek", "Eva Ö"]


def test_a_fact_that_is_none_is_not_found(client, session, dialogue):
    assert client.get(f"{HERE}/responsible_id").status_code == 404
    assert client.get(f"{HERE}/published_on").status_code == 404


def test_what_residents_wrote_in_a_reason_cannot_be_markup(client, session, dialogue):
    follow(
        client,
        send(client, "compiled_by", {"compiled_by": "<b>Per</b>"}, **{"reason.sv": "<script>1</script>"}),
    )
    page = client.get(PUBLIC).text
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;Per" in page
    assert "<script>1" not in page


@pytest.mark.requirement("R105")
def test_a_promise_that_was_broken_stays_so_when_its_day_is_moved(app, client, session):
    published(
        client,
        session,
        opens_on=days(-60),
        closes_on=days(-40),
        published_on=days(-61),
        compiled_on=days(-30),
    )
    late = f'Sammanställningen är försenad sedan <time datetime="{days(-30)}">'
    assert late in client.get(PUBLIC).text
    follow(client, send(client, "compiled_on", {"compiled_on": days(5).isoformat()}))
    page = client.get(PUBLIC).text
    assert late in page
    assert f'Ny dag: <time datetime="{days(5)}">' in page
    assert late in client.get("/sv/").text


def test_politicians_and_outreach_do_not_correct(client, session, dialogue):
    for role in (Role.POLITICIAN, Role.OUTREACH, Role.ADMINISTRATOR):
        sign_in(client, make_staff(session, role, email=f"{role}-2@example.se"))
        assert client.get(HERE).status_code == 403
    assert session.scalars(select(Municipality)).all() == []
