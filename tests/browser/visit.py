"""One visit of a page in a state: the engines, further looks, and the scripted checks, with the faults of them all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser import geometry
from tests.browser.browser import Browser
from tests.browser.engines import ACE, AXE, HTMLCS, STRICT, EngineMissing, Found, ace, axe, htmlcs, nu
from tests.browser.looks import Look

Check = Callable[[Browser, str], Iterable[str]]
"""A scripted check: what is wrong with the page that the browser shows in a language, in a sentence each."""
ENGINES: dict[str, Callable[[WebDriver], Found]] = {
    AXE: axe.examine,
    ACE: ace.examine,
    HTMLCS: htmlcs.examine,
}
UNFOLDED = "for (const fold of document.querySelectorAll('details')) fold.open = true"
"""Engines pass by what is folded, or mistake it for nameless: they are shown all of it."""


@dataclass
class Visit:
    """What was found on a page in a state and a language."""

    page: str
    lang: str
    looks: dict[str, dict[str, int]] = field(default_factory=dict)
    """A look -> an engine -> how many faults it found; an engine that is not installed is left out."""
    suppressed: dict[int, int] = field(default_factory=dict)
    html: str = ""
    """The name of the file with the HTML that was served."""
    faults: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The visit as JSON, its faults only counted."""
        return asdict(self) | {"faults": len(self.faults)}


@dataclass(frozen=True)
class Plan:
    """How a page is examined."""

    looks: tuple[Look, ...]
    engines: tuple[str, ...]
    checks: tuple[Check, ...]


def visited(browser: Browser, page: str, lang: str, plan: Plan, folder: Path) -> Visit:
    """Examines what the browser shows; `folder` takes the HTML that was served."""
    visit = Visit(page, lang)
    visit.faults += browser.console()
    visit.faults += [f"asks elsewhere: {address}" for address in browser.elsewhere(browser.requested())]
    visit.html = nu.keep(nu.served_html(browser), folder)
    browser.scripts(on=True)
    for check in plan.checks:
        visit.faults += [f"{check.__name__}: {fault}" for fault in check(browser, lang)]
    browser.run(UNFOLDED)
    suppressed: Counter[int] = Counter()
    for look in plan.looks:
        look.taken_on(browser)
        again = bool(visit.looks)
        found = {AXE: axe.look_again(browser.driver)} if again else dict(examined(browser, plan.engines))
        visit.looks[str(look)] = {engine: len(each.faults) for engine, each in found.items()}
        visit.faults += [f"{look}: sticks out: {element}" for element in geometry.outside(browser)]
        for each in found.values():
            suppressed.update(each.suppressed)
            visit.faults += [f"{look}: {fault}" for fault in each.faults]
    visit.suppressed = dict(suppressed)
    return visit


def examined(browser: Browser, engines: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """What each of `engines` that is installed says of what the browser shows.

    Raises:
        EngineMissing: one is not installed, although the whole harness is asked for.
    """
    for engine in engines:
        try:
            yield engine, ENGINES[engine](browser.driver)
        except EngineMissing:
            if STRICT:
                raise
