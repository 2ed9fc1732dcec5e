"""Translating a dialogue: state, review, what is shown meanwhile, and what may no longer change."""

from dataclasses import replace

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import (
    answers_form,
    days,
    in_all,
    make_board,
    make_dialogue,
    make_staff,
    question,
    question_set,
)
from tests.forms import follow, forms, press
from tests.staff import csrf_of, sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.models import ContentTranslation, Correction, Dialogue, TraceEntry

HERE = "/staff/dialogues/skolgard"
ARABIC = f"{HERE}/translate/ar"
ONE = "question:one:text"


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).filter_by(slug="skolgard").one()


def rows(session, key="title"):
    found = fresh(session).query(ContentTranslation).filter_by(key=key, lang="ar")
    return found.one_or_none()


def acts(session):
    return [entry.act for entry in fresh(session).query(TraceEntry).order_by(TraceEntry.id)]


def unreviewed(session):
    session.query(ContentTranslation).delete()
    session.commit()


def published(client, session, **changes):
    """An open dialogue, with somebody signed in who may translate it."""
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return make_dialogue(session, questions=question_set(question("one")), **changes)


def test_a_text_is_written_and_reviewed_in_one_go_and_who_did_it_is_kept(client, session):
    draft(client, session)
    page = client.get(ARABIC)
    fields = {"text:title": "كيف ستكون الساحة؟", "reviewed:title": "1"}
    said = follow(client, press(client, page, "Spara allt", fields))
    assert "1 text är sparad." in said.text
    assert stored(session).title["ar"] == "كيف ستكون الساحة؟"
    row = rows(session)
    assert row.text == "كيف ستكون الساحة؟"
    assert row.source == stored(session).title["sv"]
    assert row.reviewed_on == days(0)
    assert row.reviewed_by
    assert row.made_by
    assert acts(session)[-2:] == ["translate", "review-translations"]


def test_a_changed_source_makes_a_reviewed_text_stale_and_the_difference_is_shown(lite_client, lite_session):
    draft(lite_client, lite_session)
    facts = lite_client.get(f"{HERE}/facts")
    follow(
        lite_client,
        press(
            lite_client,
            facts,
            "Spara",
            {"purpose.sv": "Skolgården ska byggas ut. Vi vill veta vad du tycker."},
        ),
    )
    page = lite_client.get(ARABIC)
    assert "Inaktuell" in page.text
    assert "<del>om</del><ins>ut</ins>" in page.text
    follow(lite_client, press(lite_client, page, "Spara allt", {"reviewed:purpose": "1"}))
    assert "Inaktuell" not in lite_client.get(ARABIC).text


def test_publishing_waits_for_the_core_texts_and_says_which(lite_client, lite_session):
    draft(lite_client, lite_session)
    unreviewed(lite_session)
    overview = lite_client.get(HERE)
    assert "Öppna dialogen</button>" not in overview.text
    refused = lite_client.post(f"{HERE}/open", data={"csrf_token": csrf_of(overview)})
    assert refused.status_code == 422
    assert "”Kärnfakta: Rubrik” behöver granskas." in refused.text
    assert f"{ARABIC}#text.title" in refused.text
    assert "”Del 1: Rubriken” behöver granskas." not in refused.text


PARTLY = question_set(replace(question("one"), hint={"sv": "Välj ett av dem."}))
"""A question with help that is there in Swedish alone."""


def test_texts_that_are_not_the_most_important_may_be_missing(lite_client, lite_session):
    goal, rules = {"sv": "Fler på gården."}, {"sv": "Skriv inga namn."}
    draft(
        lite_client,
        lite_session,
        questions=PARTLY,
        goal=goal,
        idea_rules=rules,
        idea_categories=[{"sv": "Lek"}],
    )
    overview = lite_client.get(HERE)
    assert "Den som läser på arabiska får 4 texter på svenska." in overview.text
    opened = follow(lite_client, press(lite_client, overview, "Öppna dialogen"))
    assert "Dialogen är öppen." in opened.text
    shown = lite_client.get("/ar/dialogues/skolgard")
    assert 'lang="sv" dir="ltr"><p>Fler på gården.</p>' in shown.text
    asked = lite_client.get("/ar/dialogues/skolgard/answer").text
    assert 'lang="sv" dir="ltr"><p>Välj ett av dem.</p>' in asked


def test_a_core_text_that_is_missing_keeps_the_dialogue_closed(lite_client, lite_session):
    draft(lite_client, lite_session, idea_prompt={"sv": "Vad vill du ha?"})
    overview = lite_client.get(HERE).text
    assert "Öppna dialogen</button>" not in overview
    assert "saknas på arabiska." in overview.split('id="task-language-ar"')[1].split("</li>")[0]


