"""A bad network: nothing typed is lost, what is sent is stored once, and the receipt is reached."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from selenium.common.exceptions import WebDriverException

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.line import Cut, Line, line_to
from tests.browser.pages import change_questions
from tests.browser.resident import CHECK, SEND, Resident
from tests.browser.site import Site
from tests.factories import days

pytestmark = pytest.mark.browser
FORM = f"/sv/dialogues/{town.OPEN}/answer"
BROKEN = [cut for cut in Cut if cut is not Cut.NOWHERE]
REACHING = {Cut.BEFORE_THE_ANSWER, Cut.IN_THE_ANSWER}
NUMBER = re.compile(r"Registration ID: (\d+)")
KEPT = "return JSON.stringify({...sessionStorage})"
WAITING = """
const done = arguments[0];
const asked = indexedDB.open("waiting", 1);
asked.onupgradeneeded = () => asked.result.createObjectStore("sends", { keyPath: "key" });
asked.onsuccess = () => {
  const all = asked.result.transaction("sends").objectStore("sends").getAll();
  all.onsuccess = () => { asked.result.close(); done(all.result.length); };
};
"""


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    with line_to(site.base) as line:
        yield line


@pytest.fixture
def resident(line: Line, own_browser: Browser, site: Site) -> Iterator[Resident]:
    """Somebody whose network can be cut. Each line is an origin of its own, that the browser knows nothing of."""
    own_browser.reset()
    yield Resident(Browser(own_browser.driver, line.base), site)
    own_browser.driver.get("about:blank")


def answers_every_kind(resident: Resident) -> None:
    resident.starts_answering()
    resident.chooses("one", "gunga")
    resident.writes("why", "Det är kul.\nMycket kul.")
    resident.chooses("many", "m", "h")
    resident.chooses("scale", "b")
    resident.writes("short", "Backen 🌳")
    resident.presses("rank", "lek", "up")
    resident.presses("rank", "gunga", "up")
    resident.numbers("points", gunga="60", lek="٤٠")
    resident.writes("number", "34")
    resident.chooses("adult", "ja")
    resident.writes("child", "Mer lek")


EVERY_KIND = {
    "q.one": ["gunga"],
    "q.why": ["Det är kul.\nMycket kul."],
    "q.many": ["m", "h"],
    "q.scale": ["b"],
    "q.short": ["Backen 🌳"],
    "q.rank.lek": ["1"],
    "q.rank.gunga": ["2"],
    "q.points.gunga": ["60"],
    "q.points.lek": ["٤٠"],
    "q.number": ["34"],
    "q.adult": ["ja"],
    "q.child": ["Mer lek"],
}


def typed(resident: Resident) -> dict[str, list[str]]:
    """Field -> values, of what the form holds."""
    found: dict[str, list[str]] = {}
    for name, value in resident.browser.run(
        "return [...new FormData(document.getElementById('answer-form'))].map((each) => each.map(String))"
    ):
        if name.startswith("q.") and value:
            found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return found


def is_ready(resident: Resident) -> None:
    """The worker has taken the page over."""
    resident.browser.wait("navigator.serviceWorker.controller")


def comes_to_the_receipt(resident: Resident) -> str:
    resident.browser.wait("document.querySelector('.receipt .digits')")
    return resident.receipt()


def waits(resident: Resident) -> None:
    resident.browser.wait("document.getElementById('waiting')?.hidden === false")


def remembered(browser: Browser) -> int:
    """How many responses wait in the browser's own database."""
    return int(browser.driver.execute_async_script(WAITING))


