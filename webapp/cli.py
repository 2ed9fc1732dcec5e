"""Commands for those who run Rådslag."""

import os
import secrets
import sys
from typing import BinaryIO, NoReturn

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accessibility.erasing import erase_old
from webapp.accounts.actions import EmailTaken, create_staff
from webapp.answering.telling import send_feedback
from webapp.config import ROOT, Settings, WrongConfiguration, default_database, profiles_folder
from webapp.demo.fill import fill, summary
from webapp.domain.checked_table import WrongProfile
from webapp.domain.lifecycle import Role
from webapp.extensions import db
from webapp.interchange.files import import_file
from webapp.interchange.messages import place, sentence
from webapp.interchange.remarks import ImportRefused, Remark
from webapp.message_commands import MESSAGE_COMMANDS
from webapp.migrations import run
from webapp.models import Dialogue, Municipality, StaffMember
from webapp.models.database import make_engine
from webapp.oversight import town
from webapp.preparing import prepared
from webapp.profile_commands import known_profile, list_profiles, refuse_other_demo, unmet_lines
from webapp.profiles import STANDARD
from webapp.recount_command import recount
from webapp.vote_commands import count_votes, load_votes
from webapp.web.clock import today
from webapp.web.pictures import keep, remove_unused
from webapp.web.question_sets import RulesFrozen, save_questions
from webapp.web.sealing import seal_if_over

THREADS = 8
MIN_PASSWORD = 12


@click.group()
def commands() -> None:
    """Rådslag: resident dialogue for municipalities."""


def main() -> None:
    """Runs a command; what is wrong with the configuration is one sentence, not a traceback."""
    try:
        commands(standalone_mode=True)
    except (WrongConfiguration, WrongProfile, RuntimeError) as error:
        click.echo(f"Rådslag cannot start. {error}", err=True)
        sys.exit(2)


@commands.command()
def demo() -> None:
    """Serves a fictional municipality, filled with dialogues and answers.

    RADSLAG_PROFILE chooses the policy that it follows; each policy has a demo of its own.
    """
    os.environ.setdefault("SECRET_KEY", demo_secret())
    chosen = os.environ.get("RADSLAG_PROFILE") or STANDARD
    if chosen != STANDARD and known_profile(chosen, profiles_folder()):
        os.environ.setdefault("DATABASE_URL", default_database(f"demo-{chosen}"))
    app = prepared()
    with app.app_context(), Session(app.extensions["writing_engine"]) as session:
        fill(session, today(), chosen, app.extensions["settings"].profiles)
        refuse_other_demo(session, chosen)
        session.commit()
    click.echo(summary(app.extensions["settings"].base_url))
    start_server(app)


def demo_secret() -> str:
    """A key made once and kept beside the demo's database, so that receipts stay good from day to day."""
    path = ROOT / "instance" / "demo-secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


@commands.command()
def serve() -> None:
    """Serves a municipality for real."""
    app = prepared()
    with Session(app.extensions["engine"]) as session:
        people = session.scalars(select(StaffMember).where(StaffMember.active)).all()
        chosen = session.scalar(select(Municipality.profile_id).limit(1)) or STANDARD
    known_profile(chosen, app.extensions["settings"].profiles)
    if not any(Role.ADMINISTRATOR in person.roles for person in people):
        raise WrongConfiguration(
            "There is no administrator yet; make the first one with: "
            f"{sys.executable} -m webapp add-administrator --name 'First Last' --email first.last@example.se"
        )
    start_server(app)


def start_server(app: Flask) -> NoReturn:
    """Becomes the server; settings are handed over in the environment."""
    settings: Settings = app.extensions["settings"]
    os.environ.setdefault("DATABASE_URL", settings.database_url)
    app.extensions["engine"].dispose()
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(sys.executable, server_command())  # noqa: S606 - our own arguments


