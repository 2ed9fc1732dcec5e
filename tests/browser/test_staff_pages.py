"""Every page of the staff, as filled as it gets, and after something was done: accessible, whole, quiet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser import plan
from tests.browser.browser import Browser
from tests.browser.every_staff_state import STATES
from tests.browser.looks import WHOLE, languages_of_staff
from tests.browser.site import Site
from tests.browser.staff_pages import BY_STATE, addresses, examples, rules, signs_in
from tests.browser.town import EVERYTHING
from tests.browser.visit import Visit, visited
from tests.conftest import make_app
from webapp.web.languages import SOURCE

pytestmark = pytest.mark.browser
ROUTES = make_app("sqlite://")
RULES = rules(ROUTES)
ENDPOINTS = {endpoint: place for place, endpoint in enumerate(sorted(RULES))}
PLACES = {name: place for place, name in enumerate(STATES)}
IN_ITS_OWN = {"outreach.poster": "sv", "entry of paper: no code": "sv"}
"""Pages that are in a language of their own, whatever the reader has chosen."""
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"
Conclude = Callable[..., None]


def entries(places: dict[str, int]) -> list[tuple[str, str]]:
    """Name of a page -> its place in its table, as pairs of the name and a language."""
    return [(name, lang) for name, place in places.items() for lang in languages_of_staff(place)]


@pytest.fixture(scope="session")
def tickets() -> dict[str, list[dict[str, Any]]]:
    """Language -> the cookies of somebody who has signed in and chosen it."""
    return {}


@pytest.fixture
def signed_in(lang: str, examiner: Browser, tickets: dict[str, list[dict[str, Any]]]) -> Browser:
    """The browser of somebody who has every role, and has chosen a language."""
    if lang not in tickets:
        examiner.goes_to(f"/{lang}/?choose=1")
        signs_in(examiner, EVERYTHING)
        tickets[lang] = examiner.cookies()
    examiner.has_cookies(tickets[lang])
    examiner.console()
    examiner.requested()
    return examiner


@pytest.mark.parametrize(("endpoint", "lang"), entries(ENDPOINTS))
def test_a_page_of_the_staff_is_accessible(
    endpoint: str, lang: str, signed_in: Browser, site: Site, folder: Path, conclude: Conclude
) -> None:
    with site.session() as session:
        known = examples(session, lang)
    visits: list[Visit] = []
    place, told = ENDPOINTS[endpoint], IN_ITS_OWN.get(endpoint, lang)
    for address in addresses(ROUTES, RULES[endpoint], known):
        signed_in.goes_to(address)
        if signed_in.run(STATUS) != 200:
            signed_in.console()
            continue
        planned = plan.of_further_address(place + len(visits)) if visits else plan.of_staff(lang, place)
        visit = visited(signed_in, endpoint, told, planned, folder)
        visit.faults = [f"{address}: {fault}" for fault in visit.faults]
        visits.append(visit)
        if not WHOLE or lang != SOURCE:
            break
    assert visits, f"no address of {endpoint} answers with a page"
    conclude(*visits)


@pytest.mark.parametrize(("name", "lang"), entries(PLACES))
def test_a_page_after_something_was_done_is_accessible(
    name: str, lang: str, signed_in: Browser, site: Site, folder: Path, conclude: Conclude
) -> None:
    STATES[name](signed_in, site)
    planned = plan.of_staff(lang, PLACES[name])
    conclude(visited(signed_in, name, IN_ITS_OWN.get(name, lang), planned, folder))


@pytest.mark.parametrize("endpoint", BY_STATE)
@pytest.mark.parametrize("lang", ["sv"])
def test_a_page_that_needs_more_than_an_address_is_led_to_by_its_state(
    endpoint: str, signed_in: Browser, site: Site
) -> None:
    STATES[BY_STATE[endpoint]](signed_in, site)
    found, _values = ROUTES.url_map.bind("").match(signed_in.path, "GET")
    assert found == endpoint


@pytest.mark.parametrize("lang", ["sv"])
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
