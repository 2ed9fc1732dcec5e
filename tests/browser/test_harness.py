"""The harness sees what it is there to see, and leaves no page out."""

import pytest
from flask import Flask

from tests.browser import axe, canary, geometry
from tests.browser import browser as browsers
from tests.browser.browser import Browser
from tests.browser.residents_states import ERRORS, STATES, endpoint_of

pytestmark = pytest.mark.browser
NO_PAGES = {
    "static",
    "dialogues.home",
    "dialogues.enter",
    "dialogues.enter_typed",
    "dialogues.health",
    *("receipts.qr", "ideas.support_qr", "ideas.comment_qr", "pictures.shown"),
    *("answering.enter", "identity.start", "ideas.kept_picture", "own_idea.picture"),
    *("dialogues.atom", "dialogues.calendar", "dialogues.api_register", "dialogues.api_schema"),
    "follow_up.public_basis_pdf",
}
"""Public addresses that answer with a redirect or with something other than HTML."""


@pytest.fixture
def sloppy(browser: Browser) -> Browser:
    """A browser on a page with faults of the kinds that axe does not look for."""
    with canary.served() as address:
        browser.driver.get(f"{address}sloppy")
    return browser


def test_axe_sees_one_pale_text_and_one_small_button_on_the_canary_page(browser: Browser) -> None:
    with canary.served() as address:
        browser.driver.get(address)
        found = axe.violations(browser.driver)
    counted = {violation["id"]: len(violation["nodes"]) for violation in found}
    assert counted == {"color-contrast": 1, "target-size": 1}, axe.described(found)


def test_axe_is_new_enough_to_know_wcag_2_2(browser: Browser) -> None:
    with canary.served() as address:
        browser.driver.get(address)
        axe.violations(browser.driver)
        assert axe.version(browser.driver).startswith("4.12.")


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


def test_every_page_of_residents_is_in_the_table(lite_app: Flask) -> None:
    pages = {
        rule.endpoint
        for rule in lite_app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/staff")
    }
    assert pages - NO_PAGES == {endpoint_of(name) for name in STATES} - {ERRORS}
