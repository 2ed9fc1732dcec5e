"""Acknowledged answers survive, migrations go both ways, and the order of arrival is erased."""

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from tests.factories import answers_form, days, make_dialogue, question, question_set
from webapp.domain.documents import fingerprint
from webapp.migrations import run
from webapp.models import Answer, Base, Response, Tally
from webapp.models.counting import seal
from webapp.models.database import assert_durable, make_engine, normalised

ADDRESS = "/sv/dialogues/skolgard/answer"
MANY = 67


def test_every_connection_waits_for_the_disk(app: Flask):
    engine = app.extensions["engine"]
    assert_durable(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


def test_a_database_that_does_not_wait_is_refused_in_one_sentence(app: Flask):
    engine = app.extensions["engine"]
    lax = "PRAGMA synchronous = OFF" if engine.dialect.name == "sqlite" else "SET synchronous_commit = off"
    loose = make_engine(str(engine.url.render_as_string(hide_password=False)))
    from sqlalchemy import event

    event.listen(loose, "connect", lambda connection, _record: connection.execute(lax))
    with pytest.raises(RuntimeError, match="does not wait for the disk"):
        assert_durable(loose)
    loose.dispose()


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_addresses_of_postgresql_are_read_in_every_form(url: str):
    assert normalised(url) == "postgresql+psycopg://u@h/d"


def test_migrations_lead_to_the_models_and_back_to_nothing(app: Flask):
    engine = app.extensions["engine"]
    assert run.differences(engine) == []
    run.downgrade(engine)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    run.upgrade(engine)
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    assert run.differences(engine) == []


@pytest.fixture
def answered(client, session) -> list[int]:
    """Numbers sent as answers, in the order they came."""
    dialogue = make_dialogue(session, questions=question_set(question("n", "number")))
    version = fingerprint(dialogue.questions)
    for number in range(MANY):
        form = answers_form(version, key=f"{number:024d}", q_n=str(number), do="send")
        assert client.post(ADDRESS, data=form).status_code == 303
    return list(range(MANY))


def close(app: Flask) -> None:
    from webapp.models import Dialogue

    with Session(app.extensions["writing_engine"]) as writing:
        dialogue = writing.scalars(select(Dialogue)).one()
        dialogue.ended_on = days(0)
        seal(writing, dialogue)
        dialogue.sealed_on = days(0)
        writing.commit()


def correlation(order: list[int]) -> float:
    """Spearman's rank correlation of `order` with the order of arrival."""
    n = len(order)
    return 1 - 6 * sum((place - value) ** 2 for place, value in enumerate(order)) / (n * (n * n - 1))


def orders(session: Session) -> dict[str, list[int]]:
    """The order of the answers by everything that the database can be sorted by."""
    kind = session.get_bind().dialect.name
    hidden = ["rowid"] if kind == "sqlite" else ["ctid", "xmin::text::bigint"]
    columns = [column.name for column in Response.__table__.columns]
    sorts = [f"response.{name}" for name in [*columns, *hidden]]
    sorts += [] if kind == "sqlite" else ["answer.ctid", "answer.xmin::text::bigint"]
    found = {}
    for sort in sorts:
        rows = session.execute(
            text(
                f"SELECT answer.value FROM response JOIN answer ON response_id = response.id ORDER BY {sort}"
            )
        ).all()
        found[sort] = [int(str(row.value).strip('"')) for row in rows]
    return found


def test_nothing_in_the_database_tells_in_which_order_answers_came_after_closing(app, session, answered):
    close(app)
    for sort, order in orders(session).items():
        assert sorted(order) == answered
        assert abs(correlation(order)) < 0.55, sort


def test_the_order_test_sees_an_order_where_there_is_one(app, session, answered):
    if session.get_bind().dialect.name == "postgresql":
        assert correlation(orders(session)["response.ctid"]) > 0.9


def test_after_closing_the_tallies_are_exact_to_the_last_response(app, session, answered):
    close(app)
    cells = dict(
        session.execute(
            select(Tally.cell, Tally.amount).where(Tally.grouping == "", Tally.question_id == "n")
        ).all()
    )
    assert cells == {"answers": MANY} | {f"number:{number}": 1 for number in answered}
    assert session.scalar(select(func.count()).select_from(Answer)) == MANY
    assert session.scalar(select(func.count()).where(~Response.counted)) == 0


def test_deleted_text_is_gone_from_the_file_after_a_checkpoint(lite_app, lite_session, tmp_path):
    dialogue = make_dialogue(lite_session, questions=question_set(question("t", "long_text")))
    client = lite_app.test_client()
    form = answers_form(fingerprint(dialogue.questions), q_t="canary-of-the-tests", do="send")
    location = client.post(ADDRESS, data=form).location
    client.post(location.removesuffix("/sent") + "/withdraw")
    lite_session.close()
    with lite_app.extensions["engine"].connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not any(b"canary-of-the-tests" in path.read_bytes() for path in tmp_path.glob("test.sqlite*"))
