"""With the whole database in hand, nobody can tell which code gave which answer."""

import random
from pathlib import Path

import pytest
from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from tests.codes import form_of, make_codes
from tests.conftest import SECRET
from tests.factories import days, make_dialogue
from webapp.domain.taking_part import mark_of_code, marks_in
from webapp.models import Base, Dialogue
from webapp.web.sealing import seal_if_over

FORM = "/sv/dialogues/skolgard/answer"
HIDDEN = {"sqlite": ["rowid"], "postgresql": ["ctid::text", "xmin::text", "xmax::text"]}
"""Columns that a database keeps of its own: where a row lies, and which transactions wrote it."""
PEOPLE = 17


def rows_of(session: Session, table: Table) -> list[dict[str, object]]:
    """Every row of a table with all its columns, also those that the database keeps of its own."""
    kind = session.get_bind().dialect.name
    without = kind == "sqlite" and not table.dialect_options["sqlite"]["with_rowid"]
    hidden = [] if without else HIDDEN[kind]
    columns = ", ".join(["*", *(f'{each} AS "hidden_{place}"' for place, each in enumerate(hidden))])
    found = session.execute(text(f"SELECT {columns} FROM {table.name}")).mappings()
    return [dict(row) for row in found]


def everything(session: Session) -> dict[str, list[dict[str, object]]]:
    session.rollback()
    return {table.name: rows_of(session, table) for table in Base.metadata.sorted_tables}


def all_send(app, dialogue: Dialogue, codes: list[str]) -> None:
    """Each holder of a code answers, in this order."""
    for number, code in enumerate(codes):
        form = form_of(dialogue, code, key=f"resident number {number:010}", **{"q.short": f"svar {number}"})
        assert app.test_client().post(FORM, data=form).status_code == 303


@pytest.fixture
def dialogue(session) -> Dialogue:
    return make_dialogue(session, mode_name="code")


def test_the_rows_of_codes_are_never_touched_when_they_are_used(app, session, dialogue):
    codes = make_codes(session, dialogue, 30)
    before = everything(session)["one_time_code"]
    all_send(app, dialogue, random.sample(codes, PEOPLE))
    assert everything(session)["one_time_code"] == before


def test_codes_lie_in_the_order_of_their_marks_and_not_in_that_of_printing(session, dialogue):
    codes = make_codes(session, dialogue, 30)
    lying = [bytes(row["mark"]) for row in everything(session)["one_time_code"]]
    assert lying == sorted(lying)
    assert lying != [mark_of_code(SECRET.encode(), code) for code in codes]


def test_what_is_stored_of_those_who_answered_is_the_same_in_whatever_order_they_did(app, session, dialogue):
    codes = make_codes(session, dialogue, 30)
    chosen = random.sample(codes, PEOPLE)
    all_send(app, dialogue, chosen)
    [first] = everything(session)["participation"]
    session.execute(text("DELETE FROM participation"))
    session.commit()
    random.shuffle(chosen)
    for number, code in enumerate(chosen):
        form = form_of(dialogue, code, key=f"another time {number:010}")
        assert app.test_client().post(FORM, data=form).status_code == 303
    [second] = everything(session)["participation"]
    assert bytes(first["marks"]) == bytes(second["marks"])
    assert marks_in(bytes(first["marks"])) == {mark_of_code(SECRET.encode(), code) for code in chosen}


def test_no_value_leads_from_a_code_to_a_response(app, session, dialogue):
    codes = make_codes(session, dialogue, 30)
    all_send(app, dialogue, random.sample(codes, PEOPLE))
    found = everything(session)
    ours = {"dialogue_id"}
    of_codes = values(found, ("one_time_code",), ours) | {
        mark.hex() for row in found["participation"] for mark in marks_in(bytes(row["marks"]))
    }
    of_responses = values(found, ("response", "answer"), ours)
    shared = of_codes & of_responses
    assert not {value for value in shared if len(value) > 2}, shared


def values(found: dict[str, list[dict[str, object]]], tables: tuple[str, ...], but: set[str]) -> set[str]:
    """Every value in `tables` as text, bytes in hexadecimal."""
    return {
        value.hex() if isinstance(value, bytes) else str(value)
        for table in tables
        for row in found[table]
        for name, value in row.items()
        if name not in but and not name.startswith("hidden") and value is not None
    }


def test_the_transactions_of_codes_tell_of_no_response_but_the_last_and_not_which_code(
    app, session, dialogue
):
    """`xmin` of the one row of marks is that of whoever came last; it does not say which mark is theirs."""
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite keeps no number of a row's transaction")
    all_send(app, dialogue, random.sample(make_codes(session, dialogue, 30), PEOPLE))
    found = everything(session)
    of_codes = {row["hidden_1"] for row in found["one_time_code"]}
    [last] = found["participation"]
    written = [row["hidden_1"] for row in found["response"]]
    assert of_codes.isdisjoint(written)
    assert len(marks_in(bytes(last["marks"]))) == PEOPLE
    assert sum(number == last["hidden_1"] for number in written) <= 1


def test_after_closing_the_files_hold_no_mark_of_any_code(app, session, dialogue, database_url):
    codes = make_codes(session, dialogue, 30)
    all_send(app, dialogue, codes[:PEOPLE])
    dialogue.ended_on = days(-1)
    with app.app_context():
        seal_if_over(session, dialogue)
    session.commit()
    found = everything(session)
    assert found["one_time_code"] == found["participation"] == []
    if session.get_bind().dialect.name == "postgresql":
        return
    session.close()
    app.extensions["engine"].dispose()
    path = Path(database_url.removeprefix("sqlite:///"))
    on_disk = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    assert not [code for code in codes if mark_of_code(SECRET.encode(), code) in on_disk]


def test_neither_code_nor_key_is_stored_anywhere(app, session, dialogue):
    codes = make_codes(session, dialogue, 30)
    all_send(app, dialogue, codes[:PEOPLE])
    whole = repr(everything(session)).lower()
    assert not [code for code in codes if code in whole]
    assert "key of a batch" not in whole
