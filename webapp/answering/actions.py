"""Storing and withdrawing responses. Callers commit."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.domain.questions import Answers, QuestionSet, Value
from webapp.models import Answer, Dialogue, Place, Response
from webapp.models.base import random_id
from webapp.models.counting import answers_of, fold, groupings, keyed, take_out

WEB, AT_PLACE = "web", "place"


class Closed(Exception):
    """The dialogue closed before the response reached the database."""


def new_key() -> str:
    """A key for one filled-in form: however often it is sent, it is one response."""
    return secrets.token_urlsafe(18)


def store(
    session: Session,
    dialogue_id: int,
    questions: QuestionSet,
    answers: Answers,
    *,
    key: str,
    secret: bytes,
    lang: str,
    place_code: str,
    day: date,
) -> str:
    """Stores a response once and returns its receipt code; sent again, it only returns the code.

    Raises:
        Closed: no answers are taken any more.
    """
    code = receipts.code_for(secret, f"{dialogue_id}:{key}")
    place_id = _place(session, dialogue_id, place_code)
    response_id = random_id()
    row = {
        "id": response_id,
        "dialogue_id": dialogue_id,
        "lang": lang,
        "channel": AT_PLACE if place_id else WEB,
        "place_id": place_id,
        "day": day,
        "receipt_hash": receipts.fingerprint(secret, code),
        "submission_key": hashlib.sha256(key.encode()).hexdigest(),
    }
    if not _insert_once(session, row):
        return code
    if session.scalar(select(Dialogue.sealed_on).where(Dialogue.id == dialogue_id)) is not None:
        raise Closed
    _insert_answers(session, response_id, dialogue_id, answers)
    fold(session, dialogue_id, questions)
    return code


def _place(session: Session, dialogue_id: int, code: str) -> int | None:
    if not code:
        return None
    return session.scalar(select(Place.id).where(Place.code == code, Place.dialogue_id == dialogue_id))


def _insert_once(session: Session, row: Mapping[str, object]) -> bool:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    new = dialect.insert(Response).values(**row, counted=False, withdrawn=False)
    once = new.on_conflict_do_nothing(index_elements=["dialogue_id", "submission_key"])
    return session.execute(once.returning(Response.id)).first() is not None


def _insert_answers(
    session: Session, response_id: int, dialogue_id: int, answers: Mapping[str, Value | None]
) -> None:
    rows = [
        {"response_id": response_id, "question_id": id_, "dialogue_id": dialogue_id, "value": value}
        for id_, value in answers.items()
    ]
    if rows:
        session.execute(insert(Answer), rows)


def withdraw(session: Session, response: Response, questions: QuestionSet) -> bool:
    """Erases the answers of a response; the figures follow at their next refresh. False if already done."""
    marked = session.execute(
        update(Response)
        .where(Response.id == response.id, ~Response.withdrawn)
        .values(withdrawn=True)
        .returning(Response.counted)
    ).first()
    if marked is None:
        return False
    if marked.counted:
        answers = answers_of(session, [response.id])[response.id]
        groups = groupings(response.lang, response.place_id)
        take_out(session, response.dialogue_id, keyed(questions, answers, groups))
    session.execute(delete(Answer).where(Answer.response_id == response.id))
    session.execute(
        update(Response)
        .where(Response.id == response.id)
        .values(counted=True, place_id=None, lang="", channel="")
    )
    fold(session, response.dialogue_id, questions)
    return True
