"""While an official writes, the page tells how easy the text is to read."""

import pytest

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.staff_pages import signs_in
from tests.browser.staff_states import ALL

pytestmark = pytest.mark.browser
EASY = "Vi ska bygga om parken. Du kan säga vad du vill ha där. " * 4
HARD = (
    "Samhällsbyggnadsnämndens lokaliseringsutredning förutsätter remissbehandling av exploateringsavtalet, "
    "detaljplaneförslaget och gestaltningsprogrammet. "
) * 4


def test_a_pause_in_typing_tells_how_easy_the_text_is(browser: Browser) -> None:
    signs_in(browser, town.EVERYTHING)
    browser.goes_to(f"{ALL}/{town.DRAFT}/facts?choose=sv")
    status = "document.getElementById('purpose-sv-ease').textContent.includes(arguments[0])"
    browser.type("#purpose-sv", HARD)
    browser.wait(status, "mycket svår att läsa. Sikta på högst 40.")
    assert "Samhällsbyggnadsnämndens" in browser.text("#purpose-sv-hardest")
    assert browser.run("return document.activeElement.id") == "purpose-sv"
    browser.type("#purpose-sv", EASY)
    browser.wait(status, "mycket lätt att läsa.")
    assert browser.text("#purpose-sv-hardest") == ""
    assert browser.one("#purpose-sv-ease").get_attribute("role") == "status"
