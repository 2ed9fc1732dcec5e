"""Everything that can be wrong with a form: a clear sentence, what was typed kept, nothing stored."""

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.factories import (
    answers_form,
    days,
    in_all,
    make_dialogue,
    make_place,
    options,
    question,
    question_set,
)
from webapp.domain.conditions import Chosen
from webapp.domain.documents import fingerprint
from webapp.domain.kinds import Field
from webapp.domain.questions import Limits
from webapp.models import Answer, Dialogue, Response
from webapp.web.bodies import MOST_FIELDS
from webapp.web.wording import PROBLEMS

ADDRESS = "/sv/dialogues/skolgard/answer"


def send(client, dialogue, **fields):
    return client.post(
        ADDRESS, data=answers_form(fingerprint(dialogue.questions), **({"do": "send"} | fields))
    )


def stored(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Välj ett svar."),
        ({"q_one": "stranger"}, "Ett svar hörde inte till frågan."),
        ({"q_one": ["gunga", "boll"]}, "Det kom flera svar där bara ett får plats."),
        ({"q_one": "gunga", "q_many": ["gunga", "boll", "lek"]}, "Välj högst 2 svar."),
        ({"q_one": "gunga", "q_rank__gunga": "1", "q_rank__boll": "1"}, "Två alternativ står på plats 1."),
        ({"q_one": "gunga", "q_top__gunga": "2"}, "Ingen står på plats 1."),
        ({"q_one": "gunga", "q_top__gunga": "9"}, "Skriv en plats från 1 till 2."),
        ({"q_one": "gunga", "q_rank__gunga": "1"}, "Ge alla alternativ en plats"),
        ({"q_one": "gunga", "q_points__boll": "112"}, "Du har lagt 12 poäng för mycket."),
        ({"q_one": "gunga", "q_points__boll": ["5", "6"]}, "Det kom flera svar där bara ett får plats."),
        ({"q_one": "gunga", "q_points__boll": "-1"}, "Poäng kan inte vara mindre än 0."),
        ({"q_one": "gunga", "q_points__boll": "1e9"}, "Skriv poängen som ett heltal"),
        ({"q_one": "gunga", "q_points__boll": "½"}, "Skriv poängen som ett heltal"),
        ({"q_one": "gunga", "q_number": "många"}, "Skriv svaret som ett tal med siffror"),
        ({"q_one": "gunga", "q_number": "121"}, "Talet ska vara högst 120."),
        ({"q_one": "gunga", "q_number": "2.5"}, "Skriv ett heltal"),
    ],
)
def test_each_fault_is_named_at_the_field_and_in_the_summary(lite_client, lite_session, fields, sentence):
    dialogue = make_dialogue(lite_session)
    response = send(lite_client, dialogue, **fields)
    assert response.status_code == 422
    assert response.text.count(sentence) == 2
    assert "<title>Fel: " in response.text
    assert stored(lite_session) == 0


