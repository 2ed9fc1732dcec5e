"""Writes REQUIREMENTS.md, or with --check says whether it is as it would be written now."""

import argparse
import io
import sys
from collections import defaultdict
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.requirements.page import Carried, count, page, uncarried
from tests.requirements.table import Requirement, WrongTable, load

ROOT = Path(__file__).parents[2]
PAGE = "REQUIREMENTS.md"


class NotCollected(Exception):
    """The tests could not be collected; the message is what pytest said was wrong."""


class Collector:
    """Notes which tests name which requirements, as pytest finds them, and what it could not load."""

    def __init__(self) -> None:
        self.carried: defaultdict[str, set[str]] = defaultdict(set)
        self.faults: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        from tests.requirements.plugin import name_of, numbers_of

        for item in session.items:
            for number in numbers_of(item):
                self.carried[number].add(name_of(item))


def collect(root: Path = ROOT) -> Carried:
    """The tests that prove each requirement, by number; nothing is run.

    Raises NotCollected if a test cannot be loaded or names a requirement that is not in the table.
    """
    collector, said = Collector(), io.StringIO()
    arguments = ["--collect-only", "--rootdir", str(root), "-p", "no:cacheprovider", str(root / "tests")]
    with redirect_stdout(said):
        ended = pytest.main(arguments, plugins=[collector])
    if ended != pytest.ExitCode.OK:
        raise NotCollected("\n".join(collector.faults) or said.getvalue())
    return collector.carried


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """0 if every requirement is proved by a test under `root` and the page there is right, otherwise 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.requirements", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is not current")
    settle = is_current if parser.parse_args(arguments).check else write
    try:
        requirements = load()
        carried = collect(root)
    except (WrongTable, NotCollected) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    right = settle(root / PAGE, page(requirements, carried))
    return 0 if report(requirements, carried) and right else 1


def is_current(path: Path, text: str) -> bool:
    """Whether the page at `path` is `text`; says so if it is not."""
    current = path.exists() and path.read_text(encoding="utf-8") == text
    if not current:
        print(f"{path.name} is not what would be generated now. Run `make requirements`.")
    return current


def write(path: Path, text: str) -> bool:
    """Puts `text` on the page at `path`; always True."""
    path.write_text(text, encoding="utf-8")
    print(f"{path.name} is written.")
    return True


def report(requirements: tuple[Requirement, ...], carried: Carried) -> bool:
    """Prints the count and what no test proves; whether there is nothing left."""
    left = uncarried(requirements, carried)
    print(f"{count(requirements, carried)} requirements are proved by a test.")
    for each in left:
        print(f"  No test: {each.number} {each.demand}")
    return not left


if __name__ == "__main__":
    sys.exit(main())
