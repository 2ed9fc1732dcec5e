"""A report as it was typed: what is kept of it, and what must be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.web.locale import gettext as _
from webapp.web.typed import read_key, read_values, too_long

TEXT_LENGTH, PAGE_LENGTH, CONTACT_LENGTH = 4000, 300, 200
"""Longest texts, in characters as a reader counts them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far."""

    text: str
    page: str
    contact: str
    key: str


def read_draft(form: "MultiDict[str, str]") -> Draft:
    """The draft in a submitted form; a field that came twice keeps all that was typed in it."""
    return Draft(
        text="\n\n".join(read_values(form, "text")),
        page=" ".join(read_values(form, "page")),
        contact=" ".join(read_values(form, "contact")),
        key=read_key(form),
    )


def problems(draft: Draft) -> dict[str, str]:
    """Field -> what is wrong with it and how to mend it, in the order of the form."""
    return dict(_problems(draft))


def _problems(draft: Draft) -> Iterator[tuple[str, str]]:
    if not draft.text:
        yield "text", _("Skriv vad som inte fungerade.")
    yield from _too_long("text", draft.text, TEXT_LENGTH)
    yield from _too_long("page", draft.page, PAGE_LENGTH)
    yield from _too_long("contact", draft.contact, CONTACT_LENGTH)


def _too_long(field: str, text: str, limit: int) -> Iterator[tuple[str, str]]:
    if long := too_long(text, limit):
        yield field, _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
