"""How a dialogue sees to it that everybody answers once, and one-time codes.

A code is twelve characters in three groups, printed in capitals. Eleven carry the secret: 22 to the power
of 11, about 49 bits. The last is a check character (Luhn's rule for an alphabet of even size, as in ISO/IEC
7812 for ten), so that a slip of the finger is told apart from a code that does not exist.
"""

import hashlib
import hmac
import unicodedata
from enum import StrEnum

from webapp.domain.text import latin_digits


class Mode(StrEnum):
    """What is asked of a resident before a response is stored."""

    OPEN = "open"
    BROWSER = "browser"
    """One response from each browser."""
    CODE = "code"
    """One response for each one-time code."""
    E_IDENTITY = "e_identity"
    """One response from each person who has proved who they are."""


ALPHABET = "cdfhjkmnprtvwx23456789"
"""No vowels, so that no words come about, and no two of 0 o q, 1 i l, 2 z, 5 s, 6 g or 8 b."""
LENGTH = 12
GROUP = 4
MOST_AT_ONCE = 500
"""Codes in one batch."""
MARK_BYTES = 16
ALIKE = str.maketrans("zsgbвсскмнрртхκμνρτχ", "2568" + "8cckmhpptx" + "kmnptx")
"""What may be read or typed for a character of the alphabet: its double, or its Cyrillic or Greek twin."""


def code_of(secret: bytes, key: str, number: int) -> str:
    """Code `number` of the batch that was made with `key`: the same however often the form is sent."""
    digest = hmac.new(secret, f"code of a batch:{key}:{number}".encode(), hashlib.sha256).digest()
    rest, body = int.from_bytes(digest, "big"), ""
    for _place in range(LENGTH - 1):
        rest, index = divmod(rest, len(ALPHABET))
        body += ALPHABET[index]
    return body + _check_character(body)


def mark_of_code(secret: bytes, code: str) -> bytes:
    """What is stored of a code: it can be recognised, not read."""
    return _mark(secret, "one-time code", code)


def mark_of_person(secret: bytes, dialogue_id: int, issuer: str, subject: str) -> bytes:
    """What is stored of a person: another mark in each dialogue, so that they cannot be put together."""
    return _mark(secret, "person", f"{dialogue_id}\0{issuer}\0{subject}")


def _mark(secret: bytes, kind: str, what: str) -> bytes:
    return hmac.new(secret, f"{kind}:{what}".encode(), hashlib.sha256).digest()[:MARK_BYTES]


def read_code(typed: str) -> str | None:
    """The code in what was typed, in any case, grouping or script's digits; None where it cannot be one."""
    plain = latin_digits(unicodedata.normalize("NFKC", typed)).casefold()
    code = "".join(char for char in plain if char.isalnum()).translate(ALIKE)
    valid = len(code) == LENGTH and set(code) <= set(ALPHABET) and _sum(code) == 0
    return code if valid else None


def grouped(code: str) -> str:
    """`code` as it is printed: ``C7DF-HJKM-NP9R``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP)).upper()


def _sum(code: str) -> int:
    size, total = len(ALPHABET), 0
    for place, char in enumerate(reversed(code)):
        value = ALPHABET.index(char) * (2 if place % 2 else 1)
        total += value // size + value % size
    return total % size


def _check_character(body: str) -> str:
    return ALPHABET[-_sum(body + ALPHABET[0]) % len(ALPHABET)]


def with_mark(marks: bytes, mark: bytes) -> bytes | None:
    """The set `marks` (each `MARK_BYTES` long, sorted, end to end) with one more; None where it is there.

    The bytes depend on what is in the set alone, never on the order in which it came.
    """
    place, end = 0, len(marks) // MARK_BYTES
    while place < end:
        middle = (place + end) // 2
        if _at(marks, middle) < mark:
            place = middle + 1
        else:
            end = middle
    if _at(marks, place) == mark:
        return None
    return marks[: place * MARK_BYTES] + mark + marks[place * MARK_BYTES :]


def marks_in(marks: bytes) -> set[bytes]:
    """The marks of a set."""
    return {_at(marks, place) for place in range(len(marks) // MARK_BYTES)}


def _at(marks: bytes, place: int) -> bytes:
    return marks[place * MARK_BYTES : (place + 1) * MARK_BYTES]
