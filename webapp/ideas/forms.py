"""An idea or a comment as it was typed: what is kept of it, and what must be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.pictures import Picture
from webapp.web.locale import gettext as _
from webapp.web.typed import read_key, read_values, too_long

TITLE_LENGTH, TEXT_LENGTH, PLACE_LENGTH, ALT_LENGTH = 100, 2000, 100, 500
"""Longest title, text, place and words about the picture, in characters as a reader counts them."""
MOST_SEEN = 50
FILE_FIELD, ALT_FIELD = "picture_file", "picture_alt"


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far; `category` is its place in the dialogue's list, as text.

    Args:
        doubled: the fields that came with several different values; all of them are kept in the field.
        seen: the numbers of similar ideas that have been shown beside the draft.
        picture: a picture that is kept for the form already; `alt` says what it shows.
    """

    title: str
    text: str
    category: str
    key: str
    place: str = ""
    doubled: frozenset[str] = frozenset()
    seen: frozenset[int] = frozenset()
    picture: Picture | None = None
    alt: str = ""

    @property
    def typed(self) -> bool:
        return bool(self.title or self.text or self.place or self.alt)

    @property
    def category_number(self) -> int | None:
        """The chosen category, once `problems` has found nothing wrong with it."""
        return int(self.category) if self.category else None


def read_draft(form: "MultiDict[str, str]", categories: int) -> Draft:
    """The draft in a submitted form. Nothing that the form has a place for is thrown away."""
    given = {name: read_values(form, name) for name in ("title", "text", "place", "category", ALT_FIELD)}
    category = given["category"] if categories else []
    return Draft(
        title=" ".join(given["title"]),
        text="\n\n".join(given["text"]),
        category=category[0] if len(category) == 1 else "",
        key=read_key(form),
        place=" ".join(given["place"]),
        doubled=frozenset(name for name, values in given.items() if len(values) > 1),
        seen=frozenset(int(number) for number in form.getlist("seen")[:MOST_SEEN] if _is_number(number)),
        alt=" ".join(given[ALT_FIELD]),
    )


def _is_number(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and len(raw) < 10


def problems(draft: Draft, categories: int, refused: str = "") -> dict[str, str]:
    """Field -> what is wrong with it and how to mend it, in the order of the form.

    Args:
        refused: why the picture that came with the form cannot be used; empty where it can.
    """
    return {**dict(_problems(draft, categories)), **dict(_picture_problems(draft, refused))}


def _problems(draft: Draft, categories: int) -> Iterator[tuple[str, str]]:
    if not draft.title:
        yield "title", _("Skriv en rubrik.")
    elif "title" in draft.doubled:
        yield "title", _("Det kom flera rubriker. Behåll en.")
    elif long := too_long(draft.title, TITLE_LENGTH):
        yield "title", _("Rubriken är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    if not draft.text:
        yield "text", _("Beskriv din idé.")
    elif "text" in draft.doubled:
        yield "text", _("Det kom flera texter. Behåll den som ska gälla.")
    elif long := too_long(draft.text, TEXT_LENGTH):
        yield "text", _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    if "place" in draft.doubled:
        yield "place", _("Det kom flera platser. Behåll en.")
    elif long := too_long(draft.place, PLACE_LENGTH):
        yield "place", _("Platsen är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
    known = {"", *(str(number) for number in range(categories))}
    if draft.category not in known or "category" in draft.doubled:
        yield "category", _("Välj en av kategorierna, eller ingen.")


def _picture_problems(draft: Draft, refused: str) -> Iterator[tuple[str, str]]:
    if refused:
        yield FILE_FIELD, refused
    elif draft.alt and not draft.picture:
        yield (
            FILE_FIELD,
            _("Välj bilden som du har beskrivit. Vill du inte ha med någon, ta bort beskrivningen."),
        )
    if ALT_FIELD in draft.doubled:
        yield ALT_FIELD, _("Det kom flera texter. Behåll den som ska gälla.")
    elif draft.picture and not draft.alt:
        yield ALT_FIELD, _("Skriv vad bilden visar, för den som inte ser den.")
    elif long := too_long(draft.alt, ALT_LENGTH):
        yield ALT_FIELD, _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
