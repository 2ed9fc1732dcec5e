"""One form that asks a question of every kind, in each of its states."""

from tests.browser import town
from tests.browser.pages import plain, state
from tests.browser.resident import SEND, Resident
from tests.browser.ways import WithoutScripts

FORM = f"/dialogues/{town.KINDS}/answer"

plain("answering.answer: every kind", FORM)
plain("results.published: every kind", f"/dialogues/{town.KINDS_ENDED}/results")


@state("answering.answer: every kind, without scripts")
def without_scripts(resident: Resident) -> None:
    resident.browser.scripts(on=False)
    resident.visits(FORM)


def filled_in(resident: Resident) -> None:
    resident.browser.scripts(on=False)
    resident.visits(FORM)
    WithoutScripts(resident.browser).fills_everything()
    resident.checks()
    resident.browser.scripts(on=True)


@state("answering.answer: every kind missing")
def missing(resident: Resident) -> None:
    resident.visits(f"/dialogues/{town.KINDS_REQUIRED}/answer")
    resident.checks()
    assert resident.browser.has("#problems")


@state("answering.answer: every kind to check")
def to_check(resident: Resident) -> None:
    filled_in(resident)


@state("receipts.show: every kind")
def receipt(resident: Resident) -> None:
    filled_in(resident)
    resident.browser.follow(SEND)
    resident.visits(f"/receipt/{resident.receipt()}")
