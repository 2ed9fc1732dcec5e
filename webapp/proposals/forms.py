"""A proposal as it was typed: what is kept of it, and what must be mended."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.text import clean, visible_length
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

TITLE_LENGTH, TEXT_LENGTH, NAME_LENGTH = 150, 4000, 100
"""Longest title, text and name, in characters as a reader counts them."""
POINTS_PER_CHARACTER = 6
"""Code points that one visible character may take up on average: the columns are as wide as that."""
KEY_LENGTHS = range(16, 65)
RESIDENT = "resident"
NAMED = ("association", "company")
SENDERS = (RESIDENT, *NAMED)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far."""

    title: str
    text: str
    sender: str
    name: str
    key: str

    @property
    def typed(self) -> bool:
        return bool(self.title or self.text or self.name)


def read_draft(form: "MultiDict[str, str]") -> Draft:
    """The draft in a submitted form; a field that came twice keeps all that was typed in it."""
    key = form.get("key", "")
    return Draft(
        title=" ".join(_given(form, "title")),
        text="\n\n".join(_given(form, "text")),
        sender=form.get("sender", ""),
        name=" ".join(_given(form, "name")),
        key=key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else new_key(),
    )


def _given(form: "MultiDict[str, str]", name: str) -> list[str]:
    typed = (clean(value, multiline=name == "text") for value in form.getlist(name))
    return list(dict.fromkeys(value for value in typed if visible_length(value)))


def new_key() -> str:
    """A key for one form: however often it is sent with the same words, it is one proposal."""
    return secrets.token_urlsafe(18)


def problems(draft: Draft) -> dict[str, str]:
    """Field -> what is wrong with it and how to mend it, in the order of the form."""
    return dict(_problems(draft))


def _problems(draft: Draft) -> Iterator[tuple[str, str]]:
    if not draft.title:
        yield "title", _("Skriv vad dialogen ska handla om.")
    else:
        yield from _too_long("title", draft.title, TITLE_LENGTH)
    if not draft.text:
        yield "text", _("Skriv varför kommunen ska fråga invånarna om det.")
    else:
        yield from _too_long("text", draft.text, TEXT_LENGTH)
    if draft.sender not in SENDERS:
        yield "sender", _("Välj vem förslaget kommer från.")
    if draft.sender in NAMED and not draft.name:
        yield "name", _("Skriv föreningens eller företagets namn.")
    yield from _too_long("name", draft.name, NAME_LENGTH)


def _too_long(field: str, text: str, limit: int) -> Iterator[tuple[str, str]]:
    given = max(visible_length(text), -(-len(text) // POINTS_PER_CHARACTER))
    if given > limit:
        yield (
            field,
            _(
                "Texten är %(given)s tecken lång. Korta den till högst %(limit)s.",
                given=decimal(given),
                limit=decimal(limit),
            ),
        )
