"""Receipts as they are while their holders are asked what they thought of taking part."""

from tests.browser.pages import state
from tests.browser.resident import SEND as SEND_ALL
from tests.browser.resident import Resident

SEND = "#experience form button"


def asked(resident: Resident) -> None:
    resident.visits(f"/receipt/{resident.has_sent()}")
    resident.browser.click("#experience summary")


@state("receipts.show: asked about taking part")
def experience_asked(resident: Resident) -> None:
    asked(resident)


@state("receipts.show: nothing told about taking part, mistakes")
def experience_unanswered(resident: Resident) -> None:
    asked(resident)
    resident.browser.follow(SEND)
    assert resident.browser.has("#problems")


@state("receipts.show: told about taking part")
def experience_told(resident: Resident) -> None:
    asked(resident)
    resident.browser.click("#clear")
    resident.browser.follow(SEND)
    assert not resident.browser.has("#experience form")


@state("changing.change: what was answered")
def answers_to_change(resident: Resident) -> None:
    resident.visits(f"/receipt/{resident.has_sent()}/change")
    assert resident.browser.one("#q-number").get_attribute("value") == "34"


@state("changing.change: mistakes")
def mistakes_in_a_change(resident: Resident) -> None:
    answers_to_change(resident)
    resident.writes("number", "många")
    resident.checks()
    assert resident.browser.has("#problems")


@state("receipts.show: answers changed")
def answers_changed(resident: Resident) -> None:
    answers_to_change(resident)
    resident.writes("number", "35")
    resident.checks()
    resident.browser.follow(SEND_ALL)
