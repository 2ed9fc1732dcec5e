"""CSV files that are safe to open in a spreadsheet: UTF-8 with its mark, semicolons, decimal comma.

What people typed can be made to look like a formula, and cells of CSV have no types. A text that a
spreadsheet might run is given an apostrophe: where it begins the cell, and where it would if the file were
read with another separator.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import StringIO
from typing import Any

from webapp.web.figure_rows import Row
from webapp.web.locale import gettext as _

MEDIA_TYPE = "text/csv; charset=utf-8"
RISKY = re.compile(r"(^|[;,|])([ \"']*[=+\-@＝＋－＠])")
"""What could begin a formula: where a cell begins, or where one would for a reader of other separators."""


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A file of `rows`, every cell in quotes. Texts that people wrote go through `harmless` first."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def figure_headings() -> list[str]:
    """What stands above each column of a file of figures."""
    return [
        _("Nr"),
        _("Fråga"),
        _("Svar"),
        _("Antal"),
        _("Andel"),
        _("Plats i ordningen"),
        _("Poäng eller värde"),
        _("Förklaring"),
    ]


def figures_csv(rows: Iterable[Row]) -> bytes:
    """Figures as a file, one fact on each row; shares in percent."""
    return csv_file(figure_headings(), map(_cells, rows))


def _cells(row: Row) -> list[Any]:
    line = row.line
    percent = None if line.share is None else line.share * 100
    texts: list[Any] = [row.number, harmless(row.question), harmless(line.label), line.count]
    return [*texts, plain(percent), line.place, plain(line.value), harmless(line.note)]


def harmless(text: str) -> str:
    """`text` on one line, with an apostrophe before whatever could begin a formula."""
    return RISKY.sub(r"\1'\2", " ".join(text.split()))


def plain(number: Fraction | int | None) -> str:
    """A number with a decimal comma and at most two decimals; nothing for None."""
    if number is None:
        return ""
    return f"{float(number):.2f}".rstrip("0").rstrip(".").replace(".", ",")
