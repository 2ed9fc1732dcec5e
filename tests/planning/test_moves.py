"""Considered, held, declined, published: no move is made while a gate is unmet, by any route."""

from datetime import UTC, datetime

import pytest

from tests.editing.pages import all_facts
from tests.factories import days, in_all, make_board, make_dialogue, make_staff
from tests.forms import follow, press
from tests.planning.pages import HERE, acts, answer, last_entry, move, planned, proposed, stored
from tests.staff import csrf_of, sign_in
from webapp import cli
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.policy import Gate, Moment
from webapp.domain.record import DialogueType
from webapp.models import BoardPart, Dialogue, Municipality, StoredAnswer, StoredResolution
from webapp.models.policy import CONCERNED, CONSULTED
from webapp.profiles import profiles

MOVES = {Moment.CONSIDER: "consider", Moment.HOLD: "hold", Moment.PUBLISH: "open"}
SET_BACK = {
    "reason": {"reason": " "},
    "initiator": {"initiator": ""},
    "scope": {"scope": ""},
    "political-matter": {"political": False},
    "political-known": {"political": None},
    "purpose": {"purpose": {}},
    "purpose-and-goal": {"goal": {}},
    "goal": {"goal": {}},
    "target-group": {"target_group": {}},
    "steering-goal": {"steering_goal": ""},
    "law-reference": {"law_reference": ""},
    "resources": {"resources": ""},
    "phase": {"phase": ""},
    "methods": {"methods": []},
    "channels": {"channels": []},
    "politicians": {"politicians": []},
    "responsible": {"responsible_id": None},
    "responsible-official": {"responsible_id": None},
    "degree-in-decision": {"step": None},
    "degree-in-process": {"process_degree": ""},
    "more-than-information": {"step": LadderStep.INFORMATION},
    "something-to-influence": {"can_influence": {}},
    "advisory": {"step": LadderStep.CO_DECISION},
    "decision-to-come": {"decided_on": None, "next_notice": None},
    "use-of-result": {"compiled_by": ""},
    "open-long-enough": {"closes_on": days(3), "opens_on": days(0)},
    "registration-number": {"registration_number": ""},
}
"""Check -> columns that shut its gate, of a dialogue that meets every other."""
WHEN = {
    "several-boards": {},
    "political": {"political": True},
    "not-political": {"political": False},
    "own-area": {"scope": "own-area"},
    "overarching": {"scope": "overarching"},
    "large-common": {"scope": "large-common"},
    "statutory": {"scope": "statutory"},
    "public-environment": {"public_environment": True},
}
"""Sort of matter that a gate is about -> the columns that make it so."""


def gates_before_opening() -> list[tuple[str, Gate]]:
    return [
        (id_, gate) for id_, profile in profiles().items() for gate in profile.gates if gate.before in MOVES
    ]


def shut(session, dialogue: Dialogue, gate: Gate) -> None:
    """Makes `gate` the one that is unmet."""
    for name, value in SET_BACK.get(gate.check, {}).items():
        setattr(dialogue, name, value)
    if gate.ask:
        session.query(StoredAnswer).filter_by(gate=gate.id).delete()
    if gate.check in {"degrees-resolved", "resolved-to-hold"}:
        kind = "degrees" if gate.check == "degrees-resolved" else "hold"
        session.query(StoredResolution).filter_by(kind_name=kind).delete()
    if gate.check in {"concerned-boards", "boards-consulted"}:
        part = CONCERNED if gate.check == "concerned-boards" else CONSULTED
        session.query(BoardPart).filter_by(part=part).delete()
    session.commit()


def of_its_sort(session, dialogue: Dialogue, gate: Gate) -> None:
    """Makes the dialogue one that `gate` applies to, in the stage before its moment."""
    dialogue.type_name = next(iter(sorted(gate.types)))
    for name, value in WHEN.get(gate.when, {}).items():
        setattr(dialogue, name, value)
    if gate.check == "boards-consulted":
        dialogue.scope = "overarching"
    if gate.when == "several-boards":
        board = make_board(session, "Tekniska nämnden")
        session.add(BoardPart(dialogue_id=dialogue.id, board_id=board.id, part=CONCERNED))
    dialogue.considered_on = None if gate.before is Moment.CONSIDER else days(-40)
    dialogue.agreed_on = days(-30) if gate.before is Moment.PUBLISH else None
    session.commit()


