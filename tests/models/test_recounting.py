"""Counting again after an upgrade: what was not counted before is there, and nothing else changes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tests.answering.test_concurrency import (
    ADDRESS,
    FORM,
    assert_figures_are_right,
    form_of,
    posted,
    together,
)
from tests.benchmarks import content, priorities
from tests.factories import days, make_dialogue, question_set
from tests.kinds.examples import EXAMPLES
from tests.results.sending import send
from webapp.cli import commands
from webapp.models import Dialogue, Response, Tally
from webapp.models.counting import seal
from webapp.models.recounting import put_right


@pytest.fixture
def dialogue(app, client, session) -> Dialogue:
    """Twenty have answered, and all of them are counted."""
    found = content.make_content(session)
    session.rollback()
    sent = [client.post(ADDRESS, data=form_of(number), headers=FORM) for number in range(20)]
    assert {answer.status_code for answer in sent} == {303}
    return found


def tallies(session: Session, dialogue: Dialogue) -> dict[tuple[str, str, str], tuple[int, int]]:
    session.rollback()
    mine = select(Tally).where(Tally.dialogue_id == dialogue.id, (Tally.amount != 0) | (Tally.pending != 0))
    return {
        (row.question_id, row.grouping, row.cell): (row.amount, row.pending) for row in session.scalars(mine)
    }


def as_an_earlier_version_counted(app, dialogue: Dialogue) -> None:
    with Session(app.extensions["writing_engine"]) as session, session.begin():
        mine = Tally.dialogue_id == dialogue.id
        session.execute(delete(Tally).where(mine, Tally.cell.like("over:%")))
        wrong = update(Tally).where(mine, Tally.grouping == "", Tally.cell == "place:1:bollplan")
        session.execute(wrong.values(amount=99))


def recounted(app, dialogue: Dialogue) -> dict:
    with Session(app.extensions["writing_engine"]) as session, session.begin():
        return put_right(session, dialogue.id)


def test_what_an_earlier_version_did_not_count_is_there_after_a_recount(app, session, dialogue):
    before = tallies(session, dialogue)
    as_an_earlier_version_counted(app, dialogue)
    assert tallies(session, dialogue) != before
    changed = recounted(app, dialogue)
    assert changed["rank", "", "place:1:bollplan"] == (99, 4)
    assert {key[2].partition(":")[0] for key in changed} == {"over", "place"}
    assert tallies(session, dialogue) == before
    assert recounted(app, dialogue) == {}


def test_a_recount_takes_nobody_up_and_nobody_out(app, client, session, dialogue):
    confirmation = client.post(ADDRESS, data=form_of(20), headers=FORM).location
    assert session.scalar(select(Response.id).where(~Response.counted)), "one waits to be counted"
    counted = client.post(ADDRESS, data=form_of(0), headers=FORM).location
    client.post(counted.removesuffix("sent") + "withdraw")
    before = tallies(session, dialogue)
    assert before["", "", "responses"] == (20, -1), "one waits to leave"
    with Session(app.extensions["writing_engine"]) as writing, writing.begin():
        writing.execute(update(Tally).where(Tally.cell == "option:gungor").values(amount=Tally.amount + 3))
    assert recounted(app, dialogue)
    assert tallies(session, dialogue) == before
    client.post(confirmation.removesuffix("sent") + "withdraw")
    assert_figures_are_right(session, dialogue)


def test_a_sealed_dialogue_is_counted_again_from_its_answers(app, session, dialogue):
    with Session(app.extensions["writing_engine"]) as writing, writing.begin():
        seal(writing, writing.get_one(Dialogue, dialogue.id))
    before = tallies(session, dialogue)
    as_an_earlier_version_counted(app, dialogue)
    recounted(app, dialogue)
    assert tallies(session, dialogue) == before


def test_figures_are_right_after_recounts_while_many_send_and_withdraw(app, session, dialogue):
    as_an_earlier_version_counted(app, dialogue)
    done = Event()

    def recount_until_done() -> int:
        times = 0
        while not done.is_set():
            recounted(app, dialogue)
            times += 1
        return times

    def send_and_withdraw(thread: int) -> None:
        for number in range(100 + thread * 10, 110 + thread * 10):
            status, location = posted(app, form_of(number))
            assert status == 303
            if number % 3 == 0:
                assert posted(app, "", location.removesuffix("sent") + "withdraw")[0] == 303

    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(recount_until_done)
        try:
            together(6, send_and_withdraw)
        finally:
            done.set()
        assert counting.result() > 0
    assert_figures_are_right(session, dialogue)


def test_the_command_says_what_was_wrong_and_that_all_is_right(
    app, session, dialogue, database_url, monkeypatch
):
    priorities.make_priorities(session)
    session.rollback()
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", database_url)
    as_an_earlier_version_counted(app, dialogue)
    once = CliRunner().invoke(commands, ["recount"])
    assert once.output.splitlines() == [
        "skolgard: figures put right: 21.",
        "  question rank, over, everybody: 20, adding up to 0 before and to 200 now",
        "  question rank, place, everybody: 1, adding up to 99 before and to 4 now",
        "vad-forst: every figure was right.",
    ]
    again = CliRunner().invoke(commands, ["recount", "--dialogue", "skolgard"])
    assert again.output == "skolgard: every figure was right.\n"
    unknown = CliRunner().invoke(commands, ["recount", "--dialogue", "nowhere"])
    assert (unknown.exit_code, unknown.output) == (1, "Error: There is no dialogue at 'nowhere'.\n")


def test_what_a_budget_pays_for_is_counted_again_too(app, client, session):
    asked = question_set(replace(EXAMPLES["budget"].question, id="money"))
    found = make_dialogue(session, questions=asked)
    for _response in range(20):
        send(client, found, **EXAMPLES["budget"].form("money"))
    seal(session, found)
    found.sealed_on = days(0)
    session.commit()
    before = tallies(session, found)
    assert any(cell.startswith("shares:") for _question, _group, cell in before)
    assert recounted(app, found) == {}
    assert tallies(session, found) == before
