"""Receipts: sixteen digits in four groups, easy to read aloud and to type on any phone.

Fifteen digits carry the secret (about 50 bits); the last is a Luhn check digit, so that a slip of the
finger is told apart from a receipt that does not exist.
"""

import hashlib
import hmac

from webapp.domain.text import latin_digits

LENGTH = 16
GROUP = 4


def code_for(secret: bytes, key: str) -> str:
    """The receipt of the submission with idempotency key `key`: the same each time it is sent."""
    digest = hmac.new(secret, b"receipt:" + key.encode(), hashlib.sha256).digest()
    body = str(int.from_bytes(digest, "big") % 10 ** (LENGTH - 1)).zfill(LENGTH - 1)
    return body + _check_digit(body)


def fingerprint(secret: bytes, code: str) -> str:
    """What is stored of a receipt: it can be recognised, not read."""
    return hmac.new(secret, b"stored:" + code.encode(), hashlib.sha256).hexdigest()


def read(typed: str) -> str | None:
    """The receipt code in what was typed, in any script's digits; None where it cannot be one."""
    digits = "".join(char for char in latin_digits(typed) if char not in " -./")
    valid = len(digits) == LENGTH and digits.isascii() and digits.isdigit() and _luhn(digits) == 0
    return digits if valid else None


def grouped(code: str) -> str:
    """`code` as people read it: ``4821 9035 7716 2048``."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _luhn(digits: str) -> int:
    total = 0
    for place, char in enumerate(reversed(digits)):
        number = int(char) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10


def _check_digit(body: str) -> str:
    return str(-_luhn(body + "0") % 10)
