"""The plan: saved whole or in part, refused only where it cannot be right, and settled bit by bit."""

from datetime import date

import pytest

from tests.factories import days, in_all, make_staff
from tests.forms import follow, press
from tests.planning.pages import PLAN, acts, another_board, last_entry, planned, stored
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.record import BodyKind
from webapp.models import BoardPart, Dialogue, StaffMember, StoredResolution
from webapp.models.policy import CONCERNED, CONSULTED, TAKES_PART

SAVE = "do:save"
WHOLE = {
    "type": "consultation",
    "political": "no",
    "scope": "overarching",
    "public_environment": "yes",
    "phase": "idea",
    "law_reference": "5 kap. 11 § PBL",
    "reason": "Många har skrivit.",
    "goal.sv": "Ett torg för alla",
    "goal.en": "A square for all",
    "steering_goal": "Mål 7",
    "initiator": "association",
    "politicians": "Birgitta Nyström\n\n  Olle Berg  \nBirgitta Nyström",
    "methods": ["survey", "focus-group"],
    "uses": ["ideas", "needs"],
    "channels": ["web", "phone"],
    "resources": "Tre personer",
    "registration_number": "KS 2026/7",
    "budget_year": "2027",
    "review_on": "2027-03-01",
}


def save(client, **changes):
    return press(client, client.get(PLAN), SAVE, changes)


def parts(session) -> dict[str, list[tuple[int, str, date | None]]]:
    session.rollback()
    found: dict[str, list[tuple[int, str, date | None]]] = {}
    for part in session.query(BoardPart).order_by(BoardPart.id):
        found.setdefault(part.part, []).append((part.board_id, part.reason, part.day))
    return found


def test_an_unchanged_plan_stays_as_it_is(client, session):
    dialogue = planned(client, session)
    before = {c.name: getattr(dialogue, c.key) for c in Dialogue.__table__.columns if c.name != "revision"}
    told = parts(session)
    follow(client, save(client))
    after = stored(session)
    assert before == {name: getattr(after, name) for name in before}
    assert parts(session) == told


@pytest.mark.requirement("R16", "R36", "R71", "R75", "R82", "R83", "R95")
def test_everything_in_the_plan_is_stored_as_typed(client, session):
    planned(client, session)
    overview = follow(client, save(client, **WHOLE))
    assert "Planen är sparad." in overview.text
    plan = stored(session)
    assert (plan.type_name, plan.political, plan.scope, plan.phase) == (
        "consultation",
        False,
        "overarching",
        "idea",
    )
    assert plan.public_environment
    assert plan.goal == in_all("Ett torg för alla") | {"en": "A square for all", "ar": plan.goal["ar"]}
    assert plan.politicians == ["Birgitta Nyström", "Olle Berg"]
    assert (plan.methods, plan.uses, plan.channels) == (
        ["survey", "focus-group"],
        ["needs", "ideas"],
        ["web", "phone"],
    )
    assert (plan.law_reference, plan.steering_goal, plan.reason) == (
        "5 kap. 11 § PBL",
        "Mål 7",
        "Många har skrivit.",
    )
    assert (plan.resources, plan.registration_number, plan.initiator) == (
        "Tre personer",
        "KS 2026/7",
        "association",
    )
    assert (plan.budget_year, plan.review_on) == (2027, date(2027, 3, 1))


