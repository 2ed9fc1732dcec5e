"""Groups of opinion on the pages of results: of an ended dialogue's statements, of everybody, in words."""

import pytest
from sqlalchemy import event

from tests.factories import (
    days,
    make_dialogue,
    make_municipality,
    make_staff,
    options,
    question,
    question_set,
)
from tests.results.sending import send_all
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.opinion import MOST_PEOPLE
from webapp.models.opinions import opinions_of

PAGE, PUBLIC = "/staff/dialogues/skolgard/results", "/sv/dialogues/skolgard/results"
ROWS = ("Bilar", "Cyklar", "Parker", "Torg")
CAR = {"bilar": "agree", "cyklar": "disagree", "parker": "agree", "torg": "pass"}
BICYCLE = {"bilar": "disagree", "cyklar": "agree", "parker": "agree", "torg": "disagree"}


def fields(stands: dict[str, str]) -> dict[str, str]:
    return {f"q_one__{row}": option for row, option in stands.items()}


def answered(client, session, car: int = 36, bicycle: int = 24, **changes):
    """A dialogue where so many of each camp have answered, still open."""
    asked = question("one", "statements", rows=options(*ROWS), **changes)
    dialogue = make_dialogue(session, questions=question_set(asked))
    send_all(client, dialogue, [fields(CAR)] * car + [fields(BICYCLE)] * bicycle)
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return dialogue


def over(session, dialogue) -> None:
    dialogue.closes_on, dialogue.reported_on = days(-1), days(0)
    session.commit()


def part_of(page) -> str:
    return page.text.split('id="question-one"')[1].split("</section>")[0]


def test_groups_of_an_ended_dialogue_are_told_in_words_to_staff_and_to_everybody(client, session) -> None:
    over(session, answered(client, session))
    for address in (PAGE, PUBLIC):
        part = part_of(client.get(address))
        assert "De som svarade bildar 2 grupper, som tycker olika." in part
        assert "Grupp 1: ungefär 60\xa0% av dem som svarade." in part
        assert "Parker <strong>Alla grupper håller med.</strong>" in part
        assert "Bilar <strong>Grupp 1 håller med. Grupp 2 håller inte med.</strong>" in part
        assert "Cyklar <strong>Grupp 2 håller med. Grupp 1 håller inte med.</strong>" in part


def test_while_people_answer_it_is_told_when_groups_will_be_found(client, session) -> None:
    answered(client, session)
    part = part_of(client.get(PAGE))
    assert "Grupper av åsikter räknas fram när dialogen är stängd." in part
    assert "Grupp 1" not in part


def test_people_who_are_not_divided_are_told_so(lite_client, lite_session) -> None:
    over(lite_session, answered(lite_client, lite_session, 60, 0))
    assert "Svaren bildar inga tydliga grupper." in part_of(lite_client.get(PAGE))


@pytest.mark.parametrize(("car", "bicycle", "changes"), [(25, 24, {}), (36, 24, {"sensitive": True})])
def test_nothing_is_told_of_groups_with_few_answers_or_of_a_sensitive_question(
    lite_client, lite_session, car, bicycle, changes
) -> None:
    over(lite_session, answered(lite_client, lite_session, car, bicycle, **changes))
    assert "Grupper av åsikter" not in part_of(lite_client.get(PAGE))


def test_no_groups_of_opinion_are_told_within_a_group(lite_client, lite_session) -> None:
    over(lite_session, answered(lite_client, lite_session))
    part = part_of(lite_client.get(PAGE, query_string={"group": "lang:sv"}))
    assert "Grupper av åsikter" not in part


def test_a_page_that_is_read_again_costs_no_reading_of_answers(app, client, session) -> None:
    over(session, answered(client, session))
    client.get(PAGE)
    statements: list[str] = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert "Grupp 1" in part_of(client.get(PAGE))
    assert statements
    assert not [sql for sql in statements if "FROM answer" in sql]


def test_of_very_many_answers_a_random_part_is_read(client, session) -> None:
    dialogue = answered(client, session)
    over(session, dialogue)
    client.get(PAGE)
    session.refresh(dialogue)
    asked = dialogue.questions.by_id["one"]
    assert opinions_of(session, dialogue, asked, 60).groups
    assert opinions_of(session, dialogue, asked, 1000 * MOST_PEOPLE) is None
