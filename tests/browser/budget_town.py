"""Two votes on a budget in the browser's town: one that is open, and one whose result is published."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tests.browser.asked import said
from tests.factories import days, make_dialogue, question_set
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet
from webapp.models import Dialogue
from webapp.models.counting import seal

OPEN, ENDED = "pengarna", "pengarna-i-fjol"
PROJECTS = (
    ("scen", said("Scen i parken", "A stage in the park", "منصة في الحديقة"), 300_000),
    ("bank", said("Bänkar i solen", "Benches in the sun", "مقاعد في الشمس"), 150_000),
    ("lampor", said("Lampor längs stigen", "Lamps along the path", "مصابيح على الطريق"), 200_000),
    ("odling", said("Odling för alla", "Gardening for all", "زراعة للجميع"), 50_000),
)
VOTES = [["scen", "lampor"]] * 14 + [["bank", "odling"]] * 9 + [["bank"]] * 7 + [["odling"]] * 2


def asked() -> QuestionSet:
    """The same projects twice: to be chosen within the money, and to be given points."""
    options = tuple(AnswerOption(id_, text, cost=cost) for id_, text, cost in PROJECTS)
    text = said("Vad ska pengarna gå till?", "What should the money go to?", "على ماذا ننفق المال؟")
    return question_set(
        Question("money", "budget", text, options=options, limits=Limits(budget=500_000, voting="knapsack")),
        Question(
            "shared",
            "budget",
            text,
            options=options,
            limits=Limits(budget=500_000, voting="points", points=20, headline="equal_shares"),
        ),
    )


def fill_budgets(session: Session, board: Any, respond: Callable[..., str]) -> None:
    """Makes both. `respond` stores a response."""
    title = said("Pengar till parken", "Money for the park", "مال للحديقة")
    make_dialogue(session, OPEN, asked(), board=board, title=title)
    ended = make_dialogue(
        session,
        ENDED,
        asked(),
        board=board,
        title=title,
        opens_on=days(-60),
        closes_on=days(-40),
        published_on=days(-61),
        compiled_on=days(-35),
    )
    for chosen in VOTES:
        respond(session, ended, "sv", {"money": chosen, "shared": {chosen[0]: 15, chosen[-1]: 5}})
    publish(session, ended)


def publish(session: Session, dialogue: Dialogue) -> None:
    dialogue.result_text = said("Så här blev det.", "This is how it came out.", "هكذا كانت النتيجة.")
    dialogue.reported_on = days(-35)
    seal(session, dialogue)
    dialogue.sealed_on = days(-39)
    session.commit()
