"""A dialogue whose life random people try to move, and what must hold whatever they do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import days, in_all, make_board, make_dialogue, make_municipality, make_staff
from tests.forms import Form, forms, press
from tests.staff import csrf_of, sign_in
from webapp.domain import gates
from webapp.domain.lifecycle import Action, Role, Stage, may
from webapp.domain.policy import Ask, Moment, PolicyProfile
from webapp.models import Board, Correction, Dialogue, Finding, StaffMember, StoredAnswer
from webapp.models.record import record_of
from webapp.profiles import profiles

LANGUAGES = ("sv", "en", "ar")
FORGOTTEN = frozenset({"revision", "sealed_on"})
"""Columns that may change without anybody having done anything to the dialogue."""
CORE = (
    *("title", "purpose", "target_group", "goal", "can_influence", "cannot_influence", "matter", "weighing"),
    *("step_number", "process_degree", "board_id", "closes_on", "compiled_on", "decided_on", "feedback_by"),
    *("contact_name", "languages", "commitment", "step_decision", "type_name"),
)


def texts(*names: str) -> dict[str, str]:
    return {f"{name}.{lang}": f"Text på {lang}." for name in names for lang in LANGUAGES}


@dataclass(frozen=True)
class Move:
    """Something that staff can try with a dialogue.

    Args:
        moment: the change of stage that it makes.
        fields: what is filled in, of the dialogue as it is.
        button: the button of the page's form; without one the request is sent straight away.
    """

    action: Action
    path: str
    moment: Moment | None = None
    fields: Callable[["Town"], Mapping[str, Any]] = lambda town: {}
    button: str = ""


PUBLISH = "do:publish"
MOVES = {
    "consider": Move(Action.CONSIDER, "consider", Moment.CONSIDER),
    "hold": Move(Action.HOLD, "hold", Moment.HOLD),
    "open": Move(Action.OPEN, "open", Moment.PUBLISH),
    "close": Move(Action.CLOSE, "close", None, lambda town: {"sure": "yes"}),
    "decline": Move(Action.DECLINE, "decline", None, lambda town: texts("reason")),
    "report": Move(Action.PUBLISH_RESULT, "result", Moment.REPORT, lambda town: texts("text"), PUBLISH),
    "decide": Move(
        Action.PUBLISH_DECISION, "decision", Moment.DECIDE, lambda town: town.decision(), "do:publish"
    ),
    "feed back": Move(
        Action.PUBLISH_FEEDBACK, "feedback", Moment.FEED_BACK, lambda town: texts("text", "onward"), PUBLISH
    ),
    "tell": Move(Action.TELL_PARTICIPANTS, "tell", Moment.FEED_BACK),
    "evaluate": Move(Action.EVALUATE, "evaluation", Moment.EVALUATE, lambda town: town.grades(), "do:finish"),
    "archive": Move(Action.ARCHIVE, "archive", Moment.ARCHIVE, lambda town: {"reference": "KS 2026/31"}),
    "edit the facts": Move(
        Action.EDIT_FACTS, "facts", None, lambda town: texts("purpose", "weighing"), "do:save"
    ),
    "edit the plan": Move(Action.EDIT_PLAN, "plan", None, lambda town: texts("goal"), "do:save"),
}
REPORTED = ("report", "decide", "feed back", "tell", "evaluate", "archive")


def buttons(form: Form) -> list[str]:
    """The buttons of a form as ``name:value``."""
    return [f"{name}:{value}" for _words, name, value in form.buttons]


@dataclass
class Town:
    """A municipality under one policy, with people of every role inside and outside the dialogue's board."""

    app: Flask
    profile: PolicyProfile
    session: Session
    people: dict[str, StaffMember] = field(default_factory=dict)
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    slug: str = ""
    day: date = field(default_factory=lambda: days(0))

    @classmethod
    def found(cls, app: Flask, session: Session, profile: str) -> "Town":
        town = cls(app, profiles()[profile], session)
        app.config["NOW"] = lambda: datetime.combine(town.day, time(12), UTC)
        make_municipality(session, profile)
        town.board, town.other = make_board(session, "Nämnden"), make_board(session, "En annan nämnd")
        for role in Role:
            town.add(role.value, role, [])
        for role in (Role.OFFICIAL, Role.POLITICIAN):
            town.add(f"{role}, own board", role, [town.board])
            town.add(f"{role}, other board", role, [town.other])
        return town

    board: Board | None = None
    other: Board | None = None

    def add(self, name: str, role: Role, boards: list[Board]) -> None:
        person = make_staff(self.session, role, email=f"{len(self.people)}@example.se", name=name)
        person.boards = boards
        self.session.commit()
        self.people[name], self.clients[name] = person, self.app.test_client()
        sign_in(self.clients[name], person)

    def new_dialogue(self, number: int) -> None:
        self.slug, self.day = f"d{number}", days(0)
        make_dialogue(
            self.session,
            self.slug,
            board=self.board,
            published_on=None,
            considered_on=None,
            profile=self.profile.id,
            opens_on=days(3),
        )
        found = self.dialogue
        found.considered_on = found.agreed_on = None
        self.session.commit()

    @property
    def dialogue(self) -> Dialogue:
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(Dialogue).where(Dialogue.slug == self.slug)).one()

    @property
    def stage(self) -> Stage:
        return self.dialogue.stage(self.day)

    def unmet(self, moment: Moment) -> list[str]:
        record = record_of(self.session, self.dialogue, self.day)
        return [state.gate.id for state in gates.unmet(self.profile, record, moment)]

    def columns(self) -> dict[str, Any]:
        found = self.dialogue
        names = set(Dialogue.__table__.columns.keys()) - FORGOTTEN
        return {name: getattr(found, name) for name in names}

    def core(self) -> dict[str, Any]:
        found = self.dialogue
        return {name: getattr(found, name) for name in CORE}

    def corrections(self) -> int:
        here = select(Correction).where(Correction.dialogue_id == self.dialogue.id)
        return len(self.session.scalars(here).all())

    def may(self, name: str, action: Action) -> bool:
        found, person = self.dialogue, self.people[name]
        own = {board.id for board in person.boards}
        free = person.id == found.responsible_id or (not own and Role.POLITICIAN not in person.roles)
        return may(action, self.stage, person.roles, own=free or found.board_id in own)

    def try_move(self, name: str, move: Move) -> TestResponse:
        client, address = self.clients[name], f"/staff/dialogues/{self.slug}/{move.path}"
        page = client.get(address) if move.button else None
        if page is not None and any(move.button in buttons(form) for form in forms(page)):
            return press(client, page, move.button, move.fields(self))
        token = csrf_of(client.get("/staff/account"))
        fields = {"csrf_token": token, **move.fields(self)}
        return client.post(address, data=fields)

    def decision(self) -> dict[str, str]:
        here = select(Finding).where(Finding.dialogue_id == self.dialogue.id)
        outcomes = {f"outcome.{each.id}": "accepted" for each in self.session.scalars(here)}
        reasons = {
            f"reason.{name.partition('.')[2]}.{lang}": "Därför." for name in outcomes for lang in LANGUAGES
        }
        day = min(self.day, self.dialogue.decided_on or self.day)
        meeting = {"meeting": day.isoformat(), "paragraph": "§ 8", "board": str(self.dialogue.board_id)}
        return texts("text") | meeting | outcomes | reasons

    def grades(self) -> dict[str, str]:
        items = self.profile.items_for(self.dialogue.type)
        grades = {f"grade.{item.id}": "4" for item in items}
        return grades | {f"words.{item.id}": "Det gick bra." for item in items}

    def add_finding(self) -> None:
        finding = Finding(
            dialogue_id=self.dialogue.id, title=in_all("Fler bänkar"), text=in_all("Många vill.")
        )
        finding.outcome_name, finding.outcome_reason = "accepted", in_all("Därför.")
        self.session.add(finding)
        self.session.commit()

    def answer_all(self) -> None:
        """The coordinator, who is not responsible, answers every question that the policy asks."""
        person, here = self.people[Role.COORDINATOR.value], self.dialogue.id
        for gate in self.profile.gates:
            if gate.ask is not None:
                value = "" if gate.ask is Ask.WORDS else "yes"
                self.session.add(
                    StoredAnswer(
                        dialogue_id=here,
                        gate=gate.id,
                        value=value,
                        words="Det har vi gått igenom.",
                        name=person.name,
                        answered_on=self.day,
                        staff_id=person.id,
                    )
                )
        self.session.commit()

    def wait(self, number: int) -> None:
        self.day += timedelta(days=number)
