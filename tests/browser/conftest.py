"""A served town and a browser, one of each per test process."""

from collections.abc import Iterator

import pytest

from tests.browser import town
from tests.browser.browser import Browser, start_driver
from tests.browser.opinion_states import fill_opinions
from tests.browser.pairs_states import fill_pairs
from tests.browser.resident import Resident
from tests.browser.site import Site, prepare, served
from tests.provider import provider


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    url = prepare(folder)
    with Site("", url).session() as session:
        town.fill(session)
        fill_pairs(session)
        fill_opinions(session)
    with provider() as people, served(url, folder, people.base) as running:
        yield running


@pytest.fixture(scope="session")
def own_browser(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser of this test process, as the test before left it."""
    try:
        driver = start_driver(tmp_path_factory.mktemp("profile"))
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    yield Browser(driver, site.base)
    driver.quit()


@pytest.fixture
def browser(own_browser: Browser) -> Browser:
    """A browser as new."""
    own_browser.reset()
    return own_browser


@pytest.fixture
def resident(browser: Browser, site: Site) -> Resident:
    """Somebody with a phone who reads Swedish."""
    return Resident(browser, site)
