"""Remarks and refusals in plain words, in the reader's language."""

from webapp.interchange.refusal_words import REFUSALS
from webapp.interchange.remark_words import REMARKS
from webapp.interchange.remarks import FILE, GROUP, PATH, QUESTION, ImportRefused, Remark
from webapp.interchange.translation_refusals import TRANSLATION_REFUSALS
from webapp.web.locale import gettext as _


def sentence(about: Remark | ImportRefused) -> str:
    """What a remark, a problem or a refusal says, in a few sentences. Plain text: templates escape it."""
    words = REFUSALS.get(about.code) or TRANSLATION_REFUSALS.get(about.code) or REMARKS[about.code]
    return words(about.facts)


def place(remark: Remark) -> str:
    """Where in the file a remark belongs: sheet and row, or a question, as far as there are any."""
    if remark.about == QUESTION:
        return _("Fråga %(name)s", name=remark.sheet)
    if remark.about == GROUP:
        return _("Grupp %(name)s", name=remark.sheet)
    if remark.about == PATH and remark.sheet:
        return _("Stället %(name)s", name=remark.sheet)
    if remark.row is None or remark.about == FILE:
        return _("Blad %(sheet)s", sheet=remark.sheet) if remark.sheet else _("Hela filen")
    return _("Blad %(sheet)s, rad %(row)s", sheet=remark.sheet, row=remark.row)
