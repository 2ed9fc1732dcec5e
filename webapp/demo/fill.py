"""Filling an empty database with the demo municipality."""

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.demo.content import calendar, has, read
from webapp.demo.dialogue import cells_of, described, make_dialogue, questions_of, responses
from webapp.demo.outcome import add_outcome, evaluation
from webapp.demo.policy import put_on_record
from webapp.demo.residents import add_experiences, add_ideas, add_places, add_proposals, store
from webapp.demo.town import PASSWORD, Town, add_town
from webapp.demo.trace import trace_of
from webapp.models import Dialogue, Municipality, TraceEntry
from webapp.models.counting import fold, seal
from webapp.profiles import STANDARD, profiles
from webapp.web.translations import review_everything

DIALOGUES = (
    *("beach", "centre", "cycling", "library", "school_yard", "million", "climate", "homes", "youth_centre"),
    *("park", "last_million", "meals", "square", "water"),
)
"""At least one in each stage, in the order of a dialogue's life; the last was declined."""
DUTIES = {
    "official": "plans dialogues, reads ideas, publishes results",
    "outreach": "puts up QR codes where people are",
    "politician": "reads what residents answered, and decides",
    "coordinator": "does what officials and outreach do, for every board",
    "administrator": "decides who may sign in, and which policy holds",
}


def fill(session: Session, today: date, profile_id: str = STANDARD, more: Path | None = None) -> None:
    """Adds the demo municipality, unless there is a municipality already. The caller commits.

    Args:
        session: one that may write.
        profile_id: the policy that the municipality has chosen.
        more: a folder with profiles beside those that come with the product.

    Raises:
        KeyError: there is no such profile.
    """
    if session.scalar(select(Municipality.id).limit(1)) is not None:
        return
    town = add_town(session, today, profiles(more)[profile_id])
    trace: list[TraceEntry] = []
    planned = {name: add_dialogue(session, name, town, trace) for name in DIALOGUES}
    trace.sort(key=lambda entry: entry.at)
    session.add_all(trace)
    add_proposals(session, planned, today)


def add_dialogue(session: Session, name: str, town: Town, trace: list[TraceEntry]) -> Dialogue:
    """Adds one dialogue with all that belongs to it; what staff have done goes to `trace`."""
    facts, questions = described(name), questions_of(name)
    days = calendar(facts["days"], town.today)
    visits = calendar({place["code"]: place["visit_on"] for place in facts.get("places", ())}, town.today)
    sent = responses(name, questions, days, visits, town.today)
    cells = cells_of(questions, sent)
    dialogue = make_dialogue(facts, questions, days, cells)
    dialogue.board = town.boards[facts["board"]]
    session.add(dialogue)
    session.flush()
    dialogue.evaluation = evaluation(name, dialogue, town)
    put_on_record(session, dialogue, name, facts, days, town)
    add_outcome(session, dialogue, facts, days, cells, town)
    review_everything(session, dialogue, dialogue.published_on or town.today)
    store(session, dialogue.id, sent, add_places(session, dialogue, facts, visits))
    add_experiences(session, dialogue, len(sent))
    if has(f"{name}/ideas"):
        add_ideas(session, dialogue, read(f"{name}/ideas")["ideas"], town.today)
    if dialogue.sealed_on:
        seal(session, dialogue)
    else:
        fold(session, dialogue.id, questions)
    trace += trace_of(session, dialogue, days)
    return dialogue


def summary(base_url: str) -> str:
    """Where to begin, and who can sign in."""
    town, school = read("town"), read("school_yard/facts")
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
