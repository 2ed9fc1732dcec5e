"""Ideas that say the same are joined, appeals are answered, and ideas shown at once are read afterwards."""

import pytest

from tests.editing.pages import fresh
from tests.editing.test_moderation import DECLINED, IDEAS, with_ideas
from tests.factories import days
from tests.forms import follow, press
from webapp.models import Dialogue, Idea, ModerationAct, Support

PUBLIC = "/sv/dialogues/skolgard/ideas"


def pair(client, session) -> tuple[Idea, Idea]:
    """A published idea and one that waits and says the same."""
    main, other = with_ideas(client, session, 2)
    main.state, main.read_on, main.published_on = "published", days(0), days(0)
    session.commit()
    return main, other


def stored(session, idea: Idea) -> Idea:
    found = fresh(session).get(Idea, idea.id)
    assert found is not None
    return found


def logged(session) -> list[tuple[str, str]]:
    return sorted((act.act, act.reason) for act in fresh(session).query(ModerationAct))


def test_two_ideas_that_say_the_same_are_joined_with_both_texts_and_can_be_parted(client, session):
    main, other = pair(client, session)
    session.add_all(Support(idea_id=id_, supporter_hash="same") for id_ in (main.id, other.id))
    session.commit()
    page = client.get(IDEAS)
    assert f"Fler gungor</bdi> ({main.number})" in page.text
    follow(client, press(client, page, "do:join", {"into": str(main.number)}))
    assert (stored(session, other).state, stored(session, other).joined_to) == ("joined", main.id)
    assert (stored(session, other).title, stored(session, other).text) == ("Fler gungor", "Vi vill gunga.")
    public = client.get(f"{PUBLIC}/{main.number}").text
    assert public.count("Vi vill gunga.") == 2
    assert "1 stödjer idén" in public
    joined = client.get(f"{IDEAS}?group=joined")
    assert f"Visas tillsammans med idé nummer {main.number}" in joined.text
    follow(client, press(client, joined, "do:undo"))
    assert (stored(session, other).state, stored(session, other).joined_to) == ("waiting", None)
    assert logged(session) == [("joined", ""), ("undone", "")]


@pytest.mark.parametrize("into", ["", "999999", "x", "٣", "9" * 40, "OWN", "ELSEWHERE", "HIDDEN"])
def test_an_idea_is_joined_only_with_another_published_one_of_its_dialogue(lite_client, lite_session, into):
    main, other = pair(lite_client, lite_session)
    elsewhere = Dialogue(slug="elsewhere")
    lite_session.add(elsewhere)
    lite_session.flush()
    given = {"title": "x", "text": "y", "lang": "sv", "day": days(0), "dialogue_id": elsewhere.id}
    lite_session.add(Idea(number=777, receipt_hash="e", state="published", **given))
    given["dialogue_id"] = main.dialogue_id
    lite_session.add(Idea(number=888, receipt_hash="h", state="declined", **given))
    lite_session.commit()
    number = {"OWN": str(other.number), "ELSEWHERE": "777", "HIDDEN": "888"}.get(into, into)
    refused = press(lite_client, lite_client.get(IDEAS), "do:join", {"into_other": number})
    assert refused.status_code == 422
    assert f'<a href="#join-into-{other.id}">' in refused.text
    assert stored(lite_session, other).state == "waiting"


def test_an_idea_that_others_are_joined_to_is_not_joined_itself(lite_client, lite_session):
    main, other = pair(lite_client, lite_session)
    third = with_third(lite_session, main)
    other.state, other.joined_to = "joined", main.id
    lite_session.commit()
    page = lite_client.get(f"{IDEAS}?group=published")
    refused = press(lite_client, page, "do:join", {"into_other": str(third.number)})
    assert refused.status_code == 422
    assert "Sammanför åt andra hållet" in refused.text


def with_third(session, main: Idea) -> Idea:
    third = Idea(
        number=55,
        dialogue_id=main.dialogue_id,
        title="En tredje",
        text="Mer.",
        lang="sv",
        day=days(1),
        receipt_hash="third",
        state="published",
        read_on=days(0),
    )
    session.add(third)
    session.commit()
    return third


@pytest.mark.parametrize("act", ["do:undo", "do:decline"])
def test_when_an_idea_is_taken_away_those_joined_to_it_are_read_again(client, session, act):
    main, other = pair(client, session)
    other.state, other.joined_to = "joined", main.id
    session.commit()
    page = client.get(f"{IDEAS}?group=published")
    follow(client, press(client, page, act, DECLINED if act == "do:decline" else {}))
    assert stored(session, main).state == ("declined" if act == "do:decline" else "waiting")
    assert (stored(session, other).state, stored(session, other).joined_to) == ("waiting", None)
    assert client.get(f"{PUBLIC}/{other.number}").status_code == 404


def test_ideas_shown_at_once_wait_to_be_read_and_stay_or_go(client, session):
    stays, goes = with_ideas(client, session, 2, state="published", published_on=days(0))
    session.query(Dialogue).update({"ideas_shown_at_once": True})
    session.commit()
    page = client.get(IDEAS)
    assert page.text.count("Syns redan för alla") == 2
    first = press(client, page, "do:publish")
    assert first.status_code == 303
    follow(client, press(client, client.get(IDEAS), "do:decline", DECLINED))
    states = {stored(session, stays).state, stored(session, goes).state}
    assert states == {"published", "declined"}
    assert "Inga idéer väntar" in client.get(IDEAS).text
    assert logged(session) == [("declined", "personal"), ("published", "")]


