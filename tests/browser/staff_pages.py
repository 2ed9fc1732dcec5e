"""Every page of the staff, taken from the URL map, with examples of what its addresses hold."""

from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.browser import town
from tests.browser.browser import Browser
from tests.factories import PASSWORD, days
from webapp.domain.kinds import KINDS
from webapp.models import (
    Board,
    Comment,
    CommentState,
    Dialogue,
    Finding,
    Idea,
    Place,
    Proposal,
    Recording,
    StaffMember,
    StoredResolution,
)

STAFF = "/staff"
NO_PAGES = {
    *("outreach.svg", "outreach.png", "trace.csv", "follow_up.basis_pdf", "follow_up.basis_docx"),
    *("yearly.latest", "yearly.report_pdf", "yearly.report_xlsx", "yearly.report_csv"),
    *("leaving.json", "leaving.xlsform", "pictures.inside"),
    *("translations.xliff", "translations.workbook"),
    *("recordings.inside", "recordings.inside_captions"),
    *("yearly.plan_pdf", "yearly.plan_docx", "yearly.plan_xlsx", "yearly.plan_csv"),
    "look.sample",
}
"""Addresses under /staff/ that answer with something other than HTML: files to download, pictures."""
BY_STATE = {"planning.gate": "gate: mistakes", "planning.advice": "wizard: advice"}
"""Pages that need more than an address -> the state that leads to them."""
Examples = dict[str, list[str]]


def rules(app: Flask) -> dict[str, Rule]:
    """Endpoint -> rule, of every page of the staff."""
    return {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(STAFF)
        and "GET" in (rule.methods or ())
        and rule.endpoint not in NO_PAGES | set(BY_STATE)
    }


def examples(session: Session, lang: str) -> Examples:
    """Name of a part of an address -> values for it, the most telling first."""
    dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == town.OPEN)).one()
    of_draft = select(StoredResolution.id).join(Dialogue).where(Dialogue.slug == town.DRAFT)
    shown = (Comment.dialogue_id == dialogue.id) & (Comment.state == CommentState.PUBLISHED)
    questions = ["one", "why", "many", "long", "number", "rank", "points", "note"]
    return {
        "slug": [town.DRAFT, town.OPEN, town.ENDED, town.COMING],
        "lang": [lang],
        "target": ["ar", "en"],
        "year": [str(days(0).year), "2001"],
        "place_id": [str(id_) for id_ in session.scalars(select(Place.id).order_by(Place.id))],
        "profile_id": ["tjorn", "standard"],
        "area": ["document", "words", "texts", "steps", "gates", "planning"],
        "board_id": [str(id_) for id_ in session.scalars(select(Board.id).limit(1))],
        "person_id": [str(id_) for id_ in session.scalars(select(StaffMember.id).limit(1))],
        "finding": [str(id_) for id_ in session.scalars(select(Finding.id).limit(1))],
        "idea_id": [str(session.scalars(select(Idea.id).where(Idea.number == town.PUBLISHED_IDEA)).one())],
        "idea": [str(session.scalars(select(Idea.id).where(Idea.number == town.PUBLISHED_IDEA)).one())],
        "comment": [str(id_) for id_ in session.scalars(select(Comment.id).where(shown).limit(1))],
        "question": questions,
        "question_id": ["long", "short", "why"],
        "part": [section.id for section in dialogue.questions.sections[:2]],
        "kind": [*KINDS, "note"],
        "channel": ["paper", "meeting", "phone"],
        "proposal_id": [str(id_) for id_ in session.scalars(select(Proposal.id))],
        "report_id": [str(town.REPORT), str(town.ANSWERED_REPORT)],
        "resolution_id": [str(id_) for id_ in session.scalars(of_draft)],
        "fact": ["contact", "degrees", "board"],
        "medium": ["film", "sound"],
        "number": [str(id_) for id_ in session.scalars(select(Recording.id).order_by(Recording.id).limit(1))],
    }


def addresses(app: Flask, rule: Rule, known: Examples) -> list[str]:
    """Addresses of the page: all parts at their first example, then each of its other examples in turn."""
    for part in rule.arguments:
        assert part in known, f"{rule.endpoint}: give an example of <{part}> in tests/browser/staff_pages.py"
    first = {part: known[part][0] for part in rule.arguments}
    others = (first | {part: value} for part in first for value in known[part])
    with app.test_request_context():
        found = [url_for(rule.endpoint, **values) for values in (first, *others)]
    return list(dict.fromkeys(found))


def signs_in(browser: Browser, email: str, password: str = PASSWORD) -> None:
    """Signs in through the page, as people do."""
    browser.goes_to(f"{STAFF}/sign-in")
    browser.type("#email", email)
    browser.type("#password", password)
    browser.follow("main form button:not(.unseen)")
    assert not browser.path.endswith("/sign-in"), browser.text()
