"""Decisions that bodies have taken: recorded as they were, and what they make true."""

import pytest

from tests.factories import days, make_board, make_staff
from tests.forms import follow, press
from tests.planning.pages import (
    HERE,
    RESOLUTIONS,
    acts,
    another_board,
    last_entry,
    member,
    move,
    planned,
    record_resolution,
    resolutions,
    stored,
)
from tests.staff import sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.record import BodyKind, ResolutionKind
from webapp.models import BoardPart, Dialogue, StoredResolution
from webapp.models.policy import CONCERNED
from webapp.web.languages import LANGUAGES


def without_resolutions(client, session, profile="standard", **changes) -> Dialogue:
    """A dialogue that waits for every decision, and everything else is there."""
    dialogue = planned(client, session, profile, **changes)
    session.query(StoredResolution).delete()
    dialogue.agreed_on, dialogue.step_decision, dialogue.commitment = None, "", ""
    session.commit()
    return dialogue


def told(day, lang="sv") -> str:
    from babel import dates

    return dates.format_date(day, "long", locale=LANGUAGES[lang].locale)


@pytest.mark.requirement("R11", "R45")
def test_a_decision_is_recorded_with_body_day_paragraph_and_number(client, session):
    dialogue = without_resolutions(client, session)
    assert move(client, "hold").status_code == 422
    overview = follow(client, record_resolution(client, "hold", dialogue.board, number="BUN 2026/12"))
    assert "Beslutet är registrerat." in overview.text
    [kept] = resolutions(session)
    assert (kept.kind_name, kept.board_id, kept.meeting) == ("hold", dialogue.board_id, days(-1))
    assert (kept.paragraph, kept.registration_number, kept.recorded_on) == ("§ 45", "BUN 2026/12", days(0))
    assert kept.staff_id
    assert f"Barn- och utbildningsnämnden {told(days(-1))}, § 45, BUN 2026/12" in client.get(RESOLUTIONS).text
    assert move(client, "hold").status_code == 303
    assert stored(session).agreed_on == days(0)


@pytest.mark.requirement("R10", "R11")
def test_the_decision_on_the_degrees_makes_them_true_and_says_who_set_them(client, session):
    dialogue = without_resolutions(client, session)
    assert dialogue.step is LadderStep.CONSULTATION
    refused = move(client, "hold").text + client.get(HERE).text
    assert "Registrera beslutet om hur mycket de som deltar kan påverka." not in refused
    page = client.get(RESOLUTIONS)
    assert 'name="degrees.step" value="2" checked' in page.text
    follow(client, record_resolution(client, "degrees", dialogue.board, step="3", degree="shape"))
    now = stored(session)
    assert (now.step, now.process_degree) == (LadderStep.DIALOGUE, "shape")
    assert now.step_decision == f"Barn- och utbildningsnämnden {told(days(-1))}, § 45"
    assert now.commitment == ""


def test_no_degree_is_chosen_where_officials_have_proposed_none(lite_client, lite_session):
    without_resolutions(lite_client, lite_session, step=None, process_degree="")
    dialogue = stored(lite_session)
    dialogue.process_degree = ""
    lite_session.commit()
    page = lite_client.get(RESOLUTIONS).text
    assert 'name="degrees.step" value="2">' in page
    assert not [line for line in page.split("\n") if "degrees." in line and " checked" in line]
    refused = record_resolution(lite_client, "degrees", dialogue.board)
    assert refused.status_code == 422
    assert '<a href="#degrees-step">' in refused.text
    assert '<a href="#degrees-degree">' in refused.text
    assert resolutions(lite_session) == []


def test_degrees_that_are_decided_are_not_changed_in_the_forms_of_officials(client, session):
    planned(client, session)
    facts, plan = client.get(f"{HERE}/facts"), client.get(f"{HERE}/plan")
    assert 'name="step"' not in facts.text
    assert 'name="process_degree"' not in plan.text
    assert f'href="{RESOLUTIONS}#degrees"' in facts.text
    follow(client, press(client, facts, "Spara", {"step": "5"}))
    follow(client, press(client, plan, "do:save", {"process_degree": "answer"}))
    assert (stored(session).step_number, stored(session).process_degree) == (2, "discuss")


