"""How a table is laid out on paper, judged by what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from webapp.documents.model import Bars, Table, Words
from webapp.documents.soundness import said

UPRIGHT, FLAT = 436.0, 683.0
"""Points that a table may take across a page, upright and lying down."""
GAP = 14.0
"""Points between two columns."""
LETTER = 0.55
"""Width of a letter, as a part of its size; a little more than the mean."""
NARROW = 14
"""Characters: a column whose cells are no longer than this is never broken into lines."""
HEADER_LINE = 9
"""Characters of a header that are kept on one line; a longer one is set on two."""
LONG_WORD = 14
"""Characters of a word that a column makes room for; a longer one is divided."""
PROSE = 60
"""Characters in a cell, in the mean, from where a column reads as running text."""
PROSE_LINE = "n" * 20
LINES = 24
"""A table of fewer lines than this stands whole on one page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        narrow: It is as wide as the longest of `words`; the other columns share the room that is left.
        weight: Its part of the room among the columns that are not narrow.
        words: What must fit on one line.
        room: Characters that fit on a line of it, about.
    """

    narrow: bool
    weight: float
    words: tuple[str, ...]
    room: int = 0

    @property
    def longest(self) -> int:
        return max(map(len, self.words), default=1)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set: the size of its letters in points, and whether it needs a page lying down."""

    size: float
    flat: bool
    columns: tuple[Column, ...]
    whole: bool


def cells_of(table: Table | Bars) -> list[tuple[Words, ...]]:
    """The rows of a table, each with its label first."""
    if isinstance(table, Table):
        return list(table.rows)
    return [(row.label, *row.figures) for row in table.rows]


def numeric_of(table: Table | Bars) -> frozenset[int]:
    """The columns that are aligned as numbers."""
    return table.numeric if isinstance(table, Table) else frozenset(range(1, len(table.header)))


def prose_of(table: Table | Bars) -> frozenset[int]:
    """The columns that read as running text."""
    means = [_mean([said(cell).value for cell in column]) for column in zip(*cells_of(table), strict=True)]
    return frozenset(x for x, mean in enumerate(means) if mean > PROSE)


def layout(table: Table | Bars) -> Layout:
    """The layout of a table whose rows are as long as its header: upright where it fits."""
    cells = list(zip(*cells_of(table), strict=True))
    columns = [
        _column(said(head).value, [said(cell).value for cell in column])
        for head, column in zip(table.header, cells, strict=True)
    ]
    for size, flat in ((9.5, False), (9.0, False), (9.0, True), (8.0, True)):
        if fitted := _fitted(columns, size, FLAT if flat else UPRIGHT):
            break
    else:
        fitted = tuple(_shared(columns, size, FLAT))
    return Layout(size, flat, fitted, _lines(table, fitted) <= LINES)


def _column(header: str, cells: list[str]) -> Column:
    lines = sorted((line for cell in cells for line in cell.split("\n")), key=len)
    words = sorted((word for line in lines[-50:] for word in line.split()), key=len)[-3:]
    heads = _in_two([word[:LONG_WORD] for word in header.split()])
    narrow = len(lines[-1]) <= NARROW
    needed = (*(lines[-3:] if narrow else (word[:LONG_WORD] for word in words)), *heads)
    mean = _mean(cells)
    if mean > PROSE:
        needed = (*needed, PROSE_LINE)
    return Column(narrow, sqrt(min(300.0, max(8.0, mean))), tuple(needed))


def _mean(cells: list[str]) -> float:
    return sum(map(len, cells)) / len(cells)


def _in_two(words: list[str]) -> list[str]:
    if len(" ".join(words)) <= HEADER_LINE:
        return [" ".join(words)]
    splits = [[" ".join(words[:n]), " ".join(words[n:])] for n in range(len(words))]
    return min(splits, key=lambda lines: max(map(len, lines)))


def _fitted(columns: list[Column], size: float, width: float) -> tuple[Column, ...]:
    """The columns with room for their words and their part of what is left; none where they do not fit."""
    letter = size * LETTER
    left = width - sum(column.longest * letter + GAP for column in columns)
    if left < 0:
        return ()
    weights = sum(column.weight for column in columns if not column.narrow)
    found = []
    for column in columns:
        points = column.longest * letter + (0 if column.narrow else left * column.weight / weights)
        found.append(Column(column.narrow, round(points + GAP, 1), column.words, int(points / letter)))
    return tuple(found)


def _shared(columns: list[Column], size: float, width: float) -> Iterator[Column]:
    weights = sum(column.weight for column in columns)
    for column in columns:
        points = width * column.weight / weights - GAP
        yield Column(False, column.weight, column.words, max(2, int(points / size / LETTER)))


def _lines(table: Table | Bars, columns: tuple[Column, ...]) -> int:
    each = 2 if isinstance(table, Bars) else 1
    return sum(
        each
        + max(len(said(cell).value) // max(1, column.room) for cell, column in zip(row, columns, strict=True))
        for row in cells_of(table)
    )
