"""Figures of several rows that are answered alike: each row is told, and hidden, as a question of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from webapp.domain.counting import Tally
from webapp.domain.disclosure import Group, shown
from webapp.domain.questions import AGREE, DISAGREE, Question

if TYPE_CHECKING:
    from webapp.domain.results import Answered


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its id, and how many chose each option; None where that is hidden."""

    row: str
    counts: Mapping[str, int] | None

    @property
    def people(self) -> int:
        """How many answered the row."""
        return sum((self.counts or {}).values())

    def share(self, option: str) -> Fraction | None:
        """The share of those who answered the row that chose `option`; None where nobody is told of."""
        return Fraction((self.counts or {})[option], self.people) if self.people else None

    @property
    def agreement(self) -> Fraction | None:
        """Of those who took a stand on a statement, the share that agreed; None where nobody is told of."""
        agreed, disagreed = ((self.counts or {}).get(option, 0) for option in (AGREE, DISAGREE))
        return Fraction(agreed, agreed + disagreed) if agreed + disagreed else None


@dataclass(frozen=True, slots=True)
class GridFigures:
    """Rows of a matrix or statements, in the order of the question."""

    answered: "Answered"
    rows: tuple[GridRow, ...]

    @property
    def most_agreed(self) -> list[GridRow]:
        """Statements with the most agreement first, equal ones as they were asked, those hidden last."""
        return sorted(self.rows, key=lambda row: (row.agreement is None, -(row.agreement or 0)))


def row_counts(question: Question, row: str, tally: Tally) -> dict[str, int]:
    """Option -> how many chose it in a row."""
    return {option: tally.get(f"row:{row}:option:{option}", 0) for option in question.option_ids}


def grid(question: Question, tally: Tally, answered: "Answered") -> GridFigures:
    """Every row as `tally` says."""
    rows = (GridRow(row, row_counts(question, row, tally)) for row in question.row_ids)
    return GridFigures(answered, tuple(rows))


def grid_of_group(
    question: Question, groups: Mapping[Group, Tally], wanted: str, answered: "Answered"
) -> GridFigures:
    """The rows of the group with the key `wanted` that may be told beside those of the whole and of others.

    Of each row the hidden cover each other also where more groups are hidden as wholes: at least two are,
    and those that the row alone would not have hidden have at least 20 people and five in every count.

    Args:
        groups: every group of the same kind with its tally of the question.
    """
    tally = next(tally for group, tally in groups.items() if group.key == wanted)
    rows = []
    for row in question.row_ids:
        counts = row_counts(question, row, tally)
        told = wanted in shown(_of_row(question, row, group, each) for group, each in groups.items())
        rows.append(GridRow(row, counts if told else None))
    return GridFigures(answered, tuple(rows))


def _of_row(question: Question, row: str, group: Group, tally: Tally) -> Group:
    counts = tuple(row_counts(question, row, tally).values())
    people = sum(counts)
    unasked = (group.members - people,) if question.condition else ()
    return Group(group.key, people, (*counts, *unasked), group.members)
