"""A served town and a browser, one of each per test process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.browser import ONE_PROCESS, Browser, start_driver
from tests.browser.filled import filled
from tests.browser.resident import Resident
from tests.browser.site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with filled(tmp_path_factory.mktemp("site")) as running:
        yield running


@contextmanager
def started(site: Site, profile: Path, *flags: str) -> Iterator[Browser]:
    """A browser on the site; fails where there is none on this machine."""
    try:
        driver = start_driver(profile, *flags)
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    yield Browser(driver, site.base, one_process=ONE_PROCESS in flags)
    driver.quit()


@pytest.fixture(scope="session")
def own_browser(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser of this test process, as the test before left it."""
    with started(site, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="session")
def own_examiner(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser in which this test process examines pages, as the test before left it."""
    with started(site, tmp_path_factory.mktemp("examiner"), ONE_PROCESS) as browser:
        yield browser


@pytest.fixture
def browser(own_browser: Browser) -> Browser:
    """A browser as new."""
    own_browser.reset()
    return own_browser


@pytest.fixture
def examiner(own_examiner: Browser) -> Browser:
    """A browser as new that is quick at examining pages."""
    own_examiner.reset()
    return own_examiner


@pytest.fixture
def resident(browser: Browser, site: Site) -> Resident:
    """Somebody with a phone who reads Swedish."""
    return Resident(browser, site)
