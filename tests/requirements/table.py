"""The requirements of the policies, as data."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("requirements.toml")


class WrongTable(Exception):
    """The file of requirements cannot be used; the message says where and why in one sentence."""


@dataclass(frozen=True)
class Requirement:
    """One demand of one or more policies; `words` are quoted, `demand` and `shows` are our own."""

    number: str
    heading: str
    policies: tuple[str, ...]
    words: str
    demand: str
    shows: str


def load(path: Path = FILE) -> tuple[Requirement, ...]:
    """Every requirement of the file, in order.

    Raises WrongTable if a requirement lacks something or their numbers are not R1, R2, R3 and so on.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    found = tuple(requirement(row, content["policies"]) for row in content["requirement"])
    for place, each in enumerate(found, 1):
        if each.number != f"R{place}":
            raise WrongTable(f"{path.name}: {each.number} stands where R{place} should be.")
    check_headings(found, path)
    return found


def requirement(row: dict[str, Any], policies: list[str]) -> Requirement:
    """A row of the file as a requirement; WrongTable if it is not whole."""
    name = row.get("number", "a requirement without a number")
    wanted = {field.name for field in fields(Requirement)}
    if wrong := wanted ^ set(row):
        raise WrongTable(f"{FILE.name}: {name} has too little or too much: {', '.join(sorted(wrong))}.")
    if unknown := [policy for policy in row["policies"] if policy not in policies]:
        raise WrongTable(f"{FILE.name}: {name} names a policy that is not there: {', '.join(unknown)}.")
    if empty := [key for key in sorted(wanted) if not row[key]]:
        raise WrongTable(f"{FILE.name}: {name} says nothing under {', '.join(empty)}.")
    return Requirement(**row | {"policies": tuple(row["policies"])})


def check_headings(found: Iterable[Requirement], path: Path) -> None:
    """Raises WrongTable if the requirements of one heading do not stand together."""
    seen: list[str] = []
    for each in found:
        if each.heading in seen[:-1]:
            raise WrongTable(f"{path.name}: {each.number} stands apart from “{each.heading}”.")
        if each.heading not in seen:
            seen.append(each.heading)
