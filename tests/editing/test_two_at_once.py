"""Two officials edit the same thing: nothing that either wrote disappears without a word."""

from threading import Barrier, Thread

import pytest
from flask.testing import FlaskClient

from tests.editing.pages import draft, fresh, texts, undecided
from tests.factories import make_dialogue, make_staff, question, question_set
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue

HERE = "/staff/dialogues/skolgard"


@pytest.fixture
def other(lite_app, lite_session) -> FlaskClient:
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.COORDINATOR))
    return client


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


def test_facts_that_both_changed_are_shown_side_by_side_and_then_the_second_decides(
    lite_client, other, lite_session
):
    draft(lite_client, lite_session)
    mine, theirs = lite_client.get(f"{HERE}/facts"), other.get(f"{HERE}/facts")
    follow(other, press(other, theirs, "Spara", {"purpose.sv": "Deras syfte", "compiled_by": "Deras namn"}))
    clash = press(lite_client, mine, "Spara", {"purpose.sv": "Mitt syfte", "minutes": "9"})
    assert clash.status_code == 409
    assert "Någon annan har sparat under tiden" in clash.text
    assert "Deras syfte" in clash.text
    assert "Mitt syfte</textarea>" in clash.text
    assert 'value="Deras namn"' in clash.text
    assert stored(lite_session).purpose["sv"] == "Deras syfte"
    follow(lite_client, press(lite_client, clash, "Spara"))
    dialogue = stored(lite_session)
    assert dialogue.purpose["sv"] == "Mitt syfte"
    assert (dialogue.compiled_by, dialogue.minutes) == ("Deras namn", 9)


def test_changes_to_different_facts_are_put_together_and_shown_before_they_are_saved(
    lite_client, other, lite_session
):
    undecided(lite_client, lite_session)
    mine, theirs = lite_client.get(f"{HERE}/facts"), other.get(f"{HERE}/facts")
    press(other, theirs, "Spara", {"step": "3", "languages": ["ar"], "takes_ideas": None})
    together = press(lite_client, mine, "Spara", {"minutes": "9"})
    assert together.status_code == 409
    assert "<table>" not in together.text
    follow(lite_client, press(lite_client, together, "Spara"))
    dialogue = stored(lite_session)
    assert (dialogue.step_number, dialogue.minutes, dialogue.takes_ideas) == (3, 9, False)
    assert dialogue.languages == ["sv", "ar"]


def test_work_on_the_questions_does_not_disturb_the_facts(lite_client, other, lite_session):
    draft(lite_client, lite_session)
    mine = lite_client.get(f"{HERE}/facts")
    press(other, other.get(f"{HERE}/questions/one"), "do:save", {"text.sv": "Deras fråga?"})
    assert press(lite_client, mine, "Spara", {"minutes": "9"}).status_code == 303
    dialogue = stored(lite_session)
    assert (dialogue.minutes, dialogue.questions.by_id["one"].text["sv"]) == (9, "Deras fråga?")


def test_work_on_different_questions_does_not_clash(lite_client, other, lite_session):
    draft(lite_client, lite_session)
    mine, theirs = lite_client.get(f"{HERE}/questions/one"), other.get(f"{HERE}/questions/many")
    follow(other, press(other, theirs, "do:save", {"text.sv": "Deras?"}))
    follow(lite_client, press(lite_client, mine, "do:save", {"text.sv": "Min?"}))
    by_id = stored(lite_session).questions.by_id
    assert (by_id["one"].text["sv"], by_id["many"].text["sv"]) == ("Min?", "Deras?")


def test_a_question_that_both_changed_is_not_overwritten_unseen(lite_client, other, lite_session):
    draft(lite_client, lite_session)
    mine, theirs = lite_client.get(f"{HERE}/questions/one"), other.get(f"{HERE}/questions/one")
    press(other, theirs, "do:save", {"option.0.sv": "Deras gunga", "hint.sv": "Deras hjälp"})
    clash = press(lite_client, mine, "do:save", {"option.1.sv": "Min boll"})
    assert clash.status_code == 409
    assert "Deras gunga" in clash.text
    assert 'value="Min boll"' in clash.text
    assert "Deras hjälp</textarea>" in clash.text
    follow(lite_client, press(lite_client, clash, "do:save"))
    question = stored(lite_session).questions.by_id["one"]
    assert [option.text["sv"] for option in question.options] == ["Gunga", "Min boll", "Lek"]
    assert question.hint["sv"] == "Deras hjälp"


def test_a_question_removed_meanwhile_can_be_saved_again_as_a_new_one(lite_client, other, lite_session):
    draft(lite_client, lite_session, questions=question_set(question("one"), question("two")))
    mine = lite_client.get(f"{HERE}/questions/one")
    press(other, other.get(f"{HERE}/questions/one/remove"), "Ta bort")
    gone = press(lite_client, mine, "do:save", {"text.sv": "Min viktiga fråga?"})
    assert gone.status_code == 409
    assert "Någon annan har tagit bort frågan." in gone.text
    assert "Min viktiga fråga?" in gone.text
    follow(lite_client, press(lite_client, gone, "do:save"))
    last = list(stored(lite_session).questions.by_id.values())[-1]
    assert last.text["sv"] == "Min viktiga fråga?"
    assert [option.text["sv"] for option in last.options] == ["Gunga", "Boll", "Lek"]


def test_a_question_for_a_section_removed_meanwhile_lands_in_the_last_section(
    lite_client, other, lite_session
):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    press(other, other.get(f"{HERE}/add-section"), "Spara", texts("title", "Två"))
    mine = lite_client.get(f"{HERE}/sections/s1/add/long_text")
    press(other, other.get(f"{HERE}/sections/s1/remove"), "Ta bort")
    follow(lite_client, press(lite_client, mine, "do:save", texts("text", "Varför?")))
    [section] = stored(lite_session).questions.sections
    assert [question.text["sv"] for question in section.questions] == ["Varför?"]


def test_facts_typed_before_somebody_opened_the_dialogue_are_refused(lite_client, other, lite_session):
    draft(lite_client, lite_session)
    mine = lite_client.get(f"{HERE}/facts")
    follow(other, press(other, other.get(HERE), "Öppna dialogen"))
    assert press(lite_client, mine, "Spara", {"minutes": "9"}).status_code == 409
    assert stored(lite_session).minutes == 5


def test_a_form_without_its_base_overwrites_nothing(lite_client, lite_session):
    draft(lite_client, lite_session)
    mine = lite_client.get(f"{HERE}/facts")
    for base in (None, "", "[]", "null", '{"title.sv": 1}', "{"):
        clash = press(lite_client, mine, "Spara", {"base": base, "title.sv": "Min rubrik"})
        assert clash.status_code == 409
        assert "Min rubrik" in clash.text


def test_of_two_who_save_in_the_same_moment_one_is_told(app, session):
    people = [make_staff(session, Role.OFFICIAL), make_staff(session, Role.COORDINATOR)]
    clients = [app.test_client() for _person in people]
    for client, person in zip(clients, people, strict=True):
        sign_in(client, person)
    make_dialogue(session, published_on=None)
    pages = [client.get(f"{HERE}/facts") for client in clients]
    start, answers = Barrier(2), {}

    def save(number: int) -> None:
        start.wait()
        answered = press(clients[number], pages[number], "Spara", {"compiled_by": f"Person {number}"})
        answers[answered.status_code] = (f"Person {number}", answered.text)

    threads = [Thread(target=save, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409]
    typed, page = answers[409]
    assert f'value="{typed}"' in page
    assert stored(session).compiled_by == answers[303][0]
