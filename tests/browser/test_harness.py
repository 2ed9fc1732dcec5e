"""The harness sees what it is there to see, and leaves no page out."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask

from tests.browser import browser as browsers
from tests.browser import canary, geometry, staff_pages
from tests.browser.browser import Browser
from tests.browser.core import CORE
from tests.browser.engines import AXE, HTMLCS, STRICT, EngineMissing, ace, axe, htmlcs, nu, script
from tests.browser.every_staff_state import STATES as STAFF_STATES
from tests.browser.looks import PRODUCT, SPECIAL
from tests.browser.residents_states import ERRORS, STATES, endpoint_of
from tests.browser.visit import Plan, visited
from tests.criteria.table import load as criteria

pytestmark = pytest.mark.browser
NO_PAGES = {
    "static",
    "dialogues.home",
    "dialogues.enter",
    "dialogues.enter_typed",
    "dialogues.health",
    *(
        "receipts.qr",
        "ideas.support_qr",
        "ideas.comment_qr",
        "pictures.shown",
        "recordings.shown",
        "recordings.shown_captions",
    ),
    *("answering.enter", "identity.start", "ideas.kept_picture", "own_idea.picture"),
    *("dialogues.atom", "dialogues.calendar", "dialogues.api_register", "dialogues.api_schema"),
    "follow_up.public_basis_pdf",
    *("look_sheet", "logo"),
}
"""Public addresses that answer with a redirect or with something other than HTML."""


@pytest.fixture
def sloppy(browser: Browser) -> Browser:
    """A browser on a page with faults of the kinds that axe does not look for."""
    return on(browser, "sloppy")


def on(browser: Browser, page: str = "") -> Browser:
    """The browser, on a page with known faults."""
    with canary.served() as address:
        browser.driver.get(f"{address}{page}")
    return browser


def rules(faults: list[str]) -> Counter[str]:
    """How many faults there are of each rule."""
    return Counter(fault.split()[1].rstrip(":") for fault in faults)


def test_axe_sees_one_pale_text_and_one_small_button_on_the_canary_page(browser: Browser) -> None:
    found = axe.examine(on(browser).driver).faults
    assert rules(found) == {"color-contrast": 1, "target-size": 1}, found


def test_axe_is_new_enough_to_know_wcag_2_2() -> None:
    assert axe.version().startswith("4.12.")


def test_every_rule_of_axe_that_the_page_about_criteria_names_does_run(browser: Browser) -> None:
    results = axe.results(on(browser).driver)
    kinds = ("violations", "passes", "incomplete", "inapplicable")
    ran = {rule["id"] for kind in kinds for rule in results[kind]}
    assert {rule for each in criteria() for rule in each.axe} <= ran


@pytest.fixture
def installed() -> None:
    """Skips where the engines are not installed and need not be."""
    try:
        htmlcs.text()
        ace.text()
        nu.command()
    except EngineMissing as missing:
        if STRICT:
            raise
        pytest.skip(str(missing))


def test_an_engine_that_is_not_installed_says_how_to_get_it() -> None:
    with pytest.raises(EngineMissing, match="make test"):
        script("no-such-engine", "engine.js")


@pytest.mark.usefixtures("installed")
def test_ace_sees_the_one_field_without_a_name(browser: Browser) -> None:
    found = ace.examine(on(browser, "nameless").driver).faults
    assert rules(found) == {"input_label_exists": 1}, found


@pytest.mark.usefixtures("installed")
def test_html_codesniffer_sees_the_one_field_without_a_name(browser: Browser) -> None:
    found = htmlcs.examine(on(browser, "nameless").driver).faults
    assert {part for rule in rules(found) for part in rule.split(".")} >= {"H91", "F68"}, found
    assert {fault.splitlines()[1].strip() for fault in found} == {'<input type="text" name="town">'}


@pytest.mark.usefixtures("installed")
def test_the_nu_checker_sees_the_one_id_that_stands_twice(browser: Browser, tmp_path: Path) -> None:
    name = nu.keep(nu.served_html(on(browser, "twice")), tmp_path)
    sound = nu.keep(canary.SLOPPY, tmp_path)
    errors, _suppressed = nu.check(tmp_path)
    assert ["Duplicate ID “one”." in error for error in errors[name]] == [True], errors
    assert sound not in errors


def test_a_visit_counts_what_each_engine_finds_in_each_look(browser: Browser, tmp_path: Path) -> None:
    plan = Plan((PRODUCT[0], SPECIAL[1]), (AXE, HTMLCS), ())
    visit = visited(on(browser), "canary", "en", plan, tmp_path)
    assert [counts[AXE] for counts in visit.looks.values()] == [2, 2]
    assert list(visit.looks) == ["light 320", "light 400%"]
    assert set(visit.looks["light 320"]) <= {AXE, HTMLCS}
    assert len([fault for fault in visit.faults if "color-contrast" in fault]) == 2


def test_a_page_that_is_too_wide_is_seen(sloppy: Browser) -> None:
    assert geometry.wider_than_the_screen(sloppy) > 0
    assert [element for element in geometry.outside(sloppy) if 'id="wide"' in element]


def test_text_that_sticks_out_on_the_unscrollable_side_is_seen(sloppy: Browser) -> None:
    assert [element for element in geometry.outside(sloppy) if 'id="wrong-side"' in element]


def test_text_that_does_not_fit_in_its_box_is_seen(sloppy: Browser) -> None:
    assert [element for element in geometry.clipped(sloppy) if 'id="low"' in element]


def test_a_small_button_is_seen_and_a_choice_counts_its_label(sloppy: Browser) -> None:
    small = " ".join(geometry.too_small(sloppy))
    assert 'id="small"' in small
    assert 'id="choice"' not in small


def test_a_focus_that_does_not_show_is_seen(sloppy: Browser) -> None:
    sloppy.run("document.getElementById('small').focus()")
    focus = geometry.focus(sloppy)
    assert focus is not None
    assert focus["outline"] == 0
    assert not focus["uncovered"]


def test_a_machine_without_a_browser_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="make test"):
        browsers.start_driver(tmp_path_factory.mktemp("nowhere"))


def answers_with_pages(app: Flask) -> dict[str, str]:
    """Endpoint -> rule, of everything that can be fetched."""
    return {rule.endpoint: rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


def test_every_page_of_residents_is_in_the_table(lite_app: Flask) -> None:
    known = answers_with_pages(lite_app)
    pages = {endpoint for endpoint, rule in known.items() if not rule.startswith(staff_pages.STAFF)}
    assert pages - NO_PAGES == {endpoint_of(name) for name in STATES} - {ERRORS}
    assert pages >= NO_PAGES


def test_every_page_of_the_staff_has_an_example_of_its_address_or_a_state(lite_app: Flask) -> None:
    known = answers_with_pages(lite_app)
    pages = {endpoint for endpoint, rule in known.items() if rule.startswith(staff_pages.STAFF)}
    by_address, by_state = set(staff_pages.rules(lite_app)), set(staff_pages.BY_STATE)
    assert pages == by_address | by_state | staff_pages.NO_PAGES
    assert set(staff_pages.BY_STATE.values()) <= set(STAFF_STATES)


def test_the_core_journey_is_made_of_states_that_there_are() -> None:
    assert set(CORE) <= set(STATES)
