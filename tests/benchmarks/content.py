"""What the benchmarks ask: one open dialogue with five questions, a place, and the answers that are sent."""

from collections.abc import Iterator
from functools import cache
from itertools import count, cycle

from sqlalchemy.orm import Session

from tests.factories import (
    PLAN,
    in_all,
    make_dialogue,
    make_municipality,
    make_place,
    make_staff,
    options,
    question,
    question_set,
)
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue

SLUG, PLACE = "skolgard", "bok7k"
POLITICIAN = "politician@example.se"
THINGS = ("Gungor", "Klätterställning", "Bollplan", "Odling", "Bänkar")
TEXT = "Jag vill att skolgården är öppen på kvällen. Det behövs lampor, och någonstans att sitta vid regn."
LANGUAGES = ("sv", "sv", "sv", "en", "ar")


@cache
def five_questions() -> QuestionSet:
    """Single, multiple, scale, ranking and long text, each with texts in three languages."""
    return question_set(
        question("use", "single", options=options(*THINGS), required=True, text=in_all("Vad gör du helst?")),
        question("wish", "multiple", options=options(*THINGS), text=in_all("Vad saknar du?")),
        question("safe", "scale", options=options("Aldrig", "Ibland", "Ofta", "Alltid"), may_decline=True),
        question("rank", "ranking", options=options(*THINGS), text=in_all("Vad är viktigast?")),
        question("say", "long_text", text=in_all("Vad vill du mer säga?")),
    )


def make_content(session: Session) -> Dialogue:
    """The municipality with its dialogue, a place and a politician."""
    make_municipality(session)
    person = make_staff(session, Role.OFFICIAL, name="Rut Berg")
    dialogue = make_dialogue(session, SLUG, five_questions(), **PLAN, responsible_id=person.id)
    make_place(session, dialogue, PLACE)
    make_staff(session, Role.POLITICIAN, email=POLITICIAN)
    return dialogue


def answer_fields(number: int) -> list[tuple[str, str]]:
    """The fields that resident `number` fills in, as a browser sends them."""
    names = [option.id for option in five_questions().by_id["use"].options]
    turned = names[number % 5 :] + names[: number % 5]
    return [
        ("q.use", turned[0]),
        ("q.wish", turned[1]),
        ("q.wish", turned[2]),
        ("q.safe", ("aldrig", "ibland", "ofta", "alltid")[number % 4]),
        *((f"q.rank.{name}", str(place)) for place, name in enumerate(turned, start=1)),
        ("q.say", f"{TEXT} ({number})"),
    ]


def version() -> str:
    """The fingerprint of the question set, which every form carries."""
    return fingerprint(five_questions())


def values() -> Iterator[tuple[str, dict[str, object]]]:
    """(language, question id -> stored value) of one resident after another, endlessly."""
    names = [option.id for option in five_questions().by_id["use"].options]
    for number, lang in zip(count(), cycle(LANGUAGES), strict=False):
        turned = names[number * 7 % 5 :] + names[: number * 7 % 5]
        yield (
            lang,
            {
                "use": turned[0],
                "wish": sorted(turned[1 : 2 + number % 3], key=names.index),
                "safe": ("aldrig", "ibland", "ofta", "alltid")[number % 4],
                "rank": turned,
                "say": f"{TEXT} ({number})",
            },
        )
