"""The table of what was looked at and what was found, printed after a run; and the run of the Nu checker."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.visit import Visit

PROPERTY = "harness"
FOLDER = pytest.StashKey[Path]()
SHARED = "harness_folder"


def pytest_configure(config: pytest.Config) -> None:
    """Every process of a run shares a folder for the HTML; the first of them collects the table."""
    given = getattr(config, "workerinput", {}).get(SHARED)
    config.stash[FOLDER] = Path(given or tempfile.mkdtemp(prefix="harness-"))
    if not given:
        config.pluginmanager.register(Collected(config.stash[FOLDER]), "harness-collected")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput[SHARED] = str(node.config.stash[FOLDER])


@pytest.fixture
def folder(request: pytest.FixtureRequest) -> Path:
    """Where the HTML that was served is kept until it is checked."""
    return request.config.stash[FOLDER]


@pytest.fixture
def conclude(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Puts visits into the table, and fails where they found anything."""

    def put(*visits: "Visit") -> None:
        for visit in visits:
            record_property(PROPERTY, visit.told())
        if faults := [fault for visit in visits for fault in visit.faults]:
            pytest.fail("\n".join(faults), pytrace=False)

    return put


class Collected:
    """The visits of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.visits: list[dict[str, Any]] = []
        self.lines: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.visits += [value for name, value in report.user_properties if name == PROPERTY]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Checks the HTML; its errors fail the run."""
        from shutil import rmtree

        if self.visits:
            from tests.browser import table

            self.lines, failed = table.concluded(self.visits, self.folder)
            if failed:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
        rmtree(self.folder, ignore_errors=True)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.lines:
            terminalreporter.section("accessibility")
            for line in self.lines:
                terminalreporter.write_line(line)
