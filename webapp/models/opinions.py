"""The stands that people took on statements, person by person, for groups of opinion to be found among them.

Only of a dialogue that has ended and is counted to the last response: nothing of it changes any more, so that
no two showings can be set beside each other.
"""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from webapp.domain.opinion import MOST_PEOPLE, Opinions, opinions
from webapp.domain.questions import Question
from webapp.models import Answer, Dialogue, Response
from webapp.models.figures import ID_BITS


def opinions_of(session: Session, dialogue: Dialogue, question: Question, people: int) -> Opinions | None:
    """The groups of opinion among the answers to `question`; None where none are looked for.

    None are with too few answers, in a dialogue that has not ended, and for a sensitive question. Reads about
    `MOST_PEOPLE` answers at most, by a range of the random keys of responses.

    Args:
        people: how many have answered the question.
    """
    if dialogue.sealed_on is None or question.sensitive:
        return None
    part = (1 << ID_BITS) * MOST_PEOPLE // max(people, MOST_PEOPLE)
    given = session.scalars(
        select(cast("Mapped[dict[str, str] | None]", Answer.value))
        .join(Response, Response.id == Answer.response_id)
        .where(
            Answer.dialogue_id == dialogue.id,
            Answer.question_id == question.id,
            Answer.response_id < part,
            Response.counted,
            ~Response.withdrawn,
        )
    )
    return opinions(question.row_ids, (value for value in given if value is not None))