def test_what_was_typed_is_there_after_a_reload_and_that_is_told(resident: Resident) -> None:
    answers_every_kind(resident)
    assert typed(resident) == EVERY_KIND
    key = resident.browser.value("[name=key]")
    resident.browser.driver.refresh()
    assert typed(resident) == EVERY_KIND
    assert resident.browser.value("[name=key]") == key
    assert resident.sees("#restored")
    resident.browser.wait(
        "document.getElementById('status').textContent === 'Vi har fyllt i det du skrev förut.'"
    )
    assert resident.browser.run("return document.activeElement.tagName") == "BODY"
    resident.browser.wait("document.querySelector('#question-rank li.placed label').htmlFor === 'q-rank-lek'")
    assert resident.presses("rank", "gunga", "up").endswith("är nu på plats 1 av 3.")


def test_nothing_is_said_where_nothing_was_typed(resident: Resident) -> None:
    resident.starts_answering()
    resident.browser.driver.refresh()
    assert not resident.sees("#restored")
    assert resident.browser.text("#status") == ""


def test_a_draft_follows_to_another_language_and_back(resident: Resident) -> None:
    answers_every_kind(resident)
    resident.changes_language_to("ar")
    assert typed(resident) == EVERY_KIND
    assert not resident.sees("#restored")
    resident.lang = "en"
    resident.starts_answering()
    assert typed(resident) == EVERY_KIND
    assert resident.sees("#restored")


def test_back_from_the_check_page_leads_to_what_was_typed(resident: Resident) -> None:
    answers_every_kind(resident)
    resident.checks()
    resident.browser.driver.back()
    resident.browser.wait("document.getElementById('answer-form')")
    assert typed(resident) == EVERY_KIND


def test_clearing_asks_first_and_leaves_nothing_for_the_next_person(resident: Resident) -> None:
    browser = resident.browser
    answers_every_kind(resident)
    key = browser.value("[name=key]")
    browser.click("#finish ~ [data-with-script] [data-clear]")
    browser.driver.switch_to.alert.dismiss()
    assert typed(resident) == EVERY_KIND
    browser.run("window.left = false")
    browser.click("#finish ~ [data-with-script] [data-clear]")
    browser.driver.switch_to.alert.accept()
    browser.wait("window.left === undefined && document.readyState === 'complete'")
    assert typed(resident) == {}
    assert browser.value("[name=key]") != key
    browser.driver.refresh()
    assert typed(resident) == {}
    assert "Backen" not in browser.run(KEPT)


def test_a_sent_response_leaves_no_draft_and_the_way_back_to_the_form_leads_to_a_new_one(
    resident: Resident, site: Site
) -> None:
    browser = resident.browser
    stored = site.responses(town.OPEN)
    answers_every_kind(resident)
    key = browser.value("[name=key]")
    resident.checks()
    first = resident.sends()
    assert "Backen" not in browser.run(KEPT)
    assert key not in browser.run(KEPT)
    browser.driver.back()
    browser.wait(
        "document.readyState === 'complete' && (document.querySelector('#answer-form ~ [name=key], body > [name=key]')?.value ?? arguments[0]) !== arguments[0]",
        key,
    )
    assert typed(resident) == {}
    resident.answers_a_little()
    assert resident.sends() != first
    assert site.responses(town.OPEN) == stored + 2


@pytest.mark.parametrize("cut", BROKEN, ids=lambda cut: cut.name.lower())
def test_a_form_that_could_not_be_fetched_again_still_has_what_was_typed(
    resident: Resident, line: Line, cut: Cut
) -> None:
    answers_every_kind(resident)
    line.breaks(cut)
    with suppress(WebDriverException):
        resident.browser.driver.refresh()
    assert not resident.browser.has("[name=key]"), "it was to be no whole form"
    line.mends()
    resident.starts_answering()
    assert typed(resident) == EVERY_KIND


