"""A small application is enough to write a document: languages and a clock."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask


@pytest.fixture(scope="module")
def desk() -> Iterator[Flask]:
    """An application without catalogues, whose clock stands still."""
    app = Flask("desk")
    app.extensions["catalogues"] = {}
    app.config["NOW"] = lambda: datetime(2026, 11, 21, 9, 30, 15, 123456, tzinfo=UTC)
    with app.app_context():
        yield app
