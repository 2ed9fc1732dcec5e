"""What residents said, one thing at a time, and the quotes that officials choose."""

import pytest

from tests.editing.pages import texts
from tests.factories import days, in_all
from tests.follow_up.ended import (
    DECIDED,
    HERE,
    REPORTED,
    answered,
    finding,
    fresh,
    idea,
    official,
    over,
    publish,
    settled,
    stored,
    town_with,
)
from tests.forms import follow, forms, press
from webapp.models import Dialogue, Finding, IdeaState, TraceEntry
from webapp.models.policy import findings_of


def titles(session) -> list[str]:
    return [each.title["sv"] for each in findings_of(fresh(session), session.query(Dialogue).one())]


def test_findings_are_added_changed_moved_and_removed(client, session):
    official(client, session)
    over(session)
    for title in ("Gungor", "Bänkar", "Träd"):
        made = publish(client, "findings/add", "Spara", **texts("title", title), **texts("text", "Många."))
        assert "Saken är sparad. Välj gärna citat till den." in made.text
    assert titles(session) == ["Gungor", "Bänkar", "Träd"]
    page = client.get(f"{HERE}/findings")
    moved = follow(client, move(client, page, 2, "up"))
    assert titles(session) == ["Gungor", "Träd", "Bänkar"]
    first = follow(client, move(client, moved, 1, "up"))
    follow(client, move(client, first, 0, "up"))
    assert titles(session) == ["Träd", "Gungor", "Bänkar"]
    follow(client, move(client, client.get(f"{HERE}/findings"), 0, "down"))
    assert titles(session) == ["Gungor", "Träd", "Bänkar"]
    number = session.query(Finding).filter(Finding.position == 2).one().id
    publish(client, f"findings/{number}", "Spara", **{"title.sv": "Fler träd"})
    assert titles(session) == ["Gungor", "Fler träd", "Bänkar"]
    publish(client, f"findings/{number}/remove", "Ta bort")
    assert titles(session) == ["Gungor", "Bänkar"]
    acts = [entry.act for entry in session.query(TraceEntry).order_by(TraceEntry.id)]
    assert acts == [*["add_finding"] * 3, "edit_finding", "remove_finding"]


def move(client, page, place: int, way: str):
    """Presses the arrow of the finding at `place` in the list."""
    form = [form for form in forms(page) if form.action.endswith("/move")][place]
    token = form.fields["csrf_token"][0]
    return client.post(form.action, data={"csrf_token": token, "do": way})


def test_a_finding_needs_a_title_in_the_dialogues_language(lite_client, lite_session):
    official(lite_client, lite_session)
    over(lite_session)
    page = lite_client.get(f"{HERE}/findings/add")
    refused = press(lite_client, page, "Spara", {"title.en": "Swings", "text.sv": "x" * 5001})
    assert refused.status_code == 422
    assert 'href="#title-sv"' in refused.text
    assert 'href="#text-sv"' in refused.text
    assert 'value="Swings"' in refused.text
    assert lite_session.query(Finding).count() == 0


def test_a_finding_of_another_dialogue_is_not_found(lite_client, lite_session):
    official(lite_client, lite_session)
    other = over(lite_session, slug="annan")
    over(lite_session, board=other.board)
    foreign = finding(lite_session, other)
    for path in ("", "/quotes", "/remove"):
        assert lite_client.get(f"{HERE}/findings/{foreign.id}{path}").status_code == 404
    token = lite_client.get(f"{HERE}/findings/add").text.split('csrf_token" value="')[1].split('"')[0]
    for path in ("", "/quotes", "/remove", "/move", "/quotes/drop"):
        posted = lite_client.post(f"{HERE}/findings/{foreign.id}{path}", data={"csrf_token": token})
        assert posted.status_code == 404, path
    assert fresh(lite_session).query(Finding).count() == 1


def test_the_second_of_two_who_change_a_finding_sees_both_texts(lite_client, lite_session):
    official(lite_client, lite_session)
    number = finding(lite_session, over(lite_session)).id
    page = lite_client.get(f"{HERE}/findings/{number}")
    publish(lite_client, f"findings/{number}", "Spara", **{"text.sv": "Den andras."})
    clash = press(lite_client, page, "Spara", {"text.sv": "Mitt."})
    assert clash.status_code == 409
    assert "Den andras." in clash.text
    assert fresh(lite_session).query(Finding).one().text["sv"] == "Den andras."


def test_what_has_been_answered_in_public_stays(lite_client, lite_session):
    official(lite_client, lite_session)
    number = settled(lite_session, over(lite_session, **DECIDED)).id
    assert f"{HERE}/findings/{number}/remove" not in lite_client.get(f"{HERE}/findings").text
    asked = lite_client.get(f"{HERE}/findings/{number}/remove")
    kept = press(lite_client, asked, "Ta bort")
    assert kept.status_code == 409
    assert "Därför står den kvar." in kept.text
    assert fresh(lite_session).query(Finding).count() == 1


def writings(page) -> list[str]:
    return [part.split("</div>")[0] for part in page.text.split('<div class="said" ')[1:]]


@pytest.fixture
def quotable(client, session):
    """An official beside a finding of a dialogue that thirty have answered, fifteen of them in free text."""
    town_with(session)
    dialogue = answered(client, session, 30)
    official(client, session)
    return finding(session, dialogue)


