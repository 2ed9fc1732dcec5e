"""Those who wait share one commit; each is told of its own, and only once it is on the disk."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path
from threading import Event, get_ident
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from webapp.config import ROOT
from webapp.models.database import make_engine
from webapp.models.shared_commit import SharedCommits

PATIENCE_SECONDS = 30
KEEP = text("INSERT INTO kept VALUES (:name, :value)")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path}/test.sqlite")
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT)")
    yield made.execution_options(writes=True)
    made.dispose()


@pytest.fixture
def shared(engine: Engine) -> SharedCommits:
    return SharedCommits(engine)


def keeping(name: str, value: str = "") -> Callable[[Session], str]:
    def keep(session: Session) -> str:
        session.execute(KEEP, {"name": name, "value": value})
        return name

    return keep


def kept(engine: Engine) -> set[str]:
    """What another reader finds: only what is committed."""
    with engine.execution_options(writes=False).connect() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM kept").scalars())


def together(shared: SharedCommits, *acts: Callable[[Session], object]) -> list[Future[object]]:
    """Lets all come while somebody else stores, so that they stand in one line, in this order."""
    holding, go_on = Event(), Event()

    def hold(_session: Session) -> None:
        holding.set()
        assert go_on.wait(PATIENCE_SECONDS)

    with ThreadPoolExecutor(len(acts) + 1) as pool:
        first = pool.submit(shared.store, hold)
        assert holding.wait(PATIENCE_SECONDS)
        sent = []
        for number, act in enumerate(acts, start=1):
            sent.append(pool.submit(shared.store, act))
            until(lambda number=number: len(shared._line) == number)
        go_on.set()
        first.result()
    return sent


def until(reached: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE_SECONDS
    while not reached() and monotonic() < end:
        sleep(0.002)
    assert reached()


def test_who_comes_alone_stores_at_once_in_their_own_thread_and_with_one_begin_and_commit(engine, shared):
    run: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: run.append(given[2].split()[0]))

    def keep(session: Session) -> int:
        session.execute(KEEP, {"name": "a", "value": ""})
        return get_ident()

    assert shared.store(keep) == get_ident()
    assert kept(engine) == {"a"}
    assert run[:2] == ["BEGIN", "INSERT"]
    assert "SAVEPOINT" not in run


def test_those_who_wait_share_one_commit_and_are_told_after_it(engine, shared):
    told: list[str] = []
    told_at_commit: list[int] = []

    def look_around(_connection: object) -> None:
        sleep(0.1)
        told_at_commit.append(len(told))

    event.listen(engine, "commit", look_around)
    store = shared.store
    shared.store = lambda act: told.append(store(act)) or told[-1]  # type: ignore[method-assign]
    sent = together(shared, *(keeping(f"n{number}") for number in range(7)))
    assert {each.result() for each in sent} == {f"n{number}" for number in range(7)} == kept(engine)
    assert told_at_commit in ([0, 0], [0, 1]), "two commits in all, and nobody told before theirs"


def test_one_that_fails_fails_alone_and_leaves_nothing(engine, shared):
    class Refused(Exception):
        pass

    def keep_and_refuse(session: Session) -> None:
        keeping("half")(session)
        raise Refused

    sent = together(shared, keeping("before"), keep_and_refuse, keeping("before"), keeping("after"))
    assert sent[0].result() == "before"
    assert isinstance(sent[1].exception(), Refused)
    assert "UNIQUE" in str(sent[2].exception())
    assert sent[3].result() == "after"
    assert kept(engine) == {"before", "after"}


def test_a_full_disk_fails_all_who_share_the_commit_and_the_next_go_on(engine, shared):
    def fill_the_disk(session: Session) -> None:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        try:
            keeping("huge", "x" * 2_000_000)(session)
        finally:
            session.connection().connection.driver_connection.execute("PRAGMA max_page_count = 1000000")

    sent = together(shared, keeping("one"), fill_the_disk, keeping("two"))
    assert all("full" in str(each.exception(PATIENCE_SECONDS)) for each in sent)
    assert kept(engine) == set()
    assert shared.store(keeping("later")) == "later"
    assert kept(engine) == {"later"}


def test_a_commit_that_fails_fails_all_who_share_it_and_the_next_go_on(engine, shared):
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE later (name TEXT REFERENCES kept DEFERRABLE INITIALLY DEFERRED)"
        )

    def promise_too_much(session: Session) -> None:
        session.execute(text("INSERT INTO later VALUES ('nobody')"))

    sent = together(shared, keeping("first"), promise_too_much, keeping("last"))
    assert all("FOREIGN KEY" in str(each.exception(PATIENCE_SECONDS)) for each in sent)
    assert kept(engine) == set()
    assert shared.store(keeping("later")) == "later"


def test_a_lock_held_too_long_fails_those_in_the_line_and_the_next_go_on(engine, shared):
    @event.listens_for(engine, "checkout")
    def less_patience(connection, *_rest) -> None:
        connection.execute("PRAGMA busy_timeout = 200")

    with engine.connect() as holder, holder.begin(), ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(shared.store, keeping(f"n{number}")) for number in range(3)]
        failures = [each.exception(PATIENCE_SECONDS) for each in sent]
    assert all("locked" in str(failure) for failure in failures)
    assert kept(engine) == set()
    assert shared.store(keeping("later")) == "later"


def test_each_runs_in_the_context_of_its_sender(shared):
    who: ContextVar[str] = ContextVar("who")

    def sending_as(name: str) -> Callable[[], object]:
        def send() -> object:
            who.set(name)
            return shared.store(lambda _session: who.get())

        return send

    holding, go_on = Event(), Event()

    def hold(_session: Session) -> None:
        holding.set()
        go_on.wait(PATIENCE_SECONDS)

    with ThreadPoolExecutor(4) as pool:
        pool.submit(shared.store, hold)
        assert holding.wait(PATIENCE_SECONDS)
        sent = [pool.submit(sending_as(name)) for name in "abc"]
        until(lambda: len(shared._line) == 3)
        go_on.set()
        assert [each.result() for each in sent] == ["a", "b", "c"]


SENDER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from sqlalchemy import text
from webapp.models.database import make_engine
from webapp.models.shared_commit import SharedCommits

shared = SharedCommits(make_engine(sys.argv[1]).execution_options(writes=True))

def send(thread):
    for number in range(100_000):
        name = f"{sys.argv[2]}-{thread}-{number}"
        shared.store(lambda session: session.execute(text("INSERT INTO kept VALUES (:n, '')"), {"n": name}))
        sys.stdout.write(name + "\\n")
        sys.stdout.flush()

with ThreadPoolExecutor(12) as pool:
    list(pool.map(send, range(12)))
"""


def test_a_process_killed_while_many_store_loses_nothing_that_was_acknowledged(engine):
    acknowledged: set[str] = set()
    for time, enough in enumerate((40, 90, 150)):
        sender = subprocess.Popen(
            [sys.executable, "-c", SENDER, str(engine.url), str(time)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert sender.stdout is not None
        lines = [sender.stdout.readline() for _line in range(enough)]
        sender.kill()
        lines += sender.stdout.read().splitlines(keepends=True)
        sender.wait()
        told = {line.strip() for line in lines if line.endswith("\n")}
        assert len(told) >= enough
        acknowledged |= told
    assert acknowledged <= kept(engine)
