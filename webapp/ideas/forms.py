"""An idea as it was typed: what is kept of it, and what must be mended."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.text import clean, visible_length
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

TITLE_LENGTH, TEXT_LENGTH = 100, 2000
"""Longest title and text, in characters as a reader counts them."""
POINTS_PER_CHARACTER = 6
"""Code points that one visible character may take up on average: the columns are as wide as that."""
KEY_LENGTHS = range(16, 65)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far; `category` is its place in the dialogue's list, as text.

    `doubled` names the fields that came with several different values; all of them are kept in the field.
    """

    title: str
    text: str
    category: str
    key: str
    doubled: frozenset[str] = frozenset()

    @property
    def typed(self) -> bool:
        return bool(self.title or self.text)

    @property
    def category_number(self) -> int | None:
        """The chosen category, once `problems` has found nothing wrong with it."""
        return int(self.category) if self.category else None


def read_draft(form: "MultiDict[str, str]", categories: int) -> Draft:
    """The draft in a submitted form. Nothing that the form has a place for is thrown away."""
    title, text = _given(form, "title"), _given(form, "text")
    category = _given(form, "category") if categories else []
    key = form.get("key", "")
    return Draft(
        title=" ".join(title),
        text="\n\n".join(text),
        category=category[0] if len(category) == 1 else "",
        key=key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else new_key(),
        doubled=frozenset(
            name
            for name, given in (("title", title), ("text", text), ("category", category))
            if len(given) > 1
        ),
    )


def _given(form: "MultiDict[str, str]", name: str) -> list[str]:
    typed = (clean(value, multiline=name == "text") for value in form.getlist(name))
    return list(dict.fromkeys(value for value in typed if visible_length(value)))


def new_key() -> str:
    """A key for one form: however often it is sent with the same words, it is one idea."""
    return secrets.token_urlsafe(18)


def problems(draft: Draft, categories: int) -> dict[str, str]:
    """Field -> what is wrong with it and how to mend it, in the order of the form."""
    return dict(_problems(draft, categories))


def _problems(draft: Draft, categories: int) -> Iterator[tuple[str, str]]:
    if not draft.title:
        yield "title", _("Skriv en rubrik.")
    elif "title" in draft.doubled:
        yield "title", _("Det kom flera rubriker. Behåll en.")
    elif (given := length(draft.title)) > TITLE_LENGTH:
        yield (
            "title",
            _(
                "Rubriken är %(given)s tecken lång. Korta den till högst %(limit)s.",
                given=decimal(given),
                limit=decimal(TITLE_LENGTH),
            ),
        )
    if not draft.text:
        yield "text", _("Beskriv din idé.")
    elif "text" in draft.doubled:
        yield "text", _("Det kom flera texter. Behåll den som ska gälla.")
    elif (given := length(draft.text)) > TEXT_LENGTH:
        yield (
            "text",
            _(
                "Texten är %(given)s tecken lång. Korta den till högst %(limit)s.",
                given=decimal(given),
                limit=decimal(TEXT_LENGTH),
            ),
        )
    known = {"", *(str(number) for number in range(categories))}
    if draft.category not in known or "category" in draft.doubled:
        yield "category", _("Välj en av kategorierna, eller ingen.")


def length(text: str) -> int:
    """Characters as a reader counts them, but more where marks are piled up beyond what any script needs."""
    return max(visible_length(text), -(-len(text) // POINTS_PER_CHARACTER))
