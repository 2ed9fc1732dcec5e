"""The composer's pages: a question of each kind, and conditions on several earlier answers."""

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import ALL, LOUD, state
from tests.kinds.examples import EXAMPLES

HERE = f"{ALL}/{town.KINDS_DRAFT}"


def of_kind(kind: str) -> None:
    @state(f"question: {kind}")
    def go(browser: Browser, _site: Site) -> None:
        browser.goes_to(f"{HERE}/questions/{kind}")


for each in EXAMPLES:
    of_kind(each)


def presses(browser: Browser, button: str) -> None:
    browser.follow(f"button[name=do][value='{button}']")


def hangs_on(browser: Browser, rule: int, question: str, *answers: str) -> None:
    """The rule at that place is about these answers to a question."""
    browser.run(f"document.getElementById('condition-{rule}').value = arguments[0]", question)
    presses(browser, f"condition:{rule}")
    for answer in answers:
        browser.click(f"#answers-{rule} input[value='{answer}']")


def rules(browser: Browser) -> None:
    browser.goes_to(f"{HERE}/questions/statements")
    hangs_on(browser, 0, "single", "gunga")
    presses(browser, "condition-add")
    hangs_on(browser, 1, "matrix", "sommar/lek", "vinter/boll")
    presses(browser, "condition-add")
    hangs_on(browser, 2, "number")


@state("question: hangs on several answers")
def several(browser: Browser, _site: Site) -> None:
    rules(browser)
    assert browser.has("#condition-2-than"), browser.text()


@state("question: hangs on several answers, mistakes")
def mistakes(browser: Browser, _site: Site) -> None:
    rules(browser)
    browser.follow(LOUD)
    assert browser.has("#problems a[href$='#condition-2']"), browser.text()
