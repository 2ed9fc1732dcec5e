"""The service does not start on a database that would lose acknowledged answers."""

import pytest

from webapp.cli import prepared
from webapp.extensions import db


def test_a_database_that_does_not_wait_for_the_disk_stops_the_start(migrated_postgres, monkeypatch):
    lax = (
        f"{migrated_postgres}{'&' if '?' in migrated_postgres else '?'}options=-c%20synchronous_commit%3Doff"
    )
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", lax)
    with pytest.raises(RuntimeError, match="does not wait for the disk"):
        prepared()


def test_a_database_that_waits_does_not(database_url, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", database_url)
    app = prepared()
    with app.app_context():
        db.engine.dispose()
