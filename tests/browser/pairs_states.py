"""Pages with pairs: the form in its states, and results that are thin and that are not."""

import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser import town
from tests.browser.asked import THINGS, option, said
from tests.browser.pages import plain, state
from tests.browser.resident import Resident
from tests.factories import days, make_dialogue
from webapp.demo.simulation import VALUES
from webapp.domain.questions import Question, QuestionSet, Section
from webapp.models import Board
from webapp.models.counting import seal

PAIRS, WEIGHED, THIN = "parvis", "vagt", "tunt"
FOUR = (*THINGS, option("vila", "Bänkar i solen", "Benches in the sun", "مقاعد تحت الشمس"))
WEIGHTS = {"gunga": 4.0, "boll": 2.0, "lek": 2.0, "vila": 1.0}
GIVEN = "q.two.gunga~boll"


def pairs() -> QuestionSet:
    """One question about pairs."""
    asked = Question(
        "two",
        "pairs",
        said("Vad är viktigast på skolgården?", "What matters most in the yard?", "ما الأهم في الساحة؟"),
        options=FOUR,
    )
    return QuestionSet((Section("par", said("Två och två", "Two by two", "اثنان اثنان"), {}, (asked,)),))


def fill_pairs(session: Session) -> None:
    """An open dialogue with pairs, one that many have answered, and one that few have."""
    board = session.scalars(select(Board)).first()
    title = said("Vad väger tyngst?", "What weighs most?", "ما الأثقل؟")
    make_dialogue(session, PAIRS, pairs(), board=board, title=title, takes_ideas=False)
    for slug, number in ((WEIGHED, 60), (THIN, 12)):
        ended = {"opens_on": days(-60), "published_on": days(-61), "closes_on": days(-40)}
        asked = pairs()
        dialogue = make_dialogue(session, slug, asked, board=board, title=title, takes_ideas=False, **ended)
        chance = random.Random(3)
        for _ in range(number):
            value = VALUES["pairs"](chance, asked.by_id["two"], WEIGHTS)
            town.respond(session, dialogue, "sv", {"two": value})
        dialogue.reported_on = days(-35)
        seal(session, dialogue)
        dialogue.sealed_on = days(-39)
        session.commit()


plain("answering.answer: pairs", f"/dialogues/{PAIRS}/answer")
plain("results.published: pairs, too few", f"/dialogues/{THIN}/results")


def chooses(resident: Resident, value: str) -> None:
    resident.visits(f"/dialogues/{PAIRS}/answer")
    resident.browser.click(f'[name="{GIVEN}"][value="{value}"]')


@state("answering.answer: pairs, one answered and checked")
def answered(resident: Resident) -> None:
    chooses(resident, "boll")
    resident.checks()
    assert resident.browser.has(".answers strong")


@state("answering.answer: pairs, none answered")
def unanswered(resident: Resident) -> None:
    chooses(resident, "")
    resident.checks()
    assert resident.browser.has("#problems")


@state("answering.answer: pairs, an answer of no pair")
def mistaken(resident: Resident) -> None:
    chooses(resident, "boll")
    resident.browser.run(f"document.querySelector('[name=\"{GIVEN}\"]:checked').value = 'nobody'")
    resident.checks()
    assert resident.browser.has('[id="q-two-gunga~boll"][aria-describedby]')


@state("results.published: pairs, every comparison")
def every_comparison(resident: Resident) -> None:
    resident.visits(f"/dialogues/{WEIGHED}/results")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    assert resident.browser.has("details[open] .matrix")
