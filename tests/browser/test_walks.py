"""Nothing on the core journey does more than was asked of it: not on focus, not on input, not on a press taken back."""

import re
from collections.abc import Iterator

import pytest

from tests.browser import canary, checks, walks
from tests.browser.browser import Browser
from tests.browser.core import CORE
from tests.browser.resident import Resident
from tests.browser.residents_states import STATES
from tests.browser.site import Site
from webapp.config import ROOT

pytestmark = pytest.mark.browser
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
WITHOUT_WAITING = tuple(name for name in CORE if name != "answering.answer: without scripts")


@pytest.fixture
def shown(name: str, browser: Browser, site: Site) -> Browser:
    """The browser, on a page in its state."""
    STATES[name](Resident(browser, site))
    return browser


@pytest.fixture
def restless(browser: Browser) -> Iterator[Browser]:
    """The browser, on a page that does everything too early."""
    with canary.served() as address:
        browser.driver.get(f"{address}restless")
        yield browser


@pytest.mark.parametrize("name", WITHOUT_WAITING)
def test_nothing_changes_when_a_control_gets_the_focus(shown: Browser) -> None:
    assert walks.focus_changes(shown) == []


@pytest.mark.parametrize("name", WITHOUT_WAITING)
def test_the_page_stays_what_it_is_when_fields_are_changed(shown: Browser) -> None:
    assert walks.input_changes(shown) == []


@pytest.mark.parametrize("name", CORE)
def test_a_press_that_is_taken_back_does_nothing(shown: Browser) -> None:
    assert list(walks.presses_taken_back(shown)) == []


@pytest.mark.parametrize("lang", ["sv", "ar"])
@pytest.mark.parametrize(
    ("question", "way"),
    [("rank", "up"), ("rank", "down"), ("top", "up"), ("points", "up"), ("points", "down")],
)
def test_a_swap_keeps_title_language_and_focus_and_is_announced(
    browser: Browser, site: Site, lang: str, question: str, way: str
) -> None:
    resident = Resident(browser, site, lang)
    resident.starts_answering()
    if way == "down":
        resident.presses(question, "lek", "up")
    before = told(browser)
    browser.run("window.region = document.getElementById('status')")
    announced = resident.presses(question, "lek", way)
    assert announced
    assert told(browser) == before
    assert browser.run("return window.region === document.getElementById('status')") is True
    assert browser.run("return document.activeElement.id") == f"press-{question}-lek-{way}"


def told(browser: Browser) -> list[str]:
    """The title, the language and the direction of the page."""
    page: list[str] = browser.run(
        "return [document.title, document.documentElement.lang, document.documentElement.dir]"
    )
    return page


def test_the_links_at_the_foot_are_the_same_in_the_same_order_everywhere(
    browser: Browser, site: Site
) -> None:
    feet = set()
    for name in CORE:
        STATES[name](Resident(browser, site))
        feet.add(browser.run(checks.HELP)[-1])
    assert len(feet) == 1


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_listens_to_single_keys_or_to_how_the_phone_is_moved(script) -> None:
    assert not re.search(
        r"devicemotion|deviceorientation|accesskey|keypress", script.read_text(encoding="utf-8")
    )


def test_a_page_that_does_everything_too_early_is_seen(restless: Browser) -> None:
    assert ['id="eager"' in each for each in walks.focus_changes(restless)] == [True]
    assert [each for each in walks.input_changes(restless) if 'id="hasty"' in each]
    assert ['id="quick"' in each for each in walks.presses_taken_back(restless)] == [True]


@pytest.mark.parametrize(
    "check", [checks.media, checks.help_in_place, checks.langscan, checks.borders, checks.orientation]
)
def test_a_page_with_other_faults_is_seen(restless: Browser, check) -> None:
    assert list(check(restless, "ar"))
