"""The two databases that everything is measured on, each empty, migrated and on a disk."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from sqlalchemy import Engine

from tests.postgres import postgres
from webapp.migrations import run
from webapp.models.database import assert_durable, make_engine


@dataclass(frozen=True, slots=True)
class Database:
    """A database under measurement.

    Args:
        cpu: CPU seconds that the database's own processes have used so far; 0 where it has none.
    """

    name: str
    url: str
    engine: Engine
    cpu: Callable[[], float]


@contextmanager
def sqlite() -> Iterator[Database]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        ready(f"sqlite:///{folder}/bench.sqlite") as engine,
    ):
        yield Database("SQLite", str(engine.url), engine, lambda: 0.0)


@contextmanager
def postgresql() -> Iterator[Database]:
    with postgres("bench-") as server:
        url, process = server.get_uri(), psutil.Process(server.get_pid())
        with ready(url) as engine:
            yield Database("PostgreSQL", url, engine, lambda: cpu_of(process))


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}


@contextmanager
def ready(url: str) -> Iterator[Engine]:
    """An engine on the migrated database at `url`, for transactions that write."""
    engine = make_engine(url)
    run.upgrade(engine)
    assert_durable(engine)
    yield engine.execution_options(writes=True)
    engine.dispose()


def cpu_of(process: psutil.Process) -> float:
    """CPU seconds that `process` and all its descendants have used, those that have ended included."""
    total = 0.0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += sum(each.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total
