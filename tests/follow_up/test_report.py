"""The report: result, summaries, drafts, and what the public reads of it."""

import pytest

from tests.editing.pages import texts
from tests.factories import days, in_all, make_staff
from tests.follow_up.ended import (
    HERE,
    REPORTED,
    answered,
    finding,
    official,
    over,
    publish,
    stored,
    town_with,
)
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue, TraceEntry
from webapp.profiles import profiles


def test_the_source_language_is_enough_and_what_is_missing_leads_to_its_field(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session)
    page = lite_client.get(f"{HERE}/result")
    empty = press(lite_client, page, "Publicera", {"text.en": "English"})
    assert empty.status_code == 422
    assert '<a href="#text-sv">Skriv texten på svenska.</a>' in empty.text
    assert "English</textarea>" in empty.text
    assert stored(lite_session).reported_on is None
    follow(lite_client, press(lite_client, empty, "Publicera", {"text.sv": "Svenska"}))
    dialogue = stored(lite_session)
    assert dialogue.result_text == {"sv": "Svenska", "en": "English"}
    assert dialogue.reported_on == days(0)


def test_what_is_saved_without_publishing_is_read_by_nobody_else(client, session):
    official(client, session)
    over(session)
    kept = publish(client, "result", "Spara utan att publicera", **texts("text", "Ni vill ha gungor."))
    assert "Texten är sparad. Bara ni ser den." in kept.text
    assert "Ni vill ha gungor.</textarea>" in kept.text
    dialogue = stored(session)
    assert (dialogue.result_text["sv"], dialogue.reported_on) == ("Ni vill ha gungor.", None)
    assert "Ni vill ha gungor." not in client.get("/sv/dialogues/skolgard").text
    assert client.get("/sv/dialogues/skolgard/results").status_code == 303
    assert session.query(TraceEntry).filter_by(act="publish_result").all() == []


def test_a_mended_text_keeps_its_day_and_leaves_a_trace(client, session):
    official(client, session)
    over(session, **REPORTED)
    publish(client, "result", "Spara ändringen", **{"text.sv": "Ni vill ha fler gungor."})
    dialogue = stored(session)
    assert (dialogue.result_text["sv"], dialogue.reported_on) == ("Ni vill ha fler gungor.", days(-8))
    [entry] = session.query(TraceEntry).filter_by(act="publish_result")
    assert (entry.details, entry.dialogue_id) == ({"mended": True}, dialogue.id)


def test_a_published_text_cannot_be_emptied(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **REPORTED)
    page = lite_client.get(f"{HERE}/result")
    assert press(lite_client, page, "Spara ändringen", {"text.sv": " "}).status_code == 422
    assert stored(lite_session).result_text["sv"] == "Ni vill ha gungor."


def test_publishing_seals_a_dialogue_that_ended_by_itself(client, session):
    official(client, session)
    over(session)
    publish(client, "result", **{"text.sv": "Resultat"})
    assert stored(session).sealed_on == days(0)


def test_summaries_stand_above_the_figures_of_their_questions(client, session):
    town_with(session)
    answered(client, session, 12)
    official(client, session)
    publish(
        client,
        "result",
        **texts("text", "Ni vill ha gungor."),
        **texts("summary.one", "De flesta vill gunga."),
    )
    assert stored(session).question_summaries == {"one": in_all("De flesta vill gunga.")}
    shown = client.get("/en/dialogues/skolgard/results").text
    assert shown.index("De flesta vill gunga. (en)") < shown.index("<table")
    publish(client, "result", "Spara ändringen", **dict.fromkeys(texts("summary.one", ""), ""))
    assert stored(session).question_summaries == {}
    assert "De flesta vill gunga." not in client.get("/en/dialogues/skolgard/results").text


@pytest.mark.parametrize(
    ("field", "length"), [("text.sv", 10_001), ("text.ar", 10_001), ("summary.one.sv", 2001)]
)
def test_texts_that_are_too_long_are_refused_and_kept_in_the_form(lite_client, lite_session, field, length):
    official(lite_client, lite_session)
    over(lite_session)
    page = lite_client.get(f"{HERE}/result")
    refused = press(lite_client, page, "Spara utan att publicera", {field: "x" * length})
    assert refused.status_code == 422
    assert f'<a href="#{field.replace(".", "-")}">' in refused.text
    assert "x" * length in refused.text
    assert stored(lite_session).result_text == {}


