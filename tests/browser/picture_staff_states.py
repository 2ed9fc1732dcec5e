"""The composer's page of a choice among pictures, after something was done."""

from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.sketches import SLUG, make_sketches
from tests.browser.staff_states import ALL, state


@state("question: pictures")
def pictures(browser: Browser, site: Site) -> None:
    make_sketches(site)
    browser.goes_to(f"{ALL}/{SLUG}/questions/one")
    assert browser.has("img.thumb"), browser.text()


@state("question: pictures with mistakes")
def mistakes(browser: Browser, site: Site) -> None:
    pictures(browser, site)
    browser.type("#option-0-alt-sv", "")
    browser.run("document.getElementById('option-1-sv').value = ''")
    browser.run("document.getElementById('option-0-alt-sv').value = ''")
    browser.follow("#save")
    assert browser.has("#option-0-alt-sv-error"), browser.text()


@state("question: a file that is no picture")
def no_picture(browser: Browser, site: Site) -> None:
    pictures(browser, site)
    browser.one("#option-0-file").send_keys(__file__)
    browser.follow("#save")
    assert browser.has("#option-0-file-error"), browser.text()
