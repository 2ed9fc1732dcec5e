"""The form and its check page as they are over a bad network: how to bring a browser there."""

from tests.browser.pages import state
from tests.browser.resident import SEND, Resident

NO_NETWORK = "window.whole = window.fetch; window.fetch = () => Promise.reject(new TypeError('no network'))"
SHOWN = "document.getElementById({id!r})?.hidden === false"


def is_shown(resident: Resident, id_: str) -> None:
    resident.browser.wait(SHOWN.format(id=id_))


@state("answering.answer: draft restored")
def draft_restored(resident: Resident) -> None:
    resident.starts_answering()
    resident.chooses("one", "gunga")
    resident.numbers("points", gunga="60")
    resident.browser.driver.refresh()
    is_shown(resident, "restored")


@state("answering.answer: pressed without a network")
def pressed_without_a_network(resident: Resident) -> None:
    resident.starts_answering()
    resident.turns_to("rank")
    resident.browser.run("document.body.dispatchEvent(new CustomEvent('htmx:sendError'))")
    is_shown(resident, "no-network")


@state("answering.answer: waiting to be sent")
def waiting_to_be_sent(resident: Resident) -> None:
    resident.answers_a_little()
    resident.browser.run(NO_NETWORK)
    resident.browser.click(SEND)
    is_shown(resident, "waiting")


@state("answering.answer: waiting answers taken away")
def waiting_taken_away(resident: Resident) -> None:
    waiting_to_be_sent(resident)
    resident.browser.click("#remove")
    resident.browser.driver.switch_to.alert.accept()
    is_shown(resident, "gone")


@state("receipts.sent: sent late")
def sent_late(resident: Resident) -> None:
    waiting_to_be_sent(resident)
    with resident.browser.turning():
        resident.browser.run("window.fetch = window.whole")
        resident.browser.run("document.getElementById('try-now')?.click()")
    resident.receipt()
