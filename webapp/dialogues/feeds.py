"""The register for machines: an Atom feed, a calendar and one JSON document."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree as Xml

from flask import Response, g, jsonify
from icalendar import Calendar, Event

from webapp.dialogues.blueprint import bp
from webapp.dialogues.described import described, events, updated_on
from webapp.dialogues.queries import published
from webapp.domain.text import Text, choose
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import public
from webapp.web.addresses import absolute
from webapp.web.clock import today
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.policy import profile
from webapp.web.snapshots import municipality

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = Path(__file__).with_name("register.schema.json")
FORMAT = 1
Xml.register_namespace("", ATOM)


@bp.get("/<lang:lang>/dialogues.atom")
@public
def atom() -> Response:
    """What is new: one entry for each public dialogue, the latest change first."""
    day = today()
    found = sorted(published(db.session), key=lambda each: (updated_on(each, day), each.slug), reverse=True)
    feed = Xml.Element(f"{{{ATOM}}}feed", {XML_LANG: g.lang})
    _add(feed, "title", _("Var med och påverka – %(town)s", town=municipality().name))
    _add(feed, "id", absolute("dialogues.atom"))
    _add(feed, "link", href=absolute("dialogues.atom"), rel="self")
    _add(feed, "link", href=absolute("dialogues.register"))
    _add(feed, "updated", _moment(max((updated_on(each, day) for each in found), default=day)))
    _add(_add(feed, "author"), "name", municipality().name)
    for dialogue in found:
        _entry(feed, dialogue, day)
    return Response(Xml.tostring(feed, "utf-8", xml_declaration=True), content_type="application/atom+xml")


def _entry(feed: Xml.Element, dialogue: Dialogue, day: date) -> None:
    address = absolute("dialogues.show", slug=dialogue.slug)
    entry = _add(feed, "entry")
    title, purpose = _text(dialogue, "title"), _text(dialogue, "purpose")
    _add(entry, "title", title.value, **{XML_LANG: title.lang})
    _add(entry, "id", address)
    _add(entry, "link", href=address)
    _add(entry, "updated", _moment(updated_on(dialogue, day)))
    _add(entry, "summary", purpose.value, **{XML_LANG: purpose.lang})


def _text(dialogue: Dialogue, name: str) -> Text:
    return choose(getattr(dialogue, name), g.lang, dialogue.source_language)


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


@bp.get("/<lang:lang>/dialogues.ics")
@public
def calendar() -> Response:
    """Opening, last day, decision and feedback of every public dialogue, as whole days."""
    found = Calendar()
    found.add("prodid", f"-//Rådslag//{municipality().name}//{g.lang.upper()}")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("Var med och påverka – %(town)s", town=municipality().name))
    for dialogue in published(db.session):
        for each in events(dialogue):
            found.add_component(
                _event(dialogue, each.name, each.day, each.words(_text(dialogue, "title").value))
            )
    return Response(found.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(dialogue: Dialogue, name: str, day: date, words: str) -> Event:
    event = Event()
    address = absolute("dialogues.show", slug=dialogue.slug)
    event.add("uid", f"{name}-{address}")
    event.add("dtstamp", datetime.combine(dialogue.published_on or day, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words)
    event.add("url", address)
    return event


@bp.get("/api/v1/dialogues")
@public
def api_register() -> Response:
    """The whole register as one document; `register.schema.json` says what each part means."""
    day, policy = today(), profile().policy
    return jsonify(
        format=FORMAT,
        schema=absolute("dialogues.api_schema"),
        municipality=municipality().name,
        policy={
            "name": policy.name,
            "registration_number": policy.registration_number,
            "adopted": policy.adopted.isoformat() if policy.adopted else None,
        },
        dialogues=[_described(dialogue, day) for dialogue in published(db.session)],
    )


def _described(dialogue: Dialogue, day: date) -> dict[str, object]:
    pages = {lang: absolute("dialogues.show", lang=lang, slug=dialogue.slug) for lang in INTERFACE}
    return described(dialogue, day) | {"pages": pages}


@bp.get("/api/v1/register.schema.json")
@public
def api_schema() -> Response:
    return Response(SCHEMA.read_text("utf-8"), content_type="application/schema+json")
