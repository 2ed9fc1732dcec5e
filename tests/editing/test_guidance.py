"""Those who read ideas are told how: no party politics, and with respect."""

import pytest

from tests.factories import make_dialogue, make_staff
from tests.staff import sign_in
from webapp.domain.lifecycle import Role


@pytest.mark.requirement("R53", "R101")
def test_moderators_are_guided_to_keep_party_politics_out_and_answer_with_respect(client, session):
    make_dialogue(session)
    assert "partipolitik" in client.get("/sv/dialogues/skolgard/ideas/new").text
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/dialogues/skolgard/ideas").text
    assert "partipolitik" in page
    assert "Skriv skälet vänligt och rakt." in page
    assert "inte för sitt parti" in page
