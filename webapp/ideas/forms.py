"""An idea as it was typed: what is kept of it, and what must be mended."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.text import clean, visible_length
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

TITLE_LENGTH, TEXT_LENGTH, PLACE_LENGTH = 100, 2000, 100
"""Longest title, text and place, in characters as a reader counts them."""
POINTS_PER_CHARACTER = 6
"""Code points that one visible character may take up on average: the columns are as wide as that."""
KEY_LENGTHS = range(16, 65)
MOST_SEEN = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far; `category` is its place in the dialogue's list, as text.

    Args:
        doubled: the fields that came with several different values; all of them are kept in the field.
        seen: the numbers of similar ideas that have been shown beside the draft.
    """

    title: str
    text: str
    category: str
    key: str
    place: str = ""
    doubled: frozenset[str] = frozenset()
    seen: frozenset[int] = frozenset()

    @property
    def typed(self) -> bool:
        return bool(self.title or self.text or self.place)

    @property
    def category_number(self) -> int | None:
        """The chosen category, once `problems` has found nothing wrong with it."""
        return int(self.category) if self.category else None


def read_draft(form: "MultiDict[str, str]", categories: int) -> Draft:
    """The draft in a submitted form. Nothing that the form has a place for is thrown away."""
    title, text, place = (_given(form, name) for name in ("title", "text", "place"))
    category = _given(form, "category") if categories else []
    key = form.get("key", "")
    return Draft(
        title=" ".join(title),
        text="\n\n".join(text),
        category=category[0] if len(category) == 1 else "",
        key=key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else new_key(),
        place=" ".join(place),
        doubled=frozenset(
            name
            for name, given in (("title", title), ("text", text), ("place", place), ("category", category))
            if len(given) > 1
        ),
        seen=frozenset(int(number) for number in form.getlist("seen")[:MOST_SEEN] if _is_number(number)),
    )


def _given(form: "MultiDict[str, str]", name: str) -> list[str]:
    typed = (clean(value, multiline=name == "text") for value in form.getlist(name))
    return list(dict.fromkeys(value for value in typed if visible_length(value)))


def _is_number(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and len(raw) < 10


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
    elif long := _too_long(draft.title, TITLE_LENGTH):
        yield "title", _("Rubriken är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    if not draft.text:
        yield "text", _("Beskriv din idé.")
    elif "text" in draft.doubled:
        yield "text", _("Det kom flera texter. Behåll den som ska gälla.")
    elif long := _too_long(draft.text, TEXT_LENGTH):
        yield "text", _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    if "place" in draft.doubled:
        yield "place", _("Det kom flera platser. Behåll en.")
    elif long := _too_long(draft.place, PLACE_LENGTH):
        yield "place", _("Platsen är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    known = {"", *(str(number) for number in range(categories))}
    if draft.category not in known or "category" in draft.doubled:
        yield "category", _("Välj en av kategorierna, eller ingen.")


def _too_long(typed: str, limit: int) -> dict[str, str]:
    """How long it is and how long it may be, in the reader's numbers; nothing where it will do."""
    given = length(typed)
    return {"given": decimal(given), "limit": decimal(limit)} if given > limit else {}


def length(text: str) -> int:
    """Characters as a reader counts them, but more where marks are piled up beyond what any script needs."""
    return max(visible_length(text), -(-len(text) // POINTS_PER_CHARACTER))
