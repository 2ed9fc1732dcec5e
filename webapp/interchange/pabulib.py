"""Pabulib's files of votes on a budget (``.pb``): a section about the vote, one of projects, one of votes.

Approval votes are read, also where each approves of one project alone, and points shared out. Source: https://pabulib.org/format
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from webapp.domain.budgeting import Ballot, given
from webapp.domain.questions import APPROVAL, KNAPSACK, SHARED_POINTS
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
APPROVALS = frozenset({"approval", "choose-1"})
CUMULATIVE = "cumulative"
POINTS = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)
Row = tuple[int, dict[str, str]]
"""A line's number, from 1, and its cells by column."""


def read_pabulib(content: bytes) -> BudgetVote:
    """What a Pabulib file with approval votes, or with points shared out, holds.

    Raises:
        VoteFileRefused: it is no such file, or its lines contradict each other.
    """
    sections = _sections(decoded(content))
    meta = {row["key"]: (line, clean(row["value"])) for line, row in sections["META"]}
    kind = _said(meta, "vote_type")[1]
    if kind not in APPROVALS | {CUMULATIVE}:
        line = meta["vote_type"][0]
        raise VoteFileRefused(
            Fault(line, "Only votes of the types approval, choose-1 and cumulative are counted here.")
        )
    budget = _money(*_said(meta, "budget"), "budget", zero=True)
    faults: list[Fault] = []
    costs = _projects(sections["PROJECTS"], faults)
    ballots = _ballots(sections["VOTES"], costs, faults, pointed=kind == CUMULATIVE)
    faults = faults or [
        *_miscounted(meta, "num_projects", len(costs)),
        *_miscounted(meta, "num_votes", ballots.total()),
    ]
    if faults:
        raise VoteFileRefused(*faults[:MOST_FAULTS])
    names = {clean(row["project_id"]): clean(row.get("name", "")) for _line, row in sections["PROJECTS"]}
    told = {key: value for key, (_line, value) in meta.items()}
    most = max((sum(points for _project, points in given(ballot)) for ballot in ballots), default=0)
    return BudgetVote(
        told.get("description", ""),
        budget,
        costs,
        {id_: name or id_ for id_, name in names.items()},
        ballots,
        _voting(kind, told, budget),
        max(most, _count(told.get("max_sum_points", ""))) if kind == CUMULATIVE else 0,
        told.get("rule", ""),
        told.get("currency", ""),
    )


def _voting(kind: str, told: Mapping[str, str], budget: Fraction) -> str:
    if kind == CUMULATIVE:
        return SHARED_POINTS
    return KNAPSACK if _count(told.get("max_sum_cost", "")) == budget else APPROVAL


def _count(text: str) -> int:
    """A whole number of at most fifteen digits, or 0."""
    return int(text) if re.fullmatch(r"\d{1,15}", text, re.ASCII) else 0


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
    rows: Sequence[Row], costs: Mapping[str, Fraction], faults: list[Fault], *, pointed: bool
) -> Counter[Ballot]:
    ballots: Counter[Ballot] = Counter()
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
        if pointed:
            gave = [part.strip() for part in row.get("points", "").split(",") if part.strip()]
            if len(gave) != len(chosen) or not all(POINTS.fullmatch(each) for each in gave):
                faults.append(Fault(line, "Each project of the vote needs points, whole numbers above 0."))
                continue
            ballots[frozenset(zip(chosen, map(int, gave), strict=True))] += 1
        else:
            ballots[frozenset(chosen)] += 1
    return ballots


def _miscounted(meta: Mapping[str, tuple[int, str]], key: str, held: int) -> Iterator[Fault]:
    line, said = _said(meta, key)
    if said != str(held):
        yield Fault(line, f"{key} is {said[:40]}, but the file holds {held}.")
