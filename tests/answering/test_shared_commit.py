"""Forms that are sent while the disk is busy share one commit: each keeps its own answer and its own fate."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.answering.test_concurrency import (
    ADDRESS,
    FORM,
    PATIENCE_SECONDS,
    assert_figures_are_right,
    count,
    form_of,
    posted,
    wait_for,
)
from tests.benchmarks import content
from tests.factories import PLAN, days, make_dialogue
from webapp.models import Dialogue, Response


def in_one_commit(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """What comes of acts that all wait while another stores, and then share one commit."""
    shared, waiting = app.extensions["shared_commits"], Barrier(2)

    def hold(_session: Session) -> None:
        waiting.wait(PATIENCE_SECONDS)
        wait_for(lambda: len(shared._line) == len(acts))

    with ThreadPoolExecutor(len(acts) + 1) as pool:
        holding = pool.submit(shared.store, hold)
        waiting.wait(PATIENCE_SECONDS)
        sent = [pool.submit(act) for act in acts]
        holding.result()
        return [each.result() for each in sent]


def test_forms_that_share_a_commit_are_each_stored_once_and_counted(lite_app, lite_session):
    dialogue = content.make_content(lite_session)
    lite_session.rollback()
    twice = [partial(posted, lite_app, form_of(number // 2)) for number in range(20)]
    answers = in_one_commit(lite_app, *twice)
    assert {status for status, _location in answers} == {303}
    assert len(set(answers)) == 10
    assert count(lite_session, Response) == 10
    assert lite_session.scalar(select(func.count()).where(~Response.counted)) == 0
    assert_figures_are_right(lite_session, dialogue)


def test_a_form_that_comes_too_late_is_refused_alone_among_those_that_share_a_commit(lite_app, lite_session):
    content.make_content(lite_session)
    make_dialogue(lite_session, "andra", content.five_questions(), **PLAN)
    lite_session.commit()
    closing = partial(lite_app.extensions["shared_commits"].store, close_the_second)
    late = partial(posted, lite_app, form_of(1), ADDRESS.replace(content.SLUG, "andra"))
    kept = partial(posted, lite_app, form_of(2))
    _closed, refused, accepted = in_one_commit(lite_app, closing, late, kept)
    assert (refused[0], accepted[0]) == (409, 303)
    assert count(lite_session, Response) == 1


def close_the_second(session: Session) -> None:
    session.execute(update(Dialogue).where(Dialogue.slug == "andra").values(sealed_on=days(0)))


def test_a_full_disk_refuses_kindly_all_who_share_the_commit_and_keeps_what_they_typed(
    lite_app, lite_session
):
    content.make_content(lite_session)
    lite_session.execute(text("CREATE TABLE too_much (value BLOB)"))
    lite_session.commit()

    def run_out(session: Session) -> None:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.execute(text("INSERT INTO too_much VALUES (zeroblob(2000000))"))

    def tried() -> str:
        with pytest.raises(OperationalError, match="full"):
            lite_app.extensions["shared_commits"].store(run_out)
        return "full"

    client = lite_app.test_client()
    refused, _full = in_one_commit(
        lite_app, lambda: client.post(ADDRESS, data=form_of(1), headers=FORM), tried
    )
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert f"{content.TEXT} (1)" in refused.text
    assert count(lite_session, Response) == 0
