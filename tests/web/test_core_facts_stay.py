"""Once residents have been told, a core fact changes by a correction and in no other way."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tests.factories import (
    PLAN,
    days,
    in_all,
    make_board,
    make_dialogue,
    make_municipality,
    make_place,
    make_staff,
)
from tests.forms import Fields, forms
from tests.staff import csrf_of, sign_in
from tests.web.test_access_rules import addresses, routes
from webapp.domain.core_facts import CoreFacts
from webapp.domain.lifecycle import Role, Stage
from webapp.models import Board, Dialogue, Idea
from webapp.models.base import random_id

SLUG = "skolgard"
CORRECTING = "editing.save_correction"
CORE = {
    *(name for name in CoreFacts.__slots__ if name not in {"board", "step"}),
    *("step_number", "board_id", "goal", "process_degree", "politicians", "type_name"),
}
"""Columns of the dialogue that say what residents have been told."""
CLOSED = {"opens_on": days(-30), "closes_on": days(-5), "published_on": days(-31), "sealed_on": days(-4)}
STAGES: dict[Stage, dict[str, Any]] = {
    Stage.PLANNED: {"opens_on": days(3)},
    Stage.OPEN: {},
    Stage.CLOSED: CLOSED,
    Stage.DECIDED: CLOSED
    | {"reported_on": days(-3), "decision_published_on": days(-2), "decision_meeting": days(-2)},
}
TEXTS = (
    "title",
    "purpose",
    "target_group",
    "goal",
    "can_influence",
    "cannot_influence",
    "matter",
    "weighing",
)
DECISION = {
    "board": "1",
    "meeting": days(-1).isoformat(),
    "paragraph": "§ 99",
    "step": "4",
    "degree": "shape",
}
TYPED: dict[str, Any] = {
    **{f"{name}.{lang}": f"Ändrat {name}" for name in TEXTS for lang in ("sv", "en", "ar")},
    **{f"{kind}.{part}": text for kind in ("hold", "degrees", "follow") for part, text in DECISION.items()},
    **{f"reason.{lang}": "Därför." for lang in ("sv", "en", "ar")},
    "step": "4",
    "process_degree": "shape",
    "phase": "idea",
    "board": "2",
    "opens_on": days(4).isoformat(),
    "closes_on": days(24).isoformat(),
    "compiled_by": "Någon annan",
    "compiled_on": days(34).isoformat(),
    "decided_on": days(49).isoformat(),
    "next_notice": days(48).isoformat(),
    "feedback_by": days(64).isoformat(),
    "contact_name": "Någon annan",
    "contact_phone": "0500-99 99 99",
    "contact_email": "annan@example.se",
    "politicians": "Omar Haddad",
    "languages": ["sv"],
    "type": "user",
    "type_name": "user",
    "registration_number": "KS 1",
    "law_reference": "1 §",
    "consulted.0.day": days(-2).isoformat(),
    "sure": "yes",
    "kind": "degrees",
    "reason": "Därför.",
    "slug": SLUG,
}
"""Every field that could hold a core fact, filled with something else."""


@pytest.fixture
def town(lite_session: Session) -> Session:
    make_municipality(lite_session)
    make_board(lite_session)
    make_board(lite_session, "Kulturnämnden")
    make_staff(lite_session, *Role)
    return lite_session


def staged(session: Session, **changes: Any) -> Dialogue:
    """The dialogue anew, with a place and an idea."""
    session.rollback()
    for old in session.scalars(select(Dialogue).where(Dialogue.slug == SLUG)):
        old.slug = f"old-{random_id()}"
    session.commit()
    board = session.scalars(select(Board).order_by(Board.id)).first()
    dialogue = make_dialogue(
        session, SLUG, board=board, **(PLAN | {"commitment": "§ 3", "responsible_id": 1} | changes)
    )
    make_place(session, dialogue, f"k{dialogue.id}abc")
    session.add(
        Idea(
            dialogue_id=dialogue.id,
            title="x",
            text="y",
            lang="sv",
            day=days(0),
            receipt_hash=f"{dialogue.id}",
        )
    )
    session.commit()
    return dialogue


def core(session: Session) -> dict[str, Any]:
    session.rollback()
    session.expire_all()
    dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == SLUG)).one()
    found = {name: getattr(dialogue, name) for name in CORE}
    session.rollback()
    return found


def forms_found(app: Flask, client: FlaskClient) -> dict[str, list[Fields]]:
    """Address -> the forms that lead there, as they stand on any page of the dialogue, with each button."""
    found: dict[str, list[Fields]] = {}
    for rule, _address in routes(app, "GET"):
        if "slug" not in rule.arguments:
            continue
        for address in addresses(rule):
            if f"/{SLUG}" not in address:
                continue
            page = client.get(address)
            if page.mimetype != "text/html" or page.status_code != 200:
                continue
            for form in forms(page):
                path = urlsplit(form.action).path
                for _words, name, value in form.buttons or [("", "", "")]:
                    fields = form.fields | ({name: [value]} if name else {})
                    there = found.setdefault(path, [])
                    if set(fields) not in [set(each) for each in there]:
                        there.append(fields)
    return found


def sent(app: Flask, client: FlaskClient, session: Session, changes: dict[str, Any]) -> list[tuple[str, str]]:
    """(endpoint, core fact) of everything that some form changed, each tried on a dialogue of its own."""
    client.get("/staff/dialogues")
    stage = staged(session, **changes).stage(days(0))
    known = forms_found(app, client)
    token = csrf_of(client.get("/staff/account"))
    changed: list[tuple[str, str]] = []
    for rule, _address in routes(app, "POST"):
        for address in dict.fromkeys(addresses(rule)):
            if f"/{SLUG}" not in address and "slug" in rule.arguments:
                continue
            for fields in [*known.get(address, []), {}]:
                typed = {name: TYPED.get(name, value) for name, value in fields.items()} or dict(TYPED)
                if fields:
                    typed |= {name: TYPED[name] for name in TYPED if name in BOXES}
                before = core(session)
                client.post(address, data=typed | {"csrf_token": token})
                if rule.endpoint.startswith("accounts."):
                    sign_in_again(client, session)
                    token = csrf_of(client.get("/staff/account"))
                after = core(session)
                differing = [name for name in CORE if before[name] != after[name]]
                changed += [(rule.endpoint, name) for name in differing]
                if differing or stage_of(session) is not stage:
                    staged(session, **changes)
    return changed


BOXES = frozenset({"step", "process_degree", "phase", "board", "languages", "degrees.step", "degrees.degree"})
"""Fields of which a form says nothing while nothing is chosen."""


def stage_of(session: Session) -> Stage:
    stage = session.scalars(select(Dialogue).where(Dialogue.slug == SLUG)).one().stage(days(0))
    session.rollback()
    return stage


def sign_in_again(client: FlaskClient, session: Session) -> None:
    """Signing out, or another password, are among the forms that were sent."""
    if client.get("/staff/account").status_code != 200:
        person = make_staff(session, *Role, email=f"{random_id()}@example.se")
        sign_in(client, person)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("stage", STAGES)
def test_no_form_changes_a_core_fact_of_a_published_dialogue_but_a_correction(lite_app, town, stage):
    client = FlaskClient(lite_app)
    sign_in(client, make_staff(town, *Role, email="all@example.se"))
    dialogue = staged(town, **STAGES[stage])
    assert dialogue.stage(days(0)) is stage
    changed = set(sent(lite_app, client, town, STAGES[stage]))
    assert {endpoint for endpoint, _name in changed} == {CORRECTING}


def test_the_same_forms_do_change_them_before(lite_app, town):
    """That the walk can change facts at all: it does where nobody has been told."""
    client = FlaskClient(lite_app)
    sign_in(client, make_staff(town, *Role, email="all@example.se"))
    changed = sent(lite_app, client, town, {"published_on": None, "opens_on": days(3)})
    assert {name for _endpoint, name in changed} >= {"title", "closes_on", "contact_name", "goal"}
    assert CORRECTING not in {endpoint for endpoint, _name in changed}


def test_every_core_fact_is_a_column_that_the_walk_tries(lite_session):
    columns = {column.key for column in inspect(Dialogue).columns}
    assert columns >= CORE
    fields = {name.partition(".")[0] for name in TYPED} | {
        "step_number",
        "board_id",
        "step_decision",
        "commitment",
    }
    assert fields >= CORE
    assert in_all("x")
