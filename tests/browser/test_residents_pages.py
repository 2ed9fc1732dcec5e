"""Every page that a resident meets, in each state, language, width and theme: accessible, whole, quiet."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.browser import axe, geometry
from tests.browser.browser import Browser
from tests.browser.resident import Resident
from tests.browser.residents_states import ERRORS, STATES, endpoint_of
from tests.browser.site import Site
from tests.conftest import make_app

LANGUAGES = ("sv", "en", "ar")
NARROW, WIDE = 320, 1280
EVERYWHERE = [
    pytest.param((name, lang), id=f"{name}-{lang}", marks=pytest.mark.xdist_group(f"{name}-{lang}"))
    for name in STATES
    for lang in LANGUAGES
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("shown", EVERYWHERE, indirect=True, scope="module"),
]


@dataclass(frozen=True)
class Shown:
    """A page that the browser shows, and what the browser said and asked for on the way there."""

    name: str
    lang: str
    browser: Browser
    console: list[str]
    requested: list[str]


@pytest.fixture(scope="session")
def routes() -> Flask:
    return make_app("sqlite://")


@pytest.fixture(scope="module")
def shown(request: pytest.FixtureRequest, own_browser: Browser, site: Site, routes: Flask) -> Shown:
    name, lang = request.param
    own_browser.reset()
    STATES[name](Resident(own_browser, site, lang))
    if endpoint_of(name) != ERRORS:
        found, _values = routes.url_map.bind("").match(own_browser.path, "GET")
        assert found == endpoint_of(name), f"{name} led to {own_browser.driver.current_url}"
    return Shown(name, lang, own_browser, own_browser.console(), own_browser.requested())


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_fault(shown: Shown, theme: str, width: int) -> None:
    shown.browser.looks(width, dark=theme == "dark")
    found = axe.violations(shown.browser.driver)
    assert not found, axe.described(found)


def test_nothing_sticks_out_at_320_pixels(shown: Shown) -> None:
    shown.browser.looks(NARROW)
    assert geometry.wider_than_the_screen(shown.browser) == 0
    assert geometry.outside(shown.browser) == []


def test_text_twice_as_large_fits(shown: Shown) -> None:
    shown.browser.looks(WIDE)
    geometry.enlarged(shown.browser, on=True)
    wider, outside = geometry.wider_than_the_screen(shown.browser), geometry.outside(shown.browser)
    clipped = geometry.clipped(shown.browser)
    geometry.enlarged(shown.browser, on=False)
    assert (wider, outside, clipped) == (0, [], [])


def test_text_with_the_readers_own_spacing_fits(shown: Shown) -> None:
    shown.browser.looks(NARROW)
    geometry.spaced(shown.browser, on=True)
    wider, outside = geometry.wider_than_the_screen(shown.browser), geometry.outside(shown.browser)
    clipped = geometry.clipped(shown.browser)
    geometry.spaced(shown.browser, on=False)
    assert (wider, outside, clipped) == (0, [], [])


def test_fingers_can_hit_every_button_and_field(shown: Shown) -> None:
    shown.browser.looks(NARROW)
    assert geometry.too_small(shown.browser) == []


def test_language_and_direction_are_told(shown: Shown) -> None:
    said = shown.browser.run("return [document.documentElement.lang, document.documentElement.dir]")
    assert said == [shown.lang, "rtl" if shown.lang == "ar" else "ltr"]
    assert shown.browser.run("return getComputedStyle(document.body).direction") == said[1]


def test_numbers_and_addresses_run_from_left_to_right(shown: Shown) -> None:
    astray = shown.browser.run(
        'return [...document.querySelectorAll(\'a[href^="tel:"], a[href^="mailto:"], .digits, input.code, input.tiny, input.short\')]'
        ".filter((each) => getComputedStyle(each.querySelector('bdi') ?? each).direction !== 'ltr')"
        ".map((each) => each.outerHTML)"
    )
    assert astray == []


def test_the_console_is_quiet_and_nobody_else_is_asked(shown: Shown) -> None:
    assert shown.console == []
    assert shown.browser.elsewhere(shown.requested) == []
