"""Residents get all the way with JavaScript off: by buttons and number fields that are part of the form."""

import pytest

from tests.browser import town
from tests.browser.asked import THINGS
from tests.browser.browser import Browser
from tests.browser.resident import CHECK, Resident
from tests.browser.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def patient(browser: Browser, site: Site) -> Resident:
    """Somebody whose phone runs no scripts."""
    browser.scripts(on=False)
    return Resident(browser, site)


def presses(resident: Resident, question: str, option: str, way: str) -> None:
    """Presses ↑ ↓ − or +: the whole page comes again, at the question, with the focus on the same button."""
    button = f"press-{question}-{option}-{way}"
    resident.browser.follow(f"#{button}")
    assert resident.browser.driver.current_url.endswith(f"#{button}")
    assert resident.browser.run("return document.activeElement.id") == button
    top = resident.browser.run("return document.activeElement.getBoundingClientRect().top")
    assert 0 <= top <= resident.browser.run("return innerHeight")


def places(resident: Resident, question: str = "rank") -> dict[str, str]:
    return {option.id: resident.browser.value(f"#q-{question}-{option.id}") for option in THINGS}


@pytest.mark.requirement("R1")
def test_the_whole_way_from_the_code_to_the_withdrawal(patient: Resident, site: Site) -> None:
    browser = patient.browser
    stored = site.responses(town.OPEN)
    browser.asks_with(**{"Accept-Language": "sv"})
    browser.goes_to(f"/q/{town.PLACE}")
    browser.follow("#begin")
    assert not browser.has("#next-part")
    patient.chooses("one", "gunga")
    patient.writes("why", "Mest för de små")
    patient.chooses("many", "m", "h")
    patient.chooses("scale", "b")
    patient.writes("number", "٣٤")
    presses(patient, "rank", "lek", "up")
    presses(patient, "rank", "gunga", "up")
    presses(patient, "rank", "gunga", "up")
    assert places(patient) == {"gunga": "1", "boll": "", "lek": "2"}
    patient.numbers("points", gunga="60", boll="50")
    browser.follow("#recount-points")
    assert "För många poäng: 10" in browser.text("#question-points")
    presses(patient, "points", "boll", "down")
    presses(patient, "points", "boll", "down")
    assert "Poäng kvar att dela ut: 0" in browser.text("#question-points")
    browser.follow(CHECK)
    assert "Mest för de små" in browser.text(".answers")
    code = patient.sends()
    assert site.responses(town.OPEN) == stored + 1
    browser.follow(f"a[href$='{code}']")
    assert "34" in browser.text(".answers")
    browser.click("details:has(.danger) summary")
    browser.follow("button.danger")
    assert "Du har tagit tillbaka dina svar." in browser.text()


def test_everything_is_in_view_and_words_say_when_to_skip(patient: Resident) -> None:
    patient.starts_answering()
    assert all(part.is_displayed() for part in patient.browser.all(".part, .question"))
    assert "Svara bara om du valde ”Gungor och klätterställning” på fråga 1." in patient.browser.text(
        "#question-why"
    )


def test_an_answer_to_a_question_that_was_to_be_skipped_does_not_count(patient: Resident) -> None:
    patient.starts_answering()
    patient.chooses("one", "boll")
    patient.writes("why", "Det skulle jag inte ha svarat på")
    patient.checks()
    assert "Det skulle jag inte" not in patient.browser.text(".answers")


def test_mistakes_are_listed_and_what_was_typed_stays(patient: Resident) -> None:
    browser = patient.browser
    patient.makes_every_mistake()
    assert browser.driver.title.startswith("Fel: ")
    assert len(browser.all("#problems a")) == 7
    assert browser.value("#q-number") == "tolv"
    assert places(patient) == {"gunga": "1", "boll": "1", "lek": ""}
    assert places(patient, "points") == {"gunga": "90", "boll": "35", "lek": ""}
    patient.chooses("one", "lek")
    browser.click("#q-many-h")
    patient.writes("short", "Backen")
    patient.numbers("rank", boll="2")
    patient.numbers("top", lek="1")
    patient.numbers("points", boll="10")
    patient.writes("number", "12")
    patient.checks()
    assert not browser.has("#problems")
    assert "Backen" in browser.text(".answers")


