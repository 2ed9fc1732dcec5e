"""A dialogue whose answers are dear to count: five questions, of them a ranking of ten options and points."""

from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tests.benchmarks.content import LANGUAGES, TEXT
from tests.factories import PLAN, in_all, make_dialogue, make_place, options, question, question_set
from webapp.domain.documents import fingerprint
from webapp.domain.questions import Limits, QuestionSet
from webapp.models import Dialogue

SLUG, PLACE = "vad-forst", "tor9n"
THINGS = (
    *("Cykelvägar", "Lekplatser", "Bibliotek", "Badplats", "Belysning"),
    *("Bänkar", "Träd", "Torg", "Bussar", "Skolgårdar"),
)
TURNS = (1, 3, 7, 9)
"""Steps that lead through all ten things before one comes again."""


@cache
def five_questions() -> QuestionSet:
    """Single, multiple, ranking of ten, points and long text."""
    few = options(*THINGS[:5])
    return question_set(
        question("use", "single", options=few, text=in_all("Vad gör du helst?")),
        question("wish", "multiple", options=few, text=in_all("Vad saknar du?")),
        question("rank", "ranking", options=options(*THINGS), text=in_all("Vad är viktigast?")),
        question("share", "points", options=few, limits=Limits(points=100), text=in_all("Vad ska kosta?")),
        question("say", "long_text", text=in_all("Vad vill du mer säga?")),
    )


def make_priorities(session: Session) -> Dialogue:
    """The open dialogue and its place, in a municipality that is there already."""
    dialogue = make_dialogue(session, SLUG, five_questions(), **PLAN)
    make_place(session, dialogue, PLACE)
    return dialogue


def version() -> str:
    """The fingerprint of the question set, which every form carries."""
    return fingerprint(five_questions())


def answers(number: int) -> dict[str, Any]:
    """Question id -> value, of resident `number`: forty orders and a hundred ways to share points."""
    names = five_questions().by_id["rank"].option_ids
    few = five_questions().by_id["use"].option_ids
    step, first = TURNS[number // 10 % 4], number % 10
    given = number * 7 % 100
    shared = {few[number % 5]: given, few[(number + 2) % 5]: 100 - given}
    return {
        "rank": [names[(first + step * place) % 10] for place in range(10)],
        "say": f"{TEXT} ({number})",
        "share": {name: shared[name] for name in few if shared.get(name)},
        "use": few[number % 5],
        "wish": [few[number % 3], few[3 + number % 2]],
    }


def origin(number: int) -> tuple[str, bool]:
    """The language of resident `number`, and whether they came from the place."""
    turned = number * 2_654_435_761 % 2**32
    return LANGUAGES[turned // 1_000 % 5], turned // 1_000_000 % 2 == 1


def answer_fields(number: int) -> list[tuple[str, str]]:
    """The fields that resident `number` fills in, as a browser sends them."""
    given = answers(number)
    return [
        ("q.use", given["use"]),
        *(("q.wish", name) for name in given["wish"]),
        *((f"q.rank.{name}", str(place)) for place, name in enumerate(given["rank"], start=1)),
        *((f"q.share.{name}", str(points)) for name, points in given["share"].items()),
        ("q.say", given["say"]),
    ]
