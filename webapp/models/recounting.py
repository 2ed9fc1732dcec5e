"""Counting a dialogue's answers again, and putting right the tallies that say something else.

Tallies lack what a kind of question began to count after the responses had been counted: those that an
earlier version counted have no pairs, for instance. The answers themselves are always kept, also when a
dialogue has been sealed, so everything can be counted from them.
"""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models.counting import (
    BATCH,
    Cells,
    Key,
    Origin,
    add,
    count_batch,
    funded_cells,
    hold_figures,
    in_all_groups,
)
from webapp.models.dialogue import Dialogue
from webapp.models.responses import Response, Tally

Differences = dict[Key, tuple[int, int]]
"""Question id, grouping and cell -> what the tally was, and what it is now."""


def put_right(session: Session, dialogue_id: int) -> Differences:
    """Makes the tallies what the counted answers add up to; returns those that were not. The caller commits.

    Whose responses the figures count stays as it is: neither those that wait to be counted nor those that
    were withdrawn and wait to leave are taken up or out, so that the rule of `domain.disclosure` still holds.
    On PostgreSQL responses come in meanwhile; SQLite lets nobody else write until the commit.

    Raises:
        NoResultFound: there is no such dialogue.
    """
    hold_figures(session, dialogue_id)
    fresh = select(Dialogue).where(Dialogue.id == dialogue_id).execution_options(populate_existing=True)
    counted = _counted(session, session.scalars(fresh).one())
    stored = _stored(session, dialogue_id)
    differences = {
        key: (stored.get(key, 0), counted.get(key, 0))
        for key in sorted(stored.keys() | counted.keys())
        if stored.get(key, 0) != counted.get(key, 0)
    }
    add(session, dialogue_id, {key: now - was for key, (was, now) in differences.items()}, "amount")
    return differences


def _stored(session: Session, dialogue_id: int) -> dict[Key, int]:
    """The tallies without those who have withdrawn: their answers are erased, and cannot be counted again."""
    columns = select(Tally.question_id, Tally.grouping, Tally.cell, Tally.amount + Tally.pending)
    rows = session.execute(columns.where(Tally.dialogue_id == dialogue_id))
    return {(question_id, grouping, cell): amount for question_id, grouping, cell, amount in rows}


def _counted(session: Session, dialogue: Dialogue) -> dict[Key, int]:
    questions = dialogue.questions
    cells: dict[Origin, Cells] = defaultdict(Cells)
    for origins in _responses(session, dialogue.id):
        count_batch(session, questions, origins, cells)
    funded = funded_cells(session, dialogue) if dialogue.sealed_on else {}
    return dict(in_all_groups(cells)) | funded


def _responses(session: Session, dialogue_id: int) -> Iterator[dict[int, Origin]]:
    """Those that are counted and not withdrawn, some at a time: id -> origin."""
    columns = select(Response.id, Response.lang, Response.place_id).order_by(Response.id).limit(BATCH)
    wanted = columns.where(Response.dialogue_id == dialogue_id, Response.counted, ~Response.withdrawn)
    last = -1
    while found := session.execute(wanted.where(Response.id > last)).all():
        yield {row.id: (row.lang, row.place_id) for row in found}
        last = found[-1].id
