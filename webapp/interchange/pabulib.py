"""Pabulib's files of votes on a budget (``.pb``): a section about the vote, one of projects, one of votes.

Approval votes are read, also where each approves of one project alone. Source: https://pabulib.org/format
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.domain.text import clean
from webapp.interchange.vote_files import (
    MOST_FAULTS,
    MOST_OPTIONS,
    BudgetVote,
    Fault,
    VoteFileRefused,
    decoded,
)

SECTIONS = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
"""Name of a section -> the columns that it must have. They come in this order."""
APPROVAL = frozenset({"approval", "choose-1"})
Row = tuple[int, dict[str, str]]
"""A line's number, from 1, and its cells by column."""


def read_pabulib(content: bytes) -> BudgetVote:
    """What a Pabulib file with approval votes holds.

    Raises:
        VoteFileRefused: it is no such file, or its lines contradict each other.
    """
    sections = _sections(decoded(content))
    meta = {row["key"]: (line, clean(row["value"])) for line, row in sections["META"]}
    if _said(meta, "vote_type")[1] not in APPROVAL:
        line = meta["vote_type"][0]
        raise VoteFileRefused(Fault(line, "Only votes of the types approval and choose-1 are counted here."))
    budget = _money(*_said(meta, "budget"), "budget", zero=True)
    faults: list[Fault] = []
    costs = _projects(sections["PROJECTS"], faults)
    ballots = _ballots(sections["VOTES"], costs, faults)
    faults = faults or [
        *_miscounted(meta, "num_projects", len(costs)),
        *_miscounted(meta, "num_votes", ballots.total()),
    ]
    if faults:
        raise VoteFileRefused(*faults[:MOST_FAULTS])
    names = {clean(row["project_id"]): clean(row.get("name", "")) for _line, row in sections["PROJECTS"]}
    title = meta.get("description", (0, ""))[1]
    return BudgetVote(title, budget, costs, {id_: name or id_ for id_, name in names.items()}, ballots)


def _sections(lines: Sequence[str]) -> dict[str, list[Row]]:
    """Name of a section -> its rows."""
    starts = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip() in SECTIONS]
    if [name for _number, name in starts] != list(SECTIONS):
        raise VoteFileRefused(Fault(1, f"The sections must be {', '.join(SECTIONS)}, in this order."))
    ends = [*(number for number, _name in starts[1:]), len(lines) + 1]
    return {
        name: list(_rows(name, lines[start : end - 1], start))
        for (start, name), end in zip(starts, ends, strict=True)
    }


def _rows(name: str, lines: Sequence[str], before: int) -> Iterator[Row]:
    """The rows of a section. `before`: how many lines come before it, its name included."""
    columns = [cell.strip().lower() for cell in _cells(lines[0], before + 1)] if lines else []
    missing = [column for column in SECTIONS[name] if column not in columns]
    if missing:
        raise VoteFileRefused(
            Fault(before + 1, f"{name} must have the columns {' and '.join(SECTIONS[name])}.")
        )
    for number, line in enumerate(lines[1:], start=before + 2):
        if line.strip():
            cells = _cells(line, number)
            if len(cells) < len(SECTIONS[name]):
                raise VoteFileRefused(Fault(number, "There are too few columns on this line."))
            yield number, dict(zip(columns, cells, strict=False))


def _cells(line: str, number: int) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=";"), [])
    except csv.Error:
        raise VoteFileRefused(Fault(number, "The columns of this line cannot be read.")) from None


def _said(meta: Mapping[str, tuple[int, str]], key: str) -> tuple[int, str]:
    if key not in meta:
        raise VoteFileRefused(Fault(0, f"META must say {key}."))
    return meta[key]


def _money(line: int, text: str, what: str, *, zero: bool) -> Fraction:
    typed = text.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", typed, re.ASCII) or not (zero or Fraction(typed)):
        least = "0 or more" if zero else "more than 0"
        raise VoteFileRefused(Fault(line, f"The {what} must be an amount of {least}."))
    return Fraction(typed)


def _projects(rows: Sequence[Row], faults: list[Fault]) -> dict[str, Fraction]:
    """Project -> its cost; what is wrong goes to `faults`."""
    costs: dict[str, Fraction] = {}
    for line, row in rows:
        project = clean(row["project_id"])
        if not project or project in costs:
            faults.append(Fault(line, "A project needs an id of its own."))
            continue
        try:
            costs[project] = _money(line, row["cost"], "cost", zero=False)
        except VoteFileRefused as refused:
            faults.extend(refused.faults)
            costs[project] = Fraction(1)
    if not 1 <= len(costs) <= MOST_OPTIONS:
        faults.append(Fault(0, f"There can be 1 to {MOST_OPTIONS} projects."))
    return costs


def _ballots(
    rows: Sequence[Row], costs: Mapping[str, Fraction], faults: list[Fault]
) -> Counter[frozenset[str]]:
    ballots: Counter[frozenset[str]] = Counter()
    voters: set[str] = set()
    for line, row in rows:
        voter = row["voter_id"].strip()
        chosen = [clean(project) for project in row["vote"].split(",") if project.strip()]
        unknown = [project for project in chosen if project not in costs]
        if not voter or voter in voters:
            faults.append(Fault(line, "A voter needs an id of their own."))
        if unknown:
            faults.append(Fault(line, f"There is no project {unknown[0][:40]!r}."))
        elif len(set(chosen)) < len(chosen):
            faults.append(Fault(line, "A project stands twice in the same vote."))
        voters.add(voter)
        ballots[frozenset(chosen)] += 1
    return ballots


def _miscounted(meta: Mapping[str, tuple[int, str]], key: str, held: int) -> Iterator[Fault]:
    line, said = _said(meta, key)
    if said != str(held):
        yield Fault(line, f"{key} is {said[:40]}, but the file holds {held}.")
