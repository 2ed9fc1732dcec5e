"""Pages of what goes in and out as they are after something was done."""

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import ALL, state
from tests.interchange.limesurvey.files import FLAWED


@state("import: what a survey from LimeSurvey holds")
def survey_read(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.DRAFT}/import")
    browser.one("#workbook").send_keys(str(FLAWED))
    browser.follow("main form button")
    assert browser.has(".composed > li"), browser.text()


@state("responses: no reason given")
def reason_missing(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.ENDED}/responses")
    browser.follow("main form button")
    assert browser.has("#problems"), browser.text()
