"""Ways to fill in a form of every kind: with scripts off, by keyboard alone, by touch alone."""

from collections.abc import Iterator
from typing import Any

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.browser import Browser
from tests.browser.keyboard import KeyboardResident
from tests.browser.resident import CHECK, SEND
from tests.browser.site import Site
from tests.kinds.examples import EXAMPLES, filled_in

POINT = """
const of = arguments[0];
const target = of.matches("input[type=radio], input[type=checkbox]") ? of.closest("label") ?? of.labels[0] : of;
target.scrollIntoView({ block: "center" });
const box = target.getBoundingClientRect();
return [box.x + box.width / 2, box.y + box.height / 2];
"""
"""Where a finger lands: the middle of a button or field, or of the label of a choice."""


def field(name: str, value: str) -> str:
    """The CSS selector of what is chosen or typed into for a name and a value of the form."""
    return f"input[name='{name}'][value='{value}'], [name='{name}']:not([type=radio], [type=checkbox])"


class Way:
    """One way to use the form."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def fills_everything(self) -> None:
        """Fills the form in with the example of every kind, from its top to its end."""
        for name, value in self.in_order(filled_in()):
            self.gives(name, value)

    def in_order(self, fields: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        """(name, value) of what is not blank, in the order of the page."""
        order = self.browser.run("return [...document.querySelectorAll('[name]')].map((each) => each.name)")
        for name in sorted(fields, key=order.index):
            yield from ((name, value) for value in fields[name] if value)

    def gives(self, name: str, value: str) -> None:
        raise NotImplementedError

    def goes_on(self, css: str) -> None:
        """Presses what leads to another page."""
        raise NotImplementedError


class WithoutScripts(Way):
    """A phone that runs no scripts: clicks and typing."""

    def gives(self, name: str, value: str) -> None:
        target = self.browser.one(field(name, value))
        target.click()
        if is_written(target):
            target.send_keys(value)

    def goes_on(self, css: str) -> None:
        self.browser.follow(css)


class ByKeyboard(Way):
    """No mouse and no touch: Tab, Space, arrows, Enter and letters."""

    def __init__(self, browser: Browser, site: Site) -> None:
        super().__init__(browser)
        self.resident = KeyboardResident(browser, site)

    def gives(self, name: str, value: str) -> None:
        kind = self.browser.all(field(name, value))[0].get_attribute("type")
        if kind == "radio":
            self.resident.tabs_to(f"input[name='{name}']")
            self.browser.keys(Keys.SPACE)
            while self.browser.run("return document.activeElement.value") != value:
                self.browser.keys(Keys.ARROW_DOWN)
        else:
            self.resident.tabs_to(field(name, value))
            self.browser.keys(Keys.SPACE if kind == "checkbox" else value)

    def goes_on(self, css: str) -> None:
        self.resident.enters(css)


class ByTouch(Way):
    """A finger on a phone: taps on labels and buttons, words from the keyboard on the screen."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        browser.touches(on=True)

    def fills_everything(self) -> None:
        pressed = {kind: press for kind, press in PRESSED.items() if kind in EXAMPLES}
        for name, value in self.in_order(filled_in()):
            if name.split(".")[1] not in pressed:
                self.gives(name, value)
        for kind, press in pressed.items():
            press(self, kind, EXAMPLES[kind].value)

    def taps(self, css: str) -> WebElement:
        target = self.browser.one(css)
        self.browser.taps(*self.browser.run(POINT, target))
        return target

    def gives(self, name: str, value: str) -> None:
        target = self.taps(field(name, value))
        if is_written(target):
            self.browser.dictates(value)

    def goes_on(self, css: str) -> None:
        with self.browser.turning():
            self.taps(css)

    def ranks(self, kind: str, order: Any) -> None:
        """Taps the arrow of one option after another."""
        for option in order:
            self._pushes(f"#press-{kind}-{option}-up")

    def shares_out(self, kind: str, points: Any) -> None:
        """Taps plus until each option has its points."""
        for option, given in points.items():
            while self.browser.value(f"#q-{kind}-{option}") != str(given):
                self._pushes(f"#press-{kind}-{option}-up")

    def _pushes(self, css: str) -> None:
        before = self.browser.text("#status")
        self.taps(css)
        self.browser.wait("document.getElementById('status').textContent.trim() !== arguments[0]", before)


PRESSED = {"ranking": ByTouch.ranks, "points": ByTouch.shares_out}
"""Kinds whose buttons are tapped, so that no number has to be typed."""


def is_written(target: WebElement) -> bool:
    return target.get_attribute("type") not in {"radio", "checkbox"}


def finishes(way: Way) -> None:
    """From the form filled in to the receipt's page."""
    way.goes_on(CHECK)
    way.goes_on(SEND)
