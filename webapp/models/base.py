"""What all tables share."""

import secrets
from datetime import date
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, MetaData, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.domain.text import Localised

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        Localised: Json,
        dict[str, Any]: Json,
        list[str]: Json,
    }


def table_of(model: type[Base]) -> Table:
    """The table behind a model, for the few statements where loading objects would cost too much."""
    return cast(Table, model.__table__)


def inserting(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the table of `model` that may say what to do where a row is there already."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table_of(model))
    return sqlite.insert(table_of(model))


def random_id() -> int:
    """A random 62-bit key: it tells nothing about when a row came."""
    return secrets.randbits(62)


RandomId = BigInteger
Day = date
