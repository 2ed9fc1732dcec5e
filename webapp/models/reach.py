"""Who a dialogue reached, told so that nobody can be picked out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.counting import RESPONSES, WHOLE_SET
from webapp.domain.disclosure import in_steps
from webapp.models.dialogue import Dialogue
from webapp.models.responses import Tally


def response_counts(session: Session, dialogue: Dialogue) -> dict[str, int]:
    """Grouping -> about how many responses, in whole tens; the empty grouping is all of them.

    Groupings are those of `Tally`: ``lang:<tag>``, ``place:<id>``, and ``place:`` for no place. 0, and a
    grouping that is not there, stand for fewer than ten.
    """
    rows = session.execute(
        select(Tally.grouping, Tally.amount).where(
            Tally.dialogue_id == dialogue.id, Tally.question_id == WHOLE_SET, Tally.cell == RESPONSES
        )
    )
    return {row.grouping: in_steps(row.amount) for row in rows}
