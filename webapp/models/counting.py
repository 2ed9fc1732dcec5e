"""Keeping the running tallies: they follow responses in steps, never one by one.

Figures that changed with each response would tell what the latest person answered. Responses are therefore
folded into the tallies as `domain.disclosure.refresh` allows, at least ten at a time in every group that can
be shown, and all of them when a dialogue ends.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import BigInteger, bindparam, cast, func, null, select, text, union_all, update
from sqlalchemy.orm import Session

from webapp.domain.budgets import ballots, shares_cells
from webapp.domain.counting import RESPONSES, WHOLE_SET, added_up, in_groups
from webapp.domain.disclosure import Membership, Refresh, refresh
from webapp.domain.questions import Answers, Question, QuestionSet
from webapp.models.base import table_of
from webapp.models.dialogue import Dialogue
from webapp.models.responses import Answer, Response, Tally

EVERYBODY = ""
BATCH = 1000
Key = tuple[str, str, str]
"""Question id, grouping, cell."""
Cells = Counter[tuple[str, str]]
"""(question id, cell) -> amount."""
Origin = tuple[str, int | None]
"""The language of a response, and the id of the place it came from."""

_responses, _answers, _tallies = (table_of(model) for model in (Response, Answer, Tally))
_uncounted = text("NOT response.counted")
"""As the index ``ix_response_uncounted`` says it, or SQLite would read every response of the dialogue."""
_new = (_responses.c.dialogue_id == bindparam("of_dialogue"), _uncounted)
WAITING = union_all(
    select(
        _responses.c.lang.label("name"),
        _responses.c.place_id.label("place_id"),
        func.count().filter(~_responses.c.changed).label("people"),
        cast(null(), BigInteger).label("pending"),
    )
    .where(*_new)
    .group_by(_responses.c.lang, _responses.c.place_id),
    select(_tallies.c.grouping, cast(null(), BigInteger), _tallies.c.amount, _tallies.c.pending).where(
        _tallies.c.dialogue_id == bindparam("of_dialogue"),
        _tallies.c.question_id == WHOLE_SET,
        _tallies.c.cell == RESPONSES,
        _tallies.c.grouping != EVERYBODY,
    ),
)
"""How many people of each language and place are new; after them, with `pending`, what the figures count.

