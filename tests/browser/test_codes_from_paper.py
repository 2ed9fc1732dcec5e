"""A one-time code on its whole way: made by an official, printed, scanned by a resident, used up."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from selenium.webdriver.common.keys import Keys

from tests.browser.browser import Browser
from tests.browser.every_staff_state import STATES
from tests.browser.once import BY_CODE
from tests.browser.resident import CHECK, Resident
from tests.browser.site import Site
from tests.browser.staff_pages import signs_in
from tests.browser.town import EVERYTHING

pytestmark = pytest.mark.browser


def scanned(browser: Browser, number: int) -> str:
    """What a camera reads on the card with this number, as the browser draws it."""
    square = browser.all(".paper .square")[number]
    browser.run("arguments[0].scrollIntoView()", square)
    found = zxingcpp.read_barcode(Image.open(BytesIO(square.screenshot_as_png)))
    assert found is not None
    return str(found.text)


@pytest.mark.parametrize("kind", ["cards", "letters"])
def test_a_printed_code_leads_to_the_form_and_through_to_the_receipt(
    browser: Browser, site: Site, kind: str
) -> None:
    browser.goes_to("/sv/?choose=1")
    signs_in(browser, EVERYTHING)
    STATES[f"codes: {kind}"](browser, site)
    address = scanned(browser, 3)
    assert address.startswith(f"{site.base}/k/{BY_CODE}#code=")
    before = site.responses(BY_CODE)
    for again in (False, True):
        browser.reset()
        browser.asks_with(**{"Accept-Language": "sv"})
        browser.goes_to(address.removeprefix(site.base))
        resident = Resident(browser, site)
        browser.wait("document.getElementById('code').value")
        assert browser.value("#code") == address.partition("#code=")[2]
        assert "#" not in browser.driver.current_url
        assert browser.path.endswith(f"/dialogues/{BY_CODE}/answer")
        browser.run("document.querySelector('.question input[type=radio]').click()")
        browser.follow(CHECK)
        if again:
            assert "Koden är redan använd." in browser.text("#code-error")
        else:
            resident.sends()
    assert site.responses(BY_CODE) == before + 1


def test_a_code_is_mended_by_keyboard_alone(resident: Resident) -> None:
    browser = resident.browser
    resident.starts_answering(BY_CODE)
    browser.run("document.querySelector('.question input[type=radio]').click()")
    browser.type("#code", "c7df")
    browser.follow(CHECK)
    assert browser.run("return document.activeElement.id") == "problems"
    browser.keys(Keys.TAB)
    browser.keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "code"
    assert browser.value("#code") == "c7df"
    browser.keys("-hjkm")
    assert browser.value("#code").endswith("-hjkm") or browser.value("#code").startswith("-hjkm")
    described = browser.run("return document.activeElement.getAttribute('aria-describedby')")
    assert described == "code-hint code-error"
