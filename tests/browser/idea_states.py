"""The pages about ideas in each of their states: how to bring a browser there."""

from tests.browser import town
from tests.browser.pages import plain, state
from tests.browser.resident import Resident
from webapp.models.ideas import IdeaState

IDEAS = f"/dialogues/{town.OPEN}/ideas"
FORM_SENT = "main form button:not([name])"

plain("ideas.index: several", IDEAS)
plain("ideas.index: ended", f"/dialogues/{town.ENDED}/ideas")
plain("ideas.index: none in this category", f"{IDEAS}?category=1")
plain("ideas.index: found and sorted", f"{IDEAS}?q=bänk&sort=shuffled")
plain("ideas.index: nothing found", f"{IDEAS}?q=rymdraket")
plain("ideas.index: none supported", f"{IDEAS}?own=1")
plain("ideas.show: with one that says the same", f"{IDEAS}/{town.PUBLISHED_IDEA}")
plain("ideas.show: decided", f"/dialogues/{town.ENDED}/ideas/{town.DECIDED_IDEA}")
plain("ideas.rules: used", f"{IDEAS}/rules")
plain("ideas.rules: not used", f"/dialogues/{town.ENDED}/ideas/rules")
plain("ideas.submit: closed", f"/dialogues/{town.ENDED}/ideas/new")
plain("ideas.submit: fresh", f"{IDEAS}/new")
plain("receipts.sent: idea", f"/receipt/{town.idea_receipt('idea-waiting')}/sent")
plain("receipts.show: idea decided", f"/receipt/{town.idea_receipt('idea-old')}")


def of_idea(kind: IdeaState) -> None:
    plain(f"receipts.show: idea {kind}", f"/receipt/{town.idea_receipt(f'idea-{kind}')}")


for each in IdeaState:
    of_idea(each)


@state("receipts.show: appeal without words")
def appeal_mistakes(resident: Resident) -> None:
    resident.visits(f"/receipt/{town.idea_receipt('idea-declined')}")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    resident.browser.follow("details:has(#appeal) button")
    assert resident.browser.has("#appeal-error")


@state("ideas.submit: mistakes")
def idea_mistakes(resident: Resident) -> None:
    resident.visits(f"{IDEAS}/new")
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has("#problems")


@state("ideas.submit: similar while typing")
def similar_while_typing(resident: Resident) -> None:
    resident.visits(f"{IDEAS}/new")
    resident.browser.type("#title", "Bänkar i sol")
    resident.browser.wait("document.getElementById('similar-heading')")
    assert resident.browser.run("return document.activeElement.id") == "title"


@state("ideas.submit: similar as a step")
def similar_as_a_step(resident: Resident) -> None:
    resident.visits(f"{IDEAS}/new")
    resident.browser.run("document.getElementById('title').value = 'Bänkar i sol'")
    resident.browser.run("document.getElementById('text').value = 'Vi vill sitta.'")
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has("#send[name=do]"), resident.browser.text()


@state("ideas.show: supported instead of sending")
def supported_instead(resident: Resident) -> None:
    similar_as_a_step(resident)
    resident.browser.follow("main form button[name=instead]")
    assert resident.browser.has(".note[role=status]")


@state("ideas.index: supported")
def idea_supported(resident: Resident) -> None:
    resident.visits(IDEAS)
    before = resident.browser.text(".backing button")
    resident.browser.click(".backing button")
    resident.browser.wait(
        "document.querySelector('.backing button').textContent.trim() !== arguments[0]", before
    )
