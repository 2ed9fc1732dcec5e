"""Pages of results that tell of groups of opinion."""

import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser import town
from tests.browser.asked import option, said
from tests.browser.pages import plain, state
from tests.browser.resident import Resident
from tests.factories import days, make_dialogue
from webapp.domain.questions import Question, QuestionSet, Section, ready_options
from webapp.models import Board
from webapp.models.counting import seal

DIVIDED, STANDING = "delat", "pastaenden"
ROWS = (
    option(
        "bil", "Fler ska kunna parkera vid torget.", "More parking by the square.", "مزيد من مواقف السيارات."
    ),
    option("cykel", "Gatan ska bli en cykelgata.", "The street becomes a cycle street.", "شارع للدراجات."),
    option("park", "Det ska finnas bänkar under träden.", "Benches under the trees.", "مقاعد تحت الأشجار."),
)
CAMPS = ({"bil": "agree", "cykel": "disagree"}, {"bil": "disagree", "cykel": "agree"})


def statements() -> QuestionSet:
    """Three statements."""
    asked = Question(
        "stand",
        "statements",
        said("Vad tycker du om det här?", "What do you think of this?", "ما رأيك في هذا؟"),
        options=ready_options("statements"),
        rows=ROWS,
    )
    return QuestionSet((Section("tyck", said("Torget", "The square", "الميدان"), {}, (asked,)),))


def fill_opinions(session: Session) -> None:
    """A dialogue whose people are in two camps, and one that nobody has answered yet."""
    board = session.scalars(select(Board)).first()
    title = said("Hur ska torget bli?", "What should the square be?", "كيف يكون الميدان؟")
    facts = {"board": board, "title": title, "takes_ideas": False}
    make_dialogue(session, STANDING, statements(), **facts)
    ended = {"opens_on": days(-60), "published_on": days(-61), "closes_on": days(-40)}
    dialogue = make_dialogue(session, DIVIDED, statements(), **facts, **ended)
    chance = random.Random(5)
    for number in range(60):
        stands = {**CAMPS[number % 5 < 2], "park": chance.choice(["agree", "agree", "agree", "pass"])}
        town.respond(session, dialogue, "sv", {"stand": stands})
    dialogue.reported_on = days(-35)
    seal(session, dialogue)
    dialogue.sealed_on = days(-39)
    session.commit()


plain("answering.answer: statements", f"/dialogues/{STANDING}/answer")


@state("results.published: groups of opinion")
def groups_of_opinion(resident: Resident) -> None:
    resident.visits(f"/dialogues/{DIVIDED}/results")
    assert resident.browser.has("#opinions-stand ~ ul")
