"""What JavaScript adds: one part at a time, questions that come and go, changes without a new page."""

import pytest
from selenium.webdriver import ActionChains

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.pages import change_questions
from tests.browser.resident import CHECK, SEND, Resident
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def parts_in_view(resident: Resident) -> list[str]:
    return [
        str(part.get_attribute("aria-labelledby"))
        for part in resident.browser.all(".part")
        if part.is_displayed()
    ]


def test_a_conditional_question_comes_and_goes_with_the_answer(resident: Resident) -> None:
    resident.starts_answering()
    assert not resident.sees("#question-why")
    resident.chooses("one", "gunga")
    assert resident.sees("#question-why")
    assert not resident.sees("#question-why .when")
    resident.chooses("one", "boll")
    assert not resident.sees("#question-why")


def test_a_condition_on_a_number_follows_while_it_is_typed_in_any_digits(resident: Resident) -> None:
    resident.starts_answering()
    resident.writes("number", "1")
    assert not resident.sees("#question-adult")
    resident.browser.one("#q-number").send_keys("8")
    assert resident.sees("#question-adult")
    resident.writes("number", "١٧")
    assert not resident.sees("#question-adult")
    resident.writes("number", "٣٤")
    assert resident.sees("#question-adult")


def test_what_hangs_on_a_hidden_question_hides_with_it(resident: Resident) -> None:
    resident.starts_answering()
    resident.writes("number", "34")
    resident.chooses("adult", "ja")
    assert resident.browser.one("#question-child").get_attribute("hidden") is None
    resident.writes("number", "12")
    assert resident.browser.one("#question-child").get_attribute("hidden") is not None
    assert resident.sees(CHECK)


def test_one_part_stands_in_view_and_buttons_lead_on_and_back(resident: Resident) -> None:
    browser = resident.browser
    resident.starts_answering()
    assert parts_in_view(resident) == ["part-plats"]
    assert "Del 1 av 3" in browser.text("#answer-form")
    assert not resident.sees(CHECK)
    browser.click("#next-part")
    assert parts_in_view(resident) == ["part-vikt"]
    assert browser.run("return document.activeElement.id") == "part-vikt"
    browser.click("#next-part")
    assert resident.sees(CHECK)
    assert not resident.sees("#next-part")
    resident.writes("number", "34")
    resident.chooses("adult", "ja")
    assert "Del 3 av 4" in browser.text("#answer-form")
    assert not resident.sees(CHECK)
    browser.click("#previous-part")
    assert parts_in_view(resident) == ["part-vikt"]
    browser.click("#previous-part")
    assert not resident.sees("#previous-part")


def test_enter_in_a_field_leads_to_the_next_part_and_past_nothing_new(resident: Resident) -> None:
    resident.starts_answering()
    resident.chooses("one", "lek")
    resident.turns_to("number")
    resident.browser.one("#q-number").send_keys("34")
    assert resident.sees("#question-adult")
    resident.browser.one("#q-number").send_keys("\n")
    resident.browser.wait("document.getElementById('send') !== null")
    assert "34" in resident.browser.text(".answers")


def test_with_something_to_mend_every_part_is_in_view(resident: Resident) -> None:
    resident.makes_every_mistake()
    assert len(parts_in_view(resident)) == 4
    assert not resident.sees("#next-part")
    assert resident.browser.run("return document.activeElement.id") == "problems"


def test_a_press_changes_one_question_and_keeps_the_page(resident: Resident) -> None:
    browser = resident.browser
    resident.starts_answering()
    resident.numbers("points", boll="40", gunga="½")
    browser.wait("document.getElementById('status').textContent.includes('Poäng kvar')")
    browser.run("window.samePage = true")
    said = resident.presses("rank", "boll", "up")
    assert said == "Mångfunktionsidrottsplaneutrustning är nu på plats 1 av 3."
    assert browser.value("#q-rank-boll") == "1"
    assert browser.value("#q-points-boll") == "40"
    assert browser.value("#q-points-gunga") == "½"
    assert browser.run("return window.samePage") is True
    assert browser.path.endswith("/answer")


