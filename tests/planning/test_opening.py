"""Publishing checks everything once more."""

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import days, in_all, question, question_set
from tests.forms import follow, press
from tests.staff import csrf_of
from webapp.domain.lifecycle import Stage
from webapp.domain.questions import QuestionSet
from webapp.models import Board, Dialogue, TraceEntry

HERE = "/staff/dialogues/skolgard"


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


def test_a_dialogue_that_should_have_opened_already_opens_today_and_says_so(lite_client, lite_session):
    draft(lite_client, lite_session, opens_on=days(-5))
    overview = lite_client.get(HERE)
    assert "Dialogen öppnar därför i dag." in overview.text
    follow(lite_client, press(lite_client, overview, "Öppna dialogen"))
    assert stored(lite_session).opens_on == days(0)


def test_a_dialogue_can_be_published_before_its_first_day(lite_client, lite_session):
    draft(lite_client, lite_session, opens_on=days(5))
    opened = follow(lite_client, press(lite_client, lite_client.get(HERE), "Öppna dialogen"))
    assert "Dialogen är publicerad och öppnar på sin första dag." in opened.text
    assert stored(lite_session).stage(days(0)) is Stage.PLANNED
    assert stored(lite_session).opens_on == days(5)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_on": days(-1), "opens_on": days(-9)}, "Sista dagen att svara har redan varit."),
        (
            {"questions": QuestionSet(), "takes_ideas": False},
            "Lägg till frågor, eller låt invånarna lämna idéer.",
        ),
        ({"idea_prompt": {}}, "Skriv vad ni vill ha idéer om."),
        ({"weighing": in_all("x") | {"ar": " "}}, "”Hur vägs svaren in?” saknas på arabiska."),
        ({"decided_on": days(1)}, "Nämnden bestämmer före sista dagen att svara."),
        (
            {"feedback_by": days(21), "decided_on": days(45)},
            "Återkopplingen kommer innan nämnden har bestämt.",
        ),
        (
            {"questions": question_set(question("one", options=()))},
            "Fråga 1: Skriv minst två svarsalternativ.",
        ),
        ({"languages": []}, "Välj minst ett språk."),
    ],
)
def test_opening_is_refused_with_the_reason(lite_client, lite_session, changes, sentence):
    draft(lite_client, lite_session, **changes)
    overview = lite_client.get(HERE)
    assert sentence in overview.text
    assert "Öppna dialogen</button>" not in overview.text
    refused = lite_client.post(f"{HERE}/open", data={"csrf_token": csrf_of(overview)})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert stored(lite_session).published_on is None


def test_what_became_missing_after_the_page_was_shown_keeps_the_dialogue_closed(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session)
    overview = lite_client.get(HERE)
    dialogue.contact_name = ""
    lite_session.commit()
    assert press(lite_client, overview, "Öppna dialogen").status_code == 422
    assert stored(lite_session).published_on is None


def test_ideas_alone_are_enough_to_open(lite_client, lite_session):
    draft(lite_client, lite_session, questions=QuestionSet())
    follow(lite_client, press(lite_client, lite_client.get(HERE), "Öppna dialogen"))
    assert stored(lite_session).published_on == days(0)


def test_a_dialogue_opens_once(lite_client, lite_session):
    draft(lite_client, lite_session)
    overview = lite_client.get(HERE)
    follow(lite_client, press(lite_client, overview, "Öppna dialogen"))
    assert press(lite_client, overview, "Öppna dialogen").status_code == 409
    assert lite_session.query(TraceEntry).filter_by(act="open").count() == 1


def test_the_board_lacks_a_name_and_the_link_leads_to_where_it_is_given(lite_client, lite_session):
    board = Board(name={"sv": "Nämnden"})
    lite_session.add(board)
    lite_session.flush()
    draft(lite_client, lite_session, board=board)
    overview = lite_client.get(HERE)
    assert f'href="{HERE}/facts#new_board-ar"' in overview.text
    assert "<details open" in lite_client.get(f"{HERE}/facts").text.replace(' id="add-board"', "")
