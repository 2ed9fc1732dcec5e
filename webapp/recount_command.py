"""The command that counts all answers again."""

from collections import defaultdict
from collections.abc import Iterator

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Dialogue
from webapp.models.counting import EVERYBODY
from webapp.models.recounting import Differences, put_right
from webapp.preparing import prepared


@click.command("recount")
@click.option("--dialogue", "slug", help="The last part of one dialogue's address; all of them without it.")
def recount(slug: str | None) -> None:
    """Counts all answers again, and puts right the figures that lack something or are wrong.

    For use after an upgrade that counts more than the version before. It can be run at any time and any
    number of times. On SQLite nobody can send answers while a dialogue is being counted.
    """
    engine = prepared().extensions["writing_engine"]
    with Session(engine) as session:
        chosen = select(Dialogue.id, Dialogue.slug).order_by(Dialogue.slug)
        dialogues = session.execute(chosen.where(Dialogue.slug == slug) if slug else chosen).all()
    if slug and not dialogues:
        raise click.ClickException(f"There is no dialogue at {slug!r}.")
    for dialogue in dialogues:
        with Session(engine) as session, session.begin():
            differences = put_right(session, dialogue.id)
        click.echo("\n".join(told(dialogue.slug, differences)))


def told(slug: str, differences: Differences) -> Iterator[str]:
    """What was put right, a line for each question and sort of count, for everybody and in groups."""
    if not differences:
        yield f"{slug}: every figure was right."
        return
    yield f"{slug}: figures put right: {len(differences)}."
    sorts: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for (question_id, group, cell), change in differences.items():
        whose = "everybody" if group == EVERYBODY else "groups"
        sorts[question_id, cell.partition(":")[0], whose].append(change)
    for (question_id, sort, whose), changes in sorts.items():
        before, after = (sum(each) for each in zip(*changes, strict=True))
        about = f"question {question_id}, {sort}" if question_id else sort
        yield f"  {about}, {whose}: {len(changes)}, adding up to {before} before and to {after} now"
