"""The answers to a question about a budget as a file in Pabulib's format (``.pb``).

Source: https://pabulib.org/format
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from webapp.domain.budgeting import Ballot, given, supporters
from webapp.domain.budgets import headline
from webapp.domain.questions import EQUAL_SHARES, KNAPSACK, Question

RULES = {True: "equalshares", False: "greedy"}
"""Whether equal shares are the headline -> the rule as the format calls it."""


def write_pabulib(
    question: Question,
    about: Mapping[str, str],
    names: Mapping[str, str],
    ballots: Counter[Ballot],
    selected: Iterable[str] | None,
) -> bytes:
    """The file.

    Args:
        about: facts for META that the question does not tell: ``description``, ``unit``, ``instance`` and
            the like. Empty ones are left out.
        names: project -> its name, which becomes one line.
        ballots: of those who answered the question.
        selected: the projects that get money by the rule that was chosen; None where that is not counted.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    _section(writer, "META", ("key", "value"), _meta(question, about, ballots, counted=selected is not None))
    told = () if selected is None else ("selected",)
    taken, costs = set(selected or ()), question.costs
    people = Counter(dict.fromkeys(costs, 0))
    for ballot, number in ballots.items():
        people.update({project: number for project, _points in given(ballot)})
    scores = supporters(costs, ballots) if question.shares_points else {}
    columns = ("project_id", "cost", "votes", *(("score",) if scores else ()), "name", *told)
    _section(
        writer,
        "PROJECTS",
        columns,
        (
            (
                project,
                cost,
                people[project],
                *((scores[project],) if scores else ()),
                _line(names[project]),
                *(int(project in taken) for _told in told),
            )
            for project, cost in costs.items()
        ),
    )
    heads = ("voter_id", "vote", *(("points",) if question.shares_points else ()))
    _section(writer, "VOTES", heads, _votes(question, ballots))
    return out.getvalue().encode()


def _section(writer: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer.writerow([name])
    writer.writerow(heads)
    writer.writerows(rows)


def _meta(
    question: Question, about: Mapping[str, str], ballots: Counter[Ballot], *, counted: bool
) -> list[tuple[str, str | int]]:
    limits, budget = question.limits, question.limits.budget or 0
    meta: dict[str, str | int] = {
        **{key: _line(value) for key, value in about.items()},
        "num_projects": len(question.costs),
        "num_votes": ballots.total(),
        "budget": budget,
        "vote_type": "cumulative" if question.shares_points else "approval",
        "rule": RULES[headline(question) == EQUAL_SHARES] if counted else "",
        "max_sum_cost": budget if limits.voting == KNAPSACK else "",
        "max_sum_points": limits.points if question.shares_points else "",
        "currency": "SEK",
    }
    return [(key, value) for key, value in meta.items() if value != ""]


def _votes(question: Question, ballots: Counter[Ballot]) -> Iterable[Sequence[object]]:
    """A row for each voter, the most frequent ballots first, so that nothing tells when they came."""
    place = {project: at for at, project in enumerate(question.costs)}
    ordered = [
        (sorted(given(ballot), key=lambda pair: place[pair[0]]), people) for ballot, people in ballots.items()
    ]
    ordered.sort(key=lambda each: (-each[1], [(place[project], points) for project, points in each[0]]))
    voter = 0
    for chosen, people in ordered:
        vote = ",".join(project for project, _points in chosen)
        gave = (",".join(str(points) for _project, points in chosen),) if question.shares_points else ()
        for _person in range(people):
            voter += 1
            yield voter, vote, *gave


def _line(text: str) -> str:
    return " ".join(text.split())
