"""Commands about the catalogues of the interface, for developers and translators."""

from pathlib import Path

import click

from webapp import message_readability, messages
from webapp.web.languages import LANGUAGES


@click.command("messages")
def update_messages() -> None:
    """Brings the template and every catalogue in line with the code."""
    messages.update()


@click.command("add-language")
@click.argument("tag", type=click.Choice(sorted(LANGUAGES)))
def add_language(tag: str) -> None:
    """Makes an empty catalogue for a language; it is offered when its row says so."""
    path = messages.path_of(LANGUAGES[tag])
    if path.exists():
        raise click.ClickException(f"There is a catalogue for {tag} already: {path.name}.")
    messages.begin(LANGUAGES[tag])
    click.echo(f"Translate {path.relative_to(messages.FOLDER.parent)}, then set interface=True in its row.")


@click.command("compile-messages")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def compile_messages(paths: tuple[Path, ...]) -> None:
    """Compiles catalogues, all of them where none is named."""
    for path in paths or messages.catalogues():
        messages.compile_catalogue(path)


@click.command("check-messages")
def check_messages() -> None:
    """Fails where a catalogue is stale, incomplete or broken, or Swedish for residents is hard to read."""
    found = [*messages.faults(), *message_readability.hard_messages()]
    for fault in found:
        click.echo(fault, err=True)
    if found:
        raise click.ClickException(f"{len(found)} faults in the catalogues.")
    click.echo("Catalogues are whole and current.")


MESSAGE_COMMANDS = (update_messages, add_language, compile_messages, check_messages)
