"""Who may do what and when: the table of rules, walked over every route of these pages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import days, in_all, make_board, make_dialogue, make_staff, question, question_set
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import RULES, Action, Role, Stage, may
from webapp.models import Dialogue, Idea

OURS = {"editing", "interchange", "previewing"}
FREE = {Action.CREATE, Action.VIEW_PLACES, Action.EDIT_PLACES, Action.READ_RESULTS, Action.DOWNLOAD}
"""Actions whose routes stand elsewhere, or have another rule."""
STAGES: dict[Stage, dict[str, Any]] = {
    Stage.AGREED: {"published_on": None},
    Stage.PLANNED: {"opens_on": days(3)},
    Stage.OPEN: {},
    Stage.CLOSED: {"closes_on": days(-2)},
    Stage.REPORTED: {"closes_on": days(-2), "reported_on": days(-1)},
    Stage.DECIDED: {"closes_on": days(-2), "reported_on": days(-1), "decision_published_on": days(-1)},
    Stage.FED_BACK: {
        "closes_on": days(-2),
        "reported_on": days(-1),
        "decision_published_on": days(-1),
        "fed_back_on": days(-1),
    },
}
WRONG_STAGE = "Dialogen är i ett skede där det inte går att göra så."


def routes(app: Flask) -> Iterator[tuple[Action, str, str]]:
    """(action, method, endpoint) of every route of these pages that is about one dialogue."""
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access_rule", "")
        if rule.endpoint.split(".")[0] in OURS and access in set(Action):
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield Action(access), method, rule.endpoint


def address(app: Flask, endpoint: str, dialogue: Dialogue, idea: int) -> str:
    known = {
        "slug": dialogue.slug,
        "question": "one",
        "part": "s1",
        "kind": "single",
        "fact": "contact",
        "lang": "sv",
        "idea": idea,
    }
    [rule] = app.url_map.iter_rules(endpoint)
    with app.test_request_context():
        return app.url_for(endpoint, **{name: known[name] for name in rule.arguments}).removeprefix(
            "http://localhost"
        )


def staged(session, stage: Stage, slug: str, board) -> tuple[Dialogue, int]:
    """A dialogue in `stage`, with an idea that waits."""
    changes = {"decision_meeting": days(-1), "decision_text": in_all("Ja")} | STAGES[stage]
    dialogue = make_dialogue(
        session, slug, question_set(question("one"), question("two")), board=board, **changes
    )
    assert dialogue.stage(date.today()) is stage
    idea = Idea(
        dialogue_id=dialogue.id, title="Gunga", text="Mer", lang="sv", day=days(0), receipt_hash=f"h-{slug}"
    )
    session.add(idea)
    session.commit()
    return dialogue, idea.id


def test_every_action_of_a_dialogue_has_a_route(lite_app):
    assert {action for action, _method, _endpoint in routes(lite_app)} == set(Action) - FREE


@pytest.mark.parametrize("role", list(Role))
def test_each_route_follows_the_table_of_rules(lite_app, lite_session, role):
    client = FlaskClient(lite_app)  # the pages themselves are checked by the other tests
    sign_in(client, make_staff(lite_session, role))
    token = csrf_of(client.get("/staff/dialogues"))
    board = make_board(lite_session)
    for stage in Stage:
        kept, kept_idea = staged(lite_session, stage, f"kept-{stage}", board)
        for action, method, endpoint in routes(lite_app):
            allowed_role = role in RULES[action][0]
            allowed = may(action, stage, [role])
            dialogue, idea = kept, kept_idea
            if allowed and method == "POST":
                slug = f"{stage}-{endpoint.split('.')[1]}"
                dialogue, idea = staged(lite_session, stage, slug, board)
            path = address(lite_app, endpoint, dialogue, idea)
            answered = client.open(
                path, method=method, data={"csrf_token": token} if method == "POST" else None
            )
            case = (stage, action, method, path, answered.status_code)
            assert (answered.status_code == 403) is not allowed_role, case
            if allowed_role:
                assert (WRONG_STAGE in answered.text) is not allowed, case
            if allowed:
                assert answered.status_code in {200, 303, 400, 409, 422}, case


def test_nobody_reaches_a_page_without_signing_in(lite_app, lite_session):
    client = lite_app.test_client()
    board = make_board(lite_session)
    dialogue, idea = staged(lite_session, Stage.OPEN, "open", board)
    for _action, method, endpoint in routes(lite_app):
        answered = client.open(address(lite_app, endpoint, dialogue, idea), method=method)
        assert answered.status_code in {303, 401}, endpoint
        if answered.status_code == 303:
            assert answered.location.startswith("/staff/sign-in"), endpoint


def test_no_form_is_taken_without_its_token(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    board = make_board(lite_session)
    for stage in (Stage.AGREED, Stage.OPEN, Stage.CLOSED):
        dialogue, idea = staged(lite_session, stage, stage.value, board)
        revision = dialogue.revision
        for _action, method, endpoint in routes(lite_app):
            if method == "POST":
                path = address(lite_app, endpoint, dialogue, idea)
                assert client.post(path).status_code == 400, path
        lite_session.refresh(dialogue)
        assert dialogue.revision == revision


@pytest.mark.parametrize("role", list(Role))
def test_only_planners_make_dialogues(lite_app, lite_session, role):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, role))
    token = csrf_of(client.get("/staff/dialogues"))
    allowed = role in RULES[Action.CREATE][0]
    assert client.get("/staff/new-dialogue").status_code == (200 if allowed else 403)
    form = {"csrf_token": token, "title": "Ny", "source": "sv"}
    assert client.post("/staff/new-dialogue", data=form).status_code == (303 if allowed else 403)
    assert lite_session.query(Dialogue).count() == int(allowed)
    assert ("Ny dialog" in client.get("/staff/dialogues").text) is allowed


def test_a_dialogue_that_is_not_there_is_not_found(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    for path in ("", "/facts", "/questions", "/preview", "/ideas", "/import"):
        assert client.get(f"/staff/dialogues/nowhere{path}").status_code == 404


def test_an_idea_of_another_dialogue_is_not_found(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    board = make_board(lite_session)
    _dialogue, idea = staged(lite_session, Stage.OPEN, "one", board)
    staged(lite_session, Stage.OPEN, "two", board)
    token = csrf_of(client.get("/staff/dialogues"))
    form = {"csrf_token": token, "do": "publish", "state": "waiting"}
    assert client.post(f"/staff/dialogues/two/ideas/{idea}", data=form).status_code == 404
    assert lite_session.get(Idea, idea).state == "waiting"
