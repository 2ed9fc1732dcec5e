"""The politicians' results page as answers grow: reading it should cost the same with a hundred thousand."""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from flask.testing import FlaskClient
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from tests.benchmarks import content, tables
from tests.benchmarks.databases import DATABASES, Database
from tests.benchmarks.servers import SECRET
from tests.factories import TODAY
from tests.staff import sign_in
from webapp import create_app
from webapp.config import Settings
from webapp.models import Answer, Dialogue, Place, Response, StaffMember
from webapp.models.base import random_id
from webapp.models.counting import fold

SIZES = (1_000, 10_000, 100_000)
TIMES = 15
CHUNK = 2_000
PATH = f"/staff/dialogues/{content.SLUG}/results"
PAGES = {
    "all answers": PATH,
    "filter: language": f"{PATH}?group=lang:ar",
    "filter: place": f"{PATH}?group=place:1",
    "free texts": f"{PATH}/say",
}
HEADS = ("", *(f"{size:,} (ms)" for size in SIZES), "most / fewest", "kB")
NOTE = "Medians of {times}, whole page, in this process. Aim: at most 2.00 between most and fewest."


def run(databases: list[str]) -> None:
    """Measures and prints."""
    for name in databases:
        with DATABASES[name]() as database:
            on(database)


def on(database: Database) -> None:
    with Session(database.engine) as session:
        content.make_content(session)
    found: dict[str, list[float]] = {label: [] for label in (*PAGES, "sending one response")}
    weights: dict[str, float] = {}
    counting: list[float] = []
    for size in SIZES:
        counting.append(fill_up(database.engine, size))
        client = signed_in(database)
        for label, path in PAGES.items():
            found[label].append(timed(lambda: client.get(path)))  # noqa: B023 - called at once
            weights[label] = len(client.get(path).data) / 1000
        found["sending one response"].append(timed(sender(client)))
    rows = [[label, *times, times[-1] / times[0], weights.get(label, "")] for label, times in found.items()]
    tables.show(f"Results page on {database.name}", HEADS, rows, NOTE.format(times=TIMES))
    print("Counting everything anew took " + ", ".join(f"{seconds:.1f} s" for seconds in counting) + ".")


def fill_up(engine: Engine, size: int) -> float:
    """Adds responses until there are `size`, and counts them. Seconds that the counting took."""
    with Session(engine) as session:
        dialogue = session.scalars(select(Dialogue)).one()
        place = session.scalars(select(Place)).one()
        have = session.query(Response).count()
        for rows in chunks(dialogue.id, place.id, have, size):
            session.execute(insert(Response), [response for response, _answers in rows])
            session.execute(insert(Answer), [answer for _response, answers in rows for answer in answers])
            session.commit()
        started = time.perf_counter()
        fold(session, dialogue.id, dialogue.questions, everything=True)
        session.commit()
        return time.perf_counter() - started


Rows = list[tuple[dict[str, object], list[dict[str, object]]]]


def chunks(dialogue_id: int, place_id: int, have: int, size: int) -> Iterator[Rows]:
    """Responses number `have` to `size`, each with its answers, a few thousand at a time."""
    given = islice(content.values(), have, size)
    numbered = enumerate(given, start=have)
    while rows := [row_of(dialogue_id, place_id, *one) for one in islice(numbered, CHUNK)]:
        yield rows


def row_of(
    dialogue_id: int, place_id: int, number: int, given: tuple[str, dict[str, object]]
) -> tuple[dict[str, object], list[dict[str, object]]]:
    id_, (lang, values) = random_id(), given
    response = {
        "id": id_,
        "dialogue_id": dialogue_id,
        "lang": lang,
        "channel": "place" if number % 2 else "web",
        "place_id": place_id if number % 2 else None,
        "day": TODAY,
        "receipt_hash": f"receipt {number}",
        "submission_key": f"key {number}",
        "counted": False,
        "withdrawn": False,
    }
    keys = {"response_id": id_, "dialogue_id": dialogue_id}
    return response, [keys | {"question_id": question, "value": value} for question, value in values.items()]


def signed_in(database: Database) -> FlaskClient:
    """A politician's client, of an application that has just been started."""
    app = create_app(Settings(secret_key=SECRET, database_url=database.url, secure_cookies=False))
    client = app.test_client()
    with Session(app.extensions["engine"], expire_on_commit=False) as session:
        person = session.scalars(select(StaffMember).where(StaffMember.email == content.POLITICIAN)).one()
    sign_in(client, person)
    return client


def sender(client: FlaskClient) -> Callable[[], None]:
    """Sends one response after another."""
    numbers = iter(range(10_000_000))

    def send() -> None:
        number = next(numbers)
        fields = [("key", f"{random_id():024}"), ("version", content.version()), ("do", "send")]
        answered = client.post(
            f"/sv/dialogues/{content.SLUG}/answer", data=multi([*fields, *content.answer_fields(number)])
        )
        assert answered.status_code == 303, answered.status_code

    return send


def multi(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Fields as the test client takes them, several under one name."""
    return {name: [value for other, value in fields if other == name] for name, _value in fields}


def timed(act: Callable[[], object]) -> float:
    """Median milliseconds of `act`, after a first time that does not count."""
    act()
    taken = []
    for _time in range(TIMES):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken)
