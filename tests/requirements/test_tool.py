"""The table of requirements is whole, and the tool tells of every hole in it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.requirements.__main__ import PAGE, ROOT, main
from tests.requirements.page import count, page, uncarried
from tests.requirements.table import FILE, Requirement, WrongTable, load

ALL = load()
CONFTEST = 'pytest_plugins = ["tests.requirements.plugin"]\n'
SETTINGS = """\
[tool.pytest.ini_options]
addopts = "-q --strict-markers"
markers = ["requirement(*numbers): proves"]
"""
MARKED = """\
import pytest

@pytest.mark.requirement({numbers})
@pytest.mark.parametrize("day", [1, 2])
def test_one(day):
    raise AssertionError("collected, never run")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose only test can be given requirements."""
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "tests").mkdir()
    return tmp_path


def marked(project: Path, *numbers: str, before: str = "") -> None:
    code = MARKED.format(numbers=", ".join(repr(number) for number in numbers))
    code = code.replace("@pytest.mark.requirement", f"{before}@pytest.mark.requirement")
    (project / "tests" / f"test_{project.name}.py").write_text(code)


def tool(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The tool run on a project, in a process of its own."""
    code = (
        "import pathlib, sys; from tests.requirements.__main__ import main;"
        f"sys.exit(main({list(arguments)!r}, pathlib.Path({str(project)!r})))"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)


def row(number: str, heading: str = "Roles") -> Requirement:
    return Requirement(number, heading, ("Tjörn 2018",), "alla", "Everybody may.", "Everywhere")


def test_the_table_holds_every_requirement_from_the_first_to_the_last() -> None:
    assert [each.number for each in ALL] == [f"R{number}" for number in range(1, 120)]
    assert all(each.demand.endswith(".") for each in ALL)
    assert len({each.demand for each in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('number = "R2"\n', 'number = "R3"\n', "R3 stands where R2 should be"),
        ('number = "R2"\n', "", "a requirement without a number"),
        ('"Tjörn 2018"]', '"Tjörn 2081"]', "names a policy that is not there: Tjörn 2081"),
        ('shows = "', 'shown = "', "too little or too much: shown, shows"),
        (
            'words = "lyssna på de som lever och verkar i kommunen"',
            'words = ""',
            "R3 says nothing under words",
        ),
        ('heading = "Roles and who decides"', 'heading = "Definitions and scope"', "R36 stands apart"),
    ],
)
def test_a_table_with_a_fault_is_refused_in_one_sentence(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    faulty = tmp_path / "requirements.toml"
    place = text.index(old) if "heading" not in old else text.index(old, text.index('"R36"'))
    faulty.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
    with pytest.raises(WrongTable, match=words) as refused:
        load(faulty)
    assert "\n" not in str(refused.value)


def test_a_requirement_without_a_test_is_found_and_counted() -> None:
    rows = [row("R1"), row("R2"), row("R3")]
    carried = {"R1": ["tests/test_a.py::test_b"], "R2": []}
    assert uncarried(rows, carried) == rows[1:]
    assert count(rows, carried) == "1 of 3"


def test_the_page_is_the_same_in_whatever_order_the_tests_are_found() -> None:
    rows = [row("R1", "First"), row("R2", "Second"), row("R3", "Second")]
    one = page(rows, {"R2": ["tests/b.py::b", "tests/a.py::a"], "R1": ["tests/a.py::a"]})
    other = page(rows, {"R1": ["tests/a.py::a"], "R2": {"tests/a.py::a": 1, "tests/b.py::b": 1}})
    assert one == other
    assert one.count("\n| R") == 3
    assert "**2 of 3**" in one
    assert "## First\n\n1 of 1\n" in one
    assert "## Second\n\n1 of 2\n" in one
    assert "| `tests/a.py::a`<br>`tests/b.py::b` |" in one
    assert "never edited by hand" in one


def test_a_bar_in_a_text_does_not_end_its_cell() -> None:
    barred = Requirement("R1", "Roles", ("Tjörn 2018",), "a|b", "One\nline.", "Here")
    assert "| R1 | One line. | «a\\|b» |" in page([barred], {})


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "among several"])
def test_a_number_that_is_not_there_stops_the_collection_with_a_sentence(
    project: Path, workers: tuple[str, ...]
) -> None:
    marked(project, "R1", "R120")
    own = ["--rootdir", str(project), "--basetemp", str(project / "temporary")]
    command = [sys.executable, "-m", "pytest", *own, *workers, str(project)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode in {pytest.ExitCode.INTERRUPTED, pytest.ExitCode.TESTS_FAILED}
    said = [line for line in ran.stdout.splitlines() if "R120" in line]
    assert said
    for line in said:
        assert line.endswith("::test_one names the requirement 'R120', which is not in the table.")
    assert "collected, never run" not in ran.stdout


def test_the_tool_fails_on_a_number_that_is_not_there_and_writes_nothing(project: Path) -> None:
    marked(project, "R1", "R120")
    told = tool(project)
    assert told.returncode == 1
    [said] = told.stderr.splitlines()
    assert said.endswith("::test_one names the requirement 'R120', which is not in the table.")
    assert not (project / PAGE).exists()


def test_a_marker_without_a_number_stops_the_collection_too(project: Path) -> None:
    marked(project)
    assert "must name its requirements by number" in tool(project).stderr


def test_the_tool_names_what_no_test_proves_and_fails(project: Path) -> None:
    marked(project, *(each.number for each in ALL[:-1]))
    told = tool(project)
    assert told.returncode == 1
    assert "118 of 119 requirements are proved by a test." in told.stdout
    assert [line for line in told.stdout.splitlines() if "No test" in line] == [
        f"  No test: R119 {ALL[-1].demand}"
    ]
    assert "**118 of 119**" in (project / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("before", ["@pytest.mark.skip\n", "@pytest.mark.xfail\n"])
def test_a_test_that_cannot_fail_proves_nothing(project: Path, before: str) -> None:
    marked(project, "R1", before=before)
    assert "0 of 119" in tool(project).stdout


def test_the_page_is_checked_against_what_would_be_generated(project: Path) -> None:
    marked(project, *(each.number for each in ALL))
    assert tool(project, "--check").returncode == 1
    written = tool(project)
    assert (written.returncode, written.stdout.splitlines()[-1]) == (
        0,
        "119 of 119 requirements are proved by a test.",
    )
    text = (project / PAGE).read_text(encoding="utf-8")
    assert f"`tests/test_{project.name}.py::test_one`" in text
    assert "[1]" not in text
    assert tool(project, "--check").returncode == 0
    (project / PAGE).write_text(text + "An edit by hand.\n", encoding="utf-8")
    checked = tool(project, "--check")
    assert checked.returncode == 1
    assert "is not what would be generated now" in checked.stdout


def test_tests_that_cannot_be_loaded_are_told_of(project: Path) -> None:
    (project / "tests" / "test_broken.py").write_text("import nothing_of_this_name\n")
    told = tool(project)
    assert told.returncode == 1
    assert "nothing_of_this_name" in told.stderr


def test_a_wrong_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--chekc"])
    assert "unrecognized arguments" in capsys.readouterr().err