def test_the_second_of_two_who_write_the_result_sees_both_texts(lite_app, lite_session):
    official(first := lite_app.test_client(), lite_session)
    over(lite_session)
    page = first.get(f"{HERE}/result")
    publish(first, "result", "Spara utan att publicera", **{"text.sv": "Den andras text."})
    clash = press(first, page, "Publicera", {"text.sv": "Min text."})
    assert clash.status_code == 409
    assert "Den andras text." in clash.text
    assert "Min text.</textarea>" in clash.text
    assert stored(lite_session).result_text["sv"] == "Den andras text."


@pytest.mark.requirement("R62")
def test_the_report_is_work_for_officials(lite_app, lite_session):
    over(lite_session)
    for role, status in ((Role.OFFICIAL, 200), (Role.COORDINATOR, 200), (Role.POLITICIAN, 403)):
        client = lite_app.test_client()
        sign_in(client, make_staff(lite_session, role))
        for address in ("result", "findings", "archive"):
            assert client.get(f"{HERE}/{address}").status_code == status, (role, address)


def test_the_result_is_labelled_with_how_it_weighs_in_each_language(client, session):
    town_with(session, "tjorn")
    over(session, **REPORTED)
    for address in ("", "/results", "/decision-basis"):
        shown = client.get(f"/sv/dialogues/skolgard{address}").text
        assert "Resultatet är rådgivande." in shown, address
    assert profiles()["tjorn"].weighing["en"] in client.get("/en/dialogues/skolgard/results").text


@pytest.mark.requirement("R91", "R92")
@pytest.mark.parametrize("profile", ["tjorn", "forshaga", "kungsbacka", "vanersborg", "standard"])
def test_how_a_result_counts_is_said_in_the_words_of_the_municipalitys_policy(
    lite_client, lite_session, profile
):
    town_with(lite_session, profile)
    over(lite_session, **REPORTED)
    chosen = profiles()[profile]
    shown = lite_client.get("/sv/dialogues/skolgard/results").text
    assert chosen.weighing["sv"] in shown
    assert f"”{chosen.weighing_said.words}”" in shown
    official(lite_client, lite_session)
    assert chosen.weighing["sv"] in lite_client.get(f"{HERE}/results").text


def test_a_users_dialogue_does_not_say_what_politicians_do(lite_client, lite_session):
    town_with(lite_session, "tjorn")
    over(lite_session, type_name="user", **REPORTED)
    shown = lite_client.get("/sv/dialogues/skolgard/results").text
    assert "Brukardialog" in shown
    assert profiles()["tjorn"].weighing["sv"] not in shown


def test_a_consultations_report_has_its_own_name_everywhere(lite_client, lite_session):
    town_with(lite_session)
    over(lite_session, type_name="consultation", **REPORTED)
    official(lite_client, lite_session)
    assert "<h1>Samrådsredogörelse</h1>" in lite_client.get(f"{HERE}/result").text
    assert "<h1>Samrådsredogörelse</h1>" in lite_client.get("/sv/dialogues/skolgard/results").text
    assert "Samrådsredogörelse" in lite_client.get("/sv/dialogues/skolgard/decision-basis").text
    assert "Samrådsredogörelse</h2>" in lite_client.get("/sv/dialogues/skolgard").text


def test_what_residents_said_stands_on_the_public_page_from_the_day_of_the_report(client, session):
    town_with(session)
    dialogue = over(session)
    finding(session, dialogue)
    assert client.get("/sv/dialogues/skolgard/results").status_code == 303
    official(client, session)
    publish(client, "result", **{"text.sv": "Resultat"})
    assert "Fler gungor" in client.get("/sv/dialogues/skolgard/results").text


def test_nothing_can_be_reported_while_people_can_still_answer(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, closes_on=days(3))
    for address in ("result", "findings", "decision-basis", "archive"):
        assert lite_client.get(f"{HERE}/{address}").status_code == 409, address
    assert lite_session.query(Dialogue).one().reported_on is None
