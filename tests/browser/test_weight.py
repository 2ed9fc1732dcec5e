"""What a whole first participation weighs on the wire, from the first page to the receipt, with an empty cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import town
from tests.browser.browser import WAIT_SECONDS, Browser, start_driver
from tests.browser.line import Line, line_to
from tests.browser.resident import SEND, Resident
from tests.browser.site import Site
from webapp.web.languages import INTERFACE

pytestmark = pytest.mark.browser
FIRST_VISIT, EVERY_KIND = 45_000, 60_000
"""Bytes, heads of answers among them: a set of seven questions, and one of every kind but for its pictures."""


@pytest.fixture
def newcomer(site: Site, tmp_path: Path) -> Iterator[tuple[Resident, Line]]:
    """Somebody whose browser has seen nothing of the site, and the line that carries what it fetches."""
    driver = start_driver(tmp_path)
    with line_to(site.base) as line:
        try:
            yield Resident(Browser(driver, line.base), site), line
        finally:
            driver.quit()


def weight(newcomer: tuple[Resident, Line], slug: str, lang: str, question: str) -> int:
    """Bytes of one who reads about a dialogue, answers one question, checks it and sends it."""
    resident, line = newcomer
    resident.lang = lang
    resident.visits(f"/dialogues/{slug}")
    resident.starts_answering(slug)
    resident.chooses(question, "boll")
    resident.checks()
    resident.browser.follow(SEND)
    resident.receipt()
    for late in ("/worker.js", "/qr.svg"):
        WebDriverWait(resident.browser.driver, WAIT_SECONDS).until(
            lambda _driver, end=late: fetched(line, end)
        )
    return sum(size for path, size in line.carried if "/pictures/" not in path)


def fetched(line: Line, ending: str) -> bool:
    return any(path.partition("?")[0].endswith(ending) for path, _size in line.carried)


@pytest.mark.parametrize("lang", INTERFACE)
def test_a_first_visit_is_light_in_every_language(newcomer, lang):
    assert weight(newcomer, town.OPEN, lang, "one") < FIRST_VISIT


def test_a_question_set_of_every_kind_is_light(newcomer):
    assert weight(newcomer, town.KINDS, "sv", "single") < EVERY_KIND