def test_the_decision_to_follow_the_result_is_what_co_decision_needs(client, session):
    dialogue = without_resolutions(client, session, step=LadderStep.CO_DECISION)
    follow(client, record_resolution(client, "hold", dialogue.board))
    follow(client, record_resolution(client, "degrees", dialogue.board))
    assert move(client, "hold").status_code == 303
    refused = move(client, "open")
    assert "Steg 5 kräver ett beslut om att följa resultatet. Registrera det." in refused.text
    assert f'href="{RESOLUTIONS}#follow"' in refused.text
    follow(client, record_resolution(client, "follow", dialogue.board, paragraph="§ 46"))
    assert stored(session).commitment == f"Barn- och utbildningsnämnden {told(days(-1))}, § 46"
    assert move(client, "open").status_code == 303


def test_following_the_result_is_not_asked_about_where_the_policy_has_no_co_decision(
    lite_client, lite_session
):
    dialogue = without_resolutions(lite_client, lite_session, "tjorn")
    page = lite_client.get(RESOLUTIONS)
    assert 'id="follow"' not in page.text
    form = {"kind": "follow", "follow.board": str(dialogue.board_id)}
    assert press(lite_client, page, "do:hold", form).status_code == 409
    assert resolutions(lite_session) == []


@pytest.mark.parametrize(
    ("fields", "anchor", "sentence"),
    [
        ({"board": ""}, "board", "Välj vilka som beslutade."),
        ({"board": "999"}, "board", "Välj vilka som beslutade."),
        ({"meeting": ""}, "meeting", "Skriv vilken dag mötet var."),
        ({"meeting": "2026-02-30"}, "meeting", "Skriv datumet med år, månad och dag"),
        ({"meeting": days(1).isoformat()}, "meeting", "Mötet har inte varit än."),
        ({"paragraph": " "}, "paragraph", "Skriv beslutets paragraf"),
        ({"paragraph": "x" * 61}, "paragraph", "Korta till högst 60 tecken."),
        ({"number": "x" * 61}, "number", "Korta till högst 60 tecken."),
    ],
)
def test_a_decision_that_cannot_be_right_is_not_recorded(lite_client, lite_session, fields, anchor, sentence):
    dialogue = without_resolutions(lite_client, lite_session)
    refused = record_resolution(lite_client, "hold", dialogue.board, **fields)
    assert refused.status_code == 422
    assert f'<a href="#hold-{anchor}">' in refused.text
    assert sentence in refused.text
    assert resolutions(lite_session) == []


def test_a_board_can_have_decided_until_the_day_it_was_dissolved(lite_client, lite_session):
    dialogue = without_resolutions(lite_client, lite_session)
    dialogue.board.dissolved_on = days(-10)
    lite_session.commit()
    refused = record_resolution(lite_client, "hold", dialogue.board, meeting=days(-10).isoformat())
    assert "De var upplösta den dagen." in refused.text
    follow(lite_client, record_resolution(lite_client, "hold", dialogue.board, meeting=days(-11).isoformat()))
    assert len(resolutions(lite_session)) == 1


def test_an_administration_decides_without_a_paragraph(lite_client, lite_session):
    without_resolutions(lite_client, lite_session)
    office = another_board(lite_session, "Stadsbyggnadskontoret", kind_name=BodyKind.ADMINISTRATION.value)
    follow(lite_client, record_resolution(lite_client, "hold", office, paragraph=""))
    assert len(resolutions(lite_session)) == 1


