"""The criteria of WCAG as data, and what is wrong with what they say of the harness."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("criteria.toml")
ROOT = Path(__file__).parents[2]
LEVELS = {"A": 31, "AA": 24}
"""How many criteria WCAG 2.2 has at each level."""


class WrongTable(Exception):
    """The table cannot be used; the message says where and why in one sentence."""


@dataclass(frozen=True)
class Criterion:
    """A criterion, what of ours it touches, and what holds it."""

    number: str
    name: str
    level: str
    touches: str
    axe: tuple[str, ...] = ()
    ace: tuple[str, ...] = ()
    htmlcs: bool = False
    checks: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    absent: str = ""
    people: str = ""

    @property
    def held(self) -> bool:
        """Whether a machine holds at least a part of it."""
        return bool(self.axe or self.ace or self.htmlcs or self.checks or self.tests)


def load(path: Path = FILE) -> tuple[Criterion, ...]:
    """Every criterion of the file, in order.

    Raises WrongTable if one is not whole, is out of order, or if there are too few or too many.
    """
    found = tuple(
        _criterion(row) for row in tomllib.loads(path.read_text(encoding="utf-8")).get("criterion", [])
    )
    numbers = [tuple(map(int, each.number.split("."))) for each in found]
    if numbers != sorted(set(numbers)):
        raise WrongTable(f"{path.name}: the criteria are not in order, or one stands twice.")
    counted = {level: sum(each.level == level for each in found) for level in LEVELS}
    if counted != LEVELS:
        raise WrongTable(f"{path.name}: {counted} criteria, although WCAG 2.2 has {LEVELS}.")
    return found


def _criterion(row: dict[str, Any]) -> Criterion:
    name = row.get("number", "a criterion without a number")
    if unknown := set(row) - {field.name for field in fields(Criterion)}:
        raise WrongTable(f"{FILE.name}: {name} has {', '.join(sorted(unknown))}, which nobody reads.")
    made = Criterion(
        **{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    )
    if not (made.held or made.absent or made.people):
        raise WrongTable(f"{FILE.name}: nothing is said to hold {name}.")
    return made


def faults(criteria: Iterable[Criterion], root: Path = ROOT) -> Iterator[str]:
    """What the table names although it is not there, in a sentence each."""
    for each in criteria:
        for test in each.tests:
            path, _, name = test.partition("::")
            if name not in names_in(root / path):
                yield f"{each.number} is said to be held by {test}, which is not there."
        for check in each.checks:
            if check not in names_in(root / "tests" / "browser" / "checks.py"):
                yield f"{each.number} is said to be held by the check {check}, which is not there."


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the functions of a module; none where there is no such file."""
    if not path.exists():
        return frozenset()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(each.name for each in body if isinstance(each, ast.FunctionDef))
