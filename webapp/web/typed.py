"""What residents type in a form of a few texts: its key, its fields, and how long they are."""

import secrets

from werkzeug.datastructures import MultiDict

from webapp.domain.text import clean, visible_length
from webapp.web.locale import decimal

POINTS_PER_CHARACTER = 6
"""Code points that one visible character may take up on average: the columns are as wide as that."""
KEY_LENGTHS = range(16, 65)


def read_key(form: "MultiDict[str, str]") -> str:
    """The form's key, or a new one where it could not be ours."""
    key = form.get("key", "")
    return key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else new_key()


def new_key() -> str:
    """A key for one form: however often it is sent with the same words, it is stored once."""
    return secrets.token_urlsafe(18)


def read_values(form: "MultiDict[str, str]", name: str) -> list[str]:
    """The different values that came for a field, cleaned; ``text`` may have several lines."""
    typed = (clean(value, multiline=name == "text") for value in form.getlist(name))
    return list(dict.fromkeys(value for value in typed if visible_length(value)))


def too_long(typed: str, limit: int) -> dict[str, str]:
    """How long it is and how long it may be, in the reader's numbers; nothing where it will do."""
    given = length(typed)
    return {"given": decimal(given), "limit": decimal(limit)} if given > limit else {}


def length(text: str) -> int:
    """Characters as a reader counts them, but more where marks are piled up beyond what any script needs."""
    return max(visible_length(text), -(-len(text) // POINTS_PER_CHARACTER))
