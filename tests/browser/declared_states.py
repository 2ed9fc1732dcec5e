"""What staff declare, and the reports that they answer, in their states."""

from tests.browser import town
from tests.browser.accessibility_states import ASSESSED, declaring
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import sends_empty, state, with_mistakes

with_mistakes("data protection", "/staff/municipality/privacy")
with_mistakes("answer to a report", f"/staff/accessibility/{town.REPORT}")


@state("statement: filled in")
def filled_in(browser: Browser, site: Site) -> None:
    with declaring(site, accessibility=ASSESSED):
        browser.goes_to("/staff/municipality/accessibility")
    assert browser.has("#service[value='Dialog Lindmo']")


@state("statement: mistakes")
def no_assessment(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/municipality/accessibility")
    browser.run("document.querySelector('[name=conformance][value=full]').click()")
    sends_empty(browser)
    assert browser.has("#problems"), browser.text()


@state("reports: to be erased by a decision")
def with_decision(browser: Browser, site: Site) -> None:
    with declaring(site, privacy={"disposal": "KS 2026/7"}):
        browser.goes_to("/staff/accessibility")
    assert "KS 2026/7" in browser.text()
