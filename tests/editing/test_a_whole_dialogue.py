"""An official takes a dialogue from its first line to feedback, in the browser's own forms."""

import re

import pytest

from tests.editing.pages import add_question, create, save_facts, slug_of, texts
from tests.factories import days, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.kinds import KINDS
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue, TraceEntry

ANCHOR = re.compile(r'<a href="(/staff/[^"]+)#([^"]+)">')


@pytest.mark.requirement("R62")
def test_an_official_takes_a_dialogue_from_the_first_line_to_feedback(client, session):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    assert client.get("/staff/dialogues").status_code == 200
    overview = create(client)
    slug = slug_of(overview)
    assert slug == "hur-ska-parken-bli"
    assert "Öppna dialogen" not in overview.text

    overview = follow(client, save_facts(client, slug))
    assert "Kärnfakta är sparade." in overview.text
    for kind in [*KINDS, "note"]:
        assert "Frågan är sparad." in follow(client, add_question(client, slug, kind)).text
    overview = client.get(f"/staff/dialogues/{slug}")
    opened = follow(client, press(client, overview, "Öppna dialogen"))
    assert "Öppen nu" in opened.text
    assert client.get(f"/ar/dialogues/{slug}/answer").status_code == 200

    closing = client.get(f"/staff/dialogues/{slug}/close")
    closed = follow(client, press(client, closing, "Stäng dialogen nu"))
    assert "Stängd" in closed.text
    for address, fields in (
        ("result", texts("text", "Ni vill ha gungor.")),
        ("decision", {**texts("text", "Gungor byggs."), "meeting": days(0).isoformat(), "paragraph": "§ 7"}),
        ("feedback", texts("text", "Tack! Det blir gungor.")),
    ):
        page = client.get(f"/staff/dialogues/{slug}/{address}")
        assert "Texten är publicerad." in follow(client, press(client, page, "Publicera", fields)).text
    shown = client.get(f"/en/dialogues/{slug}").text
    assert "Tack! Det blir gungor. (en)" in shown
    assert "§ 7" in shown

    dialogue = session.query(Dialogue).filter_by(slug=slug).one()
    assert dialogue.published_on == dialogue.ended_on == dialogue.sealed_on == days(0)
    assert dialogue.reported_on == dialogue.decision_published_on == dialogue.fed_back_on == days(0)
    acts = [entry.act for entry in session.query(TraceEntry).order_by(TraceEntry.id)]
    assert acts == [
        "create",
        "edit_facts",
        *["edit_questions"] * 9,
        "open",
        "close",
        "publish_result",
        "publish_decision",
        "publish_feedback",
    ]


def test_opening_is_refused_while_anything_is_missing_and_each_thing_leads_to_its_field(
    lite_client, lite_session
):
    client = lite_client
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    overview = create(client)
    slug = slug_of(overview)
    token = re.search(r'name="csrf_token" value="([^"]+)"', overview.text)[1]
    refused = client.post(f"/staff/dialogues/{slug}/open", data={"csrf_token": token})
    assert refused.status_code == 422
    assert refused.text.count("<title>Fel: ") == 1
    links = set(ANCHOR.findall(refused.text))
    anchors = {anchor for _address, anchor in links}
    assert {"purpose-sv", "step", "board", "closes_on", "contact_phone", "title-en", "title-ar"} <= anchors
    for address, anchor in links:
        page = client.get(address)
        assert page.status_code == 200, address
        assert f'id="{anchor}"' in page.text, f"{address} has no {anchor}"
    assert lite_session.query(Dialogue).one().published_on is None


@pytest.mark.parametrize(
    "missing", ["step", "opens_on", "compiled_by", "purpose.ar", "matter.sv", "decided_on"]
)
def test_one_missing_fact_keeps_the_dialogue_closed(lite_client, lite_session, missing):
    client = lite_client
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    slug = slug_of(create(client))
    change = None if missing == "step" else ""
    overview = follow(client, save_facts(client, slug, **{missing: change}))
    add_question(client, slug, "single")
    overview = client.get(f"/staff/dialogues/{slug}")
    assert "1 sak kvar" in overview.text
    assert "Öppna dialogen</button>" not in overview.text


def test_an_untranslated_option_keeps_the_dialogue_closed_and_its_field_is_named(lite_client, lite_session):
    client = lite_client
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    slug = slug_of(create(client))
    save_facts(client, slug)
    add_question(client, slug, "single", option__1__ar="")
    overview = client.get(f"/staff/dialogues/{slug}")
    assert "Fråga 1: Svarsalternativ 2 saknas på arabiska." in overview.text
    [(address, anchor)] = ANCHOR.findall(overview.text)
    assert anchor == "option-1-ar"
    assert 'id="option-1-ar"' in client.get(address).text
