"""Who a dialogue reached, told so that nobody can be picked out."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.counting import RESPONSES, WHOLE_SET
from webapp.domain.disclosure import in_steps
from webapp.models.dialogue import Dialogue
from webapp.models.responses import Response, Tally


def response_counts(session: Session, dialogue: Dialogue) -> dict[str, int]:
    """Grouping -> about how many responses, in whole tens; the empty grouping is all of them.

    Groupings are those of `Tally`: ``lang:<tag>``, ``place:<id>``, and ``place:`` for no place. 0, and a
    grouping that is not there, stand for fewer than ten.
    """
    return in_tens(response_amounts(session, [dialogue.id]).get(dialogue.id, {}))


def response_amounts(session: Session, dialogue_ids: Collection[int]) -> dict[int, Counter[str]]:
    """Dialogue id -> grouping -> how many responses: to be added up, and shown `in_tens` only."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = session.execute(
        select(Tally.dialogue_id, Tally.grouping, Tally.amount).where(
            Tally.dialogue_id.in_(dialogue_ids), Tally.question_id == WHOLE_SET, Tally.cell == RESPONSES
        )
    )
    for row in rows:
        found[row.dialogue_id][row.grouping] = row.amount
    return dict(found)


def channel_amounts(session: Session, dialogue_ids: Collection[int]) -> dict[int, Counter[str]]:
    """Dialogue id -> channel -> how many counted responses came by it: to be shown `in_tens` only."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = session.execute(
        select(Response.dialogue_id, Response.channel, func.count().label("people"))
        .where(Response.dialogue_id.in_(dialogue_ids), Response.counted, ~Response.withdrawn)
        .group_by(Response.dialogue_id, Response.channel)
    )
    for row in rows:
        found[row.dialogue_id][row.channel] = row.people
    return dict(found)


def in_tens(amounts: dict[str, int]) -> dict[str, int]:
    """Grouping -> its number rounded down to whole tens; 0 stands for fewer than ten."""
    return {name: in_steps(people) for name, people in amounts.items()}
