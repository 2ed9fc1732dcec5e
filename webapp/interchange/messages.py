"""Remarks and refusals in plain words, in the reader's language."""

from webapp.interchange.refusal_words import REFUSALS
from webapp.interchange.remark_words import REMARKS
from webapp.interchange.remarks import ImportRefused, Remark
from webapp.web.locale import gettext as _


def sentence(about: Remark | ImportRefused) -> str:
    """What a remark, a problem or a refusal says, in a few sentences. Plain text: templates escape it."""
    words = REFUSALS.get(about.code) or REMARKS[about.code]
    return words(about.facts)


def place(remark: Remark) -> str:
    """Where in the workbook a remark belongs: sheet and row, as far as there are any."""
    if remark.row is None:
        return _("Blad %(sheet)s", sheet=remark.sheet) if remark.sheet else _("Hela arbetsboken")
    return _("Blad %(sheet)s, rad %(row)s", sheet=remark.sheet, row=remark.row)
