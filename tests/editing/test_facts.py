"""The core facts: saved whole or in part, refused only where they cannot be right."""

import pytest

from tests.editing.pages import draft, fresh, save_facts, undecided
from tests.factories import days, make_dialogue
from tests.forms import follow, press
from webapp.domain.ladder import LadderStep
from webapp.models import Board, Dialogue, StoredResolution

FACTS = "/staff/dialogues/skolgard/facts"


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


def test_unchanged_facts_stay_as_they_are(client, session):
    dialogue = draft(client, session)
    before = {c.name: getattr(dialogue, c.key) for c in Dialogue.__table__.columns if c.name != "revision"}
    follow(client, press(client, client.get(FACTS), "Spara"))
    after = stored(session)
    assert before == {name: getattr(after, name) for name in before}


def test_every_fact_is_stored_as_typed(client, session):
    undecided(client, session)
    follow(client, save_facts(client, "skolgard", step="4", takes_ideas=None))
    dialogue = stored(session)
    assert dialogue.title["sv"] == "Hur ska parken bli?"
    assert dialogue.step is LadderStep.INFLUENCE
    assert dialogue.board.name == {
        "sv": "Samhällsnämnden",
        "en": "Samhällsnämnden (en)",
        "ar": "Samhällsnämnden (ar)",
    }
    assert dialogue.closes_on == days(30)
    assert not dialogue.takes_ideas
    assert dialogue.minutes == 7


def test_an_incomplete_draft_can_be_saved(lite_client, lite_session):
    undecided(lite_client, lite_session)
    page = lite_client.get(FACTS)
    emptied = {"title.sv": "", "step": None, "opens_on": "", "board": "", "contact_email": ""}
    follow(lite_client, press(lite_client, page, "Spara", emptied))
    dialogue = stored(lite_session)
    assert "sv" not in dialogue.title
    assert (dialogue.step, dialogue.opens_on, dialogue.board_id) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("opens_on", "24 december"),
        ("closes_on", "2026-02-30"),
        ("decided_on", "20261224"),
        ("feedback_by", "0026-12-24"),
        ("contact_email", "inte en adress"),
        ("contact_email", "a@b"),
        ("minutes", "½"),
        ("minutes", "1e2"),
        ("minutes", "0"),
        ("minutes", "-5"),
        ("title.en", "x" * 201),
        ("purpose.ar", "x" * 100_000),
        ("compiled_by", "x" * 201),
        ("contact_phone", "0" * 41),
        ("category.0.sv", "x" * 101),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field_and_everything_typed_is_kept(
    lite_client, lite_session, field, typed
):
    draft(lite_client, lite_session)
    page = lite_client.get(FACTS)
    answered = press(lite_client, page, "Spara", {field: typed, "weighing.sv": "Det jag skrev"})
    anchor = field.replace(".", "-")
    assert answered.status_code == 422
    assert "<title>Fel: Kärnfakta" in answered.text
    assert f'<a href="#{anchor}">' in answered.text
    assert f'id="{anchor}-error"' in answered.text
    assert typed in answered.text
    assert "Det jag skrev" in answered.text
    assert stored(lite_session).weighing["sv"] == "Svaren är råd till politikerna."


@pytest.mark.parametrize("typed", ["2026-12-24", " 2026-12-24 ", "٢٠٢٦-١٢-٢٤", "2026-12-24\x00"])
def test_a_day_can_be_typed_in_any_digits(lite_client, lite_session, typed):
    draft(lite_client, lite_session)
    press(lite_client, lite_client.get(FACTS), "Spara", {"next_notice": typed})
    assert stored(lite_session).next_notice.isoformat() == "2026-12-24"


def test_days_that_contradict_each_other_are_saved_and_pointed_out(lite_client, lite_session):
    draft(lite_client, lite_session)
    overview = follow(
        lite_client, press(lite_client, lite_client.get(FACTS), "Spara", {"closes_on": days(-9).isoformat()})
    )
    assert "Sista dagen att svara kommer före den första." in overview.text
    page = lite_client.get(FACTS)
    assert 'id="closes_on-notice"' in page.text
    assert 'aria-describedby="closes_on-notice"' in page.text


def test_co_decision_asks_for_the_decision_to_follow_the_result(lite_client, lite_session):
    undecided(lite_client, lite_session)
    overview = follow(lite_client, press(lite_client, lite_client.get(FACTS), "Spara", {"step": "5"}))
    assert "Steg 5 kräver ett beslut om att följa resultatet." in overview.text
    assert "Öppna dialogen</button>" not in overview.text


def test_no_step_is_chosen_beforehand(lite_client, lite_session):
    undecided(lite_client, lite_session, step=None)
    page = lite_client.get(FACTS)
    assert page.text.count('name="step"') == 4
    assert not [line for line in page.text.split("\n") if 'name="step"' in line and " checked" in line]
    assert stored(lite_session).step is None


@pytest.mark.parametrize("typed", ["0", "6", "x", "2.0", ""])
def test_a_step_that_is_no_step_is_no_choice(lite_client, lite_session, typed):
    draft(lite_client, lite_session)
    lite_session.query(StoredResolution).delete()
    lite_session.commit()
    press(lite_client, lite_client.get(FACTS), "Spara", {"step": typed})
    assert stored(lite_session).step is None


