"""The marker of tests that prove a requirement: `@pytest.mark.requirement("R85", "R10")`."""

from collections.abc import Container, Generator
from functools import cache

import pytest

from tests.requirements.table import load

MARKER = "requirement"


@cache
def known_numbers() -> tuple[str, ...]:
    return tuple(each.number for each in load())


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fails the collection of a file in which a test says that it proves something not in the table."""
    report = yield
    items = [each for each in report.result if isinstance(each, pytest.Item)]
    if wrong := [sentence for item in items for sentence in faults(item, known_numbers())]:
        report.outcome = "failed"
        report.longrepr = "\n".join(dict.fromkeys(wrong))
    return report


def faults(item: pytest.Item, known: Container[str]) -> list[str]:
    """What is wrong with the requirement markers of a test, in a sentence each."""
    where = name_of(item)
    marks = list(item.iter_markers(MARKER))
    unknown = [number for mark in marks for number in mark.args if number not in known]
    said = [f"{where} names the requirement {number!r}, which is not in the table." for number in unknown]
    if any(mark.kwargs or not mark.args for mark in marks):
        said.append(f'{where} must name its requirements by number: @pytest.mark.requirement("R85").')
    return said


def name_of(item: pytest.Item) -> str:
    """The node id of a test, without its parameters."""
    name = getattr(item, "originalname", None) or item.name
    return f"{item.parent.nodeid}::{name}" if item.parent else name


def numbers_of(item: pytest.Item) -> list[str]:
    """The requirements that a test proves; none if it is skipped or expected to fail."""
    if any(item.iter_markers("skip")) or any(item.iter_markers("xfail")):
        return []
    return [number for mark in item.iter_markers(MARKER) for number in mark.args]
