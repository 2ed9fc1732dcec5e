"""The demo municipality in a real database, and on the residents' pages."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.demo.described import PUBLIC
from tests.factories import TODAY, make_municipality
from tests.recount import recount
from webapp.accounts.actions import check_password
from webapp.demo.content import read
from webapp.demo.dialogue import LANGUAGES
from webapp.demo.fill import DIALOGUES, fill
from webapp.demo.town import PASSWORD
from webapp.domain.counting import OF_SHARES
from webapp.domain.lifecycle import ENDED, Role
from webapp.models import (
    Answer,
    Comment,
    Dialogue,
    Finding,
    Idea,
    IdeaState,
    Municipality,
    Place,
    Proposal,
    Response,
    StaffMember,
    Support,
    Tally,
    TraceEntry,
)

SCHOOL_YARD = "solbergaskolans-gard"
TABLES = (
    *(Municipality, Dialogue, Response, Answer, Idea, Support, Place, StaffMember, Tally, Finding, Proposal),
    Comment,
    TraceEntry,
)


def slug(name: str) -> str:
    return str(read(f"{name}/facts")["slug"])


@pytest.fixture
def town(session: Session) -> Session:
    fill(session, TODAY)
    session.commit()
    return session


@pytest.fixture
def lite_town(lite_session: Session) -> Session:
    fill(lite_session, TODAY)
    lite_session.commit()
    return lite_session


def sizes(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_filling_twice_is_filling_once_and_what_has_been_done_since_stays(town):
    town.scalars(select(Dialogue).where(Dialogue.slug == SCHOOL_YARD)).one().title = {"sv": "Ny rubrik"}
    town.commit()
    before = sizes(town)
    fill(town, TODAY, "tjorn")
    town.commit()
    assert sizes(town) == before
    assert before[:2] == [1, len(DIALOGUES)]
    assert town.scalars(select(Municipality)).one().profile_id == "standard"
    assert town.scalars(select(Dialogue).where(Dialogue.slug == SCHOOL_YARD)).one().title["sv"] == "Ny rubrik"


def test_a_municipality_that_is_there_already_is_left_alone(session):
    make_municipality(session)
    fill(session, TODAY)
    session.commit()
    assert sizes(session) == [1, *[0] * (len(TABLES) - 1)]


def test_the_figures_equal_a_recount_of_the_answers(town):
    for dialogue in town.scalars(select(Dialogue)):
        tallies = town.scalars(select(Tally).where(Tally.dialogue_id == dialogue.id)).all()
        kept = {(t.question_id, t.grouping, t.cell): t.amount for t in tallies if t.amount}
        shares = {key for key in kept if key[2].startswith(OF_SHARES)}
        assert {key: n for key, n in kept.items() if key not in shares} == recount(town, dialogue)
        assert bool(shares) is (dialogue.slug == slug("last_million"))
        assert not any(t.pending for t in tallies)


def test_every_dialogue_that_is_over_is_sealed_and_counted_and_no_other(town):
    for dialogue in town.scalars(select(Dialogue)):
        over = dialogue.stage(TODAY) in ENDED
        assert (dialogue.sealed_on is not None) is over
        waiting = select(Response.id).where(Response.dialogue_id == dialogue.id, ~Response.counted)
        assert not (over and town.scalars(waiting).all())


def test_everybody_in_the_summary_can_sign_in_and_sits_where_the_file_says(lite_town):
    people = lite_town.scalars(select(StaffMember)).all()
    assert {role for person in people for role in person.roles} == set(Role)
    assert all(check_password(person, PASSWORD) for person in people)
    boards = {person.name: [board.name["sv"] for board in person.boards] for person in people}
    assert boards["Maria Ek"] == ["Barn- och utbildningsnämnden", "Tekniska nämnden"]
    assert boards["Birgitta Nyström"] == ["Barn- och utbildningsnämnden"]
    assert "Tekniska nämnden" in boards["Göran Alm"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_residents_pages_of_every_dialogue_are_sound_and_whole_in_every_language(
    lite_client: FlaskClient, lite_town, lang
):
    assert lite_client.get(f"/{lang}/").status_code == 200
    for name in PUBLIC:
        page = lite_client.get(f"/{lang}/dialogues/{slug(name)}")
        assert page.status_code == 200
        text = page.text.split("<main", 1)[1].split("</main>", 1)[0]
        others = [other for other in LANGUAGES if other != lang]
        assert not any(f'<div lang="{other}"' in text for other in others), name
        for part in ("answer", "ideas"):
            assert lite_client.get(f"/{lang}/dialogues/{slug(name)}/{part}").status_code == 200


def test_what_is_not_published_is_not_there_for_residents(lite_client: FlaskClient, lite_town):
    hidden = set(DIALOGUES) - set(PUBLIC)
    assert hidden == {"beach", "centre", "cycling", "water"}
    for name in hidden:
        assert lite_client.get(f"/sv/dialogues/{slug(name)}").status_code == 404


def test_a_promise_that_is_overdue_and_a_day_that_was_moved_are_told_to_all(
    lite_client: FlaskClient, lite_town
):
    assert "försenad" in lite_client.get(f"/sv/dialogues/{slug('climate')}").text
    assert (
        "Kartan på arabiska kom en vecka för sent." in lite_client.get(f"/sv/dialogues/{slug('homes')}").text
    )
    on_time = [name for name in PUBLIC if name != "climate"]
    assert not any("försenad" in lite_client.get(f"/sv/dialogues/{slug(name)}").text for name in on_time)


def test_only_published_ideas_are_shown_most_supported_first(lite_client: FlaskClient, lite_town):
    page = lite_client.get(f"/sv/dialogues/{SCHOOL_YARD}/ideas").text
    ideas = read("school_yard/ideas")["ideas"]
    shown = [idea for idea in ideas if idea["state"] == IdeaState.PUBLISHED]
    order = sorted(shown, key=lambda idea: -idea["supporters"])
    places = [page.index(idea["title"]) for idea in order]
    assert places == sorted(places)
    assert not any(idea["title"] in page for idea in ideas if idea not in shown)


def test_a_code_on_a_poster_leads_to_the_open_dialogue(lite_client: FlaskClient, lite_town):
    arrived = lite_client.get("/q/bk4tm", headers={"Accept-Language": "ar"})
    assert arrived.location == f"/ar/dialogues/{SCHOOL_YARD}?p=bk4tm"
