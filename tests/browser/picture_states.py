"""A choice among pictures in each of its states, for residents."""

from tests.browser.pages import state
from tests.browser.resident import SEND, Resident
from tests.browser.sketches import SLUG, make_sketches


@state("answering.answer: pictures")
def fresh(resident: Resident) -> None:
    make_sketches(resident.site)
    resident.starts_answering(SLUG)
    resident.browser.wait("[...document.images].some((each) => each.complete && each.naturalWidth)")


@state("answering.answer: a picture chosen")
def chosen(resident: Resident) -> None:
    fresh(resident)
    resident.chooses("one", "torg")


@state("answering.answer: no picture chosen")
def missed(resident: Resident) -> None:
    fresh(resident)
    resident.checks()
    assert resident.browser.has("#error-one")


@state("answering.answer: a picture to be checked")
def checked(resident: Resident) -> None:
    chosen(resident)
    resident.checks()
    assert resident.browser.has(SEND)
