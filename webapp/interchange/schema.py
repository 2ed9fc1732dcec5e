"""Checking a document against the JSON Schema that is kept beside this module.

Only the keywords that the schema uses are understood; a test compares the verdicts with those of a full
implementation.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = Path(__file__).parent / "question_set.schema.json"
DEEPEST = 60
"""Most objects and lists inside each other."""
TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
}


class Flaw(NamedTuple):
    """Where a document breaks the schema, by which code, and the name of the key that it is about."""

    path: str
    code: str
    name: str = ""


@cache
def schema() -> dict[str, Any]:
    """The schema of question sets."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def flaws(document: Any) -> Iterator[Flaw]:
    """Everything in `document` that the schema does not allow.

    Codes: ``json-unknown-key``, ``json-missing-key``, ``json-value`` (of another type, form or size than it
    may have), ``json-too-deep``.
    """
    return _flaws(document, schema(), "", 0)


def _flaws(value: Any, rule: Mapping[str, Any], path: str, depth: int) -> Iterator[Flaw]:
    if depth > DEEPEST:
        yield Flaw(path, "json-too-deep")
        return
    if "$ref" in rule:
        yield from _flaws(value, schema()["$defs"][rule["$ref"].rpartition("/")[2]], path, depth)
        return
    if not _fits(value, rule):
        yield Flaw(path, "json-value")
        return
    for inner in rule.get("allOf", ()):
        yield from _flaws(value, inner, path, depth)
    if isinstance(value, dict):
        yield from _in_object(value, rule, path, depth)
    elif isinstance(value, list):
        yield from _in_array(value, rule, path, depth)


def _fits(value: Any, rule: Mapping[str, Any]) -> bool:
    types = rule.get("type", ())
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[name](value) for name in types):
        return False
    if "const" in rule and (value != rule["const"] or isinstance(value, bool)):
        return False
    if "enum" in rule and value not in rule["enum"]:
        return False
    return _sized(value, rule)


def _sized(value: Any, rule: Mapping[str, Any]) -> bool:
    match value:
        case str():
            pattern = rule.get("pattern", ".*").removeprefix("^").removesuffix("$")
            fits = re.fullmatch(pattern, value, re.DOTALL) is not None
            return fits and len(value) <= rule.get("maxLength", len(value))
        case bool():
            return True
        case int() | float():
            return bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))
        case list():
            return bool(rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)))
        case dict():
            return bool(rule.get("minProperties", 0) <= len(value) <= rule.get("maxProperties", len(value)))
    return True


def _in_object(value: dict[str, Any], rule: Mapping[str, Any], path: str, depth: int) -> Iterator[Flaw]:
    known = rule.get("properties", {})
    for name in rule.get("required", ()):
        if name not in value:
            yield Flaw(path, "json-missing-key", name)
    for name, inner in value.items():
        there = f"{path}.{name}" if path else name
        more = rule.get("additionalProperties", True)
        if "propertyNames" in rule and any(_flaws(name, rule["propertyNames"], there, depth + 1)):
            yield Flaw(path, "json-unknown-key", name)
        elif name in known:
            yield from _flaws(inner, known[name], there, depth + 1)
        elif more is False:
            yield Flaw(path, "json-unknown-key", name)
        elif isinstance(more, dict):
            yield from _flaws(inner, more, there, depth + 1)


def _in_array(value: list[Any], rule: Mapping[str, Any], path: str, depth: int) -> Iterator[Flaw]:
    places = rule.get("prefixItems", [])
    for place, inner in enumerate(value):
        each = places[place] if place < len(places) else rule.get("items")
        if each is not None:
            yield from _flaws(inner, each, f"{path}[{place + 1}]", depth + 1)
