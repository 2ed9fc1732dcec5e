"""The application as commands need it."""

from pathlib import Path

from flask import Flask

from webapp import create_app
from webapp.config import Settings
from webapp.migrations import run
from webapp.models.database import assert_durable, is_sqlite, make_engine


def prepared() -> Flask:
    """The application on an up-to-date database that keeps what it acknowledges."""
    settings = Settings.from_environment()
    make_folder(settings.database_url)
    engine = make_engine(settings.database_url)
    run.upgrade(engine)
    assert_durable(engine)
    engine.dispose()
    return create_app(settings)


def make_folder(url: str) -> None:
    """Makes the folder that a SQLite database is to lie in."""
    if is_sqlite(url):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