def test_a_language_that_is_not_ready_is_taken_away_with_one_press(client, session):
    draft(client, session)
    session.query(ContentTranslation).filter_by(lang="ar").delete()
    session.commit()
    texts = dict(stored(session).title)
    overview = client.get(HERE)
    assert "Det viktigaste på arabiska" in overview.text
    assert "Erbjud inte dialogen på svenska" not in overview.text
    after = follow(client, press(client, overview, "Erbjud inte dialogen på arabiska"))
    assert "Dialogen ska inte finnas på arabiska." in after.text
    assert stored(session).languages == ["sv", "en"]
    assert stored(session).title == texts
    assert acts(session)[-1] == "remove_language"
    opened = follow(client, press(client, after, "Öppna dialogen"))
    assert "Dialogen är öppen." in opened.text
    assert client.get(ARABIC).status_code == 404


@pytest.mark.parametrize(("target", "status"), [("sv", 404), ("xx", 404), ("fi", 303)])
def test_only_a_language_that_is_offered_is_taken_away(lite_client, lite_session, target, status):
    draft(lite_client, lite_session)
    token = csrf_of(lite_client.get(HERE))
    answered = lite_client.post(f"{HERE}/languages/{target}/remove", data={"csrf_token": token})
    assert answered.status_code == status
    assert stored(lite_session).languages == ["sv", "en", "ar"]
    assert acts(lite_session) == []


def test_a_whole_group_is_reviewed_with_one_button_and_then_the_dialogue_opens(lite_client, lite_session):
    draft(lite_client, lite_session)
    unreviewed(lite_session)
    for lang in ("ar", "en"):
        page = lite_client.get(f"{HERE}/translate/{lang}")
        while alls := [value for form in forms(page) for _w, name, value in form.buttons if name == "all"]:
            page = follow(lite_client, press(lite_client, page, f"all:{alls[0]}"))
        assert "Allt det viktigaste är granskat." in page.text
    opened = follow(lite_client, press(lite_client, lite_client.get(HERE), "Öppna dialogen"))
    assert "Dialogen är öppen." in opened.text


def test_residents_read_the_source_marked_until_a_corrected_text_is_reviewed(client, session):
    published(client, session)
    shown = client.get("/ar/dialogues/skolgard").text
    assert "كيف تكون ساحة المدرسة؟" in shown
    page = client.get(f"{HERE}/corrections/title")
    fields = {
        **{f"title.{lang}": f"Ny rubrik {lang}" for lang in ("sv", "en", "ar")},
        **{f"reason.{lang}": "Den var fel." for lang in ("sv", "en", "ar")},
    }
    follow(client, press(client, page, "Visa rättelsen för alla", fields))
    shown = client.get("/ar/dialogues/skolgard").text
    assert '<span lang="sv" dir="ltr">Ny rubrik sv</span>' in shown
    assert "Ny rubrik sv" in client.get("/ar/").text
    follow(client, press(client, client.get(ARABIC), "Spara allt", {"reviewed:title": "1"}))
    assert "Ny rubrik ar" in client.get("/ar/dialogues/skolgard").text
    assert "Ny rubrik ar" in client.get("/ar/").text
    assert session.query(Correction).count() == 1


def test_what_residents_have_read_is_not_changed_without_a_correction(lite_client, lite_session):
    published(lite_client, lite_session)
    before = dict(stored(lite_session).title)
    page = lite_client.get(ARABIC)
    follow(
        lite_client, press(lite_client, page, "Spara allt", {"text:title": "Annat", "reviewed:title": None})
    )
    assert stored(lite_session).title == before
    assert rows(lite_session).reviewed_on is not None


def test_the_words_of_answered_questions_stay_and_can_be_reviewed(lite_client, lite_session):
    dialogue = published(lite_client, lite_session)
    unreviewed(lite_session)
    form = answers_form(fingerprint(dialogue.questions), q_one="gunga", do="send")
    assert lite_client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    page = lite_client.get(ARABIC)
    fields = {f"text:{ONE}": "Annat", f"reviewed:{ONE}": "1"}
    follow(lite_client, press(lite_client, page, "Spara allt", fields))
    assert stored(lite_session).questions.by_id["one"].text == question("one").text
    assert rows(lite_session, ONE).reviewed_on is not None


def test_a_text_that_residents_have_not_read_is_written_while_the_dialogue_is_open(client, session):
    published(client, session, goal={"sv": "Fler på gården."})
    page = client.get(ARABIC)
    follow(client, press(client, page, "Spara allt", {"text:goal": "المزيد", "reviewed:goal": "1"}))
    assert stored(session).goal == {"sv": "Fler på gården.", "ar": "المزيد"}


