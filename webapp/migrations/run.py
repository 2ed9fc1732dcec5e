"""Bringing a database to the schema that the models describe."""

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


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Brings the database up to `revision`, the newest by default."""
    with engine.connect() as connection:
        command.upgrade(configuration(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Takes the database back to `revision`."""
    with engine.connect() as connection:
        command.downgrade(configuration(connection), revision)
        connection.commit()


def differences(engine: Engine) -> list[object]:
    """What the models have that the database has not, and the other way round; empty when they agree."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def write_revision(engine: Engine, message: str) -> None:
    """Writes a new migration from what differs between the database and the models."""
    with engine.connect() as connection:
        command.revision(configuration(connection), message, autogenerate=True)
