"""Residents get all the way by keyboard alone, and always see where they are."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import geometry, town
from tests.browser.browser import Browser
from tests.browser.keyboard import KeyboardResident, contrast, seen, walk, walk_again
from tests.browser.resident import CHECK, SEND, Resident
from tests.browser.residents_states import STATES
from tests.browser.site import Site

pytestmark = pytest.mark.browser
WALKED = (
    "dialogues.register: full",
    "dialogues.show: ended with outcome",
    "dialogues.show: open",
    "answering.answer: fresh",
    "answering.answer: without scripts",
    "answering.answer: every mistake",
    "answering.answer: check",
    "answering.answer: draft restored",
    "answering.answer: waiting to be sent",
    "receipts.sent: response",
    "receipts.show: response",
    "receipts.find: a slip",
    "ideas.index: several",
    "ideas.submit: mistakes",
    "results.published: all figures",
)
LOW = 256
TABBABLE = """[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.type !== "radio" || element.checked ||
    (!document.querySelector(`input[name="${CSS.escape(element.name)}"]:checked`) &&
      element === document.querySelector(`input[name="${CSS.escape(element.name)}"]`)))"""


@pytest.fixture
def keyboardist(browser: Browser, site: Site) -> KeyboardResident:
    browser.looks(1280)
    return KeyboardResident(browser, site)


def test_contrast_is_counted_as_the_guidelines_do() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", WALKED)
def test_tab_reaches_everything_in_reading_order_and_the_focus_shows(
    browser: Browser, site: Site, name: str
) -> None:
    STATES[name](Resident(browser, site))
    browser.scripts(on=True)
    browser.looks(320, height=LOW)
    expected = browser.run(f"{geometry.NAMED} return {TABBABLE}.map(named)")
    assert [step["name"] for step in walk(browser)] == expected
    for forced in (False, True):
        browser.looks(320, dark=not forced, forced=forced, height=LOW)
        assert [step["name"] for step in walk_again(browser, TABBABLE, forced=forced)] == expected


def test_the_whole_way_from_the_code_to_the_withdrawal(keyboardist: KeyboardResident, site: Site) -> None:
    browser = keyboardist.browser
    browser.asks_with(**{"Accept-Language": "sv"})
    stored = site.responses(town.OPEN)
    browser.goes_to(f"/q/{town.PLACE}")
    keyboardist.enters("main .actions a.button")
    answer_the_place(keyboardist)
    answer_what_matters(keyboardist)
    answer_about_oneself(keyboardist)
    keyboardist.enters(CHECK)
    assert "Mest för de små" in browser.text(".answers")
    keyboardist.enters(SEND)
    assert site.responses(town.OPEN) == stored + 1
    code = keyboardist.receipt()
    keyboardist.enters(f"a[href$='{code}']")
    keyboardist.tabs_to("details:has(.danger) summary")
    browser.keys(Keys.ENTER)
    keyboardist.enters("button.danger")
    assert "Du har tagit tillbaka dina svar." in browser.text()


def answer_the_place(keyboardist: KeyboardResident) -> None:
    """Choices by Space and arrows; a condition shows its question, which Tab then reaches."""
    browser = keyboardist.browser
    keyboardist.tabs_to("#q-one-gunga")
    browser.keys(Keys.SPACE)
    assert keyboardist.sees("#question-why")
    browser.keys(Keys.ARROW_DOWN)
    assert keyboardist.at == "q-one-boll"
    assert not keyboardist.sees("#question-why")
    browser.keys(Keys.ARROW_UP)
    keyboardist.types_into("#q-why", "Mest för de små")
    keyboardist.tabs_to("#q-many-e")
    browser.keys(Keys.SPACE)
    keyboardist.tabs_to("input[name='q.scale']")
    browser.keys(Keys.SPACE)
    keyboardist.types_into("#q-short", "Backen")
    keyboardist.tabs_to("#next-part")
    browser.keys(Keys.ENTER)
    assert keyboardist.at == "part-vikt"


def answer_what_matters(keyboardist: KeyboardResident) -> None:
    """Places and points by buttons and by typing; the focus stays on the button that was pressed."""
    browser = keyboardist.browser
    first = keyboardist.pushes("#press-rank-lek-up")
    assert first == "Lugna platser under träd är nu på plats 1 av 3."
    second = keyboardist.pushes("#press-rank-gunga-up")
    assert second == "Gungor och klätterställning är nu på plats 2 av 3."
    assert keyboardist.at == "press-rank-gunga-up"
    third = keyboardist.pushes_again(Keys.SPACE)
    assert third == "Gungor och klätterställning är nu på plats 1 av 3."
    assert keyboardist.at == "press-rank-gunga-up"
    assert browser.one("#press-rank-gunga-up").get_attribute("aria-disabled") == "true"
    keyboardist.types_into("#q-top-boll", "1")
    keyboardist.types_into("#q-points-gunga", "40")
    said = "Poäng kvar att dela ut: 60"
    browser.wait("document.getElementById('status').textContent.trim() === arguments[0]", said)
    given = keyboardist.pushes("#press-points-lek-up", Keys.SPACE)
    assert given == "Lugna platser under träd: 5 poäng. Poäng kvar att dela ut: 55"
    assert keyboardist.at == "press-points-lek-up"
    keyboardist.tabs_to("#next-part")
    browser.keys(Keys.ENTER)


def answer_about_oneself(keyboardist: KeyboardResident) -> None:
    """The language changes on the way, and back; Enter in a field leads on."""
    browser = keyboardist.browser
    keyboardist.types_into("#q-number", "34")
    assert keyboardist.sees("#question-adult")
    for lang in ("en", "sv"):
        keyboardist.tabs_to(f"#tongue-{lang}", back=True)
        with browser.turning():
            browser.keys(Keys.ENTER)
        assert browser.path.startswith(f"/{lang}/")
        assert keyboardist.at == "part-du"
    assert browser.value("#q-number") == "34"
    assert browser.value("#q-rank-gunga") == "1"
    keyboardist.tabs_to("#q-adult-ja")
    browser.keys(Keys.SPACE)
    keyboardist.tabs_to("#next-part")
    browser.keys(Keys.ENTER)
    assert keyboardist.sees("#question-child")


def test_the_skip_link_comes_first_and_leads_past_the_top(keyboardist: KeyboardResident) -> None:
    keyboardist.visits("/")
    keyboardist.browser.keys(Keys.TAB)
    assert "skip" in seen(keyboardist.browser)["name"]
    keyboardist.browser.keys(Keys.ENTER)
    assert keyboardist.at == "main"
    keyboardist.browser.keys(Keys.TAB)
    assert keyboardist.browser.run("return document.activeElement.closest('main') !== null")


def test_the_error_summary_takes_the_focus_and_leads_to_every_field(keyboardist: KeyboardResident) -> None:
    keyboardist.makes_every_mistake()
    browser = keyboardist.browser
    assert keyboardist.at == "problems"
    assert browser.driver.title.startswith("Fel: ")
    targets = [str(link.get_attribute("href")).partition("#")[2] for link in browser.all("#problems a")]
    assert targets == [
        "q-one",
        "q-many",
        "q-short",
        "q-rank-boll",
        "q-top-lek",
        "q-points",
        "q-number",
    ]
    for target in targets:
        browser.run("document.getElementById('problems').focus()")
        keyboardist.tabs_to(f"#problems a[href$='#{target}']")
        browser.keys(Keys.ENTER)
        assert keyboardist.at == target
        focus = geometry.focus(browser)
        assert focus is not None
        assert focus["inside"]


def test_a_press_at_the_end_of_the_list_keeps_the_focus_too(keyboardist: KeyboardResident) -> None:
    keyboardist.starts_answering()
    keyboardist.turns_to("rank")
    keyboardist.browser.run("document.getElementById('part-vikt').focus()")
    keyboardist.pushes("#press-rank-boll-up")
    keyboardist.browser.keys(Keys.ENTER)
    keyboardist.browser.wait("!document.querySelector('.htmx-request')")
    assert keyboardist.at == "press-rank-boll-up"
    down = keyboardist.pushes("#press-rank-boll-down")
    assert down == "Mångfunktionsidrottsplaneutrustning har ingen plats."
    assert keyboardist.at == "press-rank-boll-down"
