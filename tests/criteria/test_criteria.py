"""The page about the criteria of WCAG says nothing that is not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.engines import STRICT, EngineMissing, ace, htmlcs
from tests.criteria import table
from tests.criteria.__main__ import PAGE, main
from tests.criteria.page import count, page

CRITERIA = table.load()


def test_everything_that_the_table_names_is_there() -> None:
    assert list(table.faults(CRITERIA)) == []


def test_a_test_or_check_that_is_not_there_is_told() -> None:
    invented = replace(CRITERIA[0], tests=("tests/web/test_site.py::test_nothing",), checks=("nothing",))
    assert len(list(table.faults([invented]))) == 2


def test_every_rule_of_ace_and_every_criterion_of_html_codesniffer_is_one_they_know() -> None:
    try:
        known, sniffs = ace.text(), htmlcs.text()
    except EngineMissing as missing:
        if STRICT:
            raise
        pytest.skip(str(missing))
    named = {rule for each in CRITERIA for rule in each.ace}
    assert [rule for rule in sorted(named) if f'id:"{rule}"' not in known] == []
    sniffed = [each.number.replace(".", "_") for each in CRITERIA if each.htmlcs]
    assert [number for number in sniffed if f"_{number}=" not in sniffs] == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('level = "AA"', 'level = "A"'), "WCAG 2.2 has"),
        (('number = "1.1.1"', 'number = "9.1.1"'), "not in order"),
        (("touches =", "touched ="), "nobody reads"),
        (('people = "Whether an instruction', 'touches_not = "Whether an instruction'), "nobody reads"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path: Path, change: tuple[str, str], why: str) -> None:
    wrong = tmp_path / "criteria.toml"
    wrong.write_text(table.FILE.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(table.WrongTable, match=why):
        table.load(wrong)


def test_the_page_is_written_and_found_current_until_it_is_changed(tmp_path: Path) -> None:
    assert main(["--check"], tmp_path) == 1
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    (tmp_path / PAGE).write_text("something else", encoding="utf-8")
    assert main(["--check"], tmp_path) == 1


def test_the_page_lists_what_only_people_can_test() -> None:
    said = page(CRITERIA)
    assert all(each.people in said.partition("## What only people")[2] for each in CRITERIA if each.people)
    assert "Of 55 criteria" in count(CRITERIA)
