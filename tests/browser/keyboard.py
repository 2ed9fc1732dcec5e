"""A resident who uses the keyboard alone, and looks where the focus is at every step."""

import re
from typing import Any

from selenium.webdriver.common.keys import Keys

from tests.browser import geometry
from tests.browser.browser import Browser
from tests.browser.resident import Resident

FROM_THE_TOP = """
document.body.tabIndex = -1;
document.body.focus();
document.body.removeAttribute("tabindex");
scrollTo(0, 0);
"""
MOST_STEPS = 150
THINNEST_RING = 2
RING_CONTRAST = 3.0
"""WCAG 1.4.11, between the ring and what it lies on."""


def contrast(first: str, second: str) -> float:
    """The contrast of two opaque CSS colours, 1 to 21 (WCAG 2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def seen(browser: Browser, *, forced: bool = False) -> dict[str, Any]:
    """What has the focus; fails where nothing has it, or where it cannot be seen."""
    focus = geometry.focus(browser)
    assert focus, f"the focus is lost on {browser.driver.current_url}"
    return shows(focus, forced=forced)


def shows(focus: dict[str, Any], *, forced: bool = False) -> dict[str, Any]:
    """`focus` itself; fails where it cannot be seen."""
    assert focus["inside"], f"out of view: {focus}"
    assert focus["uncovered"], f"covered: {focus}"
    assert focus["outline"] >= THINNEST_RING, f"no ring: {focus}"
    assert forced or contrast(focus["colour"], focus["ground"]) >= RING_CONTRAST, f"pale ring: {focus}"
    return focus


def walk(browser: Browser, *, forced: bool = False) -> list[dict[str, Any]]:
    """Everything that Tab reaches from the top of the page, until it comes round or leaves the page."""
    browser.run(FROM_THE_TOP)
    steps: list[dict[str, Any]] = []
    while len(steps) < MOST_STEPS:
        browser.keys(Keys.TAB)
        focus = geometry.focus(browser)
        if focus is None or (steps and focus["name"] == steps[0]["name"]):
            return steps
        steps.append(shows(focus, forced=forced))
    raise AssertionError(f"Tab never leaves {browser.driver.current_url}: {steps[-1]}")


def walk_again(browser: Browser, tabbable: str, *, forced: bool = False) -> list[dict[str, Any]]:
    """The same as `walk` found, in other colours: after one Tab the focus is given to each, without the key."""
    browser.run(FROM_THE_TOP)
    browser.keys(Keys.TAB)
    return [shows(focus, forced=forced) for focus in geometry.focus_on_each(browser, tabbable)]


class KeyboardResident(Resident):
    """Somebody who never touches a mouse or a screen."""

    @property
    def at(self) -> str:
        """The id of what has the focus."""
        return str(self.browser.run("return document.activeElement.id"))

    def tabs_to(self, css: str, *, back: bool = False) -> None:
        """Presses Tab, or Shift and Tab, until the focus is there; it can be seen at every step."""
        for _step in range(MOST_STEPS):
            if back:
                self.browser.shift_tab()
            else:
                self.browser.keys(Keys.TAB)
            focus = geometry.focus(self.browser)
            if focus is None:
                continue
            shows(focus)
            if self.browser.run("return document.activeElement.matches(arguments[0])", css):
                return
        raise AssertionError(f"Tab does not lead to {css} on {self.browser.driver.current_url}")

    def enters(self, css: str) -> None:
        """Goes to a link or button and presses Enter; the next page is there afterwards."""
        self.tabs_to(css)
        with self.browser.turning():
            self.browser.keys(Keys.ENTER)

    def types_into(self, css: str, words: str) -> None:
        self.tabs_to(css)
        self.browser.keys(words)

    def pushes(self, css: str, key: str = Keys.ENTER) -> str:
        """Goes to a button of the question that only changes this page; returns what is announced."""
        self.tabs_to(css)
        return self.pushes_again(key)

    def pushes_again(self, key: str = Keys.ENTER) -> str:
        before = self.browser.text("#status")
        self.browser.keys(key)
        self.browser.wait("document.getElementById('status').textContent.trim() !== arguments[0]", before)
        seen(self.browser)
        return self.browser.text("#status")
