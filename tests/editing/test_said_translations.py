"""Officials add translations beside what residents wrote; the words themselves stay, and stand first."""

import pytest
from sqlalchemy import select

from tests.factories import days, make_dialogue, make_municipality, make_staff
from tests.forms import follow, press
from tests.ideas.test_comments import add_comment
from tests.ideas.test_ideas import add_idea
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role, Stage
from webapp.ideas.comment_actions import withdraw_comment
from webapp.models import Idea, SaidTranslation, TraceEntry
from webapp.web.taking_back import take_idea_back

ALL = "/staff/dialogues/skolgard"
ARABIC = {"title": "أشجار أكثر", "text": "نحتاج إلى الظل.", "made": "person"}


@pytest.fixture
def dialogue(lite_session):
    make_municipality(lite_session)
    return make_dialogue(lite_session, idea_comments=True)


@pytest.fixture
def idea(lite_session, dialogue) -> Idea:
    return add_idea(lite_session, dialogue, title="Fler träd", text="Det behövs skugga.", lang="sv")


def kept(session) -> list[SaidTranslation]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(SaidTranslation)))


def signed_in(client, session):
    sign_in(client, make_staff(session, Role.OFFICIAL))


def page_of(idea, lang="ar") -> str:
    return f"{ALL}/ideas/{idea.id}/translate/{lang}"


def test_an_idea_is_read_in_another_language_below_its_authors_words(client, session):
    make_municipality(session)
    idea = add_idea(session, make_dialogue(session), title="Fler träd", text="Det behövs skugga.", lang="sv")
    signed_in(client, session)
    listed = client.get(f"{ALL}/ideas")
    assert f"{ALL}/ideas/{idea.id}/translate/en" in listed.text
    after = follow(client, press(client, client.get(page_of(idea)), "Spara", ARABIC))
    assert "Översättningen är sparad. Alla kan läsa den." in after.text
    [one] = kept(session)
    assert (one.lang, one.title, one.text, one.machine) == ("ar", ARABIC["title"], ARABIC["text"], False)
    assert one.made_by
    for path in (f"/ar/dialogues/skolgard/ideas/{idea.number}", "/ar/dialogues/skolgard/ideas"):
        shown = client.get(path).text
        assert shown.index("Det behövs skugga.") < shown.index(ARABIC["text"])
        assert f'<p lang="ar" dir="rtl"><strong>{ARABIC["title"]}</strong></p>' in shown
        assert ARABIC["text"] not in client.get(path.replace("/ar/", "/sv/")).text
        assert ARABIC["text"] not in client.get(path.replace("/ar/", "/en/")).text
    session.refresh(idea)
    assert (idea.title, idea.text) == ("Fler träd", "Det behövs skugga.")
    entry = session.scalars(select(TraceEntry).order_by(TraceEntry.id.desc())).first()
    assert (entry.act, entry.details["lang"], entry.details["machine"]) == ("translate-idea", "ar", False)


def test_a_machines_translation_says_so(lite_client, lite_session, idea):
    signed_in(lite_client, lite_session)
    fields = {"title": "More trees", "text": "We need shade.", "made": "machine"}
    follow(lite_client, press(lite_client, lite_client.get(page_of(idea, "en")), "Spara", fields))
    [one] = kept(lite_session)
    assert one.machine
    machine, person = "Maskinöversättning. Det kan bli fel.", "Översättning av kommunen."
    one.lang = "sv"
    lite_session.commit()
    shown = lite_client.get(f"/sv/dialogues/skolgard/ideas/{idea.number}").text
    assert machine in shown
    assert person not in shown
    one.machine = False
    lite_session.commit()
    shown = lite_client.get(f"/sv/dialogues/skolgard/ideas/{idea.number}").text
    assert person in shown
    assert machine not in shown