@pytest.mark.parametrize("cut", BROKEN, ids=lambda cut: cut.name.lower())
def test_a_press_without_a_network_is_told_beside_the_question(
    resident: Resident, line: Line, cut: Cut
) -> None:
    browser = resident.browser
    answers_every_kind(resident)
    while not resident.sees("#question-rank"):
        browser.click("#previous-part")
    line.breaks(cut)
    browser.click("#press-rank-boll-up")
    browser.wait("!document.getElementById('no-network').hidden")
    assert (
        browser.run("return document.getElementById('no-network').previousElementSibling.id")
        == "question-rank"
    )
    assert "ingen kontakt med nätet" in browser.text("#status")
    assert typed(resident) == EVERY_KIND
    line.mends()
    assert resident.presses("rank", "boll", "up").endswith("är nu på plats 3 av 3.")
    assert not resident.sees("#no-network")


@pytest.mark.parametrize("cut", BROKEN, ids=lambda cut: cut.name.lower())
def test_a_check_without_a_network_leaves_the_form_as_it_is(resident: Resident, line: Line, cut: Cut) -> None:
    answers_every_kind(resident)
    is_ready(resident)
    line.breaks(cut)
    resident.browser.click(CHECK)
    resident.browser.wait("!document.getElementById('no-network').hidden")
    assert typed(resident) == EVERY_KIND
    line.mends()
    resident.browser.driver.refresh()
    resident.checks()
    assert "Backen 🌳" in resident.browser.text(".answers")


@pytest.mark.parametrize("cut", BROKEN, ids=lambda cut: cut.name.lower())
def test_what_is_sent_without_a_network_is_stored_once_when_it_is_back(
    resident: Resident, line: Line, site: Site, cut: Cut
) -> None:
    browser = resident.browser
    stored = site.responses(town.OPEN)
    resident.answers_a_little()
    line.breaks(cut)
    browser.click(SEND)
    waits(resident)
    assert browser.run("return document.activeElement.id") == "waiting"
    assert "Dina svar väntar på nätet." in browser.text("#status")
    assert "Backen 🌳" in browser.text(".answers")
    assert site.responses(town.OPEN) == stored + (cut in REACHING)
    browser.click("#try-now")
    line.mends()
    comes_to_the_receipt(resident)
    assert site.responses(town.OPEN) == stored + 1
    assert "Backen" not in browser.run(KEPT)
    assert remembered(browser) == 0


def test_a_receipt_that_could_not_be_fetched_is_there_when_the_network_is_back(
    resident: Resident, line: Line, site: Site
) -> None:
    stored = site.responses(town.OPEN)
    resident.answers_a_little()
    line.breaks(Cut.BEFORE_THE_ANSWER, only=b"GET /sv/receipt/")
    with suppress(WebDriverException):
        resident.browser.click(SEND)
        resident.browser.wait("!document.getElementById('send')")
    line.mends()
    resident.browser.driver.refresh()
    comes_to_the_receipt(resident)
    assert site.responses(town.OPEN) == stored + 1


def test_waiting_goes_on_in_the_tab_after_the_form_was_opened_anew(
    resident: Resident, line: Line, site: Site
) -> None:
    stored = site.responses(town.OPEN)
    resident.answers_a_little()
    line.breaks(Cut.BEFORE_THE_ANSWER)
    resident.browser.click(SEND)
    waits(resident)
    line.mends()
    resident.browser.driver.get("about:blank")
    resident.starts_answering()
    comes_to_the_receipt(resident)
    assert site.responses(town.OPEN) == stored + 1


def test_answers_are_sent_after_the_tab_has_gone_elsewhere(
    resident: Resident, line: Line, site: Site
) -> None:
    browser, stored = resident.browser, site.responses(town.OPEN)
    resident.answers_a_little()
    is_ready(resident)
    line.breaks(Cut.BEFORE_THE_REQUEST)
    browser.click(SEND)
    waits(resident)
    until_kept(browser)
    number = registration(browser)
    line.mends()
    browser.driver.execute_cdp_cmd("ServiceWorker.enable", {})
    sync = {"origin": line.base, "registrationId": number, "tag": "send", "lastChance": False}
    browser.driver.execute_cdp_cmd("ServiceWorker.dispatchSyncEvent", sync)
    browser.goes_to("/healthz")
    for _attempt in range(100):
        if remembered(browser) == 0:
            break
    assert site.responses(town.OPEN) == stored + 1
    resident.starts_answering()
    comes_to_the_receipt(resident)
    assert site.responses(town.OPEN) == stored + 1


