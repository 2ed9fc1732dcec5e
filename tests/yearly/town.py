"""A municipality on a day that stands still, with dialogues in two boards and answers sent by form."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import (
    in_all,
    make_board,
    make_dialogue,
    make_municipality,
    question,
    question_set,
)
from tests.results.sending import send_all
from webapp.domain.ladder import LadderStep
from webapp.models import Board, Dialogue
from webapp.profiles import STANDARD

TODAY = date(2026, 6, 15)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def stand_still(app: Flask, at: date = TODAY) -> None:
    """Lets it be noon of that day."""
    app.config["NOW"] = lambda: datetime(at.year, at.month, at.day, 12, tzinfo=UTC)


def questions() -> Any:
    return question_set(question("one", "single"))


def held(session: Session, slug: str, title: str, board: Board, **changes: Any) -> Dialogue:
    """A dialogue that was open in February and has passed its first promise, unless told otherwise."""
    given: dict[str, Any] = {
        "board": board,
        "title": in_all(title),
        "opens_on": day(2, 1),
        "closes_on": day(2, 28),
        "published_on": day(1, 20),
        "considered_on": day(1, 5),
        "agreed_on": day(1, 10),
        "compiled_on": day(3, 15),
        "decided_on": day(9, 1),
        "feedback_by": day(10, 1),
        "process_degree": "discuss",
        "step": LadderStep.CONSULTATION,
        "methods": ["survey"],
        "channels": ["web", "place"],
    }
    return make_dialogue(session, slug, questions(), **(given | changes))


def answers(app: Flask, client: FlaskClient, dialogue: Dialogue, **by_language: int) -> None:
    """So many people answer in each language, while the dialogue is open."""
    stand_still(app, dialogue.opens_on)
    for lang, people in by_language.items():
        send_all(client, dialogue, [{"lang": lang, "q_one": "gunga"} for _ in range(people)])
    stand_still(app)


@pytest.fixture
def town(app: Flask, session: Session) -> Session:
    stand_still(app)
    make_municipality(session, STANDARD)
    return session


@pytest.fixture
def boards(town: Session) -> tuple[Board, Board]:
    return make_board(town, "Skolnämnden"), make_board(town, "Tekniska nämnden")
