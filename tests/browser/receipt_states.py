"""Receipts as they are while their holders are asked what they thought of taking part."""

from tests.browser.pages import state
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
