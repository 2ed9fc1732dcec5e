"""Officials at work, in the tests: forms filled in and buttons pressed as in a browser."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import days, in_all, make_dialogue, make_staff
from tests.forms import follow, forms, press
from tests.pictures import photo, sent
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.record import ResolutionKind
from webapp.models import Dialogue, StoredResolution

TAGS = ("sv", "en", "ar")


def texts(name: str, swedish: str) -> dict[str, str]:
    """The fields of one text in every language."""
    return {f"{name}.{tag}": text for tag, text in in_all(swedish).items()}


def all_facts() -> dict[str, Any]:
    """The fields of complete core facts."""
    return {
        **texts("title", "Hur ska parken bli?"),
        **texts("purpose", "Parken ska göras om."),
        **texts("target_group", "Alla i Lindmo."),
        **texts("can_influence", "Vad som ska finnas i parken."),
        **texts("cannot_influence", "Var parken ligger. Marken är redan köpt."),
        **texts("matter", "vad som ska byggas i parken"),
        **texts("weighing", "Svaren är råd till politikerna."),
        **texts("new_board", "Samhällsnämnden"),
        "languages": ["en", "ar"],
        "step": "2",
        "opens_on": days(0).isoformat(),
        "closes_on": days(30).isoformat(),
        "compiled_by": "Maria Ek, utredare",
        "compiled_on": days(40).isoformat(),
        "decided_on": days(60).isoformat(),
        "feedback_by": days(80).isoformat(),
        "contact_name": "Maria Ek",
        "contact_phone": "0500-123 45",
        "contact_email": "maria.ek@example.se",
        "minutes": "7",
    }


def create(client: FlaskClient, title: str = "Hur ska parken bli?") -> TestResponse:
    """The overview of a new resident dialogue in every language."""
    return follow(client, press(client, advice(client), "Skapa dialogen", MADE | {"title": title}))


MADE = {"languages": ["en", "ar"], "initiator": "board"}
RESIDENT = {"single": "no", "by_law": "no", "open": "yes", "political": "yes"}
"""The answers that sort a new matter as a resident dialogue."""


def advice(client: FlaskClient, **answers: str) -> TestResponse:
    """What the questions about a new matter lead to."""
    return press(client, client.get("/staff/new-dialogue"), "Fortsätt", RESIDENT | answers)


def slug_of(page: TestResponse) -> str:
    """The dialogue that a staff page belongs to."""
    return page.request.path.split("/")[3]


def save_facts(client: FlaskClient, slug: str, **changes: Any) -> TestResponse:
    page = client.get(f"/staff/dialogues/{slug}/facts")
    return press(client, page, "Spara", all_facts() | changes)


def review(client: FlaskClient, slug: str, *languages: str) -> None:
    """Marks every text that is there in `languages` as reviewed."""
    for lang in languages:
        page = client.get(f"/staff/dialogues/{slug}/translate/{lang}")
        fields = forms(page)[-1].fields
        there = [
            name.partition(":")[2]
            for name, values in fields.items()
            if name.startswith("text:") and values[0]
        ]
        follow(client, press(client, page, "Spara allt", {f"reviewed:{key}": "1" for key in there}))


def add_question(client: FlaskClient, slug: str, kind: str, **fields: Any) -> TestResponse:
    """Adds a question to the first section, in every language, with three options where it has any."""
    page = client.get(f"/staff/dialogues/{slug}/questions")
    section = page.text.split('id="part-')[1].split('"')[0]
    form = client.get(f"/staff/dialogues/{slug}/sections/{section}/add/{kind}")
    given: dict[str, Any] = texts("text", f"Fråga om {kind}?")
    if "option.0.sv" in form.text:
        for place, word in enumerate(("Ja", "Nej", "Kanske")):
            given |= texts(f"option.{place}", word)
            if f"option.{place}.cost" in form.text:
                given |= {f"option.{place}.cost": "100 000", "budget": "200 000"}
    if "option.0.file" in form.text:
        for place in range(3):
            given |= texts(f"option.{place}.alt", f"Bild {place}")
            given[f"option.{place}.file"] = sent(photo(place))
    if "row.0.sv" in form.text:
        given |= texts("row.0", "Sommar") | texts("row.1", "Vinter")
    changes = {name.replace("__", "."): value for name, value in fields.items()}
    return press(client, form, "do:save", given | changes)


def draft(client: FlaskClient, session: Session, *args: Any, **changes: Any) -> Dialogue:
    """A draft with all core facts and questions of every kind, and an official who is signed in."""
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return make_dialogue(session, *args, **({"published_on": None} | changes))


def undecided(client: FlaskClient, session: Session, **changes: Any) -> Dialogue:
    """The same, and nobody has decided how much can be influenced: the step is a proposal."""
    dialogue = draft(client, session, **changes)
    session.query(StoredResolution).filter_by(kind_name=ResolutionKind.DEGREES.value).delete()
    session.commit()
    return dialogue


def fresh(session: Session) -> Session:
    """`session` with nothing remembered, so that it sees what the application has stored."""
    session.rollback()
    session.expire_all()
    return session
