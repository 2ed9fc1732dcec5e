"""The pages about comments on ideas, and supporters' receipts, in each of their states."""

from tests.browser import town
from tests.browser.idea_states import FORM_SENT, IDEAS
from tests.browser.pages import plain, state
from tests.browser.resident import Resident
from tests.browser.talk import SUPPORTED, comment_receipt, support_receipt
from webapp.models import CommentState

HERE = f"{IDEAS}/{town.PUBLISHED_IDEA}"
THERE = f"/dialogues/{town.ENDED}/ideas/{town.DECIDED_IDEA}"

plain("ideas.show: one stand alone", f"{HERE}?stand=against")
plain("ideas.comment: fresh", f"{HERE}/comment")
plain("ideas.comment: closed", f"{THERE}/comment")


def of_comment(kind: str) -> None:
    code = comment_receipt(f"{kind}-{town.PUBLISHED_IDEA}")
    plain(f"ideas.comment_receipt: {kind}", f"/receipt/comment/{code}")


for each in (*CommentState, "appealed"):
    of_comment(each)
plain("ideas.comment_receipt: ended", f"/receipt/comment/{comment_receipt(f'published-{town.DECIDED_IDEA}')}")


@state("ideas.comment: mistakes")
def comment_mistakes(resident: Resident) -> None:
    resident.visits(f"{HERE}/comment")
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has("#problems")


@state("ideas.comment: closed while it was written")
def comment_too_late(resident: Resident) -> None:
    resident.visits(f"{HERE}/comment")
    resident.browser.run("document.getElementById('text').value = 'Bra idé. '.repeat(20)")
    with resident.site.changing(town.OPEN) as dialogue:
        dialogue.idea_comments = False
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has(".said")
    with resident.site.changing(town.OPEN) as dialogue:
        dialogue.idea_comments = True


@state("ideas.comment_receipt: just sent")
def comment_sent(resident: Resident) -> None:
    resident.visits(f"{HERE}/comment")
    resident.browser.click("[name=stand][value=neutral]")
    resident.browser.type("#text", "Kanske.")
    resident.browser.follow(FORM_SENT)
    assert resident.browser.has(".digits"), resident.browser.text("#problems")


@state("ideas.comment_receipt: appeal without words")
def comment_appeal_mistakes(resident: Resident) -> None:
    resident.visits(f"/receipt/comment/{comment_receipt(f'declined-{town.PUBLISHED_IDEA}')}")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    resident.browser.follow("details:has(#appeal) button")
    assert resident.browser.has("#appeal-error")


for which in SUPPORTED:
    plain(f"ideas.support_receipt: {which}", f"/receipt/support/{support_receipt(which)}")


@state("ideas.support_receipt: just supported")
def just_supported(resident: Resident) -> None:
    resident.visits(HERE)
    resident.browser.follow("#support button")
    resident.browser.follow("#support a")
    assert resident.browser.has(".digits")