def test_nothing_is_chosen_beforehand_in_a_plan_that_is_empty(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    lite_session.query(StoredResolution).delete()
    for name in ("political", "public_environment", "process_degree", "scope", "phase", "initiator"):
        setattr(dialogue, name, {"political": None, "public_environment": False}.get(name, ""))
    dialogue.methods = dialogue.channels = dialogue.uses = []
    lite_session.commit()
    page = lite_client.get(PLAN).text
    for name in ("political", "scope", "phase", "initiator", "process_degree", "methods", "channels", "uses"):
        assert f'name="{name}" value=' in page
    checked = [line for line in page.split("\n") if " checked" in line]
    assert [line for line in checked if 'name="type"' not in line and 'name="boards"' not in line] == []


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("goal.sv", "x" * 2001),
        ("steering_goal", "x" * 301),
        ("law_reference", "x" * 301),
        ("registration_number", "x" * 61),
        ("reason", "x" * 4001),
        ("resources", "x" * 2001),
        ("politicians", "Olle Berg (S)"),
        ("politicians", "Olle Berg, KD"),
        ("politicians", "x" * 201),
        ("politicians", "\n".join(f"Namn {number}" for number in range(51))),
        ("budget_year", "1999"),
        ("budget_year", "nästa år"),
        ("review_on", "2026-02-30"),
        ("review_on", "1 maj"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field_and_everything_typed_is_kept(
    lite_client, lite_session, field, typed
):
    planned(lite_client, lite_session)
    answered = save(lite_client, **{field: typed, "channels": ["phone"]})
    anchor = field.replace(".", "-")
    assert answered.status_code == 422
    assert "<title>Fel: Planen" in answered.text
    assert f'<a href="#{anchor}">' in answered.text
    assert f'id="{anchor}-error"' in answered.text
    assert typed.split("\n")[0] in answered.text
    assert 'value="phone" checked' in answered.text
    assert stored(lite_session).channels == ["web", "place"]


@pytest.mark.requirement("R48")
def test_politicians_are_named_without_a_party(lite_client, lite_session):
    planned(lite_client, lite_session)
    refused = save(lite_client, politicians="Birgitta Nyström (M)")
    assert "Skriv namnen utan parti." in refused.text
    assert "party" not in {column.name for column in StaffMember.__table__.columns}
    assert save(lite_client, politicians="Birgitta Nyström").status_code == 303


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("scope", "galaxy"),
        ("phase", "late"),
        ("initiator", "king"),
        ("political", "maybe"),
        ("methods", ["magic"]),
    ],
)
def test_what_is_no_choice_is_not_chosen(lite_client, lite_session, field, typed):
    planned(lite_client, lite_session)
    save(lite_client, **{field: typed})
    assert not getattr(stored(lite_session), field)


def test_a_sort_that_is_none_leaves_the_sort_as_it_was(lite_client, lite_session):
    planned(lite_client, lite_session)
    save(lite_client, type="party")
    assert stored(lite_session).type_name == "resident"


@pytest.mark.requirement("R40", "R41")
def test_it_is_kept_which_boards_are_concerned_take_part_and_were_consulted(client, session):
    dialogue = planned(client, session)
    own, other = dialogue.board_id, another_board(session).id
    changes = {
        "boards": [str(own), str(other)],
        "taking.0.board": str(other),
        "taking.0.reason": "De sköter träden.",
        "consulted.0.board": str(other),
        "consulted.0.day": days(-3).isoformat(),
        "consulted.0.reason": "De är med.",
    }
    follow(client, save(client, **changes))
    assert parts(session) == {
        CONCERNED: [(own, "", None), (other, "", None)],
        CONSULTED: [(other, "De är med.", days(-3))],
        TAKES_PART: [(other, "De sköter träden.", None)],
    }
    page = client.get(PLAN)
    assert 'value="De sköter träden."' in page.text
    follow(client, save(client, **{"boards": [str(other)], "taking.0.board": "", "taking.0.reason": ""}))
    assert parts(session) == {CONCERNED: [(other, "", None)], CONSULTED: [(other, "De är med.", days(-3))]}


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"taking.0.board": "1"}, "taking-0-reason"),
        ({"taking.0.reason": "De är med."}, "taking-0-board"),
        (
            {"taking.0.board": "1", "taking.0.reason": "a", "taking.1.board": "1", "taking.1.reason": "b"},
            "taking-1-board",
        ),
        ({"consulted.0.board": "1", "consulted.0.day": ""}, "consulted-0-day"),
        ({"consulted.0.board": "1", "consulted.0.day": days(1).isoformat()}, "consulted-0-day"),
        ({"consulted.0.board": "1", "consulted.0.day": "igår"}, "consulted-0-day"),
        ({"consulted.1.day": days(-1).isoformat()}, "consulted-1-board"),
    ],
)
def test_a_row_about_a_board_must_be_whole(lite_client, lite_session, changes, anchor):
    planned(lite_client, lite_session)
    before = parts(lite_session)
    refused = save(lite_client, **changes)
    assert refused.status_code == 422
    assert f'<a href="#{anchor}">' in refused.text
    assert f'id="{anchor}-error"' in refused.text
    assert parts(lite_session) == before