def test_another_language_keeps_all_that_was_typed_even_what_is_wrong(patient: Resident) -> None:
    browser = patient.browser
    patient.starts_answering()
    patient.chooses("one", "gunga")
    patient.writes("why", "Två rader\noch en till")
    patient.numbers("rank", gunga="4", boll="4")
    patient.numbers("points", gunga="½", lek="999")
    patient.writes("number", "tolv 🌳")
    browser.click("input[name='decline.long']")
    for lang in ("ar", "en", "sv"):
        patient.changes_language_to(lang)
        assert browser.path == f"/{lang}/dialogues/{town.OPEN}/answer"
        assert browser.one("#q-one-gunga").is_selected()
        assert browser.value("#q-why").splitlines() == ["Två rader", "och en till"]
        assert places(patient) == {"gunga": "4", "boll": "4", "lek": ""}
        assert places(patient, "points") == {"gunga": "½", "boll": "", "lek": "999"}
        assert browser.value("#q-number") == "tolv 🌳"
        assert browser.one("input[name='decline.long']").is_selected()


def test_the_check_page_leads_back_to_one_question_with_everything_kept(patient: Resident) -> None:
    patient.answers_a_little()
    patient.browser.follow("button[formaction$='#question-short']")
    assert patient.browser.driver.current_url.endswith("#question-short")
    assert patient.browser.value("#q-short") == "Backen 🌳"
    assert places(patient) == {"gunga": "1", "boll": "", "lek": "2"}


def test_another_language_on_the_check_page_keeps_the_answers(patient: Resident) -> None:
    patient.answers_a_little()
    patient.changes_language_to("en")
    assert patient.browser.value("#q-short") == "Backen 🌳"
    patient.checks()
    assert "Backen 🌳" in patient.browser.text(".answers")


def test_enter_in_a_field_leads_to_the_check_page_and_moves_nothing(patient: Resident) -> None:
    patient.starts_answering()
    patient.chooses("one", "lek")
    patient.numbers("rank", gunga="1", boll="2")
    with patient.browser.turning():
        patient.browser.one("#q-rank-boll").send_keys("\n")
    assert patient.browser.has("#send")


def test_an_idea_can_be_sent_and_supported(patient: Resident) -> None:
    patient.visits(f"/dialogues/{town.OPEN}/ideas")
    patient.browser.follow(".backing button")
    assert "Du är en av dem." in patient.browser.text(".backing")
    patient.browser.follow(".backing button")
    assert "Du är en av dem." not in patient.browser.text(".backing")
    patient.visits(f"/dialogues/{town.OPEN}/ideas/new")
    patient.browser.type("#title", "Fler träd")
    patient.browser.type("#text", "De ger skugga.")
    patient.browser.follow("main form [type=submit], main form button:not([type])")
    patient.receipt()


def test_similar_ideas_are_a_step_before_sending_and_everything_typed_is_kept(patient: Resident) -> None:
    patient.visits(f"/dialogues/{town.OPEN}/ideas/new")
    patient.browser.type("#title", "Bänkar i sol")
    patient.browser.type("#text", "Vi vill sitta.")
    patient.browser.type("#place", "Vid muren")
    patient.browser.follow("main form button:not([name])")
    assert patient.browser.text("h1") == "Liknande idéer finns"
    patient.browser.follow("button[value=change]")
    assert [patient.browser.value(field) for field in ("#title", "#text", "#place")] == [
        "Bänkar i sol",
        "Vi vill sitta.",
        "Vid muren",
    ]
    patient.browser.follow("main form button:not([name])")
    patient.receipt()
