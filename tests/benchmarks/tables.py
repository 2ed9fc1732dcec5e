"""Printing figures side by side."""

from collections.abc import Sequence

Cell = str | int | float


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], note: str = "") -> None:
    """Prints a table: words to the left, numbers to the right."""
    columns = [column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    lines = list(zip(*columns, strict=True))
    print(f"\n{title}\n{'=' * len(title)}")
    print("  ".join(lines[0]).rstrip())
    print("  ".join("-" * len(cell) for cell in lines[0]))
    for line in lines[1:]:
        print("  ".join(line).rstrip())
    if note:
        print(note)


def column(head: str, cells: list[Cell]) -> list[str]:
    """A column's lines, all of one width."""
    lines = [head, *(written(cell) for cell in cells)]
    width = max(len(line) for line in lines)
    words = any(isinstance(cell, str) and cell for cell in cells)
    return [line.ljust(width) if words else line.rjust(width) for line in lines]


def written(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.2f}" if abs(cell) < 100 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
