"""Filling an empty database with the demo municipality."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.accounts.actions import hash_password
from webapp.demo.content import Cells, calendar, filled, has, localised, read
from webapp.demo.simulation import WEB, Sent, simulate
from webapp.domain.counting import response_cells
from webapp.domain.documents import from_document
from webapp.domain.ladder import LadderStep
from webapp.domain.questions import QuestionSet
from webapp.models import Answer, Board, Dialogue, Idea, Municipality, Place, Response, StaffMember, Support
from webapp.models.base import random_id
from webapp.models.counting import fold, seal
from webapp.web.locale import SOURCE

DIALOGUES = ("school_yard", "library", "park")
LANGUAGES = ["sv", "en", "ar"]
PASSWORD = "prova-lindmo"  # noqa: S105 - public, and only for the demo
LOCALISED = (
    *("title", "purpose", "target_group", "can_influence", "cannot_influence", "matter", "weighing"),
    *("idea_prompt", "result_text", "decision_text", "feedback_text"),
)
PLAIN = (
    *("slug", "minutes", "compiled_by", "contact_name", "contact_phone", "contact_email", "takes_ideas"),
    "decision_paragraph",
)
IDEA = ("title", "text", "category", "lang", "state", "reason")
DUTIES = {
    "official": "composes dialogues, reads ideas, publishes results",
    "outreach": "puts up QR codes where people are",
    "politician": "reads what residents answered",
    "coordinator": "does what officials and outreach do",
    "administrator": "decides who may sign in",
}


def fill(session: Session, today: date) -> None:
    """Adds the demo municipality, unless there is a municipality already. The caller commits.

    `session` must be one that may write.
    """
    if session.scalar(select(Municipality.id).limit(1)) is not None:
        return
    town = read("town")
    session.add(Municipality(**town["municipality"]))
    boards = {key: Board(name=dict(name)) for key, name in town["boards"].items()}
    session.add_all(boards.values())
    password_hash = hash_password(PASSWORD)
    for person in town["staff"]:
        session.add(
            StaffMember(
                name=person["name"],
                email=person["email"],
                password_hash=password_hash,
                role_names=[person["role"]],
            )
        )
    session.flush()
    for name in DIALOGUES:
        add_dialogue(session, name, boards, today)


def add_dialogue(session: Session, name: str, boards: Mapping[str, Board], today: date) -> Dialogue:
    """Adds one dialogue with its places, the responses to it, and ideas."""
    facts = read(name)
    questions = from_document(read(f"{name}_questions"))
    days = calendar(facts["days"], today)
    visits = calendar({place["code"]: place["visit_on"] for place in facts.get("places", ())}, today)
    sent = responses(name, questions, days, visits, today)
    dialogue = make_dialogue(facts, questions, days, cells_of(questions, sent))
    dialogue.board_id = boards[facts["board"]].id
    session.add(dialogue)
    session.flush()
    store(session, dialogue.id, sent, add_places(session, dialogue, facts, visits))
    if has(f"{name}_ideas"):
        add_ideas(session, dialogue, read(f"{name}_ideas")["ideas"], today)
    if dialogue.sealed_on:
        seal(session, dialogue)
    else:
        fold(session, dialogue.id, questions)
    return dialogue


def responses(
    name: str, questions: QuestionSet, days: Mapping[str, date], visits: Mapping[str, date], today: date
) -> list[Sent]:
    """What the simulated residents send; nothing where nobody can have answered yet."""
    if not has(f"{name}_people"):
        return []
    return simulate(
        questions,
        read(f"{name}_people"),
        read(f"{name}_voices"),
        first=days["opens_on"],
        last=min(days["closes_on"], today),
        visits=visits,
    )


def cells_of(questions: QuestionSet, sent: list[Sent]) -> Cells:
    """(question, cell) -> count, for the figures that published texts tell."""
    counted: Counter[tuple[str, str]] = Counter()
    for response in sent:
        for question_id, cell, amount in response_cells(questions, response.answers):
            counted[question_id, cell] += amount
    return dict(counted)


def make_dialogue(
    facts: Mapping[str, Any], questions: QuestionSet, days: Mapping[str, date], cells: Cells
) -> Dialogue:
    """The dialogue that a file of content describes."""
    columns = Dialogue.__table__.columns.keys()
    dialogue = Dialogue(
        source_language=SOURCE,
        languages=list(LANGUAGES),
        step=LadderStep(facts["step"]),
        step_decision=filled(facts["step_decision"], SOURCE, days, cells),
        registration_number=filled(facts["registration_number"], SOURCE, days, cells),
        idea_categories=[dict(name) for name in facts.get("idea_categories", ())],
        **{name: facts[name] for name in PLAIN if name in facts},
        **{name: localised(facts[name], days, cells) for name in LOCALISED if name in facts},
        **{name: day for name, day in days.items() if name in columns},
    )
    dialogue.questions = questions
    return dialogue


def add_places(
    session: Session, dialogue: Dialogue, facts: Mapping[str, Any], visits: Mapping[str, date]
) -> dict[str, int]:
    """Adds the places of a dialogue; returns code -> id."""
    places = [
        Place(dialogue_id=dialogue.id, code=place["code"], name=place["name"], visit_on=visits[place["code"]])
        for place in facts.get("places", ())
    ]
    session.add_all(places)
    session.flush()
    return {place.code: place.id for place in places}


def store(session: Session, dialogue_id: int, sent: list[Sent], places: Mapping[str, int]) -> None:
    """Stores responses as the form does, all at once. Nobody holds their receipts."""
    if not sent:
        return
    marks = Random(dialogue_id)  # noqa: S311 - stands for hashes whose receipts do not exist
    rows = [
        {
            "id": random_id(),
            "dialogue_id": dialogue_id,
            "lang": response.lang,
            "channel": WEB if response.place == WEB else "place",
            "place_id": places.get(response.place),
            "day": response.day,
            "receipt_hash": f"{marks.getrandbits(256):064x}",
            "submission_key": f"{marks.getrandbits(256):064x}",
            "counted": False,
            "withdrawn": False,
        }
        for response in sent
    ]
    session.execute(insert(Response), rows)
    answers = [
        {"response_id": row["id"], "question_id": id_, "dialogue_id": dialogue_id, "value": value}
        for row, response in zip(rows, sent, strict=True)
        for id_, value in response.answers.items()
    ]
    session.execute(insert(Answer), answers)


def add_ideas(session: Session, dialogue: Dialogue, ideas: list[dict[str, Any]], today: date) -> None:
    """Adds ideas, and support for those that are published."""
    marks = Random(dialogue.slug)  # noqa: S311 - stands for hashes whose receipts do not exist
    for idea in ideas:
        id_ = random_id()
        session.add(
            Idea(
                id=id_,
                dialogue_id=dialogue.id,
                day=today + timedelta(days=idea["day"]),
                receipt_hash=f"{marks.getrandbits(256):064x}",
                **{name: idea[name] for name in IDEA if name in idea},
            )
        )
        session.flush()
        hashes = (f"{marks.getrandbits(256):064x}" for _ in range(idea["supporters"]))
        session.add_all(Support(idea_id=id_, supporter_hash=supporter) for supporter in hashes)


def summary(base_url: str) -> str:
    """Where to begin, and who can sign in."""
    town, school = read("town"), read("school_yard")
    poster = school["places"][1]
    people = "\n".join(
        f"  {person['role']:<14} {person['email']:<32} {DUTIES[person['role']]}" for person in town["staff"]
    )
    return f"""
{town["municipality"]["name"]} is a fictional municipality, filled with made-up answers.

  Residents      {base_url}/
  From a poster  {base_url}/q/{poster["code"]}
  Staff          {base_url}/staff/sign-in

Sign in with the password {PASSWORD} as:

{people}

The password is public: keep this demo on your own machine.
"""
