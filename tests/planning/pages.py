"""Officials and politicians who plan, in the tests: pages fetched, forms filled in and buttons pressed."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import days, make_board, make_dialogue, make_municipality, make_staff
from tests.forms import press
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Board, Dialogue, StaffMember, StoredAnswer, StoredResolution, TraceEntry
from webapp.profiles import STANDARD

ALL = "/staff/dialogues"
HERE = f"{ALL}/skolgard"
PLAN = f"{HERE}/plan"
RESOLUTIONS = f"{HERE}/resolutions"
RESIDENT = {"single": "no", "by_law": "no", "open": "yes", "political": "yes"}
"""The answers that sort a new matter as a resident dialogue."""


def planned(
    client: FlaskClient, session: Session, profile: str = STANDARD, *roles: Role, **changes: Any
) -> Dialogue:
    """A dialogue that is planned and meets every gate of `profile`, and somebody who is signed in."""
    make_municipality(session, profile)
    sign_in(client, make_staff(session, *(roles or (Role.OFFICIAL,)), name="Maria Ek"))
    return make_dialogue(session, **({"published_on": None, "profile": profile} | changes))


def proposed(client: FlaskClient, session: Session, profile: str = STANDARD, **changes: Any) -> Dialogue:
    """The same, with everything written and answered, and neither considered nor decided to be held."""
    dialogue = planned(client, session, profile, **changes)
    dialogue.considered_on = dialogue.agreed_on = None
    session.commit()
    return dialogue


def advice(client: FlaskClient, **answers: str) -> TestResponse:
    """What the questions about a new matter lead to."""
    return press(client, client.get("/staff/new-dialogue"), "Fortsätt", RESIDENT | answers)


def move(client: FlaskClient, name: str, slug: str = "skolgard") -> TestResponse:
    """Asks for a move, whatever the overview offers."""
    token = csrf_of(client.get(f"{ALL}/{slug}"))
    return client.post(f"{ALL}/{slug}/{name}", data={"csrf_token": token})


def record_resolution(client: FlaskClient, kind: str, body: Board, **fields: Any) -> TestResponse:
    """Records that `body` has decided."""
    given = {"board": str(body.id), "meeting": days(-1).isoformat(), "paragraph": "§ 45"} | fields
    return press(
        client,
        client.get(RESOLUTIONS),
        f"do:{kind}",
        {f"{kind}.{name}": value for name, value in given.items()},
    )


def answer(client: FlaskClient, gate: str, value: str = "", words: str | None = None) -> TestResponse:
    """Answers a question of the policy."""
    fields = ({"value": value} if value else {}) | ({} if words is None else {"words": words})
    return press(client, client.get(f"{HERE}/gates/{gate}"), "Spara svaret", fields)


def stored(session: Session, slug: str = "skolgard") -> Dialogue:
    """The dialogue as it is stored now."""
    return fresh(session).query(Dialogue).filter_by(slug=slug).one()


def resolutions(session: Session) -> list[StoredResolution]:
    return fresh(session).query(StoredResolution).order_by(StoredResolution.id).all()


def answers(session: Session) -> dict[str, StoredAnswer]:
    return {each.gate: each for each in fresh(session).query(StoredAnswer)}


def acts(session: Session) -> list[str]:
    """What the trace says has been done, in order."""
    return [entry.act for entry in fresh(session).query(TraceEntry).order_by(TraceEntry.id)]


def last_entry(session: Session, act: str) -> TraceEntry:
    return fresh(session).query(TraceEntry).filter_by(act=act).order_by(TraceEntry.id.desc()).first()


def fresh(session: Session) -> Session:
    """`session` with nothing remembered, so that it sees what the application has stored."""
    session.rollback()
    session.expire_all()
    return session


def member(session: Session, board: Board, *roles: Role, email: str, name: str = "Eva Berg") -> StaffMember:
    """Somebody who belongs to `board`."""
    person = make_staff(session, *roles, email=email, name=name)
    person.boards = [board]
    session.commit()
    return person


def another_board(session: Session, name: str = "Tekniska nämnden", **changes: Any) -> Board:
    board = make_board(session, name)
    for column, value in changes.items():
        setattr(board, column, value)
    session.commit()
    return board
