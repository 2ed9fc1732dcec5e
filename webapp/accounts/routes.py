"""Signing in and out, and one's own password."""

from hashlib import sha256

from flask import Blueprint, Response, redirect, request, session, url_for
from flask_limiter import RequestLimit
from flask_wtf.csrf import CSRFError
from sqlalchemy import update
from werkzeug.wrappers import Response as Redirect

from webapp.accounts import sessions
from webapp.accounts.actions import (
    MAX_EMAIL,
    MAX_PASSWORD,
    by_email,
    canonical_email,
    change_password,
    check_password,
    end_sessions,
    hash_password,
    is_outdated,
)
from webapp.accounts.forms import Problems, new_password_problem
from webapp.domain.lifecycle import Role
from webapp.domain.text import clean
from webapp.extensions import csrf, db, limiter
from webapp.models import StaffMember
from webapp.web.access import public, signed_in, staff
from webapp.web.locale import CHOICE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.resuming import ask_to_save, carried_form, choose_password_first, own_path
from webapp.web.trace import record

bp = Blueprint("accounts", __name__)
FAILED = 422


def failed(response: Response) -> bool:
    """Whether an attempt to sign in counts: only those with a wrong address or password do."""
    return response.status_code == FAILED


def attempted_account() -> str:
    """Stands for the address that was tried, without telling it to logs or to the store of the counters."""
    return sha256(canonical_email(request.form.get("email", "")[:MAX_EMAIL]).encode()).hexdigest()


def own_account_key() -> str:
    return str(sessions.own().id)


def too_many(_limit: RequestLimit) -> Response:
    return sign_in_page(429, "many")


per_caller = limiter.limit("30 per 10 minutes", methods=["POST"], deduct_when=failed, on_breach=too_many)
"""A whole town hall can share one network address."""
per_account = limiter.limit(
    "10 per 10 minutes",
    methods=["POST"],
    key_func=attempted_account,
    deduct_when=failed,
    on_breach=too_many,
)


def sign_in_page(status: int = 200, problem: str = "") -> Response:
    """The sign-in form, with everything that was in it but the password."""
    return private(
        page(
            "accounts/sign_in.html",
            status=status,
            email=clean(request.form.get("email", ""), multiline=False)[:MAX_EMAIL],
            next_path=own_path(request.values.get("next", "")),
            kept=carried_form(),
            problem=problem,
            signed_out="done" in request.args,
        )
    )


@bp.get("/staff/sign-in", endpoint="sign_in")
@public
def sign_in_form() -> Response | Redirect:
    if staff() is not None:
        return redirect(own_path(request.args.get("next", "")) or url_for("accounts.start"), 303)
    return sign_in_page()


@bp.post("/staff/sign-in", endpoint="check_sign_in")
@public
@per_caller
@per_account
def check_sign_in() -> Response | Redirect:
    try:
        csrf.protect()
    except CSRFError:
        return sign_in_page(400, "old")
    if CHOICE in request.form:
        return sign_in_page()
    person = by_email(db.reader, request.form.get("email", ""))
    password = request.form.get("password", "")
    if len(password) > MAX_PASSWORD or not check_password(person, password) or person is None:
        return sign_in_page(FAILED, "wrong")
    if is_outdated(person):
        renew_hash(person.id, password)
    sessions.begin(person)
    if kept := carried_form():
        return choose_password_first(kept) if person.has_start_password else ask_to_save(kept)
    return redirect(own_path(request.form.get("next", "")) or url_for("accounts.start"), 303)


def renew_hash(person_id: int, password: str) -> None:
    """Hashes a password anew, with the parameters in use now."""
    renewed = hash_password(password)
    db.session.execute(update(StaffMember).where(StaffMember.id == person_id).values(password_hash=renewed))
    db.session.commit()


@bp.post("/staff/sign-out")
@signed_in
def sign_out() -> Redirect:
    """Ends the person's sessions everywhere, so that a cookie left behind opens nothing."""
    end_sessions(sessions.own())
    db.session.commit()
    session.clear()
    return redirect(url_for("accounts.sign_in", done=1), 303)


@bp.get("/staff/")
@signed_in
def start() -> Redirect:
    """Leads to the page where this person's work begins."""
    only_elected = sessions.own().roles == {Role.POLITICIAN}
    return redirect(url_for("yearly.board_room" if only_elected else "planning.dashboard"), 303)


@bp.get("/staff/account", endpoint="own_account")
@signed_in
def account_form() -> Response:
    return account_page(changed="changed" in request.args)


@bp.post("/staff/account", endpoint="change_own")
@signed_in
@limiter.limit("10 per 10 minutes", key_func=own_account_key, deduct_when=failed)
def change_own_password() -> Response | Redirect:
    person = sessions.own()
    problems = account_problems(person)
    if problems:
        return account_page(422, problems)
    first = person.has_start_password
    change_password(person, request.form["new_password"])
    record("change-password")
    db.session.commit()
    sessions.begin(person)
    if kept := carried_form():
        return ask_to_save(kept)
    return redirect(url_for("accounts.start") if first else url_for("accounts.own_account", changed=1), 303)


def account_problems(person: StaffMember) -> Problems:
    """What is wrong with the form for a new password."""
    problems: Problems = {}
    if not check_password(person, request.form.get("password", "")[: MAX_PASSWORD + 1]):
        problems["password"] = _("Det är inte ditt lösenord nu. Skriv det du loggade in med.")
    given = request.form.get("new_password", "")
    if problem := new_password_problem(person, given):
        problems["new_password"] = problem
    elif given == request.form.get("password"):
        problems["new_password"] = _("Det nya lösenordet är samma som det du har nu. Välj ett annat.")
    return problems


def account_page(status: int = 200, problems: Problems | None = None, *, changed: bool = False) -> Response:
    return private(
        page(
            "accounts/account.html",
            status=status,
            problems=problems or {},
            changed=changed,
            kept=carried_form(),
        )
    )
