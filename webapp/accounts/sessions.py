"""The session of the person signed in."""

from flask import g, session

from webapp.models import StaffMember
from webapp.web.access import SESSION_KEY, staff


def begin(person: StaffMember) -> None:
    """Signs a person in with a session that shares nothing with the one before."""
    session.clear()
    session.permanent = False
    session[SESSION_KEY] = [person.id, person.session_version]
    g.staff = person


def own() -> StaffMember:
    """Who is signed in, on a page that only signed-in people reach."""
    person = staff()
    assert person is not None  # noqa: S101 - the rule of the route holds it
    return person
