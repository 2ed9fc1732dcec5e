"""The register for machines says what the pages say, and nothing that is not public."""

import json
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
from icalendar import Calendar

from tests.factories import days, in_all, make_dialogue, make_municipality

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def register(session):
    make_municipality(session)
    make_dialogue(session, slug="nu", title=in_all("Öppen & fri?", "Open & free?"))
    make_dialogue(
        session,
        slug="var",
        title=in_all("Avslutad?"),
        opens_on=days(-90),
        closes_on=days(-60),
        published_on=days(-91),
        compiled_on=days(-50),
        decided_on=days(-40),
        feedback_by=days(-30),
        reported_on=days(-50),
        decision_published_on=days(-39),
        decision_meeting=days(-40),
        decision_paragraph="§ 8",
        decision_text=in_all("Ja."),
        languages=["sv"],
        source_language="sv",
    )
    make_dialogue(session, slug="hemlig", title=in_all("Inte publicerad?"), published_on=None)


def test_the_feed_has_an_entry_for_each_public_dialogue_latest_change_first(client, register):
    answer = client.get("/en/dialogues.atom")
    feed = Xml.fromstring(answer.data)
    titles = [title.text for title in feed.findall("a:entry/a:title", ATOM)]
    assert answer.content_type == "application/atom+xml"
    assert titles == ["Open & free?", "Avslutad? (en)"]
    ids = [entry.text for entry in feed.findall("a:entry/a:id", ATOM)]
    assert ids == ["http://localhost/en/dialogues/nu", "http://localhost/en/dialogues/var"] or all(
        each.endswith(("/nu", "/var")) for each in ids
    )
    assert all(entry.find("a:updated", ATOM) is not None for entry in feed.findall("a:entry", ATOM))


def test_the_addresses_in_feeds_are_the_configured_ones_whatever_host_is_asked_for(client, register, app):
    base = app.extensions["settings"].base_url
    for path in ("/sv/dialogues.atom", "/sv/dialogues.ics", "/api/v1/dialogues"):
        text = client.get(path, headers={"Host": "evil.example"}).text
        assert "evil.example" not in text
        assert base in text.replace("\r\n ", "")


def test_the_calendar_tells_opening_last_day_decision_and_feedback(client, register):
    calendar = Calendar.from_ical(client.get("/sv/dialogues.ics").data)
    found = {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}
    assert found["Öppnar: Öppen & fri?"] == days(-5)
    assert found["Sista dagen att svara: Öppen & fri?"] == days(20)
    assert found["Politikerna bestämmer: Öppen & fri?"] == days(45)
    assert found["Återkoppling senast: Öppen & fri?"] == days(60)
    assert not any("Inte publicerad" in summary for summary in found)


def test_the_register_as_json_holds_to_its_schema(client, register):
    schema = json.loads(client.get("/api/v1/register.schema.json").text)
    document = client.get("/api/v1/dialogues").json
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    by_id = {each["id"]: each for each in document["dialogues"]}
    assert set(by_id) == {"nu", "var"}
    assert by_id["nu"]["stage"] == "open"
    assert by_id["var"]["decision"] == {"meeting": days(-40).isoformat(), "paragraph": "§ 8"}
    assert by_id["nu"]["influence"]["step"] == 2


def test_the_schema_refuses_a_document_that_misses_a_part(client, register):
    schema = json.loads(client.get("/api/v1/register.schema.json").text)
    document = client.get("/api/v1/dialogues").json
    del document["dialogues"][0]["stage"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)
