"""Engines with the settings that keep acknowledged answers safe."""

import json
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_TIMEOUT_MS = 10_000
POOL_SIZE = 16
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "busy_timeout": str(BUSY_TIMEOUT_MS),
}


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL at `url`.

    Transactions that write are begun on ``engine.execution_options(writes=True)``: SQLite then takes its
    one write lock at once, instead of failing when a reading transaction wants to write. Errors name the
    statement that failed and never what stood in it: they are logged.
    """
    options: dict[str, Any] = {"json_serializer": compact_json, "hide_parameters": True}
    if make_url(normalised(url)).database:
        options |= {"pool_size": POOL_SIZE, "pool_pre_ping": not is_sqlite(url)}
    engine = create_engine(normalised(url), **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def normalised(url: str) -> str:
    """`url` with our driver for PostgreSQL, whatever form the host's tools gave it."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def compact_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def assert_durable(engine: Engine) -> None:
    """Checks that a commit is on the disk before it is acknowledged.

    Raises:
        RuntimeError: the database would lose acknowledged answers in a power cut.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
            durable = synchronous == 2
        else:
            durable = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() != "off"
    if not durable:
        raise RuntimeError(
            "The database does not wait for the disk before it answers: "
            "set synchronous to FULL (SQLite) or synchronous_commit to on (PostgreSQL)."
        )
