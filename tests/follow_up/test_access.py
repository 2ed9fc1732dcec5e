"""Who may do what and when: the table of rules, walked over every route of these pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import days, make_board, make_staff
from tests.follow_up.ended import DECIDED, EVALUATED, FED_BACK, REPORTED, finding, over
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import RULES, Action, Role, Stage, may

OURS = {
    *(Action.PUBLISH_RESULT, Action.PUBLISH_DECISION, Action.PUBLISH_FEEDBACK, Action.TELL_PARTICIPANTS),
    *(Action.EVALUATE, Action.ARCHIVE, Action.PACKAGE, Action.READ_BASIS),
}
STAGES: dict[Stage, dict[str, Any]] = {
    Stage.OPEN: {"closes_on": days(3)},
    Stage.CLOSED: {},
    Stage.REPORTED: REPORTED,
    Stage.DECIDED: DECIDED,
    Stage.FED_BACK: FED_BACK,
    Stage.EVALUATED: EVALUATED,
    Stage.ARCHIVED: EVALUATED | {"archived_on": days(-1)},
}
WRONG_STAGE = "Dialogen är i ett skede där det inte går att göra så."
LACKING_NOTHING = {200, 303, 400, 404, 409, 422}
"""What a form sent without fields is answered with where it may be sent."""


def routes(app: Flask) -> Iterator[tuple[Action, str, str]]:
    """(action, method, endpoint) of every page of staff's here."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("follow_up.") and rule.rule.startswith("/staff/"):
            access = app.view_functions[rule.endpoint].access_rule
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield Action(access), method, rule.endpoint


def address(app: Flask, endpoint: str, slug: str, number: int) -> str:
    [rule] = app.url_map.iter_rules(endpoint)
    known = {"slug": slug, "finding": number}
    built = rule.build({name: known[name] for name in rule.arguments})
    assert built is not None
    return built[1]


def test_every_action_after_closing_has_a_route(lite_app):
    assert {action for action, _method, _endpoint in routes(lite_app)} == OURS


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.requirement("R62")
def test_each_route_follows_the_table_of_rules(lite_app, lite_session, role):
    client = FlaskClient(lite_app)  # the pages themselves are checked by the other tests
    sign_in(client, make_staff(lite_session, role))
    token = csrf_of(client.get("/staff/account"))
    board = make_board(lite_session)
    for stage, changes in STAGES.items():
        dialogue = over(lite_session, slug=f"kept-{stage}", board=board, **changes)
        assert dialogue.stage(days(0)) is stage
        number = finding(lite_session, dialogue).id
        for action, method, endpoint in routes(lite_app):
            path = address(lite_app, endpoint, dialogue.slug, number)
            allowed = may(action, stage, [role])
            if allowed and method == "POST":
                continue
            answered = client.open(path, method=method, data={"csrf_token": token})
            case = (stage, action, method, path, answered.status_code)
            assert (answered.status_code == 403) is (role not in RULES[action][0]), case
            if role in RULES[action][0]:
                assert (WRONG_STAGE.encode() in answered.data) is not allowed, case
            if allowed:
                assert answered.status_code in LACKING_NOTHING, case


def test_an_official_of_another_board_reads_and_changes_nothing(lite_client, lite_session):
    dialogue = over(lite_session, **REPORTED)
    person = make_staff(lite_session, Role.OFFICIAL)
    person.boards = [make_board(lite_session, "Tekniska nämnden")]
    lite_session.commit()
    number = finding(lite_session, dialogue).id
    sign_in(lite_client, person)
    assert lite_client.get("/staff/dialogues/skolgard/decision-basis").status_code == 200
    for path in ("result", "findings", f"findings/{number}", "decision", "tell", "archive"):
        assert lite_client.get(f"/staff/dialogues/skolgard/{path}").status_code == 403, path
