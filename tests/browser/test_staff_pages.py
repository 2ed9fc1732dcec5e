"""Every page of the staff, as filled as it gets, in two languages, two widths and two themes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import axe, geometry
from tests.browser.browser import Browser
from tests.browser.every_staff_state import STATES
from tests.browser.site import Site
from tests.browser.staff_pages import BY_STATE, NO_PAGES, addresses, examples, rules, signs_in
from tests.browser.town import EVERYTHING
from tests.conftest import make_app
from webapp.web.locale import COOKIE

pytestmark = pytest.mark.browser
LANGUAGES = ("sv", "ar")
LOOKS = [(width, dark) for width in (320, 1280) for dark in (False, True)]
ROUTES = make_app("sqlite://")
RULES = rules(ROUTES)
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"


@pytest.fixture(scope="session")
def tickets() -> dict[str, list[dict[str, Any]]]:
    """Language -> the cookies of somebody who has signed in and chosen it."""
    return {}


@pytest.fixture(params=LANGUAGES)
def signed_in(
    request: pytest.FixtureRequest, browser: Browser, tickets: dict[str, list[dict[str, Any]]]
) -> Browser:
    """The browser of somebody who has every role, and has chosen a language."""
    if request.param not in tickets:
        browser.goes_to(f"/{request.param}/?choose=1")
        signs_in(browser, EVERYTHING)
        tickets[request.param] = browser.cookies()
    browser.has_cookies(tickets[request.param])
    browser.console()
    browser.requested()
    return browser


@pytest.fixture
def known(site: Site, signed_in: Browser) -> dict[str, list[str]]:
    with site.session() as session:
        return examples(
            session, next(each["value"] for each in signed_in.cookies() if each["name"] == COOKIE)
        )


def faults(browser: Browser, looks: list[tuple[int, bool]]) -> Iterator[str]:
    """What is wrong with the page that the browser shows."""
    for width, dark in looks:
        browser.looks(width, dark=dark)
        if found := axe.described(axe.violations(browser.driver)):
            yield f"{width} pixels, {'dark' if dark else 'light'}: {found}"
    browser.looks(320)
    if wider := geometry.wider_than_the_screen(browser):
        yield f"{wider} pixels wider than the screen"
    yield from (f"sticks out: {element}" for element in geometry.outside(browser))
    yield from browser.console()
    yield from browser.elsewhere(browser.requested())


@pytest.mark.parametrize("endpoint", sorted(RULES))
def test_a_page_of_the_staff_is_accessible(
    endpoint: str, signed_in: Browser, known: dict[str, list[str]]
) -> None:
    found: dict[str, list[str]] = {}
    shown = 0
    for address in addresses(ROUTES, RULES[endpoint], known):
        signed_in.goes_to(address)
        if signed_in.run(STATUS) != 200:
            continue
        looks = [LOOKS[shown % len(LOOKS)]] if shown else LOOKS
        shown += 1
        if problems := list(faults(signed_in, looks)):
            found[address] = problems
    assert shown, f"no address of {endpoint} answers with a page"
    assert not found, "\n".join(f"{address}\n  " + "\n  ".join(each) for address, each in found.items())


@pytest.mark.parametrize("name", STATES)
def test_a_page_after_something_was_done_is_accessible(name: str, signed_in: Browser, site: Site) -> None:
    STATES[name](signed_in, site)
    found = list(faults(signed_in, [LOOKS[0], LOOKS[-1]]))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("signed_in", ["sv"], indirect=True)
@pytest.mark.parametrize("name", [name for name in STATES if name.endswith(": mistakes")])
def test_the_list_of_mistakes_has_the_focus_and_leads_to_the_fields(
    name: str, signed_in: Browser, site: Site
) -> None:
    STATES[name](signed_in, site)
    assert signed_in.run("return document.activeElement.id") == "problems"
    assert signed_in.driver.title.startswith("Fel: ")
    links = signed_in.all("#problems a")
    assert links
    for link in links:
        target = str(link.get_attribute("href")).partition("#")[2]
        signed_in.run("arguments[0].click()", link)
        signed_in.wait("document.activeElement.id === arguments[0]", target)


def test_what_is_left_out_is_still_there() -> None:
    assert {rule.endpoint for rule in ROUTES.url_map.iter_rules()} >= NO_PAGES | BY_STATE
