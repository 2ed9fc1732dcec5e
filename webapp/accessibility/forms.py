"""A report as it was typed: what is kept of it, and what must be mended."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.text import clean, visible_length
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

TEXT_LENGTH, PAGE_LENGTH, CONTACT_LENGTH = 4000, 300, 200
"""Longest texts, in characters as a reader counts them."""
POINTS_PER_CHARACTER = 6
"""Code points that one visible character may take up on average."""
KEY_LENGTHS = range(16, 65)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far."""

    text: str
    page: str
    contact: str
    key: str


def read_draft(form: "MultiDict[str, str]") -> Draft:
    """The draft in a submitted form; a field that came twice keeps all that was typed in it."""
    key = form.get("key", "")
    return Draft(
        text="\n\n".join(_given(form, "text")),
        page=" ".join(_given(form, "page")),
        contact=" ".join(_given(form, "contact")),
        key=key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else new_key(),
    )


def _given(form: "MultiDict[str, str]", name: str) -> list[str]:
    typed = (clean(value, multiline=name == "text") for value in form.getlist(name))
    return list(dict.fromkeys(value for value in typed if visible_length(value)))


def new_key() -> str:
    """A key for one form: however often it is sent with the same words, it is one report."""
    return secrets.token_urlsafe(18)


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
    given = max(visible_length(text), -(-len(text) // POINTS_PER_CHARACTER))
    if given > limit:
        facts = {"given": decimal(given), "limit": decimal(limit)}
        yield field, _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **facts)