def test_a_board_that_is_there_gets_the_names_it_lacks_instead_of_a_twin(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session)
    dialogue.board.name = {"sv": "Kulturnämnden", "en": "Culture board"}
    lite_session.commit()
    overview = lite_client.get("/staff/dialogues/skolgard")
    assert "”Nämndens namn” saknas på arabiska." in overview.text
    names = {"new_board.sv": "Kulturnämnden", "new_board.en": "Another", "new_board.ar": "مجلس الثقافة"}
    follow(lite_client, press(lite_client, lite_client.get(FACTS), "Spara", names))
    [board] = fresh(lite_session).query(Board).all()
    assert board.name == {"sv": "Kulturnämnden", "en": "Culture board", "ar": "مجلس الثقافة"}


def test_the_names_that_a_board_gets_show_on_its_other_dialogues(client, session):
    dialogue = draft(client, session)
    dialogue.board.name = {"sv": "Kulturnämnden"}
    make_dialogue(session, "annan", board=dialogue.board)
    assert "Kulturnämnden" in client.get("/ar/dialogues/annan").text
    names = {"new_board.sv": "Kulturnämnden", "new_board.ar": "مجلس الثقافة"}
    follow(client, press(client, client.get(FACTS), "Spara", names))
    shown = client.get("/ar/dialogues/annan").text
    assert "مجلس الثقافة" in shown
    assert "Kulturnämnden" not in shown


def test_a_new_board_needs_its_name_in_the_source_language(lite_client, lite_session):
    draft(lite_client, lite_session)
    answered = press(lite_client, lite_client.get(FACTS), "Spara", {"new_board.en": "Culture board"})
    assert answered.status_code == 422
    assert '<a href="#new_board-sv">' in answered.text
    assert 'value="Culture board"' in answered.text
    assert lite_session.query(Board).count() == 1


def test_a_board_that_does_not_exist_is_not_chosen(lite_client, lite_session):
    draft(lite_client, lite_session)
    press(lite_client, lite_client.get(FACTS), "Spara", {"board": "999"})
    assert stored(lite_session).board_id is None


def test_texts_in_a_language_no_longer_offered_are_kept(lite_client, lite_session):
    draft(lite_client, lite_session)
    press(lite_client, lite_client.get(FACTS), "Spara", {"languages": ["ar"]})
    dialogue = stored(lite_session)
    assert dialogue.languages == ["sv", "ar"]
    assert dialogue.title["en"] == "What should the school yard be like?"
    press(lite_client, lite_client.get(FACTS), "Spara", {"languages": None})
    assert stored(lite_session).languages == ["sv"]


def test_texts_in_languages_that_the_form_does_not_show_survive_it(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session)
    dialogue.title = {**dialogue.title, "xx": "Unknown"}
    lite_session.commit()
    press(lite_client, lite_client.get(FACTS), "Spara", {"title.sv": "Ny rubrik"})
    title = stored(lite_session).title
    assert (title["sv"], title["xx"]) == ("Ny rubrik", "Unknown")


def test_the_form_sets_nothing_but_its_own_facts(lite_client, lite_session):
    draft(lite_client, lite_session)
    more = {
        "slug": "stulen",
        "published_on": "2026-01-01",
        "sealed_on": "2026-01-01",
        "source_language": "en",
        "question_document": "{}",
        "revision": "99",
        "languages": ["en", "xx", "de"],
    }
    press(lite_client, lite_client.get(FACTS), "Spara", more)
    dialogue = stored(lite_session)
    assert (dialogue.slug, dialogue.published_on, dialogue.sealed_on) == ("skolgard", None, None)
    assert (dialogue.source_language, dialogue.languages) == ("sv", ["sv", "en"])
    assert len(dialogue.questions.asked) == 9


def test_categories_for_ideas_are_added_renamed_and_taken_away_by_rows(lite_client, lite_session):
    draft(lite_client, lite_session)
    rows = {
        "category.0.sv": "",
        "category.0.en": "",
        "category.0.ar": "",
        "category.1.sv": "Trygg skolgård",
        "category.3.sv": "Växter",
    }
    press(lite_client, lite_client.get(FACTS), "Spara", rows)
    names = [category["sv"] for category in stored(lite_session).idea_categories]
    assert names == ["Trygg skolgård", "Växter"]


def test_hostile_text_is_stored_harmless_and_shown_as_text(client, session):
    draft(client, session)
    hostile = {"title.sv": "<script>alert(1)</script>\"'&\u202e 😀", "purpose.sv": "</textarea><b>x</b>"}
    overview = follow(client, press(client, client.get(FACTS), "Spara", hostile))
    assert "<script>alert(1)" not in overview.text
    assert "&lt;script&gt;alert(1)" in overview.text
    assert "<b>x</b>" not in client.get(FACTS).text
    assert "\u202e" not in stored(session).title["sv"]
    press(client, client.get(FACTS), "Spara", {"contact_name": "a\x00b", "compiled_by": "\u202eEk"})
    assert (stored(session).contact_name, stored(session).compiled_by) == ("ab", "Ek")
