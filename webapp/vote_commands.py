"""Commands about votes in the field's own file formats."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.answering.actions import store
from webapp.domain.lifecycle import Stage
from webapp.interchange.counted_votes import count_budget, count_rankings
from webapp.interchange.loading_votes import LoadedVotes, loaded_budget, loaded_rankings, with_question
from webapp.interchange.pabulib import read_pabulib
from webapp.interchange.preflib import TYPES, read_preflib
from webapp.interchange.vote_files import BudgetVote, Rankings, VoteFileRefused
from webapp.models import Dialogue
from webapp.preparing import prepared
from webapp.web.clock import today
from webapp.web.question_sets import RulesFrozen, save_questions
from webapp.web.snapshots import Snapshot
from webapp.web.typed import new_key

FROM_FILE = "file"
"""How these answers came."""


@click.command("count-votes")
@click.argument("file", type=click.File("rb"))
def count_votes(file: BinaryIO) -> None:
    """Counts a Pabulib (.pb) or PrefLib (.soc, .soi, .toc, .toi) file by every rule, and stores nothing."""
    try:
        click.echo("\n".join(counted(read(file))))
    except VoteFileRefused as refused:
        raise told(refused) from None


@click.command("load-votes")
@click.argument("file", type=click.File("rb"))
@click.option("--dialogue", "slug", required=True, help="The last part of the dialogue's address.")
def load_votes(file: BinaryIO, slug: str) -> None:
    """Adds the question of a Pabulib or PrefLib file to an open dialogue, and its votes, or changes nothing.

    Orders become a ranking. Votes on projects become a budget, with what each costs and how much there is.
    """
    app = prepared()
    with app.test_request_context("/"), Session(app.extensions["writing_engine"]) as session:
        dialogue = session.scalar(select(Dialogue).where(Dialogue.slug == slug))
        if dialogue is None or dialogue.stage(today()) is not Stage.OPEN:
            raise click.ClickException(f"There is no open dialogue at {slug!r}.")
        try:
            votes = loaded(read(file), dialogue.source_language)
            people = put_in(app, session, dialogue, votes)
        except VoteFileRefused as refused:
            raise told(refused) from None
        except RulesFrozen:
            raise click.ClickException("Somebody has answered already, so the questions stay.") from None
        session.commit()
    click.echo(f"{people} votes on {len(votes.question.options)} options are in place.")
    if votes.currency not in {"", "SEK"}:
        click.echo(
            f"The amounts are in {votes.currency}. Here they are called kronor, and are not converted."
        )
    if votes.empty:
        click.echo(f"{votes.empty} votes were empty and are left out.")


def read(file: BinaryIO) -> Rankings | BudgetVote:
    """What a file holds, told by the ending of its name.

    Raises:
        VoteFileRefused: something in it is wrong.
    """
    ending = Path(file.name).suffix.lower().removeprefix(".")
    if ending == "pb":
        return read_pabulib(file.read())
    if ending in TYPES:
        return read_preflib(file.read())
    endings = ", ".join(f".{each}" for each in ("pb", *TYPES))
    raise click.ClickException(f"The file's name must end in one of {endings}.")


def counted(votes: Rankings | BudgetVote) -> Iterable[str]:
    return count_budget(votes) if isinstance(votes, BudgetVote) else count_rankings(votes)


def loaded(votes: Rankings | BudgetVote, lang: str) -> LoadedVotes:
    return loaded_budget(votes, lang) if isinstance(votes, BudgetVote) else loaded_rankings(votes, lang)


def told(refused: VoteFileRefused) -> click.ClickException:
    """Every fault of a file, a line each."""
    return click.ClickException("\n".join(map(str, refused.faults)))


def put_in(app: Flask, session: Session, dialogue: Dialogue, votes: LoadedVotes) -> int:
    """Adds the question and a response for each vote; how many they are. The caller commits.

    Raises:
        RulesFrozen: somebody has answered.
    """
    questions, question_id = with_question(dialogue.questions, votes.question)
    save_questions(session, dialogue, questions)
    session.flush()
    found, people = Snapshot(dialogue), 0
    for people, value in enumerate(votes.each(), start=1):  # noqa: B007 - the last number is the answer
        store(
            session,
            found,
            {question_id: value},
            key=new_key(),
            secret=app.config["SECRET_KEY"].encode(),
            lang=dialogue.source_language,
            place_code="",
            day=today(),
            channel=FROM_FILE,
        )
    return people