def test_what_was_typed_is_still_there_beside_the_error(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    response = send(
        lite_client, dialogue, q_one="boll", q_short="Mitt <b>förslag</b>", q_points__lek="1e9", q_number="½"
    )
    assert 'value="boll" id="q-one-boll" checked' in response.text
    assert "Mitt &lt;b&gt;förslag&lt;/b&gt;" in response.text
    assert 'value="1e9"' in response.text
    assert 'value="½"' in response.text


def test_a_text_of_a_hundred_thousand_characters_is_kept_on_the_page_and_refused(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    response = send(lite_client, dialogue, q_one="boll", q_long="å" * 100_000)
    assert response.status_code == 422
    assert "Korta den till högst 4\u00a0000" in response.text
    assert "å" * 100_000 in response.text
    assert stored(lite_session) == 0


def test_a_form_larger_than_the_limit_is_refused_with_a_page(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    response = send(lite_client, dialogue, q_long="a" * 3_000_000)
    assert response.status_code == 413
    assert "för stort" in response.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bra 👩‍🚒🏳️‍🌈!", "Bra 👩‍🚒🏳️‍🌈!"),
        ("a\x00b", "ab"),
        ("a\u202eb", "ab"),
        ("ساحة المدرسة", "ساحة المدرسة"),
    ],
)
def test_odd_characters_are_stored_cleaned_and_shown_again(client, session, typed, kept):
    dialogue = make_dialogue(session)
    sent = send(client, dialogue, q_one="boll", q_short=typed)
    assert sent.status_code == 303
    assert (
        kept in client.get(sent.location).text or kept in client.get(sent.location.removesuffix("/sent")).text
    )
    assert session.scalar(select(Answer.value).where(Answer.question_id == "short")) == kept


def test_a_lone_surrogate_in_the_bytes_of_a_form_breaks_nothing(client, session):
    dialogue = make_dialogue(session)
    body = f"key={'k' * 24}&version={fingerprint(dialogue.questions)}&do=send&q.one=boll&q.short=a%ED%A0%80b"
    sent = client.post(ADDRESS, data=body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 303
    assert client.get(sent.location.removesuffix("/sent")).status_code == 200


def test_arabic_digits_are_accepted_everywhere(client, session):
    dialogue = make_dialogue(session)
    sent = send(
        client, dialogue, q_one="boll", q_number="٤٢", q_points__lek="٣٠", q_top__lek="١", q_top__boll="٢"
    )
    assert sent.status_code == 303
    values = dict(session.execute(select(Answer.question_id, Answer.value)).all())
    assert values == {"one": "boll", "number": "42", "points": {"lek": 30}, "top": ["lek", "boll"]}


def test_a_form_that_misses_fields_is_read_as_unanswered(lite_client, lite_session):
    make_dialogue(lite_session, questions=question_set(question("a"), question("b", "points")))
    response = lite_client.post(ADDRESS, data={"do": "send"})
    assert response.status_code == 409
    assert stored(lite_session) == 0


def test_an_altogether_empty_form_says_that_one_answer_is_needed(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=question_set(question("a")))
    response = send(lite_client, dialogue)
    assert response.status_code == 422
    assert "Svara på minst en fråga." in response.text


def test_a_form_older_than_the_questions_says_so_and_keeps_what_still_fits(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=question_set(question("a"), question("b", "short_text")))
    old = fingerprint(dialogue.questions)
    dialogue.questions = question_set(
        question("a", options=options("Gunga", "Ny")), question("b", "short_text")
    )
    lite_session.commit()
    form = answers_form(old, do="send", q_a="boll", q_b="kvar")
    response = lite_client.post(ADDRESS, data=form)
    assert response.status_code == 409
    assert "Frågorna har ändrats" in response.text
    assert 'value="kvar"' in response.text
    assert stored(lite_session) == 0


def save_while_a_form_is_read(app, questions) -> None:
    """Lets an official save other questions right after the next request has read the dialogue."""
    left = [questions]

    def save(_connection, _cursor, statement, *_rest) -> None:
        if left and statement.startswith("SELECT dialogue.revision"):
            new = left.pop()
            with Session(app.extensions["writing_engine"]) as saving:
                saving.scalars(select(Dialogue)).one().questions = new
                saving.commit()

    event.listen(app.extensions["engine"], "after_cursor_execute", save)


def test_questions_saved_while_a_form_is_on_its_way_refuse_it_and_keep_what_was_typed(app, client, session):
    dialogue = make_dialogue(session, questions=question_set(question("a"), question("b", "short_text")))
    form = answers_form(fingerprint(dialogue.questions), do="send", q_a="boll", q_b="kvar")
    assert client.post(ADDRESS, data=form | {"do": "check"}).status_code == 200
    other = question_set(question("a", options=options("Gunga", "Ny")), question("b", "short_text"))
    save_while_a_form_is_read(app, other)
    refused = client.post(ADDRESS, data=form)
    assert refused.status_code == 409
    assert "Frågorna har ändrats" in refused.text
    assert 'value="kvar"' in refused.text
    assert fingerprint(other) in refused.text
    assert stored(session) == 0
    assert client.post(ADDRESS, data=form | {"version": fingerprint(other), "q.a": "ny"}).status_code == 303


def test_a_text_saved_while_a_form_is_on_its_way_does_not_stop_it(app, client, session):
    dialogue = make_dialogue(session, questions=question_set(question("a")))
    form = answers_form(fingerprint(dialogue.questions), do="send", q_a="boll")
    assert client.post(ADDRESS, data=form | {"do": "check"}).status_code == 200
    save_while_a_form_is_read(app, question_set(question("a", text=in_all("Ny lydelse?"))))
    assert client.post(ADDRESS, data=form).status_code == 303
    session.refresh(dialogue)
    assert (stored(session), dialogue.questions.by_id["a"].text["sv"]) == (1, "Ny lydelse?")


def test_a_change_of_wording_alone_does_not_stop_a_form_on_its_way(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=question_set(question("a")))
    old = fingerprint(dialogue.questions)
    dialogue.questions = question_set(question("a", text=in_all("Ny lydelse?")))
    lite_session.commit()
    assert lite_client.post(ADDRESS, data=answers_form(old, do="send", q_a="boll")).status_code == 303


def test_an_answer_to_a_question_that_does_not_apply_is_never_stored(client, session):
    asked = question_set(question("a"), question("b", "short_text", condition=Chosen("a", "boll")))
    dialogue = make_dialogue(session, questions=asked)
    assert send(client, dialogue, q_a="gunga", q_b="smuggled").status_code == 303
    assert session.scalars(select(Answer.question_id)).all() == ["a"]


def test_a_key_that_could_not_be_ours_is_replaced_and_a_place_of_another_dialogue_ignored(client, session):
    dialogue = make_dialogue(session)
    other = make_dialogue(session, slug="annan")
    make_place(session, other, "annat")
    sent = send(client, dialogue, q_one="boll", key="x" * 5000, p="annat")
    assert sent.status_code == 303
    row = session.scalars(select(Response)).one()
    assert (row.place_id, row.channel) == (None, "web")


@pytest.mark.parametrize("key", ["", "a" * 15, "a" * 65, "é" * 20], ids=["none", "short", "long", "letters"])
def test_two_forms_with_a_key_that_could_not_be_ours_are_two_responses(client, session, key):
    dialogue = make_dialogue(session)
    sent = [send(client, dialogue, q_one="boll", key=key) for _number in range(2)]
    assert {page.status_code for page in sent} == {303}
    assert stored(session) == 2


def test_the_key_of_a_form_is_not_in_the_database(client, session):
    send(client, make_dialogue(session), q_one="boll")
    row = session.scalars(select(Response)).one()
    assert len(row.submission_key) == 64
    assert "k" * 24 not in {str(value) for value in vars(row).values()}


def test_what_was_typed_is_kept_by_no_cache_that_others_share(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    for step in ("", "check", "edit"):
        page = send(lite_client, dialogue, q_one="boll", q_short="mitt", do=step)
        assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-cache")
    for wanted in ("br", ""):
        blank = lite_client.get(ADDRESS, headers={"Accept-Encoding": wanted})
        assert blank.headers["Cache-Control"] == "private, no-cache"
    dialogue.closes_on = days(-1)
    lite_session.commit()
    assert send(lite_client, dialogue, q_short="mitt").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "most"), [("multipart/form-data", 3000), ("application/x-www-form-urlencoded", MOST_FIELDS)]
)
def test_a_form_of_more_fields_than_any_of_ours_is_refused_with_a_page(lite_client, lite_session, kind, most):
    make_dialogue(lite_session)
    fields = {f"q.{number}": "x" for number in range(most)}
    assert lite_client.post(ADDRESS, data=fields, content_type=kind).status_code == 200
    page = lite_client.post(ADDRESS, data=fields | {"one": "more"}, content_type=kind)
    assert page.status_code == 413
    assert "för stort" in page.text


def test_a_field_that_is_larger_than_any_form_of_ours_is_not_taken_into_memory(lite_client, lite_session):
    make_dialogue(lite_session)
    large = {"q.long": "a" * 1_100_000}
    assert lite_client.post(ADDRESS, data=large, content_type="multipart/form-data").status_code == 413


def test_a_post_from_another_site_is_refused(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    form = answers_form(fingerprint(dialogue.questions), do="send", q_one="boll")
    for headers in ({"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert lite_client.post(ADDRESS, data=form, headers=headers).status_code == 403
    assert stored(lite_session) == 0
    assert lite_client.post(ADDRESS, data=form, headers={"Origin": "http://localhost"}).status_code == 303


def test_links_are_built_from_the_configured_address_whatever_host_is_asked_for(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    sent = send(lite_client, dialogue, q_one="boll")
    page = lite_client.get(sent.location.removeprefix("http://localhost"), headers={"Host": "evil.test"})
    assert "evil.test" not in page.text


def test_every_rule_that_a_form_can_break_has_its_sentence(lite_app):
    import re
    from pathlib import Path

    from webapp.domain import kinds

    codes = set()
    for path in Path(kinds.__file__).parent.glob("*.py"):
        codes |= set(re.findall(r'Invalid\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
        codes |= set(re.findall(r'else "([a-z]+-[a-z-]+)", limit', path.read_text(encoding="utf-8")))
    codes |= {"too-many-decimals", "not-whole"} | {f"required-{kind}" for kind in kinds.KINDS}
    assert len(codes) > 20
    assert codes <= set(PROBLEMS)


def test_points_and_ranking_presses_write_nothing_and_keep_everything(client, session):
    dialogue = make_dialogue(session)
    form = answers_form(fingerprint(dialogue.questions), q_one="boll", q_short="mitt", press="points:lek:up")
    page = client.post(ADDRESS, data=form)
    assert page.status_code == 200
    assert 'name="q.points.lek" value="5"' in page.text
    assert 'value="mitt"' in page.text
    assert stored(session) == 0


def test_a_press_through_htmx_gives_the_one_question_and_an_announcement(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    form = answers_form(fingerprint(dialogue.questions), q_rank__boll="1", press="rank:lek:up")
    part = lite_client.post(ADDRESS, data=form, headers={"HX-Request": "true"})
    assert part.text.startswith('<div class="question"')
    assert "Lek är nu på plats 2 av 3." in part.text
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]
    whole = lite_client.post(ADDRESS, data=form | {"press": "rank:lek:up"})
    assert "<html" in whole.text


@pytest.mark.parametrize(
    "press", ["", "rank", "rank:lek", "x:y:z", "rank:stranger:up", "one:boll:up", "::", "rank:lek:sideways"]
)
def test_a_forged_press_only_shows_the_form_again(lite_client, lite_session, press):
    dialogue = make_dialogue(lite_session)
    form = answers_form(fingerprint(dialogue.questions), q_one="boll", press=press)
    assert lite_client.post(ADDRESS, data=form).status_code == 200


def test_the_field_names_of_a_question_are_what_the_reader_reads():
    asked = question("a", "points", limits=Limits(points=10))
    assert Field(asked, {"q.a.boll": ["3"]}).by_option() == {"boll": "3"}
