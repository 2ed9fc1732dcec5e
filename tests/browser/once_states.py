"""Residents' pages of dialogues where everybody answers once."""

from itertools import count

from tests.browser.once import BY_BROWSER, BY_CODE, BY_IDENTITY, CODES
from tests.browser.pages import plain, state
from tests.browser.resident import CHECK, SEND, Resident
from tests.codes import BATCH_KEY
from tests.conftest import SECRET
from webapp.domain.taking_part import grouped
from webapp.outreach.code_batches import codes_of

UNUSED = iter(codes_of(SECRET.encode(), BATCH_KEY, CODES))
PEOPLE = count(1)

for name, slug in (("browser", BY_BROWSER), ("code", BY_CODE), ("e-identity", BY_IDENTITY)):
    plain(f"dialogues.show: once by {name}", f"/dialogues/{slug}")
plain("answering.answer: asks for a code", f"/dialogues/{BY_CODE}/answer")
plain("answering.answer: asks to sign in", f"/dialogues/{BY_IDENTITY}/answer")


def answers(resident: Resident, slug: str) -> None:
    """Fills in the first question of the form that is shown, or that is fetched."""
    if not resident.browser.path.endswith(f"{slug}/answer"):
        resident.starts_answering(slug)
    resident.browser.run("document.querySelector('.question input[type=radio]').click()")


@state("answering.answer: a wrong code")
def wrong_code(resident: Resident) -> None:
    answers(resident, BY_CODE)
    resident.browser.type("#code", "hej")
    resident.browser.follow(CHECK)
    assert resident.browser.has("#code-error")


@state("answering.answer: no code and nothing answered")
def no_code(resident: Resident) -> None:
    resident.starts_answering(BY_CODE)
    resident.browser.follow(CHECK)
    assert resident.browser.has("#code-error")


@state("receipts.show: by code, about to take back")
def receipt_by_code(resident: Resident) -> None:
    answers(resident, BY_CODE)
    resident.browser.type("#code", grouped(next(UNUSED)))
    resident.browser.follow(CHECK)
    resident.visits(f"/receipt/{resident.sends()}")
    resident.browser.click("details:has(.danger) summary")


@state("answering.answer: this browser has answered")
def browser_has_answered(resident: Resident) -> None:
    answers(resident, BY_BROWSER)
    resident.browser.follow(CHECK)
    resident.sends()
    resident.starts_answering(BY_BROWSER)
    assert not resident.browser.has("#answer-form")


@state("answering.answer: this browser has answered, with answers typed")
def browser_has_answered_meanwhile(resident: Resident) -> None:
    browser_has_answered(resident)
    [cookie] = [each for each in resident.browser.cookies() if each["name"].startswith("answered")]
    resident.browser.forgets(cookie["name"])
    resident.browser.goes_to("/sv/")
    answers(resident, BY_BROWSER)
    resident.browser.has_cookies([cookie])
    resident.browser.follow(CHECK)
    assert not resident.browser.has("#answer-form")


def signs_in(resident: Resident, *, cancels: bool = False) -> None:
    """Goes to the provider and back; what the provider's own page says and asks for is none of ours."""
    resident.browser.follow("#identify")
    if cancels:
        resident.browser.follow("button[value=deny]")
    else:
        resident.browser.type("input[name=sub]", f"person {next(PEOPLE)}")
        resident.browser.follow("button:not([value])")
    resident.browser.console()
    resident.browser.requested()


@state("answering.answer: signed in")
def signed_in(resident: Resident) -> None:
    resident.starts_answering(BY_IDENTITY)
    signs_in(resident)
    assert resident.browser.has("#answer-form")


@state("answering.answer: signed in too long ago")
def signed_in_too_long_ago(resident: Resident) -> None:
    signed_in(resident)
    answers(resident, BY_IDENTITY)
    resident.browser.forgets("identified")
    resident.browser.follow(CHECK)
    assert resident.browser.has("#identify")


@state("answering.answer: this person has answered")
def person_has_answered(resident: Resident) -> None:
    signed_in(resident)
    kept = [each for each in resident.browser.cookies() if each["name"] == "identified"]
    answers(resident, BY_IDENTITY)
    resident.browser.follow(CHECK)
    resident.browser.follow(SEND)
    resident.browser.has_cookies(kept)
    resident.starts_answering(BY_IDENTITY)
    assert not resident.browser.has("#answer-form")


@state("identity.back: cancelled")
def cancelled(resident: Resident) -> None:
    resident.starts_answering(BY_IDENTITY)
    signs_in(resident, cancels=True)


@state("identity.back: signed in again beside the form")
def signed_in_again(resident: Resident) -> None:
    signed_in_too_long_ago(resident)
    resident.browser.run("document.querySelector('#identify a').target = ''")
    resident.browser.run("document.querySelector('#identify').id = 'told'")
    resident.browser.run("document.querySelector('#told a').id = 'identify'")
    signs_in(resident)


@state("identity.back: lost")
def lost(resident: Resident) -> None:
    resident.browser.asks_with(**{"Accept-Language": resident.lang})
    resident.browser.goes_to("/e-identity/back")
