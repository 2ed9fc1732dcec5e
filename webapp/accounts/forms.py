"""Reading the forms about accounts: the fields named here, and no others."""

import re
from dataclasses import dataclass, field, replace

from flask import request

from webapp.accounts.actions import MAX_EMAIL, MAX_NAME, MAX_PASSWORD, MIN_PASSWORD, canonical_email
from webapp.domain.lifecycle import Role
from webapp.domain.text import clean
from webapp.models import StaffMember
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
NUMBER = re.compile(r"[0-9]{1,9}")
Problems = dict[str, str]
"""Name of a field -> what is wrong with it, as a sentence."""


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What an administrator decides of a person."""

    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    active: bool = True
    problems: Problems = field(default_factory=dict)
    boards: frozenset[int] = frozenset()

    @classmethod
    def of(cls, person: StaffMember) -> "PersonFields":
        return cls(person.name, person.email, person.roles, person.active, boards=person.board_ids)

    def refused(self, name: str, sentence: str) -> "PersonFields":
        """The same, with something more that is wrong."""
        return replace(self, problems={**self.problems, name: sentence})


def read_person(*, with_active: bool) -> PersonFields:
    """The person described by the form that was sent, with what is wrong in it."""
    name = clean(request.form.get("name", ""), multiline=False)
    email = canonical_email(request.form.get("email", ""))
    roles = frozenset(role for role in Role if role.value in request.form.getlist("roles"))
    active = "active" in request.form if with_active else True
    boards = frozenset(int(id_) for id_ in request.form.getlist("boards") if NUMBER.fullmatch(id_))
    return PersonFields(name, email, roles, active, _person_problems(name, email, roles), boards)


def _person_problems(name: str, email: str, roles: frozenset[Role]) -> Problems:
    problems: Problems = {}
    if not name:
        problems["name"] = _("Skriv personens namn.")
    elif len(name) > MAX_NAME:
        problems["name"] = too_long(MAX_NAME)
    if not EMAIL.fullmatch(email):
        problems["email"] = _("Skriv en hel e-postadress, till exempel namn@kommun.se.")
    elif len(email) > MAX_EMAIL:
        problems["email"] = too_long(MAX_EMAIL)
    if not roles:
        problems["roles"] = _("Välj minst en roll.")
    return problems


def too_long(limit: int) -> str:
    return ngettext("Korta till högst %(n)s tecken.", "Korta till högst %(n)s tecken.", limit)


def new_password_problem(person: StaffMember, password: str) -> str:
    """What keeps `password` from being a person's new one; nothing where it will do."""
    if len(password) < MIN_PASSWORD:
        return ngettext(
            "Det nya lösenordet är för kort. Det behöver minst %(n)s tecken.",
            "Det nya lösenordet är för kort. Det behöver minst %(n)s tecken.",
            MIN_PASSWORD,
        )
    if len(password) > MAX_PASSWORD:
        return too_long(MAX_PASSWORD)
    if password.casefold() in {person.email, person.name.casefold()} or len(set(password)) < 5:
        return _("Det nya lösenordet är lätt att gissa. Välj ett annat, gärna fyra ord som inte hör ihop.")
    return ""


def role_hints() -> dict[Role, str]:
    """What each role is for, for the administrator who gives it."""
    return {
        Role.OFFICIAL: _("Skapar dialoger och frågor, öppnar och stänger. Berättar vad som hände."),
        Role.OUTREACH: _("Gör QR-koder för platser och ser hur många som svarat därifrån."),
        Role.POLITICIAN: _("Läser svaren och svarar på policyns frågor för sin nämnd."),
        Role.COORDINATOR: _("Gör allt det som tjänstepersoner gör, i alla dialoger. Läser loggen."),
        Role.ADMINISTRATOR: _("Sköter konton, nämnder och policyn. Läser loggen men inte svar."),
    }
