"""Making what tests need, whole and valid unless told otherwise."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Ask
from webapp.domain.questions import (
    WITH_OPTIONS,
    WITH_ROWS,
    AnswerOption,
    Limits,
    Question,
    QuestionSet,
    Section,
    ready_option,
    ready_options,
)
from webapp.domain.record import BodyKind, ResolutionKind
from webapp.models import (
    Board,
    BoardPart,
    Dialogue,
    Municipality,
    Place,
    StaffMember,
    StoredAnswer,
    StoredResolution,
)
from webapp.models.policy import CONCERNED, CONSULTED
from webapp.profiles import STANDARD, profiles
from webapp.web.translations import review_everything

TODAY = datetime.now(ZoneInfo("Europe/Stockholm")).date()
"""The day where the municipality is, which late in the evening is not UTC's."""
PASSWORD = "a long enough password"
_hashes: dict[str, str] = {}


def days(number: int) -> date:
    """The date so many days from today."""
    return TODAY + timedelta(days=number)


def in_all(swedish: str, english: str | None = None, arabic: str | None = None) -> dict[str, str]:
    return {"sv": swedish, "en": english or f"{swedish} (en)", "ar": arabic or f"{swedish} (ar)"}


def options(*words: str) -> tuple[AnswerOption, ...]:
    return tuple(AnswerOption(word.lower(), in_all(word)) for word in words)


def projects(**costs: int) -> tuple[AnswerOption, ...]:
    """Projects of a budget: name -> what it costs, in kronor."""
    return tuple(AnswerOption(name.lower(), in_all(name), cost=cost) for name, cost in costs.items())


def with_ready(*names: str, kind: str = "multiple", id_: str = "one", **changes: Any) -> Question:
    """A question with two options and then these ready answers."""
    given = (*options("Gunga", "Boll"), *map(ready_option, names))
    return question(id_, kind, options=given, **changes)


def question(id_: str, kind: str = "single", **changes: Any) -> Question:
    """A question of `kind` with three options where the kind has any."""
    given: dict[str, Any] = {"text": in_all(f"Fråga om {id_}?")}
    given["options"] = options("Gunga", "Boll", "Lek") if kind in WITH_OPTIONS else ready_options(kind)
    if kind == "budget":
        given |= {
            "options": projects(Gunga=60_000, Boll=40_000, Lek=90_000),
            "limits": Limits(budget=100_000, headline="greedy"),
        }
    if kind in WITH_ROWS:
        given["rows"] = options("Sommar", "Vinter")
    return Question(id=id_, kind=kind, **(given | changes))


def question_set(*questions: Question) -> QuestionSet:
    """A set with the questions in one section; one of each kind where none is given."""
    asked = questions or (
        question("one", "single", required=True, may_decline=True),
        question("many", "multiple", limits=Limits(at_most=2)),
        question("scale", "scale"),
        question("short", "short_text"),
        question("long", "long_text", may_decline=True),
        question("number", "number", limits=Limits(minimum="0", maximum="120")),
        question("rank", "ranking"),
        question("top", "ranking", limits=Limits(places=2)),
        question("points", "points", limits=Limits(points=100)),
    )
    return QuestionSet((Section("s1", in_all("Skolgården"), in_all("Om skolgården."), tuple(asked)),))


def make_board(
    session: Session, name: str = "Barn- och utbildningsnämnden", kind: BodyKind = BodyKind.BOARD
) -> Board:
    board = Board(name=in_all(name, "The children and education board"), kind_name=kind.value)
    session.add(board)
    session.flush()
    return board


def make_dialogue(
    session: Session, slug: str = "skolgard", questions: QuestionSet | None = None, **changes: Any
) -> Dialogue:
    """An open dialogue with all core facts, every translation reviewed; `changes` override any of them.

    One that is not published yet (``published_on=None``) has been decided to be held and meets every gate of
    `profile`.
    """
    board = changes.pop("board", None) or make_board(session)
    profile = changes.pop("profile", STANDARD)
    given: dict[str, Any] = {
        "slug": slug,
        "languages": ["sv", "en", "ar"],
        "title": in_all(
            "Hur ska skolgården bli?", "What should the school yard be like?", "كيف تكون ساحة المدرسة؟"
        ),
        "purpose": in_all("Skolgården ska byggas om. Vi vill veta vad du tycker."),
        "target_group": in_all("Alla som använder skolgården."),
        "step": LadderStep.CONSULTATION,
        "step_decision": "Nämnden 12 maj 2026, § 45",
        "can_influence": in_all("Vad som byggs först."),
        "cannot_influence": in_all("Hur mycket pengar som finns. Det är redan bestämt."),
        "matter": in_all("vilka delar som byggs först"),
        "weighing": in_all("Svaren är råd till politikerna."),
        "board_id": board.id,
        "opens_on": days(-5),
        "closes_on": days(20),
        "compiled_by": "Maria Ek, utredare",
        "compiled_on": days(30),
        "decided_on": days(45),
        "feedback_by": days(60),
        "contact_name": "Maria Ek",
        "contact_phone": "0500-123 45",
        "contact_email": "maria.ek@example.se",
        "published_on": days(-6),
        "takes_ideas": True,
        "idea_prompt": in_all("Har du en idé om skolgården?"),
        "idea_categories": [in_all("Lek"), in_all("Trygghet")],
    }
    dialogue = Dialogue(**(given | changes))
    dialogue.questions = questions if questions is not None else question_set()
    session.add(dialogue)
    session.flush()
    if dialogue.published_on is None:
        meet_gates(session, dialogue, profile)
    review_everything(session, dialogue, dialogue.published_on or TODAY)
    session.commit()
    return dialogue


