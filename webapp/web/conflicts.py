"""Two who edit the same thing at once: nothing that either wrote is lost without a word.

A form carries the fields as they were when its page was made. What was saved meanwhile shows in the
difference between them and what is stored now.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.web.fields import Fields

BASE = "base"
"""The hidden field that carries the fields as they were."""
CONTROLS = frozenset({BASE, "csrf_token", "do"})
ROWS = frozenset({"option", "row", "category", "taking", "consulted", "condition"})
"""Numbered rows belong together: they are compared, and taken over, as a whole."""
TOGETHER = {"joined": "condition"}
"""Fields that belong to such rows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the form that both have changed, and differently."""

    part: str
    saved: list[str]
    typed: list[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The form with the other's changes taken in wherever its sender had changed nothing."""

    fields: Fields
    differences: list[Difference]


def as_base(fields: Fields) -> str:
    """`fields` for the hidden field."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def merge(typed: Fields, saved: Fields) -> Merged | None:
    """The form that was sent, set against what is stored now; None where nobody else has changed anything."""
    base = _read_base(typed)
    if base == saved:
        return None
    ours, theirs, before = (_by_part(fields) for fields in (typed, saved, base))
    fields: Fields = {}
    differences = []
    for part in dict.fromkeys([*theirs, *ours]):
        mine, other, was = ours.get(part, {}), theirs.get(part, {}), before.get(part, {})
        fields |= other if mine == was else mine
        if mine != was and other not in (was, mine):
            differences.append(Difference(part, _values(other), _values(mine)))
    return Merged(fields, differences)


def _read_base(typed: Mapping[str, Sequence[str]]) -> Fields:
    try:
        base = json.loads(next(iter(typed.get(BASE, ())), "{}"))
    except ValueError:
        return {}
    if not isinstance(base, dict) or not all(isinstance(values, list) for values in base.values()):
        return {}
    return {name: [str(value) for value in values] for name, values in base.items()}


def _by_part(fields: Fields) -> dict[str, Fields]:
    parts: dict[str, Fields] = {}
    for name, values in fields.items():
        first = TOGETHER.get(name, name.split(".")[0])
        if name not in CONTROLS:
            parts.setdefault(first if first in ROWS else name, {})[name] = values
    return parts


def _values(fields: Fields) -> list[str]:
    shown = [
        value for name, values in fields.items() if not name.endswith((".id", ".picture")) for value in values
    ]
    return [value for value in shown if value.strip()]