Who changed a response that is counted is no new person, and stands among those who leave.
"""
NEW = select(_responses.c.id, _responses.c.lang, _responses.c.place_id, _responses.c.changed).where(*_new)
MARK_COUNTED = (
    update(_responses)
    .where(_responses.c.id.in_(bindparam("of_responses", expanding=True)))
    .values(counted=True, changed=False)
)
ANSWERS_OF = select(_answers.c.response_id, _answers.c.question_id, _answers.c.value).where(
    _answers.c.response_id.in_(bindparam("of_responses", expanding=True))
)
SETTLE = (
    update(_tallies)
    .where(_tallies.c.dialogue_id == bindparam("of_dialogue"), _tallies.c.pending != 0)
    .values(amount=_tallies.c.amount + _tallies.c.pending, pending=0)
)


ADD_ONE_BY_ONE = """
INSERT INTO tally (dialogue_id, question_id, grouping, cell, amount, pending)
VALUES (:dialogue_id, :question_id, :grouping, :cell, :amount, :pending)
"""
ADD_TOGETHER = """
INSERT INTO tally (dialogue_id, question_id, grouping, cell, amount, pending)
SELECT :dialogue_id, * FROM unnest(
    CAST(:question_id AS varchar[]), CAST(:grouping AS varchar[]), CAST(:cell AS varchar[]),
    CAST(:amount AS bigint[]), CAST(:pending AS bigint[])
)
"""
THERE_ALREADY = """
ON CONFLICT (dialogue_id, question_id, grouping, cell) DO UPDATE
SET amount = tally.amount + excluded.amount, pending = tally.pending + excluded.pending
"""
ADD = {"sqlite": text(ADD_ONE_BY_ONE + THERE_ALREADY), "postgresql": text(ADD_TOGETHER + THERE_ALREADY)}
"""Adds to tallies; one that is not there yet begins with what is added. A ranking of ten options has
hundreds: PostgreSQL, which each statement costs a message, takes them in one, SQLite one by one.
"""
COLUMNS = ("question_id", "grouping", "cell", "amount", "pending")


def groupings(lang: str, place_id: int | None) -> tuple[str, ...]:
    """The groups that a response is counted in."""
    return EVERYBODY, *membership(lang, place_id)


def membership(lang: str, place_id: int | None) -> Membership:
    """The language and the place of a response, as groups."""
    return f"lang:{lang}", f"place:{place_id or ''}"


def fold(session: Session, dialogue_id: int, questions: QuestionSet, *, everything: bool = False) -> bool:
    """Brings the tallies up to date as far as they may be, or altogether where `everything` is to be counted.

    Returns whether the figures changed. On PostgreSQL one transaction at a time does this for a dialogue;
    the others pass by without waiting.
    """
    if not everything and not _due(session, dialogue_id):
        return False
    lock = select(Dialogue.id).where(Dialogue.id == dialogue_id)
    if (
        session.execute(lock.with_for_update(key_share=not everything, skip_locked=not everything)).first()
        is None
    ):
        return False
    due = None if everything else _due(session, dialogue_id)
    amounts = _count_new(session, dialogue_id, questions, due)
    if due is None or due.takes_out:
        session.connection().execute(SETTLE, {"of_dialogue": dialogue_id})
    add(session, dialogue_id, amounts, "amount")
    return due is None or bool(due)


def _due(session: Session, dialogue_id: int) -> Refresh:
    """What the figures may take up now: asked with every send, and again by the one that takes it up."""
    new: dict[Membership, int] = {}
    gone: dict[str, int] = {}
    members: dict[str, int] = {}
    for name, place_id, people, pending in session.connection().execute(
        WAITING, {"of_dialogue": dialogue_id}
    ):
        if pending is None:
            new[membership(name, place_id)] = people
        else:
            members[name], gone[name] = people, -pending
    return refresh(new, gone, members)


def _count_new(
    session: Session, dialogue_id: int, questions: QuestionSet, due: Refresh | None
) -> Counter[Key]:
    """Marks the new responses that are due as counted, or all of them; what they add to the tallies."""
    rows = [
        row
        for row in session.connection().execute(NEW, {"of_dialogue": dialogue_id})
        if due is None or due.counts(membership(row.lang, row.place_id), changed=row.changed)
    ]
    counted: dict[Origin, Cells] = defaultdict(Counter)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        ids = [row.id for row in batch]
        session.connection().execute(MARK_COUNTED, {"of_responses": ids})
        count_batch(session, questions, {row.id: (row.lang, row.place_id) for row in batch}, counted)
    return in_all_groups(counted)


def answers_of(session: Session, response_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Response id -> question id -> value, for the responses named."""
    found: dict[int, dict[str, Any]] = {id_: {} for id_ in response_ids}
    rows = session.connection().execute(ANSWERS_OF, {"of_responses": response_ids})
    for response_id, question_id, value in rows:
        found[response_id][question_id] = value
    return found


def values_of(session: Session, dialogue: Dialogue, question: Question) -> Iterator[Any]:
    """Every answer to `question` that is counted; None for each who declined."""
    given = select(Answer.value).join(Response, Response.id == Answer.response_id)
    return session.scalars(
        given.where(
            Answer.dialogue_id == dialogue.id,
            Answer.question_id == question.id,
            Response.counted,
            ~Response.withdrawn,
        ).execution_options(yield_per=BATCH)
    )


