"""A comment as it was typed: what is kept of it, and what must be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.domain.ideas import Stand
from webapp.web.locale import gettext as _
from webapp.web.typed import read_key, read_values, too_long

COMMENT_LENGTH = 300
"""Longest comment, in characters as a reader counts them."""


@dataclass(frozen=True, slots=True)
class CommentDraft:
    """What has been typed so far.

    Args:
        stand: what was chosen, as it came; empty where nothing or several things were.
        doubled: the text came with several different values; all of them are kept in the field.
    """

    stand: str
    text: str
    key: str
    doubled: bool = False


def read_comment(form: "MultiDict[str, str]") -> CommentDraft:
    """The comment in a submitted form."""
    stand, text = read_values(form, "stand"), read_values(form, "text")
    return CommentDraft(
        stand=stand[0] if len(stand) == 1 else "",
        text="\n\n".join(text),
        key=read_key(form),
        doubled=len(text) > 1,
    )


def comment_problems(draft: CommentDraft) -> dict[str, str]:
    """Field -> what is wrong with it and how to mend it, in the order of the form."""
    return dict(_problems(draft))


def _problems(draft: CommentDraft) -> Iterator[tuple[str, str]]:
    if draft.stand not in set(Stand):
        yield "stand", _("Välj om du är för, emot eller varken eller.")
    if not draft.text:
        yield "text", _("Skriv din kommentar.")
    elif draft.doubled:
        yield "text", _("Det kom flera texter. Behåll den som ska gälla.")
    elif long := too_long(draft.text, COMMENT_LENGTH):
        yield "text", _("Kommentaren är %(given)s tecken lång. Korta den till högst %(limit)s.", **long)
