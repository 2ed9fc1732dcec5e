"""What is not there is not found, and nothing of one dialogue is reached through another."""

from tests.factories import days, make_board, make_dialogue, make_staff
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Comment, Idea


def test_a_dialogue_that_is_not_there_is_not_found(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    for path in ("", "/plan", "/facts", "/questions", "/preview", "/ideas", "/comments", "/import"):
        assert client.get(f"/staff/dialogues/nowhere{path}").status_code == 404


def test_an_idea_of_another_dialogue_is_not_found(lite_app, lite_session):
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    board = make_board(lite_session)
    one = make_dialogue(lite_session, "one", board=board)
    make_dialogue(lite_session, "two", board=board)
    idea = Idea(id=1, dialogue_id=one.id, title="Gunga", text="Mer", lang="sv", day=days(0), receipt_hash="h")
    lite_session.add(idea)
    lite_session.commit()
    token = csrf_of(client.get("/staff/dialogues"))
    form = {"csrf_token": token, "do": "publish", "state": "waiting"}
    assert client.post("/staff/dialogues/two/ideas/1", data=form).status_code == 404
    lite_session.refresh(idea)
    assert idea.state == "waiting"
    given = {"stand": "for", "text": "Ja.", "lang": "sv", "day": days(0), "receipt_hash": "c"}
    lite_session.add(Comment(id=7, dialogue_id=one.id, idea_id=1, **given))
    lite_session.commit()
    for path in ("two/comments/7", f"one/comments/{2**63}"):
        assert client.post(f"/staff/dialogues/{path}", data=form).status_code == 404
    assert lite_session.get(Comment, 7).state == "waiting"