def test_a_quote_is_copied_with_its_language_and_shown_to_all_with_it(client, session, quotable):
    page = client.get(f"{HERE}/findings/{quotable.id}/quotes")
    assert "Kontrollera att ingen går att känna igen." in page.text
    assert len(writings(page)) == 15
    place = next(n for n, text in enumerate(writings(page)) if 'lang="ar"' in text)
    form = [form for form in forms(page) if form.buttons[0][0].startswith("Välj som citat")][place]
    chosen = follow(client, client.post(form.action, data=form.fields))
    assert "Citatet är valt." in chosen.text
    assert "Valt som citat." in chosen.text
    [quote] = fresh(session).query(Finding).one().quotes
    assert quote["lang"] == "ar"
    assert quote["question"] == "long"
    assert quote["text"].startswith("نريد مزيدًا من الأشجار\nومكانًا للجلوس.")
    publish(client, "result", **{"text.sv": "Resultat"})
    shown = client.get("/sv/dialogues/skolgard/results").text
    assert '<div class="said" lang="ar" dir="auto"><p>نريد مزيدًا من الأشجار<br>ومكانًا للجلوس.' in shown


def test_choosing_twice_gives_one_quote_and_it_can_be_taken_away(client, session, quotable):
    page = client.get(f"{HERE}/findings/{quotable.id}/quotes")
    form = next(form for form in forms(page) if form.buttons[0][0].startswith("Välj som citat"))
    for _time in range(2):
        assert client.post(form.action, data=form.fields).status_code == 303
    assert len(fresh(session).query(Finding).one().quotes) == 1
    shown = client.get(f"{HERE}/findings/{quotable.id}")
    for _time in range(2):
        follow(client, press(client, shown, "Ta bort citatet 1"))
    assert fresh(session).query(Finding).one().quotes == []
    acts = [entry.act for entry in session.query(TraceEntry).order_by(TraceEntry.id)]
    assert acts == ["choose_quote", "drop_quote"]


def test_nothing_that_nobody_wrote_can_be_quoted(client, session, quotable):
    page = client.get(f"{HERE}/findings/{quotable.id}/quotes")
    form = next(form for form in forms(page) if form.buttons[0][0].startswith("Välj som citat"))
    unknown = form.fields | {"key": ["0" * 16]}
    assert client.post(form.action, data=unknown).status_code == 404
    invented = form.fields | {"text": ["Vi vill ha en bilväg här."]}
    refused = client.post(form.action, data=invented)
    assert refused.status_code == 422
    assert "Citatet ska vara invånarens egna ord." in refused.text
    assert "Vi vill ha en bilväg här.</textarea>" in refused.text
    assert fresh(session).query(Finding).one().quotes == []


def test_a_quote_can_be_shortened_so_that_nobody_is_recognised(client, session, quotable):
    page = client.get(f"{HERE}/findings/{quotable.id}/quotes")
    place = next(n for n, text in enumerate(writings(page)) if "Mer skugga" in text)
    form = [form for form in forms(page) if "text" in form.fields][place]
    client.post(form.action, data=form.fields | {"text": ["skugga"]})
    [quote] = fresh(session).query(Finding).one().quotes
    assert quote["text"] == "[…] skugga […]"


def test_only_ideas_that_all_can_read_are_quoted(client, session, quotable):
    dialogue = session.query(Dialogue).one()
    for state in IdeaState:
        idea(session, dialogue, f"Idé som är {state}", state)
    page = client.get(f"{HERE}/findings/{quotable.id}/quotes?question=ideas")
    assert "Idé som är published" in page.text
    assert "Idé som är waiting" not in page.text
    assert "Idé som är declined" not in page.text
    form = next(form for form in forms(page) if form.buttons[0][0].startswith("Välj som citat"))
    follow(client, client.post(form.action, data=form.fields))
    [quote] = fresh(session).query(Finding).one().quotes
    assert quote == {"text": "Idé som är published\nBänkar runt träden.", "lang": "sv", "question": ""}


def test_quotes_cannot_be_chosen_before_closing(lite_client, lite_session):
    official(lite_client, lite_session)
    number = finding(lite_session, over(lite_session, closes_on=days(2))).id
    assert lite_client.get(f"{HERE}/findings/{number}/quotes").status_code == 409


def test_a_dialogue_without_free_texts_has_nothing_to_quote(lite_client, lite_session):
    official(lite_client, lite_session)
    number = finding(lite_session, over(lite_session, takes_ideas=False)).id
    assert "Här finns inga texter." in lite_client.get(f"{HERE}/findings/{number}/quotes").text


def test_findings_reach_the_public_page_in_the_readers_language(lite_client, lite_session):
    dialogue = over(lite_session, **REPORTED)
    finding(lite_session, dialogue, title="Gungor", text={"sv": "Bara på svenska."})
    shown = lite_client.get("/en/dialogues/skolgard/results").text
    assert "Gungor (en)" in shown
    assert '<div lang="sv" dir="ltr"><p>Bara på svenska.</p></div>' in shown
    assert in_all("Gungor")["en"] in shown
    assert stored(lite_session).reported_on is not None