@pytest.mark.requirement("R46", "R47")
@pytest.mark.parametrize(
    ("boards", "body", "held"),
    [
        (1, BodyKind.BOARD, True),
        (2, BodyKind.BOARD, False),
        (2, BodyKind.EXECUTIVE, False),
        (2, BodyKind.COUNCIL, True),
    ],
)
def test_one_board_decides_on_its_own_matter_and_the_council_on_what_concerns_several(
    client, session, boards, body, held
):
    dialogue = without_resolutions(client, session, "tjorn")
    if boards == 2:
        session.add(BoardPart(dialogue_id=dialogue.id, board_id=another_board(session).id, part=CONCERNED))
    decider = dialogue.board if body is BodyKind.BOARD else make_board(session, "De andra", body)
    session.commit()
    page = client.get(RESOLUTIONS).text
    words = "I frågor som berör flera nämnder" if boards == 2 else "I frågor som rör endast en nämnds"
    assert words in page
    follow(client, record_resolution(client, "hold", decider))
    answered = move(client, "hold")
    assert (answered.status_code, "Fel organ har beslutat." in answered.text) == (
        (303, False) if held else (422, True)
    )


@pytest.mark.requirement("R55")
@pytest.mark.parametrize(
    ("political", "body", "held"),
    [
        (True, BodyKind.ADMINISTRATION, False),
        (True, BodyKind.BOARD, True),
        (False, BodyKind.ADMINISTRATION, True),
    ],
)
def test_the_board_decides_on_what_an_administration_starts_when_it_is_political(
    client, session, political, body, held
):
    dialogue = without_resolutions(client, session, "kungsbacka")
    dialogue.political = political
    decider = dialogue.board if body is BodyKind.BOARD else make_board(session, "Förvaltningen", body)
    session.commit()
    follow(client, record_resolution(client, "hold", decider))
    assert move(client, "hold").status_code == (303 if held else 422)


@pytest.mark.requirement("R60", "R61")
def test_elected_representatives_always_decide_to_hold_it(client, session):
    dialogue = without_resolutions(client, session, "forshaga")
    office = make_board(session, "Förvaltningen", BodyKind.ADMINISTRATION)
    session.commit()
    follow(client, record_resolution(client, "hold", office))
    refused = move(client, "hold")
    assert refused.status_code == 422
    assert "Beslut att föra invånardialog och beslut om åtgärder fattas av förtroendevalda" in refused.text
    follow(client, record_resolution(client, "hold", dialogue.board))
    assert move(client, "hold").status_code == 303


@pytest.mark.requirement("R35", "R48")
def test_a_politician_records_the_decisions_of_boards_of_their_own(client, session):
    dialogue = without_resolutions(client, session)
    other = another_board(session)
    session.add(BoardPart(dialogue_id=dialogue.id, board_id=other.id, part=CONCERNED))
    sign_in(client, member(session, other, Role.POLITICIAN, email="eva@example.se"))
    page = client.get(RESOLUTIONS)
    assert "Tekniska nämnden</option>" in page.text
    assert "Barn- och utbildningsnämnden</option>" not in page.text
    assert record_resolution(client, "hold", dialogue.board).status_code == 422
    follow(client, record_resolution(client, "hold", other))
    assert [each.board_id for each in resolutions(session)] == [other.id]


def test_a_politician_of_another_board_records_nothing(lite_client, lite_session):
    without_resolutions(lite_client, lite_session)
    other = another_board(lite_session)
    sign_in(lite_client, member(lite_session, other, Role.POLITICIAN, email="eva@example.se"))
    assert lite_client.get(RESOLUTIONS).status_code == 403


def test_a_decision_recorded_wrongly_is_taken_away_with_a_reason_and_the_trace_keeps_it(client, session):
    dialogue = planned(client, session)
    follow(client, record_resolution(client, "degrees", dialogue.board, step="4", paragraph="§ 99"))
    wrong = resolutions(session)[-1]
    asked = client.get(f"{RESOLUTIONS}/{wrong.id}/remove")
    assert "§ 99" in asked.text
    refused = press(client, asked, "Ta bort beslutet", reason=" ")
    assert refused.status_code == 422
    assert len(resolutions(session)) == 4
    follow(client, press(client, asked, "Ta bort beslutet", reason="Fel paragraf."))
    assert [each.kind_name for each in resolutions(session)] == list(ResolutionKind)
    assert stored(session).step_decision == f"Barn- och utbildningsnämnden {told(days(-35))}, § 12"
    entry = last_entry(session, "remove_resolution")
    assert (entry.details["reason"], "§ 99" in entry.details["said"]) == ("Fel paragraf.", True)


