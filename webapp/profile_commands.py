"""Policy profiles for those who run Rådslag: which there are, what is wrong with one, what another does."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.config import WrongConfiguration, profiles_folder
from webapp.domain.checked_table import WrongProfile
from webapp.domain.policy import PolicyProfile
from webapp.models import Municipality
from webapp.oversight.effects import Effect
from webapp.profiles import files, load, profiles


def known_profile(name: str, more: Path | None) -> PolicyProfile:
    """The profile of that name.

    Raises:
        WrongConfiguration: there is none; the message names those that there are.
    """
    found = profiles(more)
    if name not in found:
        raise WrongConfiguration(f"There is no profile {name!r}; choose one of {', '.join(sorted(found))}.")
    return found[name]


def refuse_other_demo(session: Session, chosen: str) -> None:
    """Stops where the database holds a municipality that follows another policy than the one asked for."""
    there = session.scalar(select(Municipality.profile_id).limit(1))
    if "RADSLAG_PROFILE" in os.environ and there != chosen:
        raise WrongConfiguration(
            f"The municipality in this database follows {there!r}, not {chosen!r}; "
            "set DATABASE_URL to an empty database, or leave it out."
        )


def unmet_lines(told: Iterable[Effect]) -> Iterator[str]:
    """What each dialogue that is not open yet lacks from now on, because of another policy."""
    for effect in told:
        if effect.added:
            gates = "; ".join(f"{gate.said.words} ({gate.said.place})" for gate in effect.added)
            taken = "taken back to be planned, " if effect.withdrawn else ""
            yield f"{effect.dialogue.slug}: {taken}now lacks: {gates}"


@click.command("profiles")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def list_profiles(paths: tuple[Path, ...]) -> None:
    """Lists the policy profiles, or those in the files named, and says what is wrong with any of them."""
    wrong = 0
    for path in paths or files(profiles_folder()):
        try:
            policy = load(path).policy
        except WrongProfile as error:
            click.echo(str(error), err=True)
            wrong += 1
        else:
            click.echo(f"{path.stem:<14} {policy.municipality}: {policy.name}")
    if wrong:
        raise click.ClickException(f"{wrong} of the profiles cannot be used.")
