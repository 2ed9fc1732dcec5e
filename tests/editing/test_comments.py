"""Comments on ideas are read as ideas are: a refusal has a reason, and an appeal is answered."""

import pytest

from tests.editing.pages import fresh
from tests.editing.test_moderation import DECLINED, IDEAS, with_ideas
from tests.factories import days
from tests.forms import follow, press
from webapp.models import Comment, Dialogue, ModerationAct, TraceEntry

COMMENTS = "/staff/dialogues/skolgard/comments"


def with_comments(client, session, number: int = 1, **changes) -> list[Comment]:
    [idea] = with_ideas(client, session, state="published", read_on=days(0), published_on=days(0))
    session.query(Dialogue).update({"idea_comments": True})
    given = {"dialogue_id": idea.dialogue_id, "idea_id": idea.id, "stand": "against", "lang": "sv"}
    given |= {"text": "Det blir trångt.", "day": days(0)}
    comments = [Comment(receipt_hash=f"c-{n}", **(given | changes)) for n in range(number)]
    session.add_all(comments)
    session.commit()
    return comments


def stored(session, comment: Comment) -> Comment:
    found = fresh(session).get(Comment, comment.id)
    assert found is not None
    return found


def logged(session) -> list[tuple[str, str]]:
    return sorted((act.act, act.reason) for act in fresh(session).query(ModerationAct))


def test_an_empty_list_says_so_and_the_ideas_page_leads_here(lite_client, lite_session):
    with_comments(lite_client, lite_session, 0)
    assert "Inga kommentarer väntar på att bli lästa." in lite_client.get(COMMENTS).text
    assert "Det finns inga kommentarer här." in lite_client.get(f"{COMMENTS}?group=published").text
    assert lite_client.get(f"{COMMENTS}?group=zap&page=x").status_code == 200
    assert COMMENTS in lite_client.get(IDEAS).text


def test_where_comments_are_not_allowed_the_ideas_page_does_not_speak_of_them(lite_client, lite_session):
    with_ideas(lite_client, lite_session)
    assert COMMENTS not in lite_client.get(IDEAS).text


def test_a_comment_is_published_with_one_press_and_can_be_taken_back(client, session):
    [comment] = with_comments(client, session)
    assert "1 att läsa" in client.get(IDEAS).text
    page = follow(client, press(client, client.get(COMMENTS), "do:publish"))
    assert "Kommentaren är publicerad." in page.text
    kept = stored(session, comment)
    assert (kept.state, kept.published_on, kept.read_on) == ("published", days(0), days(0))
    follow(client, press(client, client.get(f"{COMMENTS}?group=published"), "do:undo"))
    kept = stored(session, comment)
    assert (kept.state, kept.published_on, kept.read_on) == ("waiting", None, None)
    assert kept.text == "Det blir trångt."
    assert logged(session) == [("published", ""), ("undone", "")]
    assert {entry.act for entry in session.query(TraceEntry)} == {"moderate-comment"}


def test_a_comment_is_declined_with_a_rule_and_words(client, session):
    [comment] = with_comments(client, session)
    refused = press(client, client.get(COMMENTS), "do:decline", {"reason": " \u202e "})
    assert refused.status_code == 422
    for field in ("code", "reason"):
        assert f'<a href="#decline-{field}-{comment.id}">' in refused.text
        assert f'id="decline-{field}-{comment.id}"' in refused.text
    long = press(client, refused, "do:decline", {"reason": "x" * 1001, "code": "other"})
    assert long.status_code == 422
    assert "x" * 1001 in long.text
    assert stored(session, comment).state == "waiting"
    follow(client, press(client, refused, "do:decline", DECLINED))
    kept = stored(session, comment)
    assert (kept.state, kept.reason_code, kept.reason) == (
        "declined",
        "personal",
        "Idén nämner en person.",
    )
    assert logged(session) == [("declined", "personal")]


