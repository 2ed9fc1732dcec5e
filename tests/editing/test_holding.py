"""Between the check and the commit nothing comes in: on a database where many write at once."""

from collections.abc import Iterator

import pytest
from flask import Flask, g
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.exceptions import Conflict

from tests.factories import days, make_dialogue, make_staff
from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue, Response, StaffMember
from webapp.web.access import load_dialogue
from webapp.web.question_sets import hold

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def loaded(app: Flask, session: Session) -> Iterator[Dialogue]:
    """A draft, loaded and checked by an official's request that has not come to its lock yet."""
    person = make_staff(session)
    make_dialogue(session, published_on=None)
    with app.test_request_context("/", method="POST"):
        g.staff = db.session.get(StaffMember, person.id)
        yield load_dialogue("skolgard")


def test_a_stage_that_changed_after_it_was_checked_is_noticed(loaded, session):
    session.query(Dialogue).one().published_on = days(0)
    session.commit()
    with pytest.raises(Conflict):
        hold(db.session, loaded, Action.EDIT_FACTS)


def test_while_a_dialogue_is_held_no_answer_arrives(loaded, session):
    hold(db.session, loaded, Action.EDIT_FACTS)
    session.execute(text("SET lock_timeout = '300ms'"))
    session.add(
        Response(
            dialogue_id=loaded.id,
            lang="sv",
            channel="web",
            day=days(0),
            receipt_hash="r",
            submission_key="k",
        )
    )
    with pytest.raises(OperationalError, match="lock timeout"):
        session.flush()
    session.rollback()
