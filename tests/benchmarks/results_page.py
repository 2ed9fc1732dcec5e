"""The politicians' results page as answers grow: reading it should cost the same with a million."""

import time
from collections.abc import Callable
from statistics import fmean, median

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.benchmarks import content, priorities, tables
from tests.benchmarks.bulk import fill_up
from tests.benchmarks.databases import DATABASES, Database
from tests.benchmarks.servers import SECRET
from tests.recount import recount
from tests.staff import sign_in
from webapp import create_app
from webapp.config import Settings
from webapp.models import Dialogue, Place, StaffMember, Tally
from webapp.models.base import random_id
from webapp.models.recounting import put_right

SIZES = (1_000, 100_000, 1_000_000)
TIMES = 15
SENT = 100
RECOUNTED_BESIDES = 10_000
"""Up to so many responses are also counted by the tests' own counting, written apart."""
PATH = f"/staff/dialogues/{priorities.SLUG}/results"
SENDING = f"sending one (mean of {SENT})"
NOTE = (
    "Medians of {times}, whole page, in this process; a ranking of ten, points, three choices and texts.\n"
    "Aim: at most 2.00 between most and fewest."
)


def run(databases: list[str], sizes: tuple[int, ...] = SIZES) -> bool:
    """Measures and prints. False where figures were wrong."""
    sound = []
    for name in databases:
        with DATABASES[name]() as database:
            sound.append(on(database, sizes))
    return all(sound)


def on(database: Database, sizes: tuple[int, ...]) -> bool:
    with Session(database.engine) as session:
        content.make_content(session)
        priorities.make_priorities(session)
    found: dict[str, list[float]] = {}
    weights: dict[str, float] = {}
    told, right = [], True
    for size in sizes:
        adding, counting = fill_up(database.engine, size)
        client = signed_in(database)
        for label, path in pages(database).items():
            found.setdefault(label, []).append(timed(lambda: client.get(path)))  # noqa: B023 - called at once
            weights[label] = len(client.get(path).data) / 1000
        found.setdefault(SENDING, []).append(mean_time(sender(client)))
        seconds, faults = counted_again(database.engine, size)
        right &= not faults
        told.append(
            f"{size:,}: {adding:.1f} s to add, {counting:.1f} s to count, {seconds:.1f} s to count again, "
            f"{f'{faults} FIGURES WRONG' if faults else 'every figure right'}."
        )
    heads = ("", *(f"{size:,} (ms)" for size in sizes), "most / fewest", "kB")
    rows = [[label, *times, times[-1] / times[0], weights.get(label, "")] for label, times in found.items()]
    tables.show(f"Results page on {database.name}", heads, rows, NOTE.format(times=TIMES))
    print("\n".join(told))
    return right


def pages(database: Database) -> dict[str, str]:
    """What is read, by what it is called."""
    with Session(database.engine) as session:
        mine = select(Place.id).join(Dialogue).where(Dialogue.slug == priorities.SLUG)
        place_id = session.scalars(mine).one()
    return {
        "all answers": PATH,
        "filter: language": f"{PATH}?group=lang:ar",
        "filter: place": f"{PATH}?group=place:{place_id}",
        "free texts": f"{PATH}/say",
    }


def counted_again(engine: Engine, size: int) -> tuple[float, int]:
    """Seconds that a recount takes, and how many figures it found wrong."""
    with Session(engine) as session:
        dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == priorities.SLUG)).one()
        begun = time.perf_counter()
        wrong = len(put_right(session, dialogue.id))
        seconds = time.perf_counter() - begun
        session.rollback()
        if size <= RECOUNTED_BESIDES:
            columns = select(Tally.question_id, Tally.grouping, Tally.cell, Tally.amount)
            rows = session.execute(columns.where(Tally.dialogue_id == dialogue.id)).all()
            stored = {(question, group, cell): amount for question, group, cell, amount in rows if amount}
            wrong += len(stored.items() ^ recount(session, dialogue, counted=True).items())
    return seconds, wrong


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
        fields = [("key", f"{random_id():024}"), ("version", priorities.version()), ("do", "send")]
        answered = client.post(
            f"/sv/dialogues/{priorities.SLUG}/answer",
            data=multi([*fields, *priorities.answer_fields(number)]),
        )
        assert answered.status_code == 303, answered.status_code

    return send


def multi(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Fields as the test client takes them, several under one name."""
    return {name: [value for other, value in fields if other == name] for name, _value in fields}


def timed(act: Callable[[], object]) -> float:
    """Median milliseconds of `act`, after a first time that does not count."""
    act()
    return median(took(act) for _time in range(TIMES))


def mean_time(act: Callable[[], object]) -> float:
    """Mean milliseconds of `act`, so that the one in ten that brings the figures up to date is in it."""
    act()
    return fmean(took(act) for _time in range(SENT))


def took(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000
