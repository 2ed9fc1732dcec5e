"""The README's table of kinds: each kind once, no cell empty, and behind each column a test of every kind."""

import re
from collections.abc import Callable

import pytest

from tests.browser import test_each_kind
from tests.kinds import test_no_kind_lacks_a_part as parts
from tests.kinds import test_told_and_taken_out as told
from webapp.config import ROOT
from webapp.domain.kinds import KINDS

COLUMNS: dict[str, Callable[..., None]] = {
    "Composed": parts.test_composer_makes_the_kind_and_keeps_all_of_it,
    "Answered": test_each_kind.test_the_receipt_says_what_was_answered,
    "Counted": parts.test_domain_reads_the_kind_counts_it_and_takes_no_blank_for_an_answer,
    "Shown": told.test_the_results_page_shows_the_kind,
    "Exported": told.test_figures_and_answers_of_the_kind_can_be_taken_out,
}
"""Heading of a column -> the test that holds its cells."""


def table() -> list[list[str]]:
    """The cells of the README's table of kinds, its headings first, without the line under them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = text[text.index("| Kind |") :].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [rows[0], *rows[2:]]


def test_each_kind_stands_in_the_table_once_and_no_cell_is_empty() -> None:
    headings, *rows = table()
    assert headings == ["Kind", *COLUMNS]
    named = [kind for row in rows for kind in re.findall(r"`(\w+)`", row[0])]
    assert sorted(named) == sorted(KINDS)
    assert all(len(row) == len(headings) and all(row) for row in rows)


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_is_held_by_a_test_of_every_kind(column: str) -> None:
    given = [mark.args for mark in COLUMNS[column].pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    [of_kinds] = [values for names, values in given if "kind" in names]
    assert [each[-1] if isinstance(each, tuple) else each for each in of_kinds] == list(KINDS)


def test_answers_are_given_without_scripts_by_keyboard_and_by_touch() -> None:
    assert list(test_each_kind.WAYS) == ["no JavaScript", "keyboard", "touch"]
