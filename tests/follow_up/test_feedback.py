"""Feedback: two texts in every language, told to all and to those who took part as two acts."""

import pytest

from tests.editing.pages import texts
from tests.factories import days, in_all
from tests.follow_up.ended import (
    DECIDED,
    HERE,
    TEXTS,
    answered,
    finding,
    fresh,
    official,
    over,
    publish,
    settled,
    stored,
    town_with,
)
from tests.forms import press
from tests.results.sending import send
from webapp.domain.lifecycle import Stage
from webapp.models import TraceEntry

FORM = {**texts("text", "Tack! Det blir gungor."), **texts("onward", "Bygget börjar i maj.")}


def acts(session) -> list[str]:
    return [entry.act for entry in fresh(session).query(TraceEntry).order_by(TraceEntry.id)]


def test_feedback_comes_after_the_decision(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, reported_on=days(-1), result_text=in_all("Gungor"))
    for address in ("feedback", "tell"):
        page = lite_client.get(f"{HERE}/{address}")
        assert page.status_code == 409
        assert "Först behöver beslutet vara publicerat." in page.text
        token = page.text.split('csrf_token" value="')[1].split('"')[0]
        posted = lite_client.post(f"{HERE}/{address}", data={"csrf_token": token, "base": "{}", **FORM})
        assert posted.status_code == 409
    assert stored(lite_session).feedback_text == {}


@pytest.mark.requirement("R107")
def test_feedback_is_given_in_every_language_offered(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED)
    page = lite_client.get(f"{HERE}/feedback")
    lacking = press(lite_client, page, "Publicera för alla", {**FORM, "text.en": "  ", "onward.ar": ""})
    assert lacking.status_code == 422
    assert '<a href="#text-en">' in lacking.text
    assert '<a href="#onward-ar">' in lacking.text
    assert "Skriv texten på engelska." in lacking.text
    assert stored(lite_session).fed_back_on is None
    publish(lite_client, "feedback", "Publicera för alla", **FORM)
    assert stored(lite_session).fed_back_on == days(0)
    assert "Tack! Det blir gungor. (ar)" in lite_client.get("/ar/dialogues/skolgard").text


@pytest.mark.requirement("R106")
@pytest.mark.parametrize("left_out", ["text", "onward"])
def test_neither_what_came_out_nor_how_the_work_goes_on_can_be_left_out(lite_client, lite_session, left_out):
    town_with(lite_session, "kungsbacka")
    official(lite_client, lite_session)
    over(lite_session, **DECIDED)
    page = lite_client.get(f"{HERE}/feedback")
    without = FORM | dict.fromkeys(texts(left_out, ""), "")
    refused = press(lite_client, page, "Publicera för alla", without)
    assert refused.status_code == 422
    assert f'<a href="#{left_out}-sv">' in refused.text
    assert stored(lite_session).fed_back_on is None
    publish(lite_client, "feedback", "Publicera för alla", **FORM)
    shown = lite_client.get("/sv/dialogues/skolgard").text
    assert shown.index("Tack! Det blir gungor.") < shown.index("Bygget börjar i maj.")


@pytest.mark.requirement("R9")
def test_all_and_those_who_took_part_are_told_in_two_acts_and_both_are_needed(client, session):
    town_with(session, "vanersborg")
    dialogue = answered(client, session, 11)
    dialogue.closes_on = days(1)
    session.commit()
    receipt = f"/sv/receipt/{send(client, dialogue, q_one='boll').code}"
    session.refresh(dialogue)
    for name, value in {**DECIDED, **TEXTS, "closes_on": days(-10)}.items():
        setattr(dialogue, name, value)
    session.commit()
    settled(session, dialogue)
    official(client, session)
    assert "Tack! Det blir gungor." not in client.get(receipt).text

    publish(client, "tell", "Berätta nu")
    assert stored(session).participants_told_on == days(0)
    assert stored(session).fed_back_on is None
    shown = client.get(receipt).text
    assert "Tack! Det blir gungor." in shown
    assert "Bygget börjar i maj." in shown
    assert "Tack! Det blir gungor." not in client.get("/sv/dialogues/skolgard").text
    assert stored(session).stage(days(0)) is Stage.DECIDED

    publish(client, "feedback", "Publicera för alla")
    assert "Tack! Det blir gungor." in client.get("/sv/dialogues/skolgard").text
    assert stored(session).stage(days(0)) is Stage.FED_BACK
    assert acts(session)[-2:] == ["tell_participants", "publish_feedback"]
    assert "Avslutad med återkoppling" in client.get(receipt).text


def test_telling_all_alone_is_no_feedback_yet(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED)
    page = publish(lite_client, "feedback", "Publicera för alla", **FORM)
    assert page.request.path == f"{HERE}/tell"
    assert stored(lite_session).stage(days(0)) is Stage.DECIDED
    assert lite_client.get(f"{HERE}/evaluation").status_code == 409


def test_those_who_took_part_are_not_told_before_the_texts_are_there(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED, feedback_text=in_all("Tack!"), onward_text={"sv": "Vidare"})
    page = lite_client.get(f"{HERE}/tell")
    assert "Skriv först båda texterna, på alla språk." in page.text
    assert "Berätta nu" not in page.text
    token = page.text.split('csrf_token" value="')[1].split('"')[0]
    assert lite_client.post(f"{HERE}/tell", data={"csrf_token": token}).status_code == 422
    assert stored(lite_session).participants_told_on is None


def test_telling_twice_is_one_act(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED, **TEXTS)
    page = lite_client.get(f"{HERE}/tell")
    for _time in range(2):
        assert press(lite_client, page, "Berätta nu").status_code == 303
    assert acts(lite_session) == ["tell_participants"]


@pytest.mark.requirement("R50", "R8")
@pytest.mark.parametrize("address", ["feedback", "tell"])
def test_nobody_is_told_before_each_thing_has_its_answer_where_the_policy_says_so(
    lite_client, lite_session, address
):
    town_with(lite_session, "tjorn")
    official(lite_client, lite_session)
    dialogue = over(lite_session, **DECIDED, **TEXTS)
    finding(lite_session, dialogue)
    page = lite_client.get(f"{HERE}/{address}")
    assert "”Det är också politikerna som fattar beslut om åtgärder" in page.text
    token = page.text.split('csrf_token" value="')[1].split('"')[0]
    base = page.text.split('name="base" value="')[1].split('"')[0] if 'name="base"' in page.text else ""
    form = {"csrf_token": token, "do": "publish", "base": base.replace("&#34;", '"'), **FORM}
    refused = lite_client.post(f"{HERE}/{address}", data=form)
    assert refused.status_code == 422
    assert f'href="{HERE}/decision#outcomes"' in refused.text
    dialogue = stored(lite_session)
    assert (dialogue.fed_back_on, dialogue.participants_told_on) == (None, None)


def test_mended_feedback_keeps_its_day_and_stays_whole(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session, **DECIDED, **TEXTS, fed_back_on=days(-3))
    page = lite_client.get(f"{HERE}/feedback")
    assert press(lite_client, page, "Spara ändringen", {"onward.en": ""}).status_code == 422
    publish(lite_client, "feedback", "Spara ändringen", **{"onward.sv": "Bygget börjar i juni."})
    dialogue = stored(lite_session)
    assert (dialogue.onward_text["sv"], dialogue.fed_back_on) == ("Bygget börjar i juni.", days(-3))
