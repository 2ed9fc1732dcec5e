"""From the first question about a new matter until it is open and closed, in the browser's own forms."""

import pytest

from tests.editing.pages import add_question, create, review, save_facts, slug_of, texts
from tests.factories import days, make_board, make_staff
from tests.forms import follow, press
from tests.planning.pages import ALL, fresh
from tests.staff import csrf_of, sign_in
from webapp.domain.kinds import KINDS
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue, TraceEntry


@pytest.fixture
def board(lite_session):
    found = make_board(lite_session)
    lite_session.commit()
    return found


def decide(client, slug: str, kind: str, board, **fields) -> None:
    """Records what `board` decided today."""
    page = client.get(f"{ALL}/{slug}/resolutions")
    given = {"board": str(board.id), "meeting": days(0).isoformat(), "paragraph": "§ 7"} | fields
    follow(
        client, press(client, page, f"do:{kind}", {f"{kind}.{name}": value for name, value in given.items()})
    )


def agreed(client, board) -> str:
    """The address of a dialogue that has been considered and is to be held."""
    overview = create(client)
    slug = slug_of(overview)
    follow(client, press(client, overview, "Frågan är övervägd"))
    decide(client, slug, "hold", board)
    follow(client, press(client, client.get(f"{ALL}/{slug}"), "Dialogen ska hållas"))
    return slug


@pytest.mark.requirement("R45", "R51", "R62")
def test_an_official_takes_a_dialogue_from_the_first_question_until_it_closes(client, session):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    board = make_board(session)
    session.commit()
    slug = agreed(client, board)
    assert slug == "hur-ska-parken-bli"
    follow(client, save_facts(client, slug))
    plan = client.get(f"{ALL}/{slug}/plan")
    follow(client, press(client, plan, "do:save", texts("goal", "En park som fler använder.")))
    decide(client, slug, "degrees", board, step="3", degree="discuss")
    for kind in [*KINDS, "note"]:
        assert "Frågan är sparad." in follow(client, add_question(client, slug, kind)).text
    review(client, slug, "en", "ar")
    opened = follow(client, press(client, client.get(f"{ALL}/{slug}"), "Öppna dialogen"))
    assert "Öppen nu" in opened.text
    assert client.get(f"/ar/dialogues/{slug}/answer").status_code == 200
    closing = client.get(f"{ALL}/{slug}/close")
    assert "Stängd" in follow(client, press(client, closing, "Stäng dialogen nu")).text
    dialogue = fresh(session).query(Dialogue).filter_by(slug=slug).one()
    assert dialogue.published_on == dialogue.ended_on == dialogue.sealed_on == days(0)
    acts = [entry.act for entry in session.query(TraceEntry).order_by(TraceEntry.id)]
    assert acts == [
        *("create", "consider", "record_resolution", "hold", "edit_facts", "edit_plan", "record_resolution"),
        *["edit_questions"] * len([*KINDS, "note"]),
        *["review-translations"] * 2,
        *("open", "close"),
    ]


@pytest.mark.parametrize(
    "missing", ["opens_on", "compiled_by", "purpose.ar", "matter.sv", "decided_on", "contact_name"]
)
def test_one_missing_fact_keeps_the_dialogue_closed(lite_client, lite_session, board, missing):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    slug = agreed(lite_client, board)
    follow(lite_client, save_facts(lite_client, slug, **{missing: ""}))
    page = lite_client.get(f"{ALL}/{slug}/plan")
    follow(lite_client, press(lite_client, page, "do:save", texts("goal", "En park.")))
    decide(lite_client, slug, "degrees", board, step="2", degree="answer")
    add_question(lite_client, slug, "single")
    review(lite_client, slug, "en", "ar")
    overview = lite_client.get(f"{ALL}/{slug}")
    assert "1 sak kvar" in overview.text
    assert "Öppna dialogen</button>" not in overview.text
    token = csrf_of(overview)
    assert lite_client.post(f"{ALL}/{slug}/open", data={"csrf_token": token}).status_code == 422


def test_an_untranslated_option_keeps_the_dialogue_closed_and_its_field_is_named(
    lite_client, lite_session, board
):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    slug = agreed(lite_client, board)
    save_facts(lite_client, slug)
    add_question(lite_client, slug, "single", option__1__ar="")
    overview = lite_client.get(f"{ALL}/{slug}").text
    told = overview.split("Fråga 1: Svarsalternativ 2 saknas på arabiska.")[0].rsplit("<a href=", 1)[1]
    address, _sign, anchor = told.split('"')[1].partition("#")
    assert anchor == "option-1-ar"
    assert 'id="option-1-ar"' in lite_client.get(address).text
