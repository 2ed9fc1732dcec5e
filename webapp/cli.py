"""Commands for those who run Rådslag."""

import os
import secrets
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import create_app, messages
from webapp.accounts.actions import EmailTaken, create_staff
from webapp.config import ROOT, Settings, WrongConfiguration
from webapp.demo.fill import fill, summary
from webapp.domain.lifecycle import Role
from webapp.interchange.messages import place, sentence
from webapp.interchange.remarks import ImportRefused, Remark
from webapp.interchange.xlsform import import_xlsform
from webapp.migrations import run
from webapp.models import Dialogue, Municipality, StaffMember
from webapp.models.database import assert_durable, is_sqlite, make_engine
from webapp.web.clock import today
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
    except (WrongConfiguration, RuntimeError) as error:
        click.echo(f"Rådslag cannot start. {error}", err=True)
        sys.exit(2)


def prepared() -> Flask:
    """The application on an up-to-date database that keeps what it acknowledges."""
    settings = Settings.from_environment()
    make_folder(settings.database_url)
    engine = make_engine(settings.database_url)
    run.upgrade(engine)
    assert_durable(engine)
    engine.dispose()
    return create_app(settings)


def make_folder(url: str) -> None:
    """Makes the folder that a SQLite database is to lie in."""
    if is_sqlite(url):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


@commands.command()
def demo() -> None:
    """Serves a fictional municipality, filled with dialogues and answers."""
    os.environ.setdefault("SECRET_KEY", demo_secret())
    app = prepared()
    with app.app_context(), Session(app.extensions["writing_engine"]) as session:
        fill(session, today())
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
def set_municipality(name: str, email: str, phone: str, data_protection_email: str) -> None:
    """Says which municipality this installation serves."""
    app = prepared()
    with Session(app.extensions["writing_engine"]) as session:
        town = session.scalars(select(Municipality)).first() or Municipality(name=name)
        town.name, town.email, town.phone = name, email, phone
        town.data_protection_email = data_protection_email
        session.add(town)
        session.commit()
    click.echo(f"This is now {name}.")


@commands.command("import-questions")
@click.argument("file", type=click.File("rb"))
@click.option("--dialogue", "slug", required=True, help="The last part of the dialogue's address.")
def import_questions(file: BinaryIO, slug: str) -> None:
    """Puts the questions of an XLSForm workbook in place of a dialogue's, or changes nothing."""
    app = prepared()
    with app.test_request_context("/"), Session(app.extensions["writing_engine"]) as session:
        dialogue = session.scalar(select(Dialogue).where(Dialogue.slug == slug))
        if dialogue is None:
            raise click.ClickException(f"There is no dialogue at {slug!r}.")
        try:
            imported = import_xlsform(file.read(), [dialogue.source_language, *dialogue.languages])
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
    """Where in the workbook, and what."""
    return f"{place(remark)} {sentence(remark)}"


@commands.command()
def housekeeping() -> None:
    """Counts and shuffles the responses of dialogues that have ended. Run it every night."""
    app = prepared()
    with app.app_context(), Session(app.extensions["writing_engine"]) as session:
        for dialogue in session.scalars(select(Dialogue).where(Dialogue.sealed_on.is_(None))):
            if seal_if_over(session, dialogue):
                click.echo(f"Sealed {dialogue.slug}")
        session.commit()


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


@commands.command("messages")
def update_messages() -> None:
    """Brings the template and every catalogue in line with the code."""
    messages.update()


@commands.command("compile-messages")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def compile_messages(paths: tuple[Path, ...]) -> None:
    """Compiles catalogues, all of them where none is named."""
    for path in paths or messages.catalogues():
        messages.compile_catalogue(path)


@commands.command("check-messages")
def check_messages() -> None:
    """Fails where a catalogue is stale, incomplete or broken."""
    found = list(messages.faults())
    for fault in found:
        click.echo(fault, err=True)
    if found:
        raise click.ClickException(f"{len(found)} faults in the catalogues.")
    click.echo("Catalogues are whole and current.")
