"""Figures of several rows that are answered alike: each row is told, and hidden, as a question of its own."""

from collections.abc import Mapping

from webapp.domain.counting import Tally
from webapp.domain.disclosure import Group, shown
from webapp.domain.figures import Answered, GridFigures, GridRow
from webapp.domain.questions import Question


def row_counts(question: Question, row: str, tally: Tally) -> dict[str, int]:
    """Option -> how many chose it in a row."""
    return {option: tally.get(f"row:{row}:option:{option}", 0) for option in question.option_ids}


def grid(question: Question, tally: Tally, answered: Answered) -> GridFigures:
    """Every row as `tally` says."""
    rows = (GridRow(row, row_counts(question, row, tally)) for row in question.row_ids)
    return GridFigures(answered, tuple(rows))


def grid_of_group(
    question: Question, groups: Mapping[Group, Tally], wanted: str, answered: Answered
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