@pytest.mark.parametrize(
    ("press_on", "state", "answer"),
    [("do:grant", "published", "Du har rätt."), ("do:uphold", "declined", "Det står ett namn.")],
)
def test_an_appeal_is_answered_once(client, session, press_on, state, answer):
    asked = {
        "state": "declined",
        "reason": "Nej.",
        "read_on": days(-1),
        "appeal": "Jo!",
        "appealed_on": days(0),
    }
    [comment] = with_comments(client, session, **asked)
    page = client.get(f"{COMMENTS}?group=appealed")
    assert "Jo!" in page.text
    follow(client, press(client, page, press_on, {"reason": answer}))
    kept = stored(session, comment)
    assert (kept.state, kept.appeal_answer, kept.appeal_answered_on) == (state, answer, days(0))
    late = press(client, page, press_on, {"reason": "Igen."})
    assert late.status_code == 409
    assert "Någon annan hann före" in late.text
    assert "Igen." in late.text


def test_a_comment_declined_anew_can_be_appealed_anew(client, session):
    shown = {"state": "published", "read_on": days(0), "published_on": days(0)}
    asked = {"appeal": "Jo!", "appealed_on": days(-1), "appeal_answer": "Ja.", "appeal_answered_on": days(-1)}
    [comment] = with_comments(client, session, **shown, **asked)
    follow(client, press(client, client.get(f"{COMMENTS}?group=published"), "do:decline", DECLINED))
    kept = stored(session, comment)
    assert (kept.state, kept.appeal, kept.appealed_on, kept.appeal_answer) == ("declined", "", None, "")


def test_what_its_author_has_taken_back_is_in_no_list_and_cannot_be_decided(client, session):
    [comment] = with_comments(client, session)
    page = client.get(COMMENTS)
    session.query(Comment).update({"state": "withdrawn", "text": ""})
    session.commit()
    late = press(client, page, "do:publish")
    assert late.status_code == 409
    assert "har tagit tillbaka den" in late.text
    assert stored(session, comment).state == "withdrawn"
    for group in ("waiting", "published", "declined", "appealed"):
        assert 'class="card idea"' not in client.get(f"{COMMENTS}?group={group}").text


@pytest.mark.parametrize(
    "forged", [{"do": "zap"}, {"do": "join"}, {"do": "undo"}, {"state": "published"}, {"state": ""}]
)
def test_forged_presses_change_nothing(lite_client, lite_session, forged):
    [comment] = with_comments(lite_client, lite_session)
    answered = press(lite_client, lite_client.get(COMMENTS), "do:publish", forged)
    assert answered.status_code in {400, 409}
    assert stored(lite_session, comment).state == "waiting"


def test_comments_shown_at_once_wait_to_be_read_and_stay_or_go(client, session):
    [comment] = with_comments(client, session, state="published", published_on=days(-1))
    page = client.get(COMMENTS)
    assert "Syns redan för alla" in page.text
    follow(client, press(client, page, "do:publish"))
    kept = stored(session, comment)
    assert (kept.published_on, kept.read_on) == (days(-1), days(0))


def test_what_residents_wrote_is_shown_as_text_in_its_own_language(lite_client, lite_session):
    with_comments(lite_client, lite_session, text="<script>alert(1)</script>\n\nنعم", lang="ar")
    page = lite_client.get(COMMENTS).text
    assert "<script>alert(1)" not in page
    assert '<div class="said" lang="ar" dir="auto">' in page


def test_many_comments_come_in_pages(lite_client, lite_session):
    with_comments(lite_client, lite_session, 51)
    first, second = lite_client.get(COMMENTS), lite_client.get(f"{COMMENTS}?page=2")
    assert first.text.count('<article class="card idea"') == 50
    assert second.text.count('<article class="card idea"') == 1
    assert "Sida 2 av 2" in second.text


def test_the_choice_to_take_comments_is_made_with_the_core_facts(client, session):
    with_ideas(client, session, 0)
    session.query(Dialogue).update({"published_on": None})
    session.commit()
    page = client.get("/staff/dialogues/skolgard/facts")
    follow(client, press(client, page, "do:save", {"idea_comments": "1"}))
    assert fresh(session).query(Dialogue).one().idea_comments is True
    page = client.get("/staff/dialogues/skolgard/facts")
    assert 'name="idea_comments" value="1" aria-describedby="idea_comments-hint" checked' in page.text
    follow(client, press(client, page, "do:save", {"idea_comments": None}))
    assert fresh(session).query(Dialogue).one().idea_comments is False