def test_a_comment_gets_a_translation_too(lite_client, lite_session, idea):
    comment = add_comment(lite_session, idea)
    signed_in(lite_client, lite_session)
    address = f"{ALL}/comments/{comment.id}/translate/ar"
    assert f"{ALL}/comments/{comment.id}/translate/en" in lite_client.get(f"{ALL}/comments").text
    fields = {"text": "جيد للصغار.", "made": "person"}
    follow(lite_client, press(lite_client, lite_client.get(address), "Spara", fields))
    shown = lite_client.get(f"/ar/dialogues/skolgard/ideas/{idea.number}").text
    assert shown.index("Bra för de minsta.") < shown.index("جيد للصغار.")
    withdraw_comment(lite_session, idea.dialogue_id, comment.id)
    lite_session.commit()
    assert kept(lite_session) == []


def test_what_is_taken_back_takes_its_translation_along(lite_client, lite_session, dialogue, idea):
    signed_in(lite_client, lite_session)
    follow(lite_client, press(lite_client, lite_client.get(page_of(idea)), "Spara", ARABIC))
    assert take_idea_back(lite_session, dialogue, idea.id, Stage.OPEN, days(0))
    lite_session.commit()
    assert kept(lite_session) == []


def test_empty_fields_take_the_translation_away(lite_client, lite_session, idea):
    signed_in(lite_client, lite_session)
    follow(lite_client, press(lite_client, lite_client.get(page_of(idea)), "Spara", ARABIC))
    again = press(lite_client, lite_client.get(page_of(idea)), "Spara", {"title": "", "text": ""})
    assert "Översättningen är borttagen." in follow(lite_client, again).text
    assert kept(lite_session) == []


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"text": " "}, "text", "Skriv översättningen."),
        ({"title": ""}, "title", "Översätt rubriken också."),
        ({"made": None}, "made", "Välj vem som har översatt."),
        ({"text": "x" * 4001}, "text", "Korta till högst 4 000 tecken."),
        ({"title": "x" * 301}, "title", "Korta till högst 300 tecken."),
    ],
)
def test_half_a_translation_is_told_at_its_field(lite_client, lite_session, idea, changes, field, sentence):
    signed_in(lite_client, lite_session)
    refused = press(lite_client, lite_client.get(page_of(idea)), "Spara", ARABIC | changes)
    assert refused.status_code == 422
    assert sentence.replace(" 000", "\xa0000") in refused.text.replace("&nbsp;", "\xa0")
    assert f'href="#{field}"' in refused.text
    assert kept(lite_session) == []


def test_two_who_translate_at_once_do_not_overwrite_each_other(lite_client, lite_session, idea):
    signed_in(lite_client, lite_session)
    page = lite_client.get(page_of(idea))
    follow(lite_client, press(lite_client, page, "Spara", ARABIC))
    refused = press(lite_client, page, "Spara", ARABIC | {"text": "ظل"})
    assert refused.status_code == 409
    assert ARABIC["text"] in refused.text
    follow(lite_client, press(lite_client, refused, "Spara"))
    assert [one.text for one in kept(lite_session)] == ["ظل"]


@pytest.mark.parametrize("state", ["waiting", "declined", "withdrawn"])
def test_only_what_everybody_may_read_is_translated(lite_client, lite_session, dialogue, idea, state):
    comment = add_comment(lite_session, idea)
    hidden = add_idea(lite_session, dialogue, state=state)
    signed_in(lite_client, lite_session)
    token = csrf_of(lite_client.get(page_of(idea)))
    for path in (page_of(hidden), page_of(idea, "sv"), page_of(idea, "fi"), f"{ALL}/ideas/7/translate/ar"):
        assert lite_client.get(path).status_code == 404, path
        assert lite_client.post(path, data={"csrf_token": token, **ARABIC}).status_code == 404, path
    idea.state = state
    lite_session.commit()
    assert lite_client.get(f"{ALL}/comments/{comment.id}/translate/ar").status_code == 404


def test_a_text_with_tags_is_shown_as_it_is(lite_client, lite_session, idea):
    signed_in(lite_client, lite_session)
    fields = {"title": "<b>T</b>", "text": "<script>alert(1)</script>", "made": "person"}
    follow(lite_client, press(lite_client, lite_client.get(page_of(idea)), "Spara", fields))
    shown = lite_client.get(f"/ar/dialogues/skolgard/ideas/{idea.number}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
