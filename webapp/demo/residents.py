"""What residents leave behind: responses, ideas and proposals. Nobody holds their receipts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.demo.content import calendar, read
from webapp.demo.simulation import WEB, Sent
from webapp.domain.experience import ANSWERS, Asked
from webapp.domain.ideas import Reason
from webapp.models import (
    Answer,
    Comment,
    CommentState,
    Dialogue,
    Experience,
    Idea,
    IdeaState,
    Place,
    Proposal,
    Response,
    Support,
)
from webapp.models.base import random_id

IDEA = ("title", "text", "category", "lang", "state", "reason")
COMMENT = ("stand", "text", "lang")
PROPOSAL = ("title", "text", "lang", "sender", "sender_name", "accepted", "answer")


def hash_like(marks: Random) -> str:
    """Looks like a hash of a receipt; no receipt leads to it."""
    return f"{marks.getrandbits(256):064x}"


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


OPINIONS = {"took_part": (80, 14, 6), "clear": (62, 27, 11), "led_to": (45, 38, 17)}
"""Question -> weights of yes, partly and no."""
TELL = {Asked.SENT: 0.4, Asked.TOLD: 0.15}
"""The share of those who took part who tell what they thought of it, each time."""


def add_experiences(session: Session, dialogue: Dialogue, people: int) -> None:
    """Adds what some of `people` thought of taking part."""
    chance = Random(people)  # noqa: S311 - made-up opinions
    for asked, share in TELL.items():
        if asked is Asked.TOLD and dialogue.fed_back_on is None:
            continue
        for question, weights in OPINIONS.items():
            told = Counter(chance.choices(ANSWERS, weights, k=round(people * share)))
            session.add_all(
                Experience(
                    dialogue_id=dialogue.id, asked=asked, question=question, answer=answer, amount=amount
                )
                for answer, amount in told.items()
            )


def store(session: Session, dialogue_id: int, sent: list[Sent], places: Mapping[str, int]) -> None:
    """Stores responses as the form does, all at once."""
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
            "receipt_hash": hash_like(marks),
            "submission_key": hash_like(marks),
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
    """Adds ideas, with comments on those that are published and support for them."""
    marks = Random(dialogue.slug)  # noqa: S311 - stands for hashes whose receipts do not exist
    for idea in ideas:
        id_ = random_id()
        day, waits = today + timedelta(days=idea["day"]), idea["state"] == IdeaState.WAITING
        session.add(
            Idea(
                id=id_,
                dialogue_id=dialogue.id,
                day=day,
                read_on=None if waits else day,
                published_on=day if idea["state"] == IdeaState.PUBLISHED else None,
                reason_code=Reason.OTHER.value if idea.get("reason") else "",
                receipt_hash=hash_like(marks),
                **{name: idea[name] for name in IDEA if name in idea},
            )
        )
        session.flush()
        hashes = (hash_like(marks) for _ in range(idea["supporters"]))
        session.add_all(Support(idea_id=id_, supporter_hash=supporter) for supporter in hashes)
        session.add_all(comments_on(idea, id_, dialogue, today, marks))


def comments_on(
    idea: dict[str, Any], idea_id: int, dialogue: Dialogue, today: date, marks: Random
) -> Iterator[Comment]:
    """What others have said of an idea, read and shown on the day that they wrote it."""
    for told in idea.get("comments", ()):
        day = today + timedelta(days=told["day"])
        yield Comment(
            idea_id=idea_id,
            dialogue_id=dialogue.id,
            state=CommentState.PUBLISHED,
            day=day,
            read_on=day,
            published_on=day,
            receipt_hash=hash_like(marks),
            **{name: told[name] for name in COMMENT},
        )


def add_proposals(session: Session, planned: Mapping[str, Dialogue], today: date) -> None:
    """Adds the dialogues that residents and associations want. `planned`: the demo's dialogues by name."""
    marks = Random("proposals")  # noqa: S311 - stands for hashes whose receipts do not exist
    for proposal in read("proposals")["proposals"]:
        days = calendar(proposal["days"], today)
        session.add(
            Proposal(
                receipt_hash=hash_like(marks),
                submission_key=hash_like(marks),
                dialogue_id=planned[proposal["dialogue"]].id if "dialogue" in proposal else None,
                **{name: proposal[name] for name in PROPOSAL if name in proposal},
                **days,
            )
        )
