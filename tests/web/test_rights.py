"""The table of rights, walked whole: role × stage × own board, over the routes of every action."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import days, in_all, make_board, make_dialogue, make_municipality, make_staff
from tests.staff import csrf_of, sign_in
from tests.web.test_access_rules import addresses
from webapp.domain.lifecycle import RULES, Action, Role, Stage, may
from webapp.models import Board, Dialogue

ENDED = {"closes_on": days(-2), "sealed_on": days(-1)}
REPORTED = ENDED | {"reported_on": days(-1), "result_text": in_all("Ja")}
DECIDED = REPORTED | {"decision_published_on": days(-1), "decision_meeting": days(-1)}
FED_BACK = DECIDED | {"fed_back_on": days(-1), "participants_told_on": days(-1)}
EVALUATED = FED_BACK | {"evaluated_on": days(-1)}
STAGES: dict[Stage, dict[str, Any]] = {
    Stage.PROPOSED: {"published_on": None},
    Stage.CONSIDERED: {"published_on": None},
    Stage.AGREED: {"published_on": None},
    Stage.DECLINED: {"published_on": None, "declined_on": days(-1)},
    Stage.PLANNED: {"opens_on": days(3)},
    Stage.OPEN: {},
    Stage.CLOSED: ENDED,
    Stage.REPORTED: REPORTED,
    Stage.DECIDED: DECIDED,
    Stage.FED_BACK: FED_BACK,
    Stage.EVALUATED: EVALUATED,
    Stage.ARCHIVED: EVALUATED | {"archived_on": days(-1)},
}
WRONG_STAGE = "Dialogen är i ett skede där det inte går att göra så."
OWN_409 = frozenset(
    {"planning.save_gate", "planning.remove_resolution", "planning.remove_resolution_now", "codes.make"}
)
"""Routes that refuse more than their rule does, with the same page."""
NO_DIALOGUE = frozenset({Action.CREATE})
"""Actions that are not about one dialogue: their routes have a rule of roles."""


@dataclass(frozen=True)
class Persona:
    """Somebody with one role, and whether the dialogue is one of their own board's matters."""

    role: Role
    boards: str
    own: bool

    def __str__(self) -> str:
        return f"{self.role}, {self.boards}"


PERSONAS = [
    Persona(Role.OFFICIAL, "own board", True),
    Persona(Role.OFFICIAL, "other board", False),
    Persona(Role.OFFICIAL, "no board", True),
    Persona(Role.POLITICIAN, "own board", True),
    Persona(Role.POLITICIAN, "other board", False),
    Persona(Role.POLITICIAN, "no board", False),
    Persona(Role.OUTREACH, "other board", False),
    Persona(Role.COORDINATOR, "other board", False),
    Persona(Role.ADMINISTRATOR, "other board", False),
]
"""An official without a board works for the whole municipality; a politician without one for none."""


def routes(app: Flask) -> dict[Action, list[tuple[str, str]]]:
    """Action -> (method, endpoint) of its routes."""
    found: dict[Action, list[tuple[str, str]]] = {action: [] for action in Action}
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access_rule", "")
        if access in set(Action):
            found[Action(access)] += [
                (method, rule.endpoint) for method in sorted(rule.methods & {"GET", "POST"})
            ]
    return found


def staged(session: Session, stage: Stage, slug: str, board: Board) -> Dialogue:
    """A dialogue of `board` in `stage`."""
    dialogue = make_dialogue(session, slug, board=board, **STAGES[stage])
    if stage in {Stage.PROPOSED, Stage.CONSIDERED}:
        dialogue.agreed_on = None
        dialogue.considered_on = days(-3) if stage is Stage.CONSIDERED else None
        session.commit()
    assert dialogue.stage(days(0)) is stage
    return dialogue


def cases(app: Flask, persona: Persona) -> Iterator[tuple[Stage, Action, str, str]]:
    """Every stage and action, each with one of the action's routes: which one goes round."""
    turn = PERSONAS.index(persona)
    for place, stage in enumerate(Stage):
        for action, known in routes(app).items():
            if known:
                yield stage, action, *known[(turn + place) % len(known)]


def test_every_action_has_a_route(lite_app):
    assert {action for action, known in routes(lite_app).items() if known} == set(Action) - NO_DIALOGUE


@pytest.mark.requirement("R52", "R62")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_route_follows_the_table_of_rights(lite_app, lite_session, persona):
    make_municipality(lite_session)
    own, other = make_board(lite_session), make_board(lite_session, "En annan nämnd")
    person = make_staff(lite_session, persona.role)
    person.boards = {"own board": [own], "other board": [other], "no board": []}[persona.boards]
    lite_session.commit()
    client = FlaskClient(lite_app)  # the pages themselves are checked by the other tests
    sign_in(client, person)
    token = csrf_of(client.get("/staff/account"))
    kept = {stage: staged(lite_session, stage, f"kept-{stage}", own) for stage in Stage}
    for number, (stage, action, method, endpoint) in enumerate(cases(lite_app, persona)):
        allowed = may(action, stage, [persona.role], own=persona.own)
        dialogue = kept[stage]
        if allowed and method == "POST":
            dialogue = staged(lite_session, stage, f"used-{number}", own)
        [rule] = lite_app.url_map.iter_rules(endpoint)
        path = next(addresses(rule, skolgard=dialogue.slug))
        answered = client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
        case = (stage, action, method, path, answered.status_code)
        assert answered.status_code < 500, case
        if not allowed:
            wrong_stage = persona.role in RULES[action][0] and stage not in RULES[action][1]
            assert answered.status_code == (409 if wrong_stage else 403), case
            assert not wrong_stage or WRONG_STAGE in answered.text, case
        else:
            assert answered.status_code != 403, case
            assert WRONG_STAGE.encode() not in answered.data or endpoint in OWN_409, case


def test_whoever_is_responsible_works_on_it_whatever_board_it_concerns(lite_client, lite_session):
    own, other = make_board(lite_session), make_board(lite_session, "En annan nämnd")
    person = make_staff(lite_session, Role.OFFICIAL)
    person.boards = [other]
    dialogue = staged(lite_session, Stage.AGREED, "skolgard", own)
    sign_in(lite_client, person)
    assert lite_client.get("/staff/dialogues/skolgard/plan").status_code == 403
    dialogue.responsible_id = person.id
    lite_session.commit()
    assert lite_client.get("/staff/dialogues/skolgard/plan").status_code == 200
