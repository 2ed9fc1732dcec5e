"""Very many responses, put into the database as fast as it takes them, and counted as always."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from tests.benchmarks import priorities
from tests.factories import TODAY
from webapp.models import Answer, Dialogue, Place, Response
from webapp.models.base import random_id, table_of
from webapp.models.counting import fold
from webapp.models.database import compact_json

CHUNK = 20_000
Row = tuple[Any, ...]
COLUMNS = {
    Response: (
        *("id", "dialogue_id", "lang", "channel", "place_id", "day"),
        *("receipt_hash", "submission_key", "counted", "withdrawn"),
    ),
    Answer: ("response_id", "question_id", "dialogue_id", "value"),
}


def fill_up(engine: Engine, size: int) -> tuple[float, float]:
    """Adds responses to the priorities until there are `size`, and counts them.

    Returns the seconds that adding and counting took.
    """
    with Session(engine) as session:
        dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == priorities.SLUG)).one()
        place_id = session.scalars(select(Place.id).where(Place.dialogue_id == dialogue.id)).one()
        mine = Response.dialogue_id == dialogue.id
        have = session.scalar(select(func.count()).where(mine)) or 0
        begun = time.perf_counter()
        for responses, answers in chunks(dialogue.id, place_id, have, size):
            add(session.connection(), Response, responses)
            add(session.connection(), Answer, answers)
            session.commit()
        added = time.perf_counter()
        fold(session, dialogue.id, dialogue.questions, everything=True)
        session.commit()
        return added - begun, time.perf_counter() - added


def chunks(dialogue_id: int, place_id: int, have: int, size: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Responses number `have` to `size` and their answers, in the order of their keys."""
    keys = enumerate(sorted(random_id() for _each in range(have, size)), start=have)
    while some := list(islice(keys, CHUNK)):
        yield (
            [response_row(dialogue_id, place_id, number, id_) for number, id_ in some],
            [row for number, id_ in some for row in answer_rows(dialogue_id, number, id_)],
        )


def response_row(dialogue_id: int, place_id: int, number: int, id_: int) -> Row:
    lang, at_place = priorities.origin(number)
    came = ("place", place_id) if at_place else ("web", None)
    return (id_, dialogue_id, lang, *came, TODAY, f"receipt {number:09}", f"key {number:09}", False, False)


def answer_rows(dialogue_id: int, number: int, id_: int) -> Iterator[Row]:
    for question_id, value in priorities.answers(number).items():
        yield id_, question_id, dialogue_id, compact_json(value)


def add(connection: Connection, model: type[Response] | type[Answer], rows: Iterable[Row]) -> None:
    """Adds rows past SQLAlchemy, which would take five times as long."""
    into = f"{table_of(model).name} ({', '.join(COLUMNS[model])})"
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _column in COLUMNS[model])
        driver.executemany(f"INSERT INTO {into} VALUES ({marks})", (tuple(map(plain, row)) for row in rows))
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def plain(value: object) -> object:
    """As SQLite stores it."""
    return value.isoformat() if value is TODAY else value
