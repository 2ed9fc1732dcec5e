"""Every proposal gets an answer: a dialogue, or a no with its reason."""

import pytest
from sqlalchemy import select

from tests.factories import days, make_municipality, make_staff
from tests.staff import csrf_of, post_form, sign_in
from webapp.domain.lifecycle import Role, Stage
from webapp.models import Dialogue, Proposal, TraceEntry


@pytest.fixture
def proposal(session):
    make_municipality(session)
    found = Proposal(
        lang="ar",
        title="أين سيكون الملعب؟",
        text="نحتاج إلى ملعب.",
        sender="association",
        sender_name="IK Lindmo",
        day=days(-3),
        receipt_hash="a" * 64,
        submission_key="b" * 64,
    )
    session.add(found)
    session.commit()
    return found


def answer(client, proposal, **fields):
    return post_form(client, f"/staff/proposals/{proposal.id}", **fields)


@pytest.mark.requirement("R43", "R54")
def test_an_accepted_proposal_becomes_a_proposed_dialogue_with_its_initiator(client, session, proposal):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/proposals").text
    assert proposal.title in page
    done = answer(client, proposal, verdict="accept", **{"answer.sv": "Ja.", "answer.ar": "نعم."})
    assert done.status_code == 303
    session.expire_all()
    dialogue = session.scalars(select(Dialogue)).one()
    assert (dialogue.initiator, dialogue.stage(days(0))) == ("association", Stage.PROPOSED)
    assert (proposal.dialogue_id, proposal.accepted, proposal.answer["ar"]) == (dialogue.id, True, "نعم.")
    assert {entry.act for entry in session.scalars(select(TraceEntry))} >= {"answer-proposal", "create"}


@pytest.mark.requirement("R63")
def test_a_no_needs_its_reason_and_nothing_typed_is_lost(client, session, proposal):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    refused = answer(client, proposal, verdict="decline", **{"answer.sv": " ", "answer.ar": "لا."})
    assert refused.status_code == 422
    assert "Skriv varför." in refused.text
    assert "لا." in refused.text
    assert answer(client, proposal, verdict="decline", **{"answer.sv": "Redan bestämt."}).status_code == 303
    session.expire_all()
    assert (proposal.accepted, proposal.dialogue_id) == (False, None)


def test_the_second_who_answers_is_told_and_keeps_their_words(client, session, proposal):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    first_token = csrf_of(client.get(f"/staff/proposals/{proposal.id}"))
    proposal.answer, proposal.accepted, proposal.answered_on = {"sv": "Nej, tyvärr."}, False, days(0)
    session.commit()
    late = client.post(
        f"/staff/proposals/{proposal.id}",
        data={"csrf_token": first_token, "verdict": "accept", "answer.sv": "Javisst!"},
    )
    assert late.status_code == 409
    assert "Javisst!" in late.text
    assert "Nej, tyvärr." in late.text
    assert session.scalars(select(Dialogue)).all() == []


@pytest.mark.parametrize("role", [Role.OUTREACH, Role.POLITICIAN, Role.ADMINISTRATOR])
def test_only_those_who_plan_answer_proposals(client, session, proposal, role):
    sign_in(client, make_staff(session, role))
    assert client.get("/staff/proposals").status_code == 403
    assert client.get(f"/staff/proposals/{proposal.id}").status_code == 403


def test_a_proposal_that_is_not_there_is_not_found(client, session, proposal):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    assert client.get(f"/staff/proposals/{2**63}").status_code == 404
    assert client.get("/staff/proposals/1").status_code == 404
