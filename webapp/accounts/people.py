"""Administrators look after who can sign in, and as what."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.accounts import sessions
from webapp.accounts.actions import (
    EmailTaken,
    change_staff,
    create_staff,
    give_start_password,
    new_start_password,
)
from webapp.accounts.forms import PersonFields, read_person, role_hints
from webapp.domain.lifecycle import Role
from webapp.extensions import db
from webapp.models import Board, StaffMember
from webapp.web.access import roles
from webapp.web.boards import board_label, offered
from webapp.web.content import pick
from webapp.web.locale import and_list
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.people import CAN_BE_RESPONSIBLE, living_dialogues_of
from webapp.web.trace import record

bp = Blueprint("people", __name__)
administrators = roles(Role.ADMINISTRATOR)


@bp.get("/staff/people", endpoint="index")
@administrators
def index() -> Response:
    return private(page("accounts/people.html", people=everybody(db.session), all_roles=list(Role)))


def everybody(session: Session) -> Sequence[StaffMember]:
    """Everybody with an account: those who can sign in first, by name."""
    people = session.scalars(select(StaffMember)).all()
    return sorted(people, key=lambda person: (not person.active, person.name.casefold(), person.id))


@bp.get("/staff/people/add", endpoint="new")
@administrators
def new() -> Response:
    return person_page(PersonFields())


@bp.post("/staff/people/add", endpoint="add")
@administrators
def add() -> Response:
    given = read_person(with_active=False)
    if given.problems:
        return person_page(given, status=422)
    password = new_start_password()
    try:
        person = create_staff(db.session, given.name, given.email, password, given.roles)
    except EmailTaken:
        return person_page(with_email_taken(given), status=422)
    person.has_start_password = True
    person.boards = chosen_boards(db.session, given)
    record("add-person", **told(person))
    db.session.commit()
    return start_password_page(person, password)


@bp.get("/staff/people/<int:person_id>", endpoint="edit")
@administrators
def edit(person_id: int) -> Response:
    person = found(person_id)
    return person_page(PersonFields.of(person), person)


@bp.post("/staff/people/<int:person_id>", endpoint="change")
@administrators
def change(person_id: int) -> Response | Redirect:
    person = found(person_id)
    given = without_leaving_dialogues(person, read_person(with_active=True))
    given = without_locking_oneself_out(person, given)
    if given.problems:
        return person_page(given, person, status=422)
    try:
        change_staff(
            db.session,
            person,
            name=given.name,
            email=given.email,
            roles=given.roles,
            active=given.active,
        )
    except EmailTaken:
        return person_page(with_email_taken(given), person, status=422)
    person.boards = chosen_boards(db.session, given)
    record("change-person", **told(person))
    db.session.commit()
    if person is sessions.own():
        sessions.begin(person)
    return redirect(url_for("people.index"), 303)


@bp.post("/staff/people/<int:person_id>/password", endpoint="start_password")
@administrators
def start_password(person_id: int) -> Response:
    person = found(person_id)
    if person is sessions.own():
        abort(403)
    password = new_start_password()
    give_start_password(person, password)
    record("start-password", person=person.id)
    db.session.commit()
    return start_password_page(person, password)


def found(person_id: int) -> StaffMember:
    """The person with this number, or 404."""
    person = db.session.get(StaffMember, person_id) if person_id < 2**31 else None
    if person is None:
        abort(404)
    return person


def chosen_boards(session: Session, given: PersonFields) -> list[Board]:
    """The boards that were ticked, those that are there."""
    return list(session.scalars(select(Board).where(Board.id.in_(given.boards)).order_by(Board.id)))


def told(person: StaffMember) -> dict[str, Any]:
    """What the trace keeps of what was decided about a person."""
    return {
        "person": person.id,
        "roles": sorted(person.roles),
        "boards": sorted(board.id for board in person.boards),
        "active": person.active,
    }


def without_leaving_dialogues(person: StaffMember, given: PersonFields) -> PersonFields:
    """`given`, refused where it would leave dialogues without anybody responsible who can work on them."""
    could = person.active and not CAN_BE_RESPONSIBLE.isdisjoint(person.roles)
    can = given.active and not CAN_BE_RESPONSIBLE.isdisjoint(given.roles)
    if can or not could:
        return given
    dialogues = living_dialogues_of(db.session, person)
    if not dialogues:
        return given
    titles = and_list(str(pick(each.title, each.source_language)) or each.slug for each in dialogues)
    sentence = _(
        "Personen ansvarar för dialoger. Lämna över ansvaret först: %(titles)s.", titles=titles.unescape()
    )
    return given.refused("roles" if given.active else "active", sentence)


def without_locking_oneself_out(person: StaffMember, given: PersonFields) -> PersonFields:
    """`given`, refused where it would leave the administrator who sends it without a way back."""
    if person is not sessions.own() or (given.active and Role.ADMINISTRATOR in given.roles):
        return given
    sentence = _("Du kan inte stänga av dig själv eller ta bort din egen roll som administratör.")
    return given.refused("roles", sentence)


def with_email_taken(given: PersonFields) -> PersonFields:
    return given.refused("email", _("Någon annan har redan den e-postadressen."))


def person_page(given: PersonFields, person: StaffMember | None = None, *, status: int = 200) -> Response:
    own = person is not None and person is sessions.own()
    return private(
        page(
            "accounts/person.html",
            status=status,
            given=given,
            person=person,
            own=own,
            all_roles=list(Role),
            role_hints=role_hints(),
            boards=offered(db.session, person.board_ids if person else ()),
            board_label=board_label,
        )
    )


def start_password_page(person: StaffMember, password: str) -> Response:
    """Shows a start password, this one time."""
    return private(page("accounts/start_password.html", person=person, password=password))
