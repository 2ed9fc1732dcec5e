"""A politician who is signed in, beside the residents who answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_municipality, make_staff
from tests.staff import sign_in
from webapp.domain.lifecycle import Role


@pytest.fixture
def politician(app: Flask, session: Session) -> FlaskClient:
    return _reader(app, session)


@pytest.fixture
def lite_politician(lite_app: Flask, lite_session: Session) -> FlaskClient:
    return _reader(lite_app, lite_session)


def _reader(app: Flask, session: Session) -> FlaskClient:
    make_municipality(session)
    client = app.test_client()
    sign_in(client, make_staff(session, Role.POLITICIAN))
    return client
