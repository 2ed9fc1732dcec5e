"""Many at once, and lost replies: what was acknowledged is stored once and counted right."""

import select as readiness
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.benchmarks import content, servers
from tests.factories import days
from tests.recount import recount, stored_tallies
from webapp.domain.disclosure import REFRESH_STEP
from webapp.models import Answer, Dialogue, Response, Tally
from webapp.web.sealing import seal_if_over

ADDRESS = f"/sv/dialogues/{content.SLUG}/answer"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE_SECONDS = 180


@pytest.fixture
def dialogue(session: Session) -> Dialogue:
    found = content.make_content(session)
    session.rollback()
    return found


def form_of(number: int, key: str = "") -> str:
    """The body of resident `number`'s form."""
    hidden = [("key", key or f"key of resident {number:04}"), ("version", content.version())]
    return urlencode([*hidden, *content.answer_fields(number), ("p", content.PLACE), ("do", "send")])


def posted(app: Flask, body: str, address: str = ADDRESS) -> tuple[int, str]:
    """Status and location of the answer."""
    answer = app.test_client().post(address, data=body, headers=FORM)
    return answer.status_code, answer.location or ""


def together(number: int, act: Callable[[int], object]) -> list[object]:
    """Runs `act` in so many threads, all let go at the same moment."""
    begin = Barrier(number)

    def wait_and_act(place: int) -> object:
        begin.wait()
        return act(place)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(wait_and_act, range(number)))


def count(session: Session, table: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table))


def assert_figures_are_right(session: Session, dialogue: Dialogue) -> None:
    """The running tallies, everything counted, are what a count of the stored answers gives."""
    session.rollback()
    counted_again = dict(recount(session, dialogue))
    assert stored_tallies(session, dialogue) == counted_again


def test_the_same_form_from_two_clients_at_once_is_one_response(app, session, dialogue):
    for number in range(10):
        answers = together(2, lambda _place, number=number: posted(app, form_of(number)))
        assert {status for status, _location in answers} == {303}
        assert len({location for _status, location in answers}) == 1
        assert count(session, Response) == number + 1
    assert count(session, Answer) == 50
    assert_figures_are_right(session, dialogue)


def test_the_figures_are_right_after_many_send_and_withdraw_at_once(app, session, dialogue):
    def send_five_and_withdraw_two(thread: int) -> list[str]:
        sent = []
        for number in range(thread * 5, thread * 5 + 5):
            status, location = posted(app, form_of(number))
            assert status == 303
            sent.append(location)
            if number % 5 in {2, 4}:
                chosen = sent.pop(0)
                status, _location = posted(app, "", chosen.removesuffix("sent") + "withdraw")
                assert status == 303
        return sent

    left = [location for mine in together(20, send_five_and_withdraw_two) for location in mine]
    assert len(set(left)) == 60
    assert count(session, Response) == 100
    assert session.scalar(select(func.count()).where(Response.withdrawn)) == 40
    assert count(session, Answer) == 60 * 5
    waiting = session.scalar(select(func.count()).where(~Response.counted))
    assert waiting < REFRESH_STEP
    assert_figures_are_right(session, dialogue)


def test_the_same_response_withdrawn_by_many_at_once_leaves_the_figures_once(app, session, dialogue):
    sent = [posted(app, form_of(number))[1] for number in range(20)]
    withdrawing = sent[0].removesuffix("sent") + "withdraw"
    assert {status for status, _location in together(8, lambda _place: posted(app, "", withdrawing))} == {303}
    assert_figures_are_right(session, dialogue)
    everybody = session.scalar(
        select(Tally.amount).where(Tally.question_id == "", Tally.grouping == "", Tally.cell == "responses")
    )
    assert everybody == 19


def test_no_response_slips_in_uncounted_while_a_dialogue_is_closed(app, session, dialogue):
    def send_until_refused(thread: int) -> list[int]:
        statuses, until = [303], monotonic() + PATIENCE_SECONDS
        while statuses[-1] == 303 and monotonic() < until:
            statuses.append(posted(app, form_of(thread * 1000 + len(statuses)))[0])
        return statuses[1:]

    def send_or_close(thread: int) -> list[int]:
        if thread:
            return send_until_refused(thread)
        wait_for(lambda: count(session, Response) >= 12)
        with app.app_context(), Session(app.extensions["writing_engine"]) as closing:
            closed = closing.scalars(select(Dialogue)).one()
            closed.ended_on = days(-1)
            closing.flush()
            assert seal_if_over(closing, closed)
            closing.commit()
        return []

    statuses = [status for mine in together(7, send_or_close) for status in mine]
    assert set(statuses) == {303, 409}
    assert count(session, Response) == statuses.count(303)
    assert session.scalar(select(func.count()).where(~Response.counted)) == 0
    tallies = select(Tally.question_id, Tally.grouping, Tally.cell, Tally.amount)
    stored = {(row.question_id, row.grouping, row.cell): row.amount for row in session.execute(tallies)}
    assert stored == dict(recount(session, dialogue))


@pytest.fixture
def server(database_url: str, session: Session, dialogue: Dialogue) -> Iterator[servers.Server]:
    """A real server on this test's database."""
    with servers.serving(servers.OURS, database_url) as running:
        yield running


def reply_lost(port: int, body: str) -> None:
    """Sends a form, waits until the reply is there, and hangs up without reading it."""
    with socket.create_connection((servers.HOST, port), PATIENCE_SECONDS) as line:
        head = f"POST {ADDRESS} HTTP/1.1\r\nHost: {servers.HOST}\r\nContent-Type: {FORM['Content-Type']}\r\n"
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        assert readiness.select([line], [], [], PATIENCE_SECONDS)[0], "no reply came"


def replied(port: int, body: str) -> tuple[int, str]:
    """Sends a form. Status and location of the reply; status 0 where none came."""
    line = HTTPConnection(servers.HOST, port, timeout=PATIENCE_SECONDS)
    try:
        line.request("POST", ADDRESS, body, FORM)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    except (OSError, HTTPException):
        return 0, ""
    finally:
        line.close()


def test_a_form_sent_again_after_lost_replies_is_stored_once(server, session, dialogue):
    def lose_two_and_send(number: int) -> str:
        reply_lost(server.port, form_of(number))
        reply_lost(server.port, form_of(number))
        status, location = replied(server.port, form_of(number))
        assert status == 303
        return location

    assert len(set(together(12, lose_two_and_send))) == 12
    assert count(session, Response) == 12
    assert count(session, Answer) == 60
    assert_figures_are_right(session, dialogue)


def wait_for(reached: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while not reached() and monotonic() < until:
        sleep(0.01)
    assert reached()
