"""What every test can use: the application on real SQLite and real PostgreSQL, clients that check pages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.checks import CheckingClient
from tests.once import CompiledOnce, compile_addresses_once, parse_catalogues_once
from tests.postgres import postgres
from webapp import create_app
from webapp.accounts import actions
from webapp.config import Settings
from webapp.extensions import limiter
from webapp.migrations import run
from webapp.models.database import make_engine

pytest_plugins = ["tests.requirements.plugin", "tests.browser.report"]
SECRET = "a secret of the tests, long enough for a key"

compile_addresses_once()
parse_catalogues_once()


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> None:
    """Tests sign in often: they hash as the factories do, a thousand times cheaper than the service."""
    actions.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run's own."""
    with postgres("radslag-postgres-") as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    run.upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """A PostgreSQL database with every table; tests empty it."""
    engine = make_engine(postgres_server)
    run.upgrade(engine)
    engine.dispose()
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database: each test that uses it runs on both kinds."""
    return fresh_database(request.param, request, tmp_path)


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh_database("sqlite", request, tmp_path)


def fresh_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of an empty, migrated database of `kind`."""
    if kind == "sqlite":
        path = folder / "test.sqlite"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("migrated_postgres")
    empty(url)
    return url


def empty(url: str) -> None:
    """Takes every row out of a PostgreSQL database, the trace's too, which a trigger else keeps.

    For tables with few rows this is much quicker than TRUNCATE.
    """
    from webapp.models import Base

    rows = [f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)]
    numbers = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("; ".join(rows)))
        connection.execute(text(numbers))
    engine.dispose()


def make_app(url: str, **changes: object) -> Flask:
    settings = Settings(
        secret_key=SECRET, database_url=url, base_url="http://localhost", secure_cookies=False, testing=True
    )
    app = create_app(settings)
    app.jinja_env.bytecode_cache = CompiledOnce()
    app.config.update(changes)
    app.test_client_class = CheckingClient
    return app


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """The application, on both databases in turn."""
    yield from running(make_app(database_url))


@pytest.fixture
def lite_app(sqlite_url: str) -> Iterator[Flask]:
    """The application on SQLite alone, for what has nothing to do with the database."""
    yield from running(make_app(sqlite_url))


def running(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        limiter.reset()
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def lite_client(lite_app: Flask) -> FlaskClient:
    return lite_app.test_client()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the tests' own; on SQLite it holds no write lock while it only reads."""
    with Session(app.extensions["engine"], expire_on_commit=False) as session:
        yield session


@pytest.fixture
def lite_session(lite_app: Flask) -> Iterator[Session]:
    with Session(lite_app.extensions["engine"], expire_on_commit=False) as session:
        yield session


@pytest.fixture(scope="session")
def in_ci() -> bool:
    return os.environ.get("CI", "") not in {"", "0", "false"}