def server_command(application: str = "webapp.wsgi:app") -> list[str]:
    """The command that serves `application`; host, port and workers are those of the environment."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"),
        *("--host", os.environ.get("HOST", "127.0.0.1"), "--port", os.environ.get("PORT", "8000")),
        *("--workers", os.environ.get("WORKERS", "1"), "--blocking-threads", str(THREADS)),
        *("--backpressure", "256"),
        application,
    ]


@commands.command("add-administrator")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.password_option(help=f"At least {MIN_PASSWORD} characters.")
def add_administrator(name: str, email: str, password: str) -> None:
    """Makes somebody who can sign in and add the others."""
    if len(password) < MIN_PASSWORD:
        raise click.ClickException(f"Choose a password of at least {MIN_PASSWORD} characters.")
    app = prepared()
    with app.app_context(), Session(app.extensions["writing_engine"]) as session:
        try:
            create_staff(session, name, email, password, [Role.ADMINISTRATOR])
        except EmailTaken:
            raise click.ClickException(f"Somebody already signs in as {email}.") from None
        session.commit()
    click.echo(f"{name} can now sign in at {app.extensions['settings'].base_url}/staff/sign-in")


@commands.command()
def migrate() -> None:
    """Brings the database up to date."""
    prepared()
    click.echo("The database is up to date.")


@commands.command("set-municipality")
@click.option("--name", required=True)
@click.option("--email", default="", help="Where residents can write for help.")
@click.option("--phone", default="", help="Where residents can call for help.")
@click.option("--data-protection-email", default="", help="The data protection officer.")
@click.option("--complaints", help="Where residents complain or report faults: an address.")
@click.option("--profile", "profile_id", help="The policy to follow; see: python -m webapp profiles")
def set_municipality(
    name: str,
    email: str,
    phone: str,
    data_protection_email: str,
    complaints: str | None,
    profile_id: str | None,
) -> None:
    """Says which municipality this installation serves."""
    app = prepared()
    chosen = known_profile(profile_id, app.extensions["settings"].profiles) if profile_id else None
    with app.test_request_context("/", method="POST"):
        found = town.held(db.session)
        found.name, found.email, found.phone = name, email, phone
        found.data_protection_email = data_protection_email
        if complaints is not None:
            found.complaints_address = complaints
        told = town.follow(db.session, found, chosen) if chosen and chosen.id != found.profile_id else []
        db.session.commit()
        for line in unmet_lines(told):
            click.echo(line)
    click.echo(f"This is now {name}.")


commands.add_command(list_profiles)
commands.add_command(count_votes)
commands.add_command(load_votes)
commands.add_command(recount)
for command in MESSAGE_COMMANDS:
    commands.add_command(command)


@commands.command("import-questions")
@click.argument("file", type=click.File("rb"))
@click.option("--dialogue", "slug", required=True, help="The last part of the dialogue's address.")
def import_questions(file: BinaryIO, slug: str) -> None:
    """Puts the questions of a file (XLSForm, LimeSurvey) in place of a dialogue's, or changes nothing."""
    app = prepared()
    with app.test_request_context("/"), Session(app.extensions["writing_engine"]) as session:
        dialogue = session.scalar(select(Dialogue).where(Dialogue.slug == slug))
        if dialogue is None:
            raise click.ClickException(f"There is no dialogue at {slug!r}.")
        try:
            imported = import_file(file.read(), [dialogue.source_language, *dialogue.languages])
            keep(session, dialogue.id, imported.pictures.values(), today())
            save_questions(session, dialogue, imported.question_set)
        except ImportRefused as refused:
            raise click.ClickException("\n".join(located(problem) for problem in refused.problems)) from None
        except RulesFrozen:
            raise click.ClickException("Somebody has answered already, so the questions stay.") from None
        session.commit()
    for note in imported.notes:
        click.echo(located(note))
    click.echo(f"{len(imported.question_set.asked)} questions are in place.")


def located(remark: Remark) -> str:
    """Where in the file, and what."""
    return f"{place(remark)} {sentence(remark)}"


@commands.command()
def housekeeping() -> None:
    """Seals dialogues that have ended, erases what has had its time, and sends feedback. Run it nightly."""
    app = prepared()
    with app.app_context(), Session(app.extensions["writing_engine"]) as session:
        for dialogue in session.scalars(select(Dialogue).where(Dialogue.sealed_on.is_(None))):
            if seal_if_over(session, dialogue):
                click.echo(f"Sealed {dialogue.slug}")
        session.commit()
        if removed := remove_unused(session, today()):
            click.echo(f"Removed {removed} pictures that no question shows and no idea has.")
        session.commit()
        for line in erase_old(session, today()):
            click.echo(line)
        session.commit()
    if app.extensions["settings"].mail_server:
        tell_about_feedback(app)


@commands.command("send-feedback")
def send_feedback_now() -> None:
    """Sends the feedback to those who asked for it by e-mail, and erases their addresses."""
    app = prepared()
    if app.extensions["settings"].mail_server is None:
        raise click.ClickException("Set SMTP_URL and MAIL_FROM: without a mail server nothing can be sent.")
    tell_about_feedback(app)


def tell_about_feedback(app: Flask) -> None:
    """Sends, and says how many; ends with an error where somebody still waits for the message."""
    sent = send_feedback(app)
    click.echo(f"Sent {sent.accepted} and erased their addresses.")
    if sent.problem:
        raise click.ClickException(f"The mail server stopped us, {sent.left} wait: {sent.problem}")
    if sent.refused:
        raise click.ClickException(f"{sent.refused} were refused by the mail server and are kept.")


@commands.command("check-migrations")
def check_migrations() -> None:
    """Fails where the migrations do not lead to what the models describe."""
    engine = make_engine("sqlite://")
    run.upgrade(engine)
    differences = run.differences(engine)
    if differences:
        raise click.ClickException(f"Migrations and models differ: {differences}")
    click.echo("Migrations lead to the models.")


@commands.command("new-migration")
@click.argument("message")
def new_migration(message: str) -> None:
    """Writes a migration for what the models have and the newest migration has not."""
    engine = make_engine("sqlite://")
    run.upgrade(engine)
    run.write_revision(engine, message)