def test_the_status_region_is_there_before_it_speaks(resident: Resident) -> None:
    resident.starts_answering()
    resident.browser.run("window.region = document.getElementById('status')")
    assert resident.browser.text("#status") == ""
    resident.presses("rank", "lek", "up")
    assert resident.browser.run("return window.region === document.getElementById('status')") is True
    assert resident.browser.run("return window.region.getAttribute('role')") == "status"


def test_points_left_follow_what_is_typed_and_are_announced(resident: Resident) -> None:
    browser = resident.browser
    resident.starts_answering()
    resident.numbers("points", gunga="60", boll="٥٠")
    assert browser.text("#question-points .left") == "För många poäng: 10"
    browser.wait("document.getElementById('status').textContent === 'För många poäng: 10'")
    resident.numbers("points", boll="-5")
    assert browser.text("#question-points .left") == "Poäng kvar att dela ut: 40"


def test_another_language_keeps_the_part_and_what_was_typed(resident: Resident) -> None:
    browser = resident.browser
    resident.starts_answering()
    resident.chooses("one", "gunga")
    resident.numbers("rank", gunga="7")
    resident.changes_language_to("ar")
    assert browser.run("return document.documentElement.dir") == "rtl"
    assert parts_in_view(resident) == ["part-vikt"]
    assert browser.value("#q-rank-gunga") == "7"
    assert browser.one("#q-one-gunga").is_selected()


def test_a_double_click_on_send_stores_one_response(resident: Resident, site: Site) -> None:
    browser = resident.browser
    stored = site.responses(town.OPEN)
    resident.answers_a_little()
    with browser.turning():
        ActionChains(browser.driver).double_click(browser.one(SEND)).perform()
    browser.wait("document.querySelector('.receipt') !== null")
    assert site.responses(town.OPEN) == stored + 1


def test_going_back_after_sending_shows_nothing_of_what_was_sent(resident: Resident, site: Site) -> None:
    browser = resident.browser
    stored = site.responses(town.OPEN)
    resident.answers_a_little()
    resident.sends()
    browser.driver.back()
    browser.wait("document.getElementById('answer-form') !== null")
    assert "Backen" not in browser.text()
    assert browser.value("#q-short") == ""
    assert site.responses(town.OPEN) == stored + 1


def test_questions_changed_meanwhile_are_told_and_the_answers_stay(resident: Resident) -> None:
    resident.starts_answering(town.CHANGING)
    resident.chooses("one", "lek")
    resident.writes("short", "Backen")
    change_questions(resident)
    resident.checks()
    assert "Frågorna har ändrats" in resident.browser.text("#changed")
    assert resident.browser.value("#q-short") == "Backen"
    assert resident.browser.one("#q-one-lek").is_selected()


def test_a_press_when_the_questions_have_changed_loses_nothing(resident: Resident) -> None:
    resident.starts_answering(town.CHANGING)
    resident.writes("short", "Backen")
    change_questions(resident)
    resident.presses("rank", "lek", "up")
    assert resident.browser.value("#q-rank-lek") == "1"
    assert resident.browser.value("#q-short") == "Backen"


def test_support_for_an_idea_is_given_and_taken_back_without_a_new_page(browser: Browser, site: Site) -> None:
    resident = Resident(browser, site)
    resident.visits(f"/dialogues/{town.OPEN}/ideas")
    browser.run("window.samePage = true")
    for mine in (True, False):
        before = browser.text(".backing button")
        browser.click(".backing button")
        browser.wait("document.querySelector('.backing button').textContent.trim() !== arguments[0]", before)
        assert ("Du är en av dem." in browser.text(".backing")) is mine
        assert browser.run("return document.activeElement.matches('.backing button')") is True
    assert browser.run("return window.samePage") is True