@pytest.mark.requirement("R7", "R14", "R19", "R20", "R29", "R58", "R72", "R73", "R74", "R81", "R83", "R84")
@pytest.mark.parametrize(
    ("profile", "gate"), gates_before_opening(), ids=lambda value: getattr(value, "id", value)
)
def test_no_move_is_made_while_a_gate_is_unmet_and_it_says_why(lite_client, lite_session, profile, gate):
    dialogue = planned(lite_client, lite_session, profile, opens_on=days(0), closes_on=days(24))
    of_its_sort(lite_session, dialogue, gate)
    before = dialogue.stage(days(0))
    shut(lite_session, dialogue, gate)
    refused = move(lite_client, MOVES[gate.before])
    assert refused.status_code == 422
    assert "<title>Fel: " in refused.text
    assert "Dialogen kan inte gå vidare än" in refused.text
    assert gate.said.words in unquoted(refused.text)
    assert gate.said.place in unquoted(refused.text)
    assert f'id="gate-{gate.id}"' in refused.text
    assert stored(lite_session).stage(days(0)) is before
    assert not set(acts(lite_session)) & {"consider", "hold", "open"}


def unquoted(html: str) -> str:
    from html import unescape

    return unescape(html)


def test_every_check_before_opening_is_shut_above():
    checks = {gate.check for _profile, gate in gates_before_opening() if gate.check}
    others = {"degrees-resolved", "resolved-to-hold", "concerned-boards", "boards-consulted"}
    assert checks <= set(SET_BACK) | others


@pytest.mark.parametrize("profile", list(profiles()))
@pytest.mark.requirement("R90")
def test_a_dialogue_that_meets_every_gate_goes_the_whole_way(client, session, profile):
    dialogue = proposed(client, session, profile, opens_on=days(0), closes_on=days(24))
    for name, sentence, stage in (
        ("Frågan är övervägd", "Frågan är övervägd. Nästa steg är ett beslut", Stage.CONSIDERED),
        ("Dialogen ska hållas", "Dialogen ska hållas. Nu kan ni planera den.", Stage.AGREED),
        ("Öppna dialogen", "Dialogen är öppen.", Stage.OPEN),
    ):
        told = follow(client, press(client, client.get(HERE), name))
        assert sentence in told.text
        assert stored(session).stage(days(0)) is stage
    dialogue = stored(session)
    assert dialogue.considered_on == dialogue.agreed_on == dialogue.published_on == days(0)
    assert acts(session) == ["consider", "hold", "open"]


@pytest.mark.parametrize(
    ("name", "stage"), [("hold", "proposed"), ("open", "proposed"), ("open", "considered")]
)
def test_no_stage_is_skipped(lite_client, lite_session, name, stage):
    dialogue = proposed(lite_client, lite_session)
    dialogue.considered_on = days(-1) if stage == "considered" else None
    lite_session.commit()
    assert move(lite_client, name).status_code == 409
    assert stored(lite_session).stage(days(0)) == stage


def test_a_move_is_made_once(lite_client, lite_session):
    proposed(lite_client, lite_session)
    overview = lite_client.get(HERE)
    follow(lite_client, press(lite_client, overview, "Frågan är övervägd"))
    assert press(lite_client, overview, "Frågan är övervägd").status_code == 409
    assert acts(lite_session) == ["consider"]


def test_a_gate_of_an_earlier_moment_that_shuts_again_stops_the_later_moves(lite_client, lite_session):
    planned(lite_client, lite_session, "forshaga")
    answer(lite_client, "can-we-be-influenced", "no", "Det visade sig att allt är bestämt.")
    refused = move(lite_client, "open")
    assert refused.status_code == 422
    assert "Är vi påverkbara?" in refused.text


def test_the_products_own_demands_hold_under_every_policy(lite_client, lite_session):
    planned(lite_client, lite_session, contact_name="", questions=None)
    refused = move(lite_client, "open")
    assert refused.status_code == 422
    assert "Skriv vem som är kontaktperson." in refused.text


def test_another_policy_is_followed_from_the_moment_it_is_chosen(client, session):
    planned(client, session)
    assert "Öppna dialogen" in client.get(HERE).text
    session.query(Municipality).one().profile_id = "vanersborg"
    session.commit()
    overview = client.get(HERE).text
    assert "Öppna dialogen</button>" not in overview
    assert "Går frågan att påverka?" in overview
    assert "Byter kommunen policy prövas dialogen på nytt, tills den har öppnat." in overview
    assert "Policy för invånardialog i Vänersborgs kommun" in overview
    assert move(client, "open").status_code == 422


