"""Counting every answer again from the rows themselves, to hold the running tallies against."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Answer, Dialogue, Response, Tally
from webapp.models.counting import Key, fold


def recount(session: Session, dialogue: Dialogue) -> Counter[Key]:
    """(question, group, cell) -> amount, counted from the answers of responses that were not withdrawn.

    Written apart from the counting that it checks; knows questions of every kind but points and number.
    """
    kinds = {question.id: question.kind for question in dialogue.questions.told}
    options = {question.id: question.option_ids for question in dialogue.questions.told}
    counts: Counter[Key] = Counter()
    columns = select(Response.id, Response.lang, Response.place_id)
    kept = columns.where(Response.dialogue_id == dialogue.id, ~Response.withdrawn)
    groups = {id_: ("", f"lang:{lang}", f"place:{place or ''}") for id_, lang, place in session.execute(kept)}
    for mine in groups.values():
        counts.update(("", group, "responses") for group in mine)
    answers = select(Answer.response_id, Answer.question_id, Answer.value)
    for response, question, value in session.execute(answers.where(Answer.dialogue_id == dialogue.id)):
        for cell in cells(kinds[question], value):
            counts.update((question, group, cell) for group in groups[response])
        if kinds[question] == "ranking" and value is not None:
            counts.update((question, "", cell) for cell in preferred(options[question], value))
    return counts


def cells(kind: str, value: object) -> list[str]:
    """The counts that an answer belongs to, besides being an answer."""
    if value is None:
        return ["declined"]
    if isinstance(value, dict):
        return ["answers", *(f"row:{row}:option:{option}" for row, option in value.items())]
    chosen = value if isinstance(value, list) else [value]
    if kind == "ranking":
        return ["answers", *(f"place:{place}:{option}" for place, option in enumerate(chosen, start=1))]
    if kind == "date":
        return ["answers", f"date:{value}"]
    if kind in {"single", "yes_no", "scale", "multiple"}:
        return ["answers", *(f"option:{option}" for option in chosen)]
    return ["answers"]


def preferred(options: Sequence[str], order: list[str]) -> list[str]:
    """One for each pair of options that an order tells apart: the placed above the rest, by their places."""
    at = {option: order.index(option) if option in order else len(order) for option in options}
    return [f"over:{a}:{b}" for a in options for b in options if at[a] < at[b]]


def stored_tallies(session: Session, dialogue: Dialogue) -> dict[Key, int]:
    """The running tallies as they would be shown after one more refresh, empty ones left out.

    Counts everything that still waits; the caller rolls back or commits.
    """
    fold(session, dialogue.id, dialogue.questions, everything=True)
    columns = select(Tally.question_id, Tally.grouping, Tally.cell, Tally.amount, Tally.pending)
    rows = session.execute(columns.where(Tally.dialogue_id == dialogue.id)).all()
    assert not any(row.pending for row in rows), "something still waits after everything was counted"
    return {(row.question_id, row.grouping, row.cell): row.amount for row in rows if row.amount}
