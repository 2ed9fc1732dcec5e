"""Random codes that people read off a poster or a note and type."""

import secrets

ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
"""No vowels, so that no words come about; none of 0 o 1 l i, which look alike."""


def random_code(length: int) -> str:
    """`length` random characters of `ALPHABET`: six make 387 million codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
