"""One-time codes on paper and in files: cards, letters, a workbook, CSV."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from markupsafe import Markup

from webapp.domain.taking_part import grouped
from webapp.models import Dialogue
from webapp.web.addresses import absolute
from webapp.web.csv_files import csv_file
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _
from webapp.web.qr import svg

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
CARDS, LETTERS, XLSX, CSV = "cards", "letters", "xlsx", "csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUICK_MASK = 3
"""One of the eight masks of a QR code, so that not all are tried for each of hundreds."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A code as it stands on paper: grouped, and the address that its QR code says."""

    code: str
    address: str

    @property
    def picture(self) -> Markup:
        """The QR code, to stand in a page."""
        return Markup(svg(self.address, mask=QUICK_MASK))  # noqa: S704 - made here, of an address of ours


def printed(dialogue: Dialogue, codes: Iterable[str]) -> list[Printed]:
    """`codes` as they are printed. The code stands after the ``#``: browsers tell no server of that part."""
    start = entrance(dialogue)
    return [Printed(grouped(code), f"{start}#code={code}") for code in codes]


def entrance(dialogue: Dialogue) -> str:
    """The full address of the dialogue's form, from the configured one and never from the request."""
    return absolute("answering.enter", slug=dialogue.slug)


def typeable(dialogue: Dialogue) -> str:
    """The same as short as it can be typed."""
    return entrance(dialogue).partition("://")[2]


def headings() -> list[str]:
    return [_("Kod"), _("Adress att göra en QR-kod av")]


def as_csv(codes: Iterable[Printed]) -> bytes:
    return csv_file(headings(), ((each.code, each.address) for each in codes))


def as_workbook(codes: Iterable[Printed]) -> bytes:
    """An XLSX workbook with a code on each row, every cell a text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheet = book.add_worksheet(_("Koder"))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 70)
        if current_language().rtl:
            sheet.right_to_left()
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings()):
            sheet.write_string(0, column, heading, bold)
        for row, each in enumerate(codes, start=1):
            sheet.write_string(row, 0, each.code)
            sheet.write_string(row, 1, each.address)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
