"""Accounts of those who sign in: made, changed, and their passwords hashed with Argon2id."""

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.codes import random_code
from webapp.domain.lifecycle import Role
from webapp.domain.text import clean
from webapp.models import StaffMember

MIN_PASSWORD = 12
MAX_PASSWORD = 200
MAX_NAME = 200
MAX_EMAIL = 254
START_GROUPS, START_LETTERS = 4, 4

hasher = PasswordHasher()
"""64 MiB and three passes a hash (RFC 9106, second choice)."""


class EmailTaken(Exception):
    """Somebody else has this e-mail address already."""


def hash_password(password: str) -> str:
    """The hash to store for `password`."""
    return hasher.hash(_canonical(password))


def check_password(person: StaffMember | None, password: str) -> bool:
    """Whether `password` lets the person in. For nobody, and for somebody who has left, as much work is done
    before the answer is no."""
    stored = person.password_hash if person and person.active else _nobodys_hash(hasher)
    try:
        right = hasher.verify(stored, _canonical(password))
    except (Argon2Error, InvalidHashError):
        return False
    return right and person is not None


def is_outdated(person: StaffMember) -> bool:
    """Whether the person's password was hashed with other parameters than those in use now."""
    return hasher.check_needs_rehash(person.password_hash)


def by_email(session: Session, email: str) -> StaffMember | None:
    """The person with this e-mail address, however its letters are cased."""
    return session.scalar(select(StaffMember).where(StaffMember.email == canonical_email(email)))


def canonical_email(email: str) -> str:
    """`email` as it is stored and compared."""
    return clean(email, multiline=False).casefold()


def create_staff(
    session: Session, name: str, email: str, password: str, roles: Iterable[Role]
) -> StaffMember:
    """Adds somebody who can sign in with `password`.

    Raises:
        EmailTaken: there is an account with this e-mail address already.
    """
    person = StaffMember(password_hash=hash_password(password), active=True)
    change_staff(session, person, name=name, email=email, roles=roles, active=True)
    return person


def change_staff(
    session: Session, person: StaffMember, *, name: str, email: str, roles: Iterable[Role], active: bool
) -> None:
    """Sets what an administrator decides of a person. Other roles, or leaving, end every session.

    Only the database knows whether somebody else is given the same address at the same moment; where it
    refuses, nothing of the person is changed.

    Raises:
        EmailTaken: somebody else has this e-mail address already.
    """
    roles = frozenset(roles)
    try:
        with session.begin_nested():
            if person.id is not None and (roles != person.roles or active != person.active):
                end_sessions(person)
            person.name, person.email = clean(name, multiline=False), canonical_email(email)
            person.roles, person.active = roles, active
            session.add(person)
    except IntegrityError as error:
        raise EmailTaken from error


def change_password(person: StaffMember, password: str) -> None:
    """Gives a person another password of their own and ends every session."""
    person.password_hash = hash_password(password)
    person.has_start_password = False
    end_sessions(person)


def give_start_password(person: StaffMember, password: str) -> None:
    """Lets a person in with a password that an administrator has seen, to choose one of their own."""
    change_password(person, password)
    person.has_start_password = True


def end_sessions(person: StaffMember) -> None:
    """Makes every cookie that was given to this person worthless."""
    person.session_version += 1


def new_start_password() -> str:
    """A random password to read out or write down: 16 characters without look-alikes, about 76 bits."""
    return "-".join(random_code(START_LETTERS) for _ in range(START_GROUPS))


def _canonical(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys_hash(current: PasswordHasher) -> str:
    return current.hash(secrets.token_urlsafe())