def test_a_board_that_does_not_exist_is_not_stored(lite_client, lite_session):
    planned(lite_client, lite_session)
    follow(lite_client, save(lite_client, boards=["999", "x"]))
    assert CONCERNED not in parts(lite_session)


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(("profile", "preset"), [("vanersborg", True), ("tjorn", False)])
def test_the_executive_committee_carries_out_what_is_common_to_the_whole_municipality(
    lite_client, lite_session, profile, preset
):
    planned(lite_client, lite_session, profile)
    executive = another_board(lite_session, "Kommunstyrelsen", kind_name=BodyKind.EXECUTIVE.value)
    follow(lite_client, save(lite_client, scope="large-common"))
    carried_out = [(executive.id, "Samordnar och genomför dialogen.", None)]
    assert parts(lite_session).get(TAKES_PART, []) == (carried_out if preset else [])
    follow(
        lite_client, save(lite_client, **({"taking.0.board": "", "taking.0.reason": ""} if preset else {}))
    )
    assert TAKES_PART not in parts(lite_session)


@pytest.mark.requirement("R56")
def test_the_person_responsible_can_be_changed_and_never_taken_away(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    first, other = dialogue.responsible_id, make_staff(lite_session, Role.COORDINATOR, name="Siv Lind")
    gone = make_staff(lite_session, Role.OFFICIAL, email="gone@example.se", name="Borta")
    gone.active = False
    politician = make_staff(lite_session, Role.POLITICIAN, name="Birgitta Nyström")
    lite_session.commit()
    page = lite_client.get(PLAN)
    assert ("Siv Lind</option>" in page.text, "Borta</option>" in page.text) == (True, False)
    for wrong in ("", "x", str(gone.id), str(politician.id), "99999"):
        refused = press(lite_client, page, SAVE, responsible=wrong)
        assert refused.status_code == 422
        assert "En dialog är aldrig utan ansvarig." in refused.text
        assert stored(lite_session).responsible_id == first
    follow(lite_client, press(lite_client, page, SAVE, responsible=str(other.id)))
    assert stored(lite_session).responsible_id == other.id
    assert last_entry(lite_session, "hand_over").details == {"before": first, "after": other.id}


@pytest.mark.requirement("R80")
def test_only_methods_that_suit_the_degree_are_offered(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    page = lite_client.get(PLAN).text
    best, also = page.split('id="methods-best"')[1].split('id="methods-also"')
    assert 'value="survey"' in best
    assert 'value="information-meeting"' in also
    for beyond in ("workshop", "citizens-assembly", "vote"):
        assert f'value="{beyond}"' not in page
    dialogue.step = LadderStep.CO_DECISION
    lite_session.commit()
    page = lite_client.get(PLAN).text
    assert 'value="vote"' in page.split('id="methods-best"')[1].split('id="methods-also"')[0]


def test_a_method_that_promises_more_than_the_degree_is_shown_with_a_notice(lite_client, lite_session):
    planned(lite_client, lite_session, methods=["vote"])
    page = lite_client.get(PLAN).text
    assert "Lovar mer än deltagarna får påverka" in page
    assert "En metod lovar mer än vad de som deltar får påverka." in page
    assert 'value="vote" checked' in page
    follow(lite_client, save(lite_client))
    assert stored(lite_session).methods == ["vote"]


@pytest.mark.requirement("R5")
def test_what_the_answers_are_for_suggests_the_kinds_of_question(lite_client, lite_session):
    planned(lite_client, lite_session)
    kinds = "/staff/dialogues/skolgard/sections/s1/add"
    assert '<span class="tag">Passar</span>' not in lite_client.get(kinds).text
    follow(lite_client, save(lite_client, uses=["options"]))
    suggested = [
        part.split("</a>")[0]
        for part in lite_client.get(kinds).text.split('">')[1:]
        if "Passar</span>" in part
    ]
    assert suggested
    page = lite_client.get(kinds).text
    marked = [
        name
        for name in ("Ett val", "Rangordning", "Fördela poäng", "Lång text", "Tal")
        if f'{name}</a> <span class="tag">Passar' in page
    ]
    assert marked == ["Ett val", "Rangordning", "Fördela poäng"]


@pytest.mark.requirement("R76", "R77")
def test_the_degree_is_picked_among_the_steps_of_the_policy_each_explained(lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn", step=None)
    lite_session.query(StoredResolution).delete()
    lite_session.commit()
    page = lite_client.get("/staff/dialogues/skolgard/facts").text
    assert page.count('name="step"') == 3
    assert 'name="step" value="1"' not in page
    assert 'name="step" value="5"' not in page
    assert "Säger politikerna nej ska de förklara varför." in page


def test_a_dissolved_board_is_told_at_the_field(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    dialogue.board.dissolved_on = days(0)
    lite_session.commit()
    page = lite_client.get(PLAN).text
    assert "En nämnd som ni har valt är upplöst." in page
    assert "Barn- och utbildningsnämnden (upplöst)" in page
    facts = lite_client.get("/staff/dialogues/skolgard/facts").text
    assert 'id="board-notice"' in facts
    assert "Nämnden är upplöst. Välj den som har tagit över." in facts


def test_a_dissolved_board_is_offered_to_no_other_dialogue(lite_client, lite_session):
    planned(lite_client, lite_session)
    gone = another_board(lite_session, "Gamla nämnden", dissolved_on=days(-1))
    assert "Gamla nämnden" not in lite_client.get(PLAN).text
    follow(lite_client, save(lite_client, boards=[str(gone.id)]))
    assert CONCERNED not in parts(lite_session)


def test_what_residents_have_been_told_is_not_changed_by_the_plan(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session, opens_on=days(4))
    dialogue.published_on = days(-1)
    lite_session.commit()
    assert dialogue.stage(days(0)) is Stage.PLANNED
    page = lite_client.get(PLAN)
    for name in ("type", "scope", "political", "phase", "initiator", "goal.sv", "process_degree"):
        assert f'name="{name}"' not in page.text
    assert "En skolgård som fler använder." in page.text
    forced = {
        "type": "user",
        "scope": "overarching",
        "goal.sv": "Annat",
        "phase": "idea",
        "process_degree": "shape",
    }
    follow(lite_client, press(lite_client, page, SAVE, forced, budget_year="2028"))
    plan = stored(lite_session)
    assert (plan.type_name, plan.scope, plan.phase, plan.process_degree) == (
        "resident",
        "own-area",
        "proposal",
        "discuss",
    )
    assert plan.goal["sv"] == "En skolgård som fler använder."
    assert plan.budget_year == 2028


def test_what_a_gate_needs_cannot_be_taken_away_once_it_is_published(client, session):
    dialogue = planned(client, session, "tjorn", opens_on=days(4))
    dialogue.published_on = days(-1)
    session.commit()
    refused = save(client, politicians="")
    assert refused.status_code == 422
    assert "Skriv namnen på de förtroendevalda som är med." in refused.text
    assert stored(session).politicians == ["Birgitta Nyström"]
    assert "edit_plan" not in acts(session)
    follow(client, save(client, politicians="Olle Berg"))
    assert stored(session).politicians == ["Olle Berg"]


def test_a_change_that_makes_somebody_else_decide_is_refused_once_it_is_published(client, session):
    dialogue = planned(client, session, "tjorn", opens_on=days(4))
    dialogue.published_on = days(-1)
    other = another_board(session)
    refused = save(client, boards=[str(dialogue.board_id), str(other.id)])
    assert refused.status_code == 422
    assert '<a href="#boards">' in refused.text
    assert "Fel organ har beslutat." in refused.text
    assert [board for board, *_rest in parts(session)[CONCERNED]] == [dialogue.board_id]


def test_what_was_unmet_before_does_not_keep_the_plan_from_being_mended(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session, opens_on=days(4))
    dialogue.published_on, dialogue.board.dissolved_on = days(-1), days(0)
    lite_session.commit()
    follow(lite_client, save(lite_client, budget_year="2028"))
    assert stored(lite_session).budget_year == 2028


def test_hostile_text_is_stored_harmless_and_shown_as_text(lite_client, lite_session):
    planned(lite_client, lite_session)
    hostile = {"reason": "</textarea><script>alert(1)</script>\u202e", "politicians": '"><b>x</b>'}
    follow(lite_client, save(lite_client, **hostile))
    page = lite_client.get(PLAN).text
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page
    assert "\u202e" not in stored(lite_session).reason
