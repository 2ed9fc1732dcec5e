"""Closing before the last day is asked for twice, and seals."""

from tests.editing.pages import draft, fresh
from tests.factories import answers_form, days, make_dialogue, question, question_set
from tests.forms import follow, press
from tests.staff import csrf_of
from webapp.domain.documents import fingerprint
from webapp.models import Dialogue, Response, Tally
from webapp.web.sealing import seal_if_over

HERE = "/staff/dialogues/skolgard"


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).one()


def test_closing_counts_every_answer_and_takes_no_more(client, session):
    questions = question_set(question("one"))
    draft(client, session, questions=questions, published_on=days(-6))
    for number in range(3):
        form = answers_form(fingerprint(questions), q_one="gunga", do="send", key=f"key-{number}" + "k" * 20)
        assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    asked = client.get(f"{HERE}/close")
    assert "Det går inte att ångra." in asked.text
    assert stored(session).ended_on is None
    follow(client, press(client, asked, "Stäng dialogen nu"))
    dialogue = stored(session)
    assert (dialogue.ended_on, dialogue.sealed_on) == (days(0), days(0))
    assert dialogue.last_day == days(0)
    counted = session.query(Tally).filter_by(cell="option:gunga", grouping="").one()
    assert (counted.amount, counted.pending) == (3, 0)
    assert session.query(Response).filter_by(counted=True).count() == 3
    late = answers_form(fingerprint(questions), q_one="boll", do="send", key="late" + "k" * 20)
    assert client.post("/sv/dialogues/skolgard/answer", data=late).status_code == 409
    assert press(client, asked, "Stäng dialogen nu").status_code == 409


def test_closing_is_not_done_by_the_first_press_alone(lite_client, lite_session):
    draft(lite_client, lite_session, published_on=days(-6))
    token = csrf_of(lite_client.get(HERE))
    assert lite_client.post(f"{HERE}/close", data={"csrf_token": token}).status_code == 422
    assert stored(lite_session).ended_on is None


def test_a_dialogue_is_sealed_once_and_only_after_its_end(app, session):
    for slug, changes in (("slut", {"closes_on": days(-1)}), ("oppen", {})):
        make_dialogue(session, slug, **changes)
    with app.app_context():
        ended, running = (session.query(Dialogue).filter_by(slug=slug).one() for slug in ("slut", "oppen"))
        assert [seal_if_over(session, ended), seal_if_over(session, ended)] == [True, False]
        assert not seal_if_over(session, running)
    assert (ended.sealed_on, running.sealed_on) == (days(0), None)