def test_without_any_decision_on_the_degrees_nobody_is_said_to_have_set_them(client, session):
    planned(client, session)
    [degrees] = [each for each in resolutions(session) if each.kind_name == "degrees"]
    asked = client.get(f"{RESOLUTIONS}/{degrees.id}/remove")
    follow(client, press(client, asked, "Ta bort beslutet", reason="Inte fattat."))
    assert stored(session).step_decision == ""
    assert move(client, "open").status_code == 422
    assert 'name="step"' in client.get(f"{HERE}/facts").text


def test_degrees_that_residents_have_been_told_are_not_changed_by_a_decision_here(client, session):
    dialogue = planned(client, session, opens_on=days(4))
    dialogue.published_on = days(-1)
    session.commit()
    assert dialogue.stage(days(0)) is Stage.PLANNED
    page = client.get(RESOLUTIONS)
    assert 'name="degrees.step"' not in page.text
    assert "ändras bara med en rättelse som alla ser" in page.text
    form = {"kind": "degrees", "degrees.step": "5", "degrees.degree": "shape"}
    given = {"board": str(dialogue.board_id), "meeting": days(-1).isoformat(), "paragraph": "§ 1"}
    form |= {f"degrees.{name}": value for name, value in given.items()}
    assert press(client, page, "do:hold", form).status_code == 409
    for each in resolutions(session):
        assert client.get(f"{RESOLUTIONS}/{each.id}/remove").status_code == 409
    assert (stored(session).step_number, len(resolutions(session))) == (2, 3)
    assert "record_resolution" not in acts(session)


def test_a_decision_of_another_dialogue_is_not_found(lite_client, lite_session):
    planned(lite_client, lite_session)
    first = resolutions(lite_session)[0]
    from tests.factories import make_dialogue

    make_dialogue(lite_session, "annan", published_on=None)
    assert lite_client.get(f"/staff/dialogues/annan/resolutions/{first.id}/remove").status_code == 404
    assert lite_client.get(f"{RESOLUTIONS}/{2**40}/remove").status_code == 404


def test_a_long_sentence_about_a_decision_is_kept_within_its_column(client, session):
    dialogue = without_resolutions(client, session)
    dialogue.board.name = {"sv": "N" * 200}
    session.commit()
    follow(client, record_resolution(client, "degrees", dialogue.board, paragraph="§" * 60, number="9" * 60))
    assert stored(session).step_decision == f"{'N' * 200} {told(days(-1))}, {'§' * 60}"


def test_the_sentence_is_written_in_the_language_of_the_dialogue(lite_client, lite_session):
    dialogue = without_resolutions(lite_client, lite_session, source_language="en", languages=["en"])
    follow(lite_client, record_resolution(lite_client, "degrees", dialogue.board))
    sentence = f"The children and education board {told(days(-1), 'en')}, § 45"
    assert stored(lite_session).step_decision == sentence


def test_only_roles_that_take_or_prepare_decisions_reach_them(lite_client, lite_session):
    dialogue = without_resolutions(lite_client, lite_session)
    for role in (Role.OUTREACH, Role.ADMINISTRATOR):
        sign_in(lite_client, make_staff(lite_session, role))
        assert lite_client.get(RESOLUTIONS).status_code == 403
    sign_in(lite_client, member(lite_session, dialogue.board, Role.POLITICIAN, email="p@example.se"))
    assert lite_client.get(RESOLUTIONS).status_code == 200