def test_what_is_open_is_not_judged_by_a_policy_chosen_later(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    dialogue.published_on = days(-3)
    lite_session.query(Municipality).one().profile_id = "vanersborg"
    lite_session.commit()
    overview = lite_client.get(HERE).text
    assert "kvar" not in overview.split('id="life"')[1].split('id="moment-report"')[0]
    assert dialogue.stage(days(0)) is Stage.OPEN


@pytest.mark.requirement("R63", "R69")
@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.CONSIDERED, Stage.AGREED])
def test_a_no_is_kept_with_its_reason_for_all_to_read(client, session, stage):
    dialogue = planned(client, session)
    dialogue.considered_on = None if stage is Stage.PROPOSED else days(-4)
    dialogue.agreed_on = days(-3) if stage is Stage.AGREED else None
    session.commit()
    page = client.get(f"{HERE}/decline")
    form = {"reason.sv": "Beslutet är redan fattat.", "reason.en": "It is decided."}
    overview = follow(client, press(client, page, "Det blir ingen dialog", form))
    assert "Beslutet är redan fattat." in overview.text
    declined = stored(session)
    assert declined.stage(days(0)) is Stage.DECLINED
    assert declined.declined_on == days(0)
    assert declined.decline_reason == {"sv": "Beslutet är redan fattat.", "en": "It is decided."}
    assert last_entry(session, "decline").details["reason"]["sv"] == "Beslutet är redan fattat."
    assert press(client, page, "Det blir ingen dialog", form).status_code == 409
    assert move(client, "open").status_code == 409


@pytest.mark.parametrize("reason", ["", " \u202e", "x" * 2001])
def test_a_no_needs_a_reason(lite_client, lite_session, reason):
    planned(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/decline")
    refused = press(lite_client, page, "Det blir ingen dialog", {"reason.sv": reason, "reason.ar": "سبب"})
    assert refused.status_code == 422
    assert '<a href="#reason-sv">' in refused.text
    assert "سبب" in refused.text
    assert stored(lite_session).stage(days(0)) is Stage.AGREED


def test_a_dissolved_board_is_a_gate(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    dialogue.board.dissolved_on = days(0)
    lite_session.commit()
    refused = move(lite_client, "open")
    assert refused.status_code == 422
    assert "Nämnden som ska bestämma är upplöst. Välj den som har tagit över." in refused.text
    assert f'href="{HERE}/facts#board"' in refused.text


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), Stage.PLANNED),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), Stage.OPEN),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), Stage.OPEN),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), Stage.CLOSED),
    ],
)
def test_stages_change_at_the_municipalitys_midnight_also_when_summer_time_begins(
    lite_app, lite_client, lite_session, moment, stage
):
    day = datetime(2027, 3, 28, tzinfo=UTC).date()
    make_dialogue(lite_session, opens_on=day, closes_on=day, published_on=days(-1))
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    lite_app.config["NOW"] = lambda: moment
    words = {
        Stage.PLANNED: "Kommer snart",
        Stage.OPEN: "Öppen nu",
        Stage.CLOSED: "Stängd, svaren sammanställs",
    }
    shown = lite_client.get(HERE).text
    assert [word for word in words.values() if f">{word}</span>" in shown] == [words[stage]]


def test_no_command_opens_a_dialogue(lite_client, lite_session):
    planned(lite_client, lite_session)
    names = set(cli.commands.commands)
    assert names.isdisjoint({"open", "publish", "hold", "consider"})
    assert stored(lite_session).stage(days(0)) is Stage.AGREED


@pytest.mark.parametrize("path", ["facts", "plan"])
def test_no_form_opens_a_dialogue(lite_client, lite_session, path):
    dialogue = proposed(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/{path}")
    columns = ("considered_on", "agreed_on", "published_on", "declined_on", "opens_on")
    forged = dict.fromkeys(columns, days(-1).isoformat()) | (all_facts() if path == "facts" else {})
    answered = press(lite_client, page, "Spara", forged)
    assert answered.status_code == 303
    assert stored(lite_session).stage(days(0)) is Stage.PROPOSED
    assert dialogue.slug == "skolgard"


def test_the_statutory_consultation_has_gates_of_its_own(client, session):
    changes = {"type_name": DialogueType.CONSULTATION.value, "opens_on": days(0), "closes_on": days(19)}
    dialogue = planned(client, session, "tjorn", **changes)
    refused = move(client, "open")
    assert refused.status_code == 422
    assert "Samrådet behöver vara öppet minst 21 dagar." in refused.text
    assert "Resultatet av invånardialogen är rådgivande." not in refused.text
    dialogue.closes_on = days(20)
    session.commit()
    assert move(client, "open").status_code == 303


def test_a_move_that_another_site_asks_for_is_not_made(lite_client, lite_session):
    proposed(lite_client, lite_session)
    csrf_of(lite_client.get(HERE))
    assert lite_client.post(f"{HERE}/consider").status_code == 400
    assert stored(lite_session).considered_on is None
    assert in_all("x")["sv"] == "x"
