"""The trace: every act in words, for those who oversee, and nothing in it is ever changed."""

import ast
import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

import webapp
from tests.conftest import make_app
from tests.factories import make_board, make_dialogue, make_municipality, make_staff
from tests.staff import sign_in
from webapp.domain.gate_checks import CHECKS
from webapp.domain.lifecycle import Action, Role
from webapp.models import Base, TraceEntry
from webapp.oversight.act_facts import Facts
from webapp.oversight.act_words import SENTENCES, sentence
from webapp.web.gate_words import CHECK_WORDS

PAGE = "/staff/trace"
SOURCE = Path(webapp.__file__).parent


def traced(session, act="edit_facts", at=None, person=None, dialogue=None, **details):
    entry = TraceEntry(
        at=at or datetime.now(UTC),
        staff_id=person.id if person else None,
        dialogue_id=dialogue.id if dialogue else None,
        act=act,
        details=details,
    )
    session.add(entry)
    session.commit()
    return entry


@pytest.fixture
def coordinator(client, session):
    make_municipality(session)
    person = make_staff(session, Role.COORDINATOR, name="Sam Ordnare")
    sign_in(client, person)
    return person


def acts_in(path):
    """The acts that a module calls `web.trace.record` with; one that cannot be read from the code is None."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "webapp.web.trace"
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from acts_of(node.args[0])


def acts_of(node):
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*acts_of(node.body), *acts_of(node.orelse))
    elif isinstance(node, ast.Attribute) and node.attr == "value" and isinstance(node.value, ast.Attribute):
        owner = node.value.value
        if isinstance(owner, ast.Name) and owner.id == "Action":
            yield Action[node.value.attr].value
        elif node.value.attr == "action":
            yield from PUBLISHING
        else:
            yield None
    else:
        yield None


PUBLISHING = {"publish_result", "publish_decision", "publish_feedback"}
MODULES = sorted(SOURCE.rglob("*.py"))


def test_every_act_that_is_recorded_anywhere_has_a_sentence():
    found = {(path.name, act) for path in MODULES for act in acts_in(path)}
    assert len(found) > 20
    unread = sorted(name for name, act in found if act is None)
    assert not unread, f"write the act as a literal, or as Action.X.value: {unread}"
    assert sorted(act for _name, act in found if act not in SENTENCES) == []


def test_the_demos_acts_have_sentences():
    tree = ast.parse((SOURCE / "demo" / "trace.py").read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    acts = {word for word in words if isinstance(word, str)} & {action.value for action in Action}
    assert acts
    assert acts <= set(SENTENCES)


@pytest.mark.parametrize("act", sorted(SENTENCES))
def test_a_sentence_can_be_said_whatever_an_older_entry_lacks(lite_app, act):
    with lite_app.test_request_context("/"):
        lite_app.preprocess_request()
        for details in ({}, {"mended": True}, {"value": "no", "state": "declined", "successor": 3}):
            said = sentence(act, Facts(details))
            assert said.endswith((".", ": "))
            assert "%(" not in said


def test_every_check_of_a_policy_has_its_words():
    assert set(CHECK_WORDS) == set(CHECKS)


def test_who_when_what_and_why_are_told(client, session, coordinator):
    dialogue = make_dialogue(session)
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    traced(session, "decline", at, coordinator, dialogue, reason={"sv": "Inget går att påverka."})
    page = client.get(PAGE).text
    assert "Sam Ordnare" in page
    assert "Bestämde att det inte blir någon dialog." in page
    assert "Inget går att påverka." in page
    assert "Hur ska skolgården bli?" in page
    assert '<time datetime="2026-07-02T00:30:00+02:00">2 juli 2026 00:30</time>' in page, "summer time"
    winter = traced(session, at=datetime(2026, 1, 15, 12, tzinfo=UTC))
    assert winter.staff_id is None
    assert "15 jan. 2026 13:00" in client.get(PAGE).text
    assert "Servern" in client.get(PAGE).text


def test_people_boards_and_gates_are_named(client, session, coordinator):
    other, board = make_staff(session, name="Nils Ek"), make_board(session, "Kulturnämnden")
    traced(session, "hand_over", person=coordinator, before=other.id, after=coordinator.id)
    traced(session, "dissolve-board", board=board.id, day="2027-01-01", successor=None)
    traced(session, "answer_gate", gate="degrees-resolved", value="no", words="Det är redan bestämt.")
    page = client.get(PAGE).text
    assert "Lämnade över ansvaret från Nils Ek till Sam Ordnare." in page
    assert "Lade ner Kulturnämnden från och med 1 januari 2027." in page
    assert "Svarade nej på ”Förtroendevalda har beslutat hur mycket deltagarna kan påverka”." in page
    assert "Det är redan bestämt." in page


def test_an_act_of_a_former_version_is_shown_by_its_name(client, session, coordinator):
    traced(session, "something-of-old", board=3, gates=["x"], reason="Därför.")
    page = client.get(PAGE).text
    assert "something-of-old" in page
    assert "Därför." in page


def test_what_people_wrote_is_text_and_nothing_else(client, session, coordinator):
    traced(session, "decline", reason="<script>alert(1)</script>")
    page = client.get(PAGE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_entries_are_chosen_by_dialogue_person_and_year(client, session, coordinator):
    board = make_board(session)
    school, park = make_dialogue(session, board=board), make_dialogue(session, "park", board=board)
    other = make_staff(session, name="Nils Ek")
    traced(session, "close", datetime(2025, 12, 31, 22, 59, tzinfo=UTC), other, school)
    traced(session, "archive", datetime(2025, 12, 31, 23, 1, tzinfo=UTC), coordinator, park)

    def acts(query):
        page = client.get(f"{PAGE}{query}").text
        return ["Stängde dialogen." in page, "Arkiverade dialogen." in page]

    assert acts("") == [True, True]
    assert acts("?dialogue=skolgard") == [True, False]
    assert acts(f"?person={coordinator.id}") == [False, True]
    assert acts("?year=2025") == [True, False], "the new year begins where the municipality is"
    assert acts("?year=2026") == [False, True]
    assert acts("?year=2026&dialogue=skolgard") == [False, False]
    assert acts("?year=x&person=-1&dialogue=ingen&page=0") == [True, True]


def test_the_trace_is_read_page_by_page(client, session, coordinator):
    start = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(120):
        traced(session, "add-place", start + timedelta(hours=number), code=f"kod{number}")
    first, last = client.get(PAGE).text, client.get(f"{PAGE}?page=3").text
    assert "kod119." in first
    assert "kod70." in first
    assert "kod69." not in first
    assert f'href="{PAGE}?page=2"' in first
    assert "kod0." in last
    assert "kod20." not in last
    assert "120 händelser" in last
    assert "kod0." in client.get(f"{PAGE}?page=99").text, "past the end is the last page"
    assert "kod69." in client.get(f"{PAGE}?page=2&year=2026").text


def test_each_dialogue_has_its_own_trace(client, session, coordinator):
    board = make_board(session)
    school, park = make_dialogue(session, board=board), make_dialogue(session, "park", board=board)
    traced(session, "close", dialogue=school)
    traced(session, "archive", dialogue=park)
    page = client.get("/staff/dialogues/skolgard/trace").text
    assert "Stängde dialogen." in page
    assert "Arkiverade dialogen." not in page
    assert f"{PAGE}.csv?dialogue=skolgard" in page


def test_the_trace_is_exported_safe_for_spreadsheets(client, session, coordinator):
    dialogue = make_dialogue(session, title={"sv": "=cmd|' /C calc'!A0"})
    traced(session, "decline", person=coordinator, dialogue=dialogue, reason="+46 70 123\n@summa; =1+1")
    traced(session, "create", dialogue=make_dialogue(session, "park"))
    sent = client.get(f"{PAGE}.csv?dialogue=skolgard")
    assert sent.mimetype == "text/csv"
    assert sent.headers["Content-Disposition"].startswith("attachment; filename=logg-skolgard-")
    assert sent.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    when, who, title, what, why, act, details = rows[1]
    assert datetime.fromisoformat(when).tzinfo is not None
    assert (who, what, act) == ("Sam Ordnare", "Bestämde att det inte blir någon dialog.", "decline")
    assert title.startswith("'=cmd")
    assert why == "'+46 70 123 @summa;' =1+1"
    assert json.loads(details)["reason"].startswith("+46")


@pytest.mark.requirement("R44")
@pytest.mark.parametrize("role", list(Role))
def test_coordinators_and_administrators_read_the_trace_and_nobody_else(lite_client, lite_session, role):
    make_dialogue(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    expected = 200 if role in {Role.COORDINATOR, Role.ADMINISTRATOR} else 403
    for path in (PAGE, f"{PAGE}.csv", "/staff/dialogues/skolgard/trace"):
        assert lite_client.get(path).status_code == expected
    assert (PAGE in lite_client.get("/staff/account").text) == (expected == 200)


@pytest.mark.parametrize(
    "change",
    [
        update(TraceEntry).values(act="other"),
        delete(TraceEntry),
        text("UPDATE trace_entry SET details = '{}'"),
        text("DELETE FROM trace_entry WHERE id > 0"),
    ],
    ids=["update", "delete", "raw update", "raw delete"],
)
def test_the_database_lets_nobody_change_or_remove_an_entry(session, change):
    kept = traced(session, "close", reason="Som det var.")
    with pytest.raises(DBAPIError, match="never changed or taken away"):
        session.execute(change)
    session.rollback()
    session.refresh(kept)
    assert (kept.act, kept.details) == ("close", {"reason": "Som det var."})


def test_the_application_itself_cannot_either(session):
    kept = traced(session, "close")
    for spoil in (lambda: setattr(kept, "act", "other"), lambda: session.delete(kept)):
        spoil()
        with pytest.raises(DBAPIError, match="never changed or taken away"):
            session.commit()
        session.rollback()
    assert session.scalars(select(TraceEntry.act)).all() == ["close"]


def test_no_module_of_the_application_changes_or_deletes_an_entry():
    spoiling = [
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"update", "delete"}
        and any(isinstance(each, ast.Name) and each.id == "TraceEntry" for each in ast.walk(node))
    ]
    assert spoiling == []


def test_the_tables_have_no_place_for_a_party():
    words = {"party", "parti", "partier", "parties"}
    columns = [
        f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns
    ]
    assert [name for name in columns if words & set(name.replace(".", "_").split("_"))] == []


def test_the_rules_hold_on_an_application_made_anew(tmp_path):
    """A guard that only the tests' own database had would guard nothing."""
    from webapp.migrations import run
    from webapp.models.database import make_engine

    url = f"sqlite:///{tmp_path / 'anew.sqlite'}"
    engine = make_engine(url)
    run.upgrade(engine)
    run.downgrade(engine, "0002")
    run.upgrade(engine)
    engine.dispose()
    app = make_app(url)
    with app.extensions["engine"].begin() as connection:
        kinds = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        )
    app.extensions["engine"].dispose()
    assert sorted(kinds) == ["trace_entry_is_not_changed", "trace_entry_is_not_deleted"]
