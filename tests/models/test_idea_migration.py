"""Ideas that were there before they had numbers keep their words and support, up and down."""

from datetime import date
from typing import Any

from sqlalchemy import MetaData, Table, insert, select

from tests.factories import make_dialogue
from webapp.migrations import run
from webapp.models import Support

STATES = ("waiting", "published", "declined")


def rows(engine: Any, name: str) -> list[Any]:
    table = Table(name, MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


def test_ideas_of_the_former_version_get_numbers_and_what_was_decided_about_them_stays(app, session):
    engine = app.extensions["engine"]
    dialogue_id = make_dialogue(session).id
    session.close()
    run.downgrade(engine, "0003")
    ideas = Table("idea", MetaData(), autoload_with=engine)
    given = {"dialogue_id": dialogue_id, "text": "Mer.", "lang": "sv", "day": date(2026, 5, 4), "reason": ""}
    with engine.begin() as connection:
        for id_, state in enumerate(STATES, 1):
            one = {"id": id_, "title": state, "receipt_hash": state, "state": state, **given}
            connection.execute(insert(ideas).values(**one))
        connection.execute(insert(Support).values(idea_id=2, supporter_hash="who"))
    run.upgrade(engine)
    found = {row.state: row for row in rows(engine, "idea")}
    assert len({row.number for row in found.values()}) == 3
    assert all(row.number >= 100_000 for row in found.values())
    assert [found[state].read_on for state in STATES] == [None, given["day"], given["day"]]
    assert [found[state].published_on for state in STATES] == [None, given["day"], None]
    assert found["declined"].reason_code == "other"
    assert run.differences(engine) == []
    run.downgrade(engine, "0003")
    assert [row.title for row in rows(engine, "idea")] == list(STATES)
    assert len(rows(engine, "support")) == 1
    run.upgrade(engine)
