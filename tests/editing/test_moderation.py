"""Ideas are read before others see them; a refusal has a reason that the author can read."""

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import days
from tests.forms import follow, press
from webapp.models import Idea, TraceEntry

IDEAS = "/staff/dialogues/skolgard/ideas"
DECLINED = {"code": "personal", "reason": "Idén nämner en person."}


def with_ideas(client, session, number: int = 1, **changes) -> list[Idea]:
    dialogue = draft(client, session, published_on=days(-6))
    given = {"title": "Fler gungor", "text": "Vi vill gunga.", "lang": "sv", "day": days(0), "category": 0}
    ideas = [
        Idea(dialogue_id=dialogue.id, number=n + 1, receipt_hash=f"hash-{n}", **(given | changes))
        for n in range(number)
    ]
    session.add_all(ideas)
    session.commit()
    return ideas


def state(session, idea: Idea) -> tuple[str, str]:
    found = fresh(session).get(Idea, idea.id)
    return found.state, found.reason


def test_an_empty_list_says_so(lite_client, lite_session):
    with_ideas(lite_client, lite_session, 0)
    assert "Inga idéer väntar på att bli lästa." in lite_client.get(IDEAS).text
    assert "Det finns inga idéer här." in lite_client.get(f"{IDEAS}?group=published").text
    assert lite_client.get(f"{IDEAS}?group=zap&page=x").status_code == 200


def test_an_idea_is_published_with_one_press_and_can_be_taken_back(client, session):
    [idea] = with_ideas(client, session)
    page = client.get(IDEAS)
    assert "Lek" in page.text
    page = follow(client, press(client, page, "do:publish"))
    assert "Idén är publicerad." in page.text
    assert state(session, idea) == ("published", "")
    page = client.get(f"{IDEAS}?group=published")
    follow(client, press(client, page, "do:undo"))
    assert state(session, idea) == ("waiting", "")
    assert [entry.act for entry in session.query(TraceEntry)] == ["moderate", "moderate"]


def test_an_idea_is_declined_with_a_reason_that_its_author_reads(client, session):
    [idea] = with_ideas(client, session)
    page = client.get(IDEAS)
    refused = press(client, page, "do:decline", {"reason": " \u202e "})
    assert refused.status_code == 422
    for field in ("code", "reason"):
        assert f'<a href="#decline-{field}-{idea.id}">' in refused.text
        assert f'id="decline-{field}-{idea.id}"' in refused.text
    assert state(session, idea) == ("waiting", "")
    follow(client, press(client, refused, "do:decline", DECLINED))
    assert state(session, idea) == ("declined", "Idén nämner en person.")
    assert fresh(session).get(Idea, idea.id).reason_code == "personal"
    page = client.get(f"{IDEAS}?group=declined")
    assert "Idén nämner en person." in page.text
    follow(client, press(client, page, "do:undo"))
    assert state(session, idea) == ("waiting", "")


def test_a_reason_that_is_too_long_is_kept_on_the_page(lite_client, lite_session):
    [idea] = with_ideas(lite_client, lite_session)
    long = {"reason": "x" * 1001, "code": "other"}
    refused = press(lite_client, lite_client.get(IDEAS), "do:decline", long)
    assert refused.status_code == 422
    assert "x" * 1001 in refused.text
    assert state(lite_session, idea)[0] == "waiting"


def test_the_second_of_two_moderators_is_told(lite_client, lite_session):
    [idea] = with_ideas(lite_client, lite_session)
    page = lite_client.get(IDEAS)
    press(lite_client, page, "do:decline", {"reason": "Nej.", "code": "other"})
    late = press(lite_client, page, "do:publish")
    assert late.status_code == 409
    assert "Någon annan hann före" in late.text
    assert state(lite_session, idea) == ("declined", "Nej.")


@pytest.mark.parametrize("forged", [{"do": "zap"}, {"do": "undo"}, {"state": "published"}, {"state": ""}])
def test_forged_presses_change_nothing(lite_client, lite_session, forged):
    [idea] = with_ideas(lite_client, lite_session)
    answered = press(lite_client, lite_client.get(IDEAS), "do:publish", forged)
    assert answered.status_code in {400, 409}
    assert state(lite_session, idea) == ("waiting", "")


def test_what_residents_wrote_is_shown_as_text_in_its_own_language(lite_client, lite_session):
    hostile = "<script>alert(1)</script><img src=x>"
    with_ideas(lite_client, lite_session, title=hostile, text=hostile + "\n\nنعم", lang="ar", category=99)
    page = lite_client.get(IDEAS).text
    assert "<script>alert(1)" not in page
    assert "<img" not in page
    assert '<div class="said" lang="ar" dir="auto">' in page


def test_many_ideas_come_in_pages(lite_client, lite_session):
    with_ideas(lite_client, lite_session, 51)
    first, second = lite_client.get(IDEAS), lite_client.get(f"{IDEAS}?page=2")
    assert first.text.count('<article class="card idea"') == 50
    assert second.text.count('<article class="card idea"') == 1
    assert "Sida 2 av 2" in second.text
    assert lite_client.get(f"{IDEAS}?page=999").text.count('<article class="card idea"') == 1
