"""A proposal as it was typed: what is kept of it, and what must be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.web.locale import gettext as _
from webapp.web.typed import read_key, read_values, too_long

TITLE_LENGTH, TEXT_LENGTH, NAME_LENGTH = 150, 4000, 100
"""Longest title, text and name, in characters as a reader counts them."""
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
    return Draft(
        title=" ".join(read_values(form, "title")),
        text="\n\n".join(read_values(form, "text")),
        sender=form.get("sender", ""),
        name=" ".join(read_values(form, "name")),
        key=read_key(form),
    )


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
    if long := too_long(text, limit):
        yield field, _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
