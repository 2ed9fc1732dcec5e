"""Dialogues that are over, with answers sent through the real form, for the tests of what comes then."""

from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import (
    days,
    in_all,
    make_board,
    make_dialogue,
    make_municipality,
    make_place,
    make_staff,
    question,
    question_set,
)
from tests.forms import follow, press
from tests.results.sending import send_all
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue, Finding, Idea, IdeaState, Municipality
from webapp.profiles import STANDARD

HERE = "/staff/dialogues/skolgard"
OVER: dict[str, Any] = {
    "opens_on": days(-40),
    "closes_on": days(-10),
    "published_on": days(-41),
    "compiled_on": days(5),
    "decided_on": days(10),
    "feedback_by": days(20),
    "goal": in_all("En skolgård som fler använder."),
    "process_degree": "discuss",
    "political": True,
    "scope": "own-area",
    "initiator": "resident",
    "phase": "proposal",
    "reason": "Föräldrar har lämnat in ett förslag.",
    "steering_goal": "Mål 3: trygga platser",
    "resources": "Två personer i fyra veckor.",
    "methods": ["survey"],
    "channels": ["web", "place"],
    "politicians": ["Birgitta Nyström", "Ali Noor"],
    "registration_number": "BUN 2026/12",
}
REPORTED = {"reported_on": days(-8), "result_text": in_all("Ni vill ha gungor.")}
DECIDED = REPORTED | {
    "basis_reference": "BUN 2026/12-8",
    "decision_published_on": days(-6),
    "decision_meeting": days(-7),
    "decision_paragraph": "§ 61",
    "decision_text": in_all("Gungor byggs i maj."),
}
TEXTS = {"feedback_text": in_all("Tack! Det blir gungor."), "onward_text": in_all("Bygget börjar i maj.")}
FED_BACK = DECIDED | TEXTS | {"fed_back_on": days(-5), "participants_told_on": days(-4)}
EVALUATED = FED_BACK | {"evaluated_on": days(-3)}
SAID = (
    ("sv", "Mer skugga, tack."),
    ("ar", "نريد مزيدًا من الأشجار\nومكانًا للجلوس."),
    ("en", "More trees, please."),
)


def questions() -> QuestionSet:
    return question_set(
        question("one", "single", required=True, may_decline=True),
        question("long", "long_text", may_decline=True),
        question("number", "number"),
        question("rank", "ranking"),
        question("points", "points"),
    )


def forms(number: int, place: str = "") -> Iterator[dict[str, Any]]:
    """So many filled-in forms, in three languages; every other from a place."""
    options = ("gunga", "boll", "lek")
    for n in range(number):
        lang, text = SAID[n % 3]
        yield {
            "lang": lang,
            "place": place if n % 2 else "",
            "q_one": options[n % 3],
            "q_long": f"{text} ({n})" if n % 2 else "",
            "q_number": str(10 + n),
            "q_rank__gunga": "1",
            "q_rank__boll": "2",
            "q_rank__lek": "3",
        }


def town_with(session: Session, profile: str = STANDARD) -> Municipality:
    """The municipality, with the profile chosen."""
    town = make_municipality(session)
    town.profile_id = profile
    session.commit()
    return town


def official(client: FlaskClient, session: Session) -> None:
    """Signs in somebody who follows dialogues up."""
    sign_in(client, make_staff(session, Role.OFFICIAL))


def over(session: Session, **changes: Any) -> Dialogue:
    """A dialogue that is over and that nobody answered."""
    given = OVER | {"questions": questions()} | changes
    return make_dialogue(session, **given)


def answered(client: FlaskClient, session: Session, number: int = 24, **changes: Any) -> Dialogue:
    """A dialogue that is over after `number` people answered it."""
    dialogue = make_dialogue(session, questions=questions(), board=make_board(session))
    place = make_place(session, dialogue, visit_on=days(-20))
    send_all(client, dialogue, forms(number, place.code))
    session.refresh(dialogue)
    for name, value in (OVER | changes).items():
        setattr(dialogue, name, value)
    session.commit()
    return dialogue


def finding(session: Session, dialogue: Dialogue, title: str = "Fler gungor", **changes: Any) -> Finding:
    """One thing that residents said."""
    given = {"title": in_all(title), "text": in_all("Många vill ha gungor."), "quotes": []}
    made = Finding(dialogue_id=dialogue.id, **(given | changes))
    session.add(made)
    session.commit()
    return made


def settled(session: Session, dialogue: Dialogue) -> Finding:
    """A finding with its outcome."""
    return finding(
        session, dialogue, outcome_name="partly", outcome_reason=in_all("Pengarna räcker till två gungor.")
    )


def idea(session: Session, dialogue: Dialogue, title: str, state: IdeaState) -> Idea:
    made = Idea(
        dialogue_id=dialogue.id,
        title=title,
        text="Bänkar runt träden.",
        lang="sv",
        day=days(-12),
        receipt_hash=f"hash-{title}",
        state=state.value,
    )
    session.add(made)
    session.commit()
    return made


def fresh(session: Session) -> Session:
    """`session` with nothing remembered."""
    session.rollback()
    session.expire_all()
    return session


def stored(session: Session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


def publish(client: FlaskClient, address: str, words: str = "Publicera", **fields: Any) -> TestResponse:
    """Fills in the form at `address` and presses the button; the page it leads to."""
    changes = {name.replace("__", "."): value for name, value in fields.items()}
    return follow(client, press(client, client.get(f"{HERE}/{address}"), words, changes))
