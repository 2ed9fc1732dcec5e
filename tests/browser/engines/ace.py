"""IBM's accessibility-checker-engine on the page that the browser shows."""

from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.engines import ACE, Found, ask, load, script

PACKAGE = "accessibility-checker-engine"
EXAMINE = """
const found = (path, within) => within.evaluate(path, within, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
const at = (path) => path.split(/(?=\\/html\\[1\\])/)
  .reduce((frame, part) => found(part, frame?.contentDocument ?? document), null);
new ace.Checker().check(document, ["WCAG_2_2"]).then((report) => done(told("ace", suppressions, report.results
  .filter((each) => each.value[1] === "FAIL")
  .map((each) => ({ rule: each.ruleId, message: each.message, element: at(each.path.dom) })))), failed);
"""


def text() -> str:
    """The engine's script; EngineMissing where it is not installed."""
    return script(PACKAGE, "ace.js")


def examine(driver: WebDriver) -> Found:
    """What fails for certain, recommendations among it; what only a person can judge is left out."""
    load(driver, "ace", text)
    return ask(driver, ACE, EXAMINE)
