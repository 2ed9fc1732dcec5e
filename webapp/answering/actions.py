"""Storing, changing and withdrawing responses. Callers commit."""

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, case, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain import receipts
from webapp.domain.documents import fingerprint, from_document
from webapp.domain.questions import Answers, QuestionSet
from webapp.models import Answer, Dialogue, Place, Response
from webapp.models.base import random_id, table_of
from webapp.models.counting import answers_of, fold, hold_figures, keyed, take_out
from webapp.models.taking_part import take_part
from webapp.web.snapshots import Snapshot

WEB, AT_PLACE = "web", "place"
_dialogues, _places, _responses, _answers = (table_of(model) for model in (Dialogue, Place, Response, Answer))
_place_id = (
    select(_places.c.id)
    .where(_places.c.code == bindparam("of_code"), _places.c.dialogue_id == bindparam("of_dialogue"))
    .scalar_subquery()
)
GIVEN = (
    "id",
    "dialogue_id",
    "lang",
    "day",
    "receipt_hash",
    "submission_key",
    "counted",
    "withdrawn",
    "changed",
)
_new = {
    "place_id": _place_id,
    "channel": case((_place_id.is_not(None), AT_PLACE), else_=bindparam("of_channel")),
}
INSERT_ONCE = {
    name: dialect.insert(_responses)
    .values(_new | {column: bindparam(f"new_{column}") for column in GIVEN})
    .on_conflict_do_nothing()
    .returning(_responses.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
"""Whichever unique index notices first: on PostgreSQL any of them can, when two insert at once."""
SENT_BEFORE = select(_responses.c.id).where(
    _responses.c.dialogue_id == bindparam("new_dialogue_id"),
    _responses.c.submission_key == bindparam("new_submission_key"),
)
INSERT_ANSWERS = insert(_answers)
STANDING = select(_dialogues.c.sealed_on, _dialogues.c.revision).where(
    _dialogues.c.id == bindparam("of_dialogue")
)
"""Written once: with each send, putting the statements together would cost more than running them."""


class Closed(Exception):
    """The dialogue closed before the response reached the database."""


class QuestionsChanged(Exception):
    """Other questions were asked before the response reached the database."""


def store(
    session: Session,
    found: Snapshot,
    answers: Answers,
    *,
    key: str,
    secret: bytes,
    lang: str,
    place_code: str,
    day: date,
    channel: str = WEB,
    mark: bytes | None = None,
) -> str:
    """Stores a response once and returns its receipt code; sent again, it only returns the code.

    Args:
        channel: how it came, where no place's code says it.
        mark: what is used up by it: that of a one-time code or of a person.

    Raises:
        Closed: no answers are taken any more.
        QuestionsChanged: the answers were read by other rules than those that hold now.
        TakenPart: `mark` is used up by another response.
        NoResultFound: the receipt belongs to another response, as one of a thousand million may.
    """
    dialogue_id = found.dialogue.id
    code = _code(found, key, secret)
    response_id = random_id()
    row = {
        "of_code": place_code,
        "of_dialogue": dialogue_id,
        "of_channel": channel,
        "new_id": response_id,
        "new_dialogue_id": dialogue_id,
        "new_lang": lang,
        "new_day": day,
        "new_receipt_hash": receipts.fingerprint(secret, code),
        "new_submission_key": _digest(key),
        "new_counted": False,
        "new_withdrawn": False,
        "new_changed": False,
    }
    connection = session.connection()
    if connection.execute(INSERT_ONCE[connection.dialect.name], row).first() is None:
        connection.execute(SENT_BEFORE, row).one()
        return code
    _refuse_if_overtaken(session, found)
    if mark is not None:
        take_part(session, dialogue_id, mark)
    if answers:
        connection.execute(INSERT_ANSWERS, _answer_rows(response_id, dialogue_id, answers))
    fold(session, dialogue_id, found.questions)
    return code


def sent_before(session: Session, found: Snapshot, *, key: str, secret: bytes) -> str | None:
    """The receipt code of the response that was stored with this key, if one was."""
    asked = {"new_dialogue_id": found.dialogue.id, "new_submission_key": _digest(key)}
    return _code(found, key, secret) if session.execute(SENT_BEFORE, asked).first() else None


def _code(found: Snapshot, key: str, secret: bytes) -> str:
    return receipts.code_for(secret, f"{found.dialogue.id}:{key}")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _refuse_if_overtaken(session: Session, found: Snapshot) -> None:
    """Asked after the response was inserted: from then on its dialogue waits for this transaction's end."""
    standing = session.connection().execute(STANDING, {"of_dialogue": found.dialogue.id}).one()
    if standing.sealed_on is not None:
        raise Closed
    if standing.revision == found.dialogue.revision:
        return
    document = session.scalar(select(Dialogue.question_document).where(Dialogue.id == found.dialogue.id))
    if document is None or fingerprint(from_document(document)) != found.fingerprint:
        raise QuestionsChanged


def _answer_rows(response_id: int, dialogue_id: int, answers: Answers) -> list[dict[str, object]]:
    return [
        {"response_id": response_id, "question_id": id_, "dialogue_id": dialogue_id, "value": value}
        for id_, value in answers.items()
    ]


def change(session: Session, response: Response | Row[Any], found: Snapshot, answers: Answers) -> bool:
    """Puts other answers in a response's place. False if it has been withdrawn.

    What it said before leaves the figures when they are next refreshed, and what it says now comes then.

    Raises:
        Closed: no answers are taken any more.
        QuestionsChanged: the answers were read by other rules than those that hold now.
    """
    hold_figures(session, response.dialogue_id)
    _refuse_if_overtaken(session, found)
    kept = select(Response.counted).where(Response.id == response.id, ~Response.withdrawn)
    standing = session.execute(kept).first()
    if standing is None:
        return False
    if standing.counted:
        _leave(session, response, found.questions)
        uncounted = update(Response).where(Response.id == response.id)
        session.execute(uncounted.values(counted=False, changed=True))
    session.execute(delete(Answer).where(Answer.response_id == response.id))
    if answers:
        rows = _answer_rows(response.id, response.dialogue_id, answers)
        session.connection().execute(INSERT_ANSWERS, rows)
    fold(session, response.dialogue_id, found.questions)
    return True


def _leave(session: Session, response: Response | Row[Any], questions: QuestionSet) -> None:
    """Lets what a counted response says leave the figures when they are next refreshed."""
    answers = answers_of(session, [response.id])[response.id]
    left = keyed(questions, answers, response.lang, response.place_id)
    take_out(session, response.dialogue_id, left)


def withdraw(session: Session, response: Response | Row[Any], questions: QuestionSet) -> bool:
    """Erases the answers of a response; the figures follow at their next refresh. False if already done."""
    hold_figures(session, response.dialogue_id)
    marked = session.execute(
        update(Response)
        .where(Response.id == response.id, ~Response.withdrawn)
        .values(withdrawn=True)
        .returning(Response.counted)
    ).first()
    if marked is None:
        return False
    if marked.counted:
        _leave(session, response, questions)
    session.execute(delete(Answer).where(Answer.response_id == response.id))
    session.execute(
        update(Response)
        .where(Response.id == response.id)
        .values(counted=True, changed=False, place_id=None, lang="", channel="")
    )
    fold(session, response.dialogue_id, questions)
    return True
