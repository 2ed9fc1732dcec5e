"""Bringing a database to the schema that the models describe."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine

from webapp.models import Base


def configuration(connection: Connection) -> Config:
    """Alembic's settings for `connection`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A connection on which tables can be made anew while rows of others refer to them.

    SQLite changes a table by making another and dropping it, which its foreign keys would forbid. Whether
    they hold is looked at afterwards (https://www.sqlite.org/lang_altertable.html, section 7).

    Raises:
        RuntimeError: a row refers to one that is not there.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            connection.commit()
            return
        driver = connection.connection.cursor()
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"Rows refer to others that are not there: {broken[:5]}")
            connection.commit()
        finally:
            connection.rollback()
            driver.execute("PRAGMA foreign_keys = ON")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Brings the database up to `revision`, the newest by default."""
    with changing(engine) as connection:
        command.upgrade(configuration(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Takes the database back to `revision`."""
    with changing(engine) as connection:
        command.downgrade(configuration(connection), revision)


def differences(engine: Engine) -> list[object]:
    """What the models have that the database has not, and the other way round; empty when they agree."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def write_revision(engine: Engine, message: str) -> None:
    """Writes a new migration from what differs between the database and the models."""
    with engine.connect() as connection:
        command.revision(configuration(connection), message, autogenerate=True)