def test_an_appeal_is_answered_once_and_its_answer_is_kept(client, session):
    [idea] = with_ideas(
        client,
        session,
        state="declined",
        reason="Nej.",
        reason_code="insult",
        appeal="Ingen är kränkt.",
        appealed_on=days(0),
        read_on=days(-1),
    )
    page = client.get(f"{IDEAS}?group=appealed")
    assert "Ingen är kränkt." in page.text
    assert press(client, page, "do:uphold", {"reason": ""}).status_code == 422
    follow(client, press(client, page, "do:uphold", {"reason": "Ordet om grannen gör det."}))
    found = stored(session, idea)
    assert (found.state, found.appeal_answer) == ("declined", "Ordet om grannen gör det.")
    assert press(client, page, "do:grant").status_code == 409
    assert "Ordet om grannen" in client.get(f"{IDEAS}?group=declined").text
    assert logged(session) == [("upheld", "")]


def test_an_appeal_can_be_granted_and_the_idea_is_shown(client, session):
    [idea] = with_ideas(
        client, session, state="declined", reason="Nej.", appeal="Jo.", appealed_on=days(0), read_on=days(-1)
    )
    follow(
        client, press(client, client.get(f"{IDEAS}?group=appealed"), "do:grant", {"reason": "Du har rätt."})
    )
    assert (stored(session, idea).state, stored(session, idea).appeal_answer) == ("published", "Du har rätt.")
    assert client.get(f"{PUBLIC}/{idea.number}").status_code == 200


def test_no_decision_changes_the_words_of_an_idea(client, session):
    main, other = pair(client, session)
    forged = {"title": "Ändrad", "text": "Ändrad", "into": str(main.number)}
    page = client.get(IDEAS)
    token = {"csrf_token": page.text.split('name="csrf_token" value="')[1].split('"')[0]}
    form = {"do": "join", "state": "waiting", **token, **forged}
    assert client.post(f"{IDEAS}/{other.id}", data=form).status_code == 303
    for idea in (main, other):
        assert (stored(session, idea).title, stored(session, idea).text) == ("Fler gungor", "Vi vill gunga.")


OUTCOME = {"reason.sv": "Pengarna räcker till två."}


def test_what_became_of_an_idea_is_said_and_read_by_everybody(client, session):
    [idea] = with_ideas(client, session, state="published", read_on=days(0), published_on=days(0))
    listed = client.get(f"{IDEAS}?group=published")
    assert f"/ideas/{idea.id}/outcome" in listed.text
    page = client.get(f"{IDEAS}/{idea.id}/outcome")
    unexplained = press(client, page, "Spara", {"standing": "partly"})
    assert unexplained.status_code == 422
    assert '<a href="#reason-sv">' in unexplained.text
    follow(client, press(client, page, "Spara", {"standing": "partly"} | OUTCOME))
    public = client.get(f"{PUBLIC}/{idea.number}").text
    assert "Blir av till en del" in public
    assert "Pengarna räcker till två." in public
    assert "Blir av till en del" in client.get(PUBLIC).text
    late = press(client, page, "Spara", {"standing": "done"})
    assert late.status_code == 409
    assert "Någon annan hann före" in late.text
    follow(client, press(client, late, "Spara", {"standing": "published"}))
    assert "Blir av till en del" not in client.get(PUBLIC).text
    assert stored(session, idea).outcome_reason == {}


@pytest.mark.parametrize("forged", ["zap", "received", ""])
def test_an_outcome_that_is_none_is_refused(lite_client, lite_session, forged):
    [idea] = with_ideas(lite_client, lite_session, state="published", read_on=days(0))
    page = lite_client.get(f"{IDEAS}/{idea.id}/outcome")
    refused = press(lite_client, page, "Spara", {"standing": forged})
    assert refused.status_code == 422
    assert '<a href="#standing">' in refused.text
    assert stored(lite_session, idea).outcome_name == ""


@pytest.mark.parametrize("state", ["waiting", "declined", "joined"])
def test_only_a_published_idea_has_an_outcome(lite_client, lite_session, state):
    [idea] = with_ideas(lite_client, lite_session, state=state)
    assert lite_client.get(f"{IDEAS}/{idea.id}/outcome").status_code == 404
    assert lite_client.get(f"{IDEAS}/{2**63}/outcome").status_code == 404


def test_all_published_ideas_are_put_in_the_basis_at_once_and_those_decided_stay_as_they_are(client, session):
    first, second, waits = with_ideas(client, session, 3)
    for idea in (first, second):
        idea.state, idea.read_on = "published", days(0)
    second.outcome_name = "accepted"
    session.commit()
    page = client.get(f"{IDEAS}?group=published")
    told = follow(client, press(client, page, "Ta med alla publicerade idéer i underlaget"))
    assert "1 idé är med i underlaget nu." in told.text
    names = [stored(session, idea).outcome_name for idea in (first, second, waits)]
    assert names == ["in-basis", "accepted", ""]
    assert stored(session, first).outcome_on == days(0)
