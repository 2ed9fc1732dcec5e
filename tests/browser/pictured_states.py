"""Residents' pages about ideas with pictures, in each of their states."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.idea_states import FORM_SENT
from tests.browser.pages import state
from tests.browser.pictured_ideas import SHOWN, SLUG, make_pictured, photo_file
from tests.browser.resident import Resident
from tests.browser.town import idea_receipt

IDEAS = f"/dialogues/{SLUG}/ideas"
SEEN = "[...document.images].some((each) => each.complete && each.naturalWidth)"


def chooses_photo(resident: Resident) -> None:
    """Opens the form and puts a photograph and a place in it."""
    make_pictured(resident.site)
    resident.visits(f"{IDEAS}/new")
    resident.browser.run("document.getElementById('place').value = 'Vid bron'")
    with TemporaryDirectory() as folder:
        resident.browser.one("#picture_file").send_keys(photo_file(Path(folder)))
        resident.browser.follow(FORM_SENT)


@state("ideas.submit: pictures are taken")
def fresh(resident: Resident) -> None:
    make_pictured(resident.site)
    resident.visits(f"{IDEAS}/new")
    assert resident.browser.has("#picture_file")


@state("ideas.submit: mistakes, and a picture that is kept")
def kept(resident: Resident) -> None:
    chooses_photo(resident)
    assert resident.browser.has("#picture_alt-error"), resident.browser.text()
    resident.browser.run("document.querySelector('.own-picture').scrollIntoView()")
    resident.browser.wait(SEEN)


@state("ideas.submit: a file that is no picture")
def no_picture(resident: Resident) -> None:
    fresh(resident)
    resident.browser.one("#picture_file").send_keys(__file__)
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has("#picture_file-error"), resident.browser.text()


@state("ideas.submit: a picture beside similar ideas")
def similar(resident: Resident) -> None:
    kept(resident)
    for field, words in (("title", "Bänkar i sol"), ("text", "Vi vill sitta."), ("picture_alt", "En stig")):
        resident.browser.run(f"document.getElementById('{field}').value = '{words}'")
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has("#send[name=do]"), resident.browser.text()


@state("ideas.index: pictures")
def listed(resident: Resident) -> None:
    make_pictured(resident.site)
    resident.visits(IDEAS)
    resident.browser.wait(SEEN)


@state("ideas.show: pictures")
def shown(resident: Resident) -> None:
    make_pictured(resident.site)
    resident.visits(f"{IDEAS}/{SHOWN}")
    resident.browser.wait(SEEN)


@state("ideas.rules: pictures")
def ruled(resident: Resident) -> None:
    make_pictured(resident.site)
    resident.visits(f"{IDEAS}/rules")


@state("receipts.show: idea with a picture")
def own(resident: Resident) -> None:
    make_pictured(resident.site)
    resident.visits(f"/receipt/{idea_receipt('pictured-waiting')}")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    resident.browser.run("document.querySelector('.idea-picture').scrollIntoView()")
    resident.browser.wait(SEEN)