def count_batch(
    session: Session, questions: QuestionSet, origins: Mapping[int, Origin], counted: dict[Origin, Cells]
) -> None:
    """Adds what some responses (id -> origin) count for to the cells of where they came from."""
    of_origin: dict[Origin, list[Answers]] = defaultdict(list)
    for id_, answers in answers_of(session, list(origins)).items():
        of_origin[origins[id_]].append(answers)
    for origin, responses in of_origin.items():
        counted[origin].update(added_up(questions, responses))


def in_all_groups(counted: Mapping[Origin, Cells]) -> Counter[Key]:
    """What the cells of all responses from each origin add to the tallies of the groups."""
    amounts: Counter[Key] = Counter()
    for (lang, place_id), cells in counted.items():
        for group in groupings(lang, place_id):
            for (question_id, cell), amount in cells.items():
                if group == EVERYBODY or in_groups(cell):
                    amounts[question_id, group, cell] += amount
    return amounts


def keyed(questions: QuestionSet, answers: Answers, lang: str, place_id: int | None) -> Counter[Key]:
    """What one response adds to the tallies of its groups."""
    return in_all_groups({(lang, place_id): added_up(questions, [answers])})


def hold_figures(session: Session, dialogue_id: int) -> None:
    """Lets nobody else change a dialogue's tallies until the commit; responses still come in meanwhile.

    Whoever changes tallies holds this first, or two could each wait for a tally that the other has.
    """
    held = select(Dialogue.id).where(Dialogue.id == dialogue_id)
    session.execute(held.with_for_update(key_share=True))


def take_out(session: Session, dialogue_id: int, amounts: Mapping[Key, int]) -> None:
    """Lets a withdrawn response that was counted leave the figures when they are next refreshed.

    The caller holds the figures.
    """
    add(session, dialogue_id, {key: -amount for key, amount in amounts.items()}, "pending")


def add(session: Session, dialogue_id: int, amounts: Mapping[Key, int], column: str) -> None:
    """Adds to what is shown (``amount``) or waits for the next refresh (``pending``).

    The caller holds the figures.
    """
    if not amounts:
        return
    counted = column == "amount"
    rows = [
        (*key, amount if counted else 0, 0 if counted else amount) for key, amount in sorted(amounts.items())
    ]
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        together = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        connection.execute(ADD["postgresql"], {"dialogue_id": dialogue_id, **together})
    else:
        each = [{"dialogue_id": dialogue_id, **dict(zip(COLUMNS, row, strict=True))} for row in rows]
        connection.execute(ADD["sqlite"], each)


def funded_cells(session: Session, dialogue: Dialogue) -> dict[Key, int]:
    """What equal shares pay for, of each budget that anybody has voted on, when all answers are counted."""
    return {
        (question.id, EVERYBODY, cell): amount
        for question in dialogue.questions.asked
        if question.kind == "budget" and (given := ballots(question, values_of(session, dialogue, question)))
        for cell, amount in shares_cells(question, given)
    }


def seal(session: Session, dialogue: Dialogue) -> None:
    """Counts a dialogue that has ended to the last response, and what its budgets pay for, and erases the
    order in which they came.

    Keys are random already; what is left is the order of rows on disk and their transaction numbers. All
    rows are written again in random order in this one transaction.
    """
    fold(session, dialogue.id, dialogue.questions, everything=True)
    add(session, dialogue.id, funded_cells(session, dialogue), "amount")
    for table in ("response", "answer"):
        session.execute(
            text(f"CREATE TEMPORARY TABLE kept_{table} AS SELECT * FROM {table} WHERE dialogue_id = :id"),  # noqa: S608
            {"id": dialogue.id},
        )
    for table in ("answer", "response"):
        session.execute(text(f"DELETE FROM {table} WHERE dialogue_id = :id"), {"id": dialogue.id})  # noqa: S608
    for table in ("response", "answer"):
        session.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY random()"))  # noqa: S608
        session.execute(text(f"DROP TABLE kept_{table}"))
