"""Counting every answer again from the rows themselves, to hold the running tallies against."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Answer, Dialogue, Response, Tally
from webapp.models.counting import Key, fold


def recount(session: Session, dialogue: Dialogue, *, counted: bool = False) -> Counter[Key]:
    """(question, group, cell) -> amount, counted from the answers of responses that were not withdrawn.

    Written apart from the counting that it checks.

    Args:
        counted: only those that the running tallies say that they count.
    """
    asked = dialogue.questions.told_by_id
    counts: Counter[Key] = Counter()
    kept = select(Response.id, Response.lang, Response.place_id).where(
        Response.dialogue_id == dialogue.id, ~Response.withdrawn, *([Response.counted] if counted else [])
    )
    groups = {id_: ("", f"lang:{lang}", f"place:{place or ''}") for id_, lang, place in session.execute(kept)}
    for mine in groups.values():
        counts.update(("", group, "responses") for group in mine)
    answers = select(Answer.response_id, Answer.question_id, Answer.value)
    for response, id_, value in session.execute(answers.where(Answer.dialogue_id == dialogue.id)):
        kind, options = asked[id_].kind, asked[id_].option_ids
        for group in groups.get(response, ()):
            counts.update((id_, group, cell) for cell in cells(kind, value))
        if response in groups and value is not None:
            counts.update((id_, "", cell) for cell in cells_of_the_whole(kind, options, value))
    return counts


def cells(kind: str, value: object) -> list[str]:
    """The counts that an answer belongs to, besides being an answer; each as often as it adds one."""
    if value is None:
        return ["declined"]
    if kind == "points":
        supported = [f"supporters:{option}" for option in value]
        return [
            "answers",
            *supported,
            *(f"points:{o}" for o, given in value.items() for _each in range(given)),
        ]
    if kind == "budget":
        return ["answers", *voted(value)]
    if isinstance(value, dict):
        return ["answers", *(f"row:{row}:option:{option}" for row, option in value.items())]
    chosen = value if isinstance(value, list) else [value]
    if kind == "pairs":
        return ["answers", *of_duels(chosen)]
    if kind == "ranking":
        return ["answers", *(f"place:{place}:{option}" for place, option in enumerate(chosen, start=1))]
    if kind in {"date", "number"}:
        return ["answers", f"{kind}:{value}"]
    if kind in {"single", "yes_no", "scale", "multiple"}:
        return ["answers", *(f"option:{option}" for option in chosen)]
    return ["answers"]


def of_duels(duels: list[list[str]]) -> list[str]:
    """Each option's duels won and lost, one by one, and once whether it won or lost any."""
    ends = [f"{how}:{option}" for duel in duels for how, option in zip(("wins", "losses"), duel, strict=True)]
    once = {end.replace("wins", "chose").replace("losses", "passed") for end in ends}
    return [*ends, *once]


def cells_of_the_whole(kind: str, options: Sequence[str], value: object) -> list[str]:
    """The counts that an answer belongs to for everybody alone."""
    if kind == "ranking":
        return preferred(options, value)
    if kind == "pairs":
        return [f"won:{winner}:{loser}" for winner, loser in value]
    if kind == "points":
        return [f"gave:{points}:{option}" for option, points in value.items()]
    return []


def voted(value: object) -> list[str]:
    """One for each project that is supported, and as many as it has points where points are given."""
    if not isinstance(value, dict):
        return [f"supporters:{project}" for project in value]  # type: ignore[attr-defined]
    points = [f"points:{project}" for project, number in value.items() for _ in range(number)]
    return [*(f"supporters:{project}" for project in value), *points]


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