def test_one_text_is_saved_as_its_field_is_left(client, session):
    draft(client, session)
    page = client.get(ARABIC)
    fields = {"csrf_token": csrf_of(page), "text:title": "ساحة", "base:title": base_of(page, "title")}
    saved = client.post(f"{ARABIC}/cell?cell=title", data=fields, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    assert "Utkast" in saved.text
    assert "Sparad." in saved.text
    assert stored(session).title["ar"] == "ساحة"
    again = client.post(f"{ARABIC}/cell?cell=title", data=fields | {"text:title": "بستان"})
    assert again.status_code == 409
    assert "Nu står det: ”ساحة”" in again.text
    assert stored(session).title["ar"] == "ساحة"


def base_of(page, key):
    return forms(page)[-1].fields[f"base:{key}"][0]


def test_two_who_translate_at_once_do_not_overwrite_each_other(lite_client, lite_session):
    draft(lite_client, lite_session)
    mine = theirs = lite_client.get(ARABIC)
    follow(lite_client, press(lite_client, theirs, "Spara allt", {"text:title": "بستان", "text:goal": "هدف"}))
    refused = press(lite_client, mine, "Spara allt", {"text:title": "ساحة", "text:matter": "شيء"})
    assert refused.status_code == 409
    assert "Nu står det: ”بستان”" in refused.text
    assert 'value="ساحة"' in refused.text
    assert stored(lite_session).matter["ar"] != "شيء", "all or nothing"
    follow(lite_client, press(lite_client, refused, "Spara allt"))
    now = stored(lite_session)
    assert (now.title["ar"], now.matter["ar"], now.goal["ar"]) == ("ساحة", "شيء", "هدف")


def test_a_source_that_changed_meanwhile_is_read_before_anything_is_saved(lite_client, lite_session):
    draft(lite_client, lite_session)
    page = lite_client.get(ARABIC)
    facts = lite_client.get(f"{HERE}/facts")
    follow(lite_client, press(lite_client, facts, "Spara", {"title.sv": "Något helt annat?"}))
    refused = press(lite_client, page, "Spara allt", {"text:title": "ساحة"})
    assert refused.status_code == 409
    assert "Källtexten har ändrats" in refused.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text:title": "x" * 201}, "Korta till högst 200 tecken."),
        ({"text:title": " ", "reviewed:title": "1"}, "Skriv texten innan du markerar den som granskad."),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field(lite_client, lite_session, fields, sentence):
    draft(lite_client, lite_session)
    before = dict(stored(lite_session).title)
    refused = press(lite_client, lite_client.get(ARABIC), "Spara allt", fields)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert 'href="#text.title"' in refused.text
    assert stored(lite_session).title == before


def test_an_emptied_text_is_missing_and_what_was_known_of_it_is_gone(lite_client, lite_session):
    draft(lite_client, lite_session)
    page = lite_client.get(ARABIC)
    follow(
        lite_client, press(lite_client, page, "Spara allt", {"text:purpose": "", "reviewed:purpose": None})
    )
    assert "ar" not in stored(lite_session).purpose
    assert rows(lite_session, "purpose") is None


@pytest.mark.parametrize("path", ["translate/sv", "translate/fi", "translate/xx", "translate/ar/cell"])
def test_there_is_no_page_for_a_language_that_is_not_offered(lite_client, lite_session, path):
    draft(lite_client, lite_session)
    assert lite_client.get(f"{HERE}/{path}").status_code in {404, 405}


def test_a_text_that_is_not_there_cannot_be_saved(lite_client, lite_session):
    draft(lite_client, lite_session)
    token = csrf_of(lite_client.get(ARABIC))
    fields = {"csrf_token": token, "text:nothing": "x", "base:nothing": ""}
    assert lite_client.post(f"{ARABIC}/cell?cell=nothing", data=fields).status_code == 404
    assert lite_client.post(f"{ARABIC}/cell", data=fields).status_code == 404


def test_the_languages_tell_how_far_they_have_come(lite_client, lite_session):
    draft(lite_client, lite_session, languages=["sv", "ar"])
    page = lite_client.get(f"{HERE}/translate").text
    assert "Allt det viktigaste är granskat." in page
    unreviewed(lite_session)
    page = lite_client.get(f"{HERE}/translate").text
    assert "0 av " in page
    assert "Engelska" not in page


def test_a_dialogue_in_one_language_has_nothing_to_translate(lite_client, lite_session):
    draft(lite_client, lite_session, languages=["sv"])
    assert "Dialogen finns bara på svenska." in lite_client.get(f"{HERE}/translate").text


def test_texts_that_hide_tags_are_shown_as_they_are(lite_client, lite_session):
    board = make_board(lite_session)
    draft(lite_client, lite_session, board=board, title=in_all("<b>Fet</b> & 'rak'?"))
    page = lite_client.get(ARABIC).text
    assert "&lt;b&gt;Fet&lt;/b&gt;" in page
    assert "<b>Fet" not in page
