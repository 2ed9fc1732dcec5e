"""What taking part costs the database: few statements, and none that reads more as answers grow."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, Executable, event
from sqlalchemy.orm import Session

from tests.benchmarks import content, priorities
from tests.benchmarks.bulk import fill_up
from tests.benchmarks.results_page import multi
from webapp.models.counting import NEW, WAITING

ADDRESS = f"/sv/dialogues/{content.SLUG}/answer?p={content.PLACE}"


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that are run meanwhile, beginnings and ends of transactions left out."""
    found: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith("BEGIN"):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_a_whole_participation_takes_few_statements(app, client, session):
    content.make_content(session)
    form = multi([("key", "k" * 24), ("version", content.version()), *content.answer_fields(1)])
    client.get(ADDRESS)
    with statements(app.extensions["engine"]) as found:
        arrived = client.get(f"/q/{content.PLACE}").location
        client.get(arrived)
        client.get(ADDRESS)
        client.post(ADDRESS, data=form | {"do": "check"})
        sent = client.post(ADDRESS, data=form | {"do": "send"}).location
        client.get(sent)
    assert len(found) <= 12, "\n".join(found)


@pytest.mark.parametrize("statement", [WAITING, NEW], ids=["how many wait", "which are new"])
def test_responses_that_are_counted_are_not_read_again_with_every_send(app, session, statement: Executable):
    priorities.make_priorities(session)
    session.rollback()
    fill_up(app.extensions["writing_engine"], 1000)
    with Session(app.extensions["engine"]) as reading:
        assert "ix_response_uncounted" in plan(reading, statement)


def plan(session: Session, statement: Executable) -> str:
    """How the database means to find what `statement` asks for."""
    connection = session.connection()
    compiled = statement.compile(dialect=connection.dialect)
    given = compiled.construct_params({"of_dialogue": 1})
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE response")
        return "\n".join(connection.exec_driver_sql(f"EXPLAIN {compiled}", given).scalars())
    told = connection.exec_driver_sql(
        f"EXPLAIN QUERY PLAN {compiled}", tuple(given[name] for name in compiled.positiontup)
    )
    return "\n".join(row.detail for row in told)
