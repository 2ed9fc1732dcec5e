"""Every response that stands, one row each, in an order that tells nothing."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from webapp.models import Answer, Place, Response

BATCH = 500
"""Responses whose answers are fetched at once."""
_FACTS = select(Response.id, Response.day, Response.lang, Response.channel, Place.name).outerjoin(
    Place, Place.id == Response.place_id
)
_OF_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_ANSWERS = select(Answer.response_id, Answer.question_id, Answer.value).where(
    Answer.response_id.in_(_OF_SOME)
)


@dataclass(frozen=True, slots=True)
class Given:
    """One response: what is stored with it, and its answers by question id (None: declined)."""

    day: date
    lang: str
    channel: str
    place: str
    answers: dict[str, Any]


def count_responses(session: Session, dialogue_id: int) -> int:
    """How many responses there are that nobody has taken back."""
    return len(_ids(session, dialogue_id))


def responses(session: Session, dialogue_id: int) -> Iterator[Given]:
    """The responses in random order, a new one each time; those taken back are left out."""
    order = _ids(session, dialogue_id)
    secrets.SystemRandom().shuffle(order)
    rest = iter(order)
    while some := list(islice(rest, BATCH)):
        yield from _batch(session, some)


def _ids(session: Session, dialogue_id: int) -> list[int]:
    standing = select(Response.id).where(Response.dialogue_id == dialogue_id, ~Response.withdrawn)
    return list(session.scalars(standing))


def _batch(session: Session, some: list[int]) -> Iterator[Given]:
    answers: dict[int, dict[str, Any]] = {id_: {} for id_ in some}
    for id_, question, value in session.execute(_ANSWERS, {"some": some}):
        answers[id_][question] = value
    facts = session.execute(_FACTS.where(Response.id.in_(_OF_SOME)), {"some": some})
    by_id = {fact.id: fact for fact in facts}
    for id_ in some:
        fact = by_id[id_]
        yield Given(fact.day, fact.lang, fact.channel, fact.name or "", answers[id_])
