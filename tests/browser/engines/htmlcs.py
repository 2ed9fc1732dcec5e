"""HTML_CodeSniffer on the page that the browser shows."""

from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.engines import HTMLCS, Found, ask, load, script

PACKAGE = "html_codesniffer"
STANDARD = "WCAG2AA"
EXAMINE = f"""
HTMLCS.translated ??= HTMLCS.getTranslation;
HTMLCS.getTranslation = (key) => HTMLCS.translated(key) ?? key;
HTMLCS.process("{STANDARD}", document, () => done(told("htmlcs", suppressions, HTMLCS.getMessages()
  .filter((each) => each.type === HTMLCS.ERROR)
  .map((each) => ({{ rule: each.code, message: each.msg, element: each.element }})))), failed);
"""


def text() -> str:
    """The engine's script; EngineMissing where it is not installed."""
    return script(PACKAGE, "build/HTMLCS.js")


def examine(driver: WebDriver) -> Found:
    """What are errors for certain; its warnings and notices are for people.

    A message that it has no words for would stop it: its key then stands for them.
    """
    load(driver, "HTMLCS", text)
    return ask(driver, HTMLCS, EXAMINE)
