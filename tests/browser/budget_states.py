"""Pages about a vote on a budget, as residents and staff meet them."""

from tests.browser import budget_town
from tests.browser.browser import Browser
from tests.browser.pages import state
from tests.browser.resident import Resident
from tests.browser.site import Site
from tests.browser.staff_states import state as staff_state


def answers(resident: Resident, *projects: str) -> None:
    resident.starts_answering(budget_town.OPEN)
    resident.chooses("money", *projects)


@state("answering.answer: some of the money used")
def some_used(resident: Resident) -> None:
    answers(resident, "scen")
    resident.numbers("shared", bank="15")


@state("answering.answer: more than the money, refused")
def too_much(resident: Resident) -> None:
    answers(resident, "scen", "lampor", "bank")
    resident.checks()
    assert resident.browser.has("#problems")


@state("answering.answer: projects and their costs to check")
def to_check(resident: Resident) -> None:
    answers(resident, "scen", "bank")
    resident.numbers("shared", bank="15", odling="5")
    resident.checks()
    assert resident.browser.has("#send")


@state("receipts.show: projects and their costs")
def kept(resident: Resident) -> None:
    to_check(resident)
    resident.visits(f"/receipt/{resident.sends()}")


@state("results.published: a budget")
def published(resident: Resident) -> None:
    resident.visits(f"/dialogues/{budget_town.ENDED}/results")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")


@staff_state("editing.new_question: a budget with every mistake")
def mistakes(browser: Browser, site: Site) -> None:
    browser.goes_to("/staff/dialogues/utkast/sections/plats/add/budget")
    browser.type("#budget", "0")
    browser.type("#option-0-cost", "dyrt")
    browser.type("#option-1-sv", "Bro")
    browser.follow("#save")
    assert browser.has("#problems")


@staff_state("results.read: a budget")
def read(browser: Browser, site: Site) -> None:
    browser.goes_to(f"/staff/dialogues/{budget_town.ENDED}/results")