PLAN: dict[str, Any] = {
    "goal": in_all("En skolgård som fler använder."),
    "process_degree": "discuss",
    "scope": "own-area",
    "political": True,
    "initiator": "board",
    "phase": "proposal",
    "reason": "Många använder gården varje dag.",
    "steering_goal": "Mål 3: trygga platser",
    "law_reference": "5 kap. 11 § plan- och bygglagen",
    "resources": "Två personer i fyra veckor.",
    "methods": ["survey"],
    "channels": ["web", "place"],
    "politicians": ["Birgitta Nyström"],
    "registration_number": "BUN 2026/12",
}
"""What a plan says of a dialogue, by column."""


def meet_gates(session: Session, dialogue: Dialogue, profile: str = STANDARD) -> None:
    """Fills in what every gate of `profile` before opening asks, for a dialogue that is to be held."""
    person = make_staff(session, email=f"responsible-{dialogue.id}@example.se", name="Rut Berg")
    for name, value in PLAN.items():
        if not getattr(dialogue, name):
            setattr(dialogue, name, value)
    dialogue.responsible_id = dialogue.responsible_id or person.id
    dialogue.considered_on = dialogue.considered_on or days(-40)
    dialogue.agreed_on = dialogue.agreed_on or days(-30)
    if dialogue.board_id:
        resolve(session, dialogue, *ResolutionKind)
        for part in (CONCERNED, CONSULTED):
            day = days(-36) if part == CONSULTED else None
            session.add(BoardPart(dialogue_id=dialogue.id, board_id=dialogue.board_id, part=part, day=day))
    answer_gates(session, dialogue, person, profile)
    session.flush()


def resolve(session: Session, dialogue: Dialogue, *kinds: ResolutionKind, board: Board | None = None) -> None:
    """Records that a body has decided, 35 days ago."""
    for kind in kinds:
        session.add(
            StoredResolution(
                dialogue_id=dialogue.id,
                kind_name=kind.value,
                board_id=board.id if board else dialogue.board_id,
                meeting=days(-35),
                paragraph="§ 12",
                recorded_on=days(-34),
            )
        )
    session.flush()


def answer_gates(session: Session, dialogue: Dialogue, person: StaffMember, profile: str = STANDARD) -> None:
    """Answers yes, with words, to every question that the profile asks; a second person where one must."""
    second = None
    for gate in profiles()[profile].gates:
        if gate.ask is None:
            continue
        if gate.second_person and second is None:
            second = make_staff(session, email=f"second-{dialogue.id}@example.se", name="Ali Noor")
        signer = second if gate.second_person and second else person
        session.add(
            StoredAnswer(
                dialogue_id=dialogue.id,
                gate=gate.id,
                value="" if gate.ask is Ask.WORDS else "yes",
                words="Det har vi gått igenom.",
                name=signer.name,
                answered_on=days(-33),
                staff_id=signer.id,
            )
        )
    session.flush()


def make_place(session: Session, dialogue: Dialogue, code: str = "bok7k", **changes: Any) -> Place:
    place = Place(dialogue_id=dialogue.id, code=code, **({"name": "Biblioteket"} | changes))
    session.add(place)
    session.commit()
    return place


def make_staff(session: Session, *roles: Role, email: str = "", name: str = "Maria Ek") -> StaffMember:
    """Somebody who can sign in with `PASSWORD`."""
    from argon2 import PasswordHasher

    if PASSWORD not in _hashes:
        _hashes[PASSWORD] = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    held = roles or (Role.OFFICIAL,)
    person = StaffMember(
        name=name, email=email or f"{held[0]}@example.se", password_hash=_hashes[PASSWORD], active=True
    )
    person.roles = frozenset(held)
    session.add(person)
    session.commit()
    return person


def make_municipality(session: Session, profile: str = STANDARD) -> Municipality:
    town = Municipality(
        name="Lindmo kommun",
        email="kontakt@example.se",
        phone="0500-100 00",
        data_protection_email="dso@example.se",
        profile_id=profile,
    )
    session.add(town)
    session.commit()
    return town


def answers_form(found_version: str, **fields: Any) -> dict[str, Any]:
    """A submitted form: `q_one` stands for the field ``q.one``, `q_rank__gunga` for ``q.rank.gunga``."""
    form: dict[str, Any] = {"key": "k" * 24, "version": found_version}
    for name, value in fields.items():
        form[name.replace("__", ".").replace("q_", "q.", 1) if name.startswith("q_") else name] = value
    return form
