"""Every page that a resident meets, in each state, language, theme and size: accessible, whole, quiet."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.browser import plan
from tests.browser.browser import Browser
from tests.browser.core import CORE
from tests.browser.looks import languages
from tests.browser.resident import Resident
from tests.browser.residents_states import ERRORS, STATES, endpoint_of
from tests.browser.site import Site
from tests.browser.visit import Visit, visited
from tests.conftest import make_app

pytestmark = pytest.mark.browser
PLACES = {name: place for place, name in enumerate(STATES)}
FIRST = {endpoint_of(name): name for name in reversed(STATES)}
"""Page -> its first state."""


def looked_at() -> Iterator[tuple[str, str]]:
    """Each state with each language in which it is looked at."""
    for name, place in PLACES.items():
        first = FIRST[endpoint_of(name)] == name
        yield from ((name, lang) for lang in languages(place, core=name in CORE, first=first))


@pytest.fixture(scope="session")
def routes() -> Iterator[Flask]:
    app = make_app("sqlite://")
    yield app
    app.extensions["engine"].dispose()


@pytest.mark.parametrize(("name", "lang"), list(looked_at()))
def test_a_page_of_residents_is_accessible(
    name: str,
    lang: str,
    examiner: Browser,
    site: Site,
    routes: Flask,
    folder: Path,
    conclude: Callable[[Visit], None],
) -> None:
    STATES[name](Resident(examiner, site, lang))
    if endpoint_of(name) != ERRORS:
        found, _values = routes.url_map.bind("").match(examiner.path, "GET")
        assert found == endpoint_of(name), f"{name} led to {examiner.driver.current_url}"
    conclude(visited(examiner, name, lang, plan.of_residents(lang, PLACES[name]), folder))