def until_kept(browser: Browser) -> None:
    for _attempt in range(200):
        if remembered(browser) == 1:
            return
    raise AssertionError("the worker has not kept what is to be sent")


def registration(browser: Browser) -> str:
    """The number that the browser has given the one worker of this origin."""
    browser.driver.get("chrome://serviceworker-internals/")
    browser.wait("document.body.innerText.includes(arguments[0])", browser.base)
    told = str(browser.run("return document.body.innerText"))
    return NUMBER.search(told[told.index(browser.base) :])[1]  # type: ignore[index]


def test_a_dialogue_that_closes_meanwhile_is_told_and_the_words_are_given_back(
    resident: Resident, line: Line, site: Site
) -> None:
    resident.answers_a_little(town.CLOSING)
    line.breaks(Cut.BEFORE_THE_REQUEST)
    resident.browser.click(SEND)
    waits(resident)
    with site.lending(town.CLOSING, ended_on=days(0)):
        line.mends()
        resident.browser.wait("document.querySelector('h1').textContent === 'Dialogen är stängd'")
        assert "Backen 🌳" in resident.browser.text(".answers")
        resident.starts_answering(town.CLOSING)
        resident.browser.wait("document.querySelector('.answers')")
        assert "Backen 🌳" in resident.browser.text(".answers")


def test_answers_that_had_arrived_before_the_dialogue_closed_lead_to_the_receipt(
    resident: Resident, line: Line, site: Site
) -> None:
    resident.answers_a_little(town.CLOSING)
    line.breaks(Cut.IN_THE_ANSWER)
    resident.browser.click(SEND)
    waits(resident)
    with site.lending(town.CLOSING, ended_on=days(0)):
        line.mends()
        comes_to_the_receipt(resident)


def test_questions_changed_while_answers_wait_lead_to_the_form_with_what_still_fits(
    resident: Resident, line: Line, site: Site
) -> None:
    stored = site.responses(town.CHANGING)
    resident.answers_a_little(town.CHANGING)
    line.breaks(Cut.BEFORE_THE_REQUEST)
    resident.browser.click(SEND)
    waits(resident)
    change_questions(resident)
    line.mends()
    resident.browser.wait("document.getElementById('changed')")
    assert resident.browser.value("#q-short") == "Backen 🌳"
    resident.chooses("scale", "b")
    resident.checks()
    resident.sends()
    assert site.responses(town.CHANGING) == stored + 1


def test_a_draft_of_other_questions_is_brought_to_those_that_are_asked_now(resident: Resident) -> None:
    resident.starts_answering(town.CHANGING)
    resident.chooses("one", "lek")
    resident.writes("short", "Backen")
    change_questions(resident)
    resident.browser.driver.refresh()
    resident.browser.wait("document.getElementById('changed')")
    assert resident.browser.value("#q-short") == "Backen"


def test_waiting_answers_can_be_taken_away_from_a_borrowed_phone(
    resident: Resident, line: Line, site: Site
) -> None:
    browser, stored = resident.browser, site.responses(town.OPEN)
    resident.answers_a_little()
    is_ready(resident)
    line.breaks(Cut.BEFORE_THE_REQUEST)
    browser.click(SEND)
    waits(resident)
    until_kept(browser)
    browser.click("#remove")
    browser.driver.switch_to.alert.accept()
    browser.wait("!document.getElementById('gone').hidden")
    assert browser.run("return document.activeElement.id") == "gone"
    assert "Backen" not in browser.text("main") + browser.run(KEPT)
    browser.driver.back()
    line.mends()
    resident.starts_answering()
    assert typed(resident) == {}
    assert remembered(browser) == 0
    assert site.responses(town.OPEN) == stored
