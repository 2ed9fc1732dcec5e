"""Identifiers for questions, options and sections, made from the names of a form."""

import re
from collections.abc import Iterable

LONGEST = 80
SAFE = re.compile(rf"[\w-]{{1,{LONGEST}}}")
"""What an identifier may look like: it becomes part of a field's name in a form."""


def identifiers(names: Iterable[str], prefix: str) -> list[str]:
    """One identifier for each of `names`, in order and all different.

    The first bearer of a usable name keeps it. Others get a name like it, or `prefix` and a number.
    """
    wanted = list(names)
    kept = {name for name in wanted if SAFE.fullmatch(name)}
    taken: set[str] = set()
    result = []
    for name in wanted:
        fits = name in kept and name not in taken
        identifier = name if fits else _like(name or prefix, prefix, kept | taken)
        taken.add(identifier)
        result.append(identifier)
    return result


def _like(name: str, prefix: str, taken: set[str]) -> str:
    base = re.sub(r"[^\w-]+", "_", name)[: LONGEST - 10].strip("_") or prefix
    number = 1
    candidate = base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
