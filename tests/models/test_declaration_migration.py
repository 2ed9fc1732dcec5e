"""Where a municipality stands already, it declares nothing until somebody does; and the way back is whole."""

from sqlalchemy import inspect, text

from webapp.migrations import run
from webapp.models.database import make_engine

TOWN = (
    "INSERT INTO municipality (id, name, email, phone, data_protection_email, revision, complaints_address,"
    " profile_id, profile_changes) VALUES (1, 'Lindmo', '', '', '', 1, '', 'standard', '{}')"
)


def test_a_municipality_from_before_declares_nothing_and_the_way_back_keeps_it(database_url):
    engine = make_engine(database_url)
    run.downgrade(engine, "0009")
    with engine.begin() as connection:
        connection.execute(text(TOWN))
    run.upgrade(engine)
    with engine.begin() as connection:
        row = connection.execute(text("SELECT accessibility, privacy FROM municipality")).one()
    assert [str(value) for value in row] == ["{}", "{}"]
    run.downgrade(engine, "0009")
    assert not inspect(engine).has_table("fault_report")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT name FROM municipality")).scalar() == "Lindmo"
    run.upgrade(engine)
    engine.dispose()
