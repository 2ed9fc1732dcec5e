"""Signing in and posting forms as staff do in a browser: fetch the page, take its token, send it back."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD
from webapp.models import StaffMember

SIGN_IN = "/staff/sign-in"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def csrf_of(response: TestResponse) -> str:
    """The token that a page's forms carry."""
    found = TOKEN.search(response.get_data(as_text=True))
    assert found, f"{response.request.path} ({response.status_code}) has no form with a token"
    return found[1]


def post_form(client: FlaskClient, path: str, /, page: str = "", **fields: Any) -> TestResponse:
    """Sends `fields` to `path` with the token of the page there, or of another `page` that holds the form."""
    shown = client.get(page or path)
    assert shown.status_code == 200, f"{page or path} answered {shown.status_code}"
    return client.post(path, data={"csrf_token": csrf_of(shown), **fields})


def sign_in(client: FlaskClient, person: StaffMember, password: str = PASSWORD) -> None:
    """Signs `person` in through the sign-in page; whoever was signed in before is not any more."""
    client.delete_cookie("staff")
    answered = post_form(client, SIGN_IN, email=person.email, password=password)
    assert answered.status_code == 303, f"{person.email} could not sign in: {answered.status_code}"
