"""The demo municipality in a real database, and on the residents' pages."""

from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import TODAY, make_municipality
from webapp.accounts.actions import check_password
from webapp.demo.content import read
from webapp.demo.fill import LANGUAGES, PASSWORD, fill
from webapp.domain.lifecycle import Role
from webapp.models import (
    Answer,
    Dialogue,
    Idea,
    IdeaState,
    Municipality,
    Place,
    Response,
    StaffMember,
    Support,
    Tally,
)

SLUGS = ("solbergaskolans-gard", "bibliotekets-oppettider", "parken-vid-bruksdammen")
TABLES = (Municipality, Dialogue, Response, Answer, Idea, Support, Place, StaffMember, Tally)


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


def cells(value: Any, kind: str) -> list[tuple[str, int]]:
    """What an answer adds to the figures, counted apart from the application's own counting."""
    if value is None:
        return [("declined", 1)]
    if kind in {"short_text", "long_text"}:
        return [("answers", 1)]
    if kind == "number":
        return [("answers", 1), (f"number:{value}", 1)]
    if kind == "points":
        return [
            ("answers", 1),
            *((f"points:{option}", points) for option, points in value.items()),
            *((f"supporters:{option}", 1) for option in value),
        ]
    if kind == "ranking":
        return [("answers", 1), *((f"place:{place}:{option}", 1) for place, option in enumerate(value, 1))]
    return [("answers", 1), *((f"option:{o}", 1) for o in ([value] if isinstance(value, str) else value))]


def test_filling_twice_is_filling_once(town):
    before = sizes(town)
    fill(town, TODAY)
    town.commit()
    assert sizes(town) == before
    assert before[:3] == [1, 3, 350]


def test_a_municipality_that_is_there_already_is_left_alone(session):
    make_municipality(session)
    fill(session, TODAY)
    session.commit()
    assert sizes(session) == [1, *[0] * (len(TABLES) - 1)]


def test_the_figures_equal_a_recount_of_the_answers(town):
    for dialogue in town.scalars(select(Dialogue)):
        kinds = {question.id: question.kind for question in dialogue.questions.asked}
        expected: Counter[tuple[str, str, str]] = Counter()
        groups = {}
        for response in town.scalars(select(Response).where(Response.dialogue_id == dialogue.id)):
            groups[response.id] = ("", f"lang:{response.lang}", f"place:{response.place_id or ''}")
            expected.update(("", group, "responses") for group in groups[response.id])
        for answer in town.scalars(select(Answer).where(Answer.dialogue_id == dialogue.id)):
            for group in groups[answer.response_id]:
                for cell, amount in cells(answer.value, kinds[answer.question_id]):
                    expected[answer.question_id, group, cell] += amount
        tallies = town.scalars(select(Tally).where(Tally.dialogue_id == dialogue.id)).all()
        assert {(t.question_id, t.grouping, t.cell): t.amount for t in tallies if t.amount} == expected
        assert not any(t.pending for t in tallies)


def test_the_ended_dialogue_is_sealed(town):
    park = town.scalars(select(Dialogue).where(Dialogue.slug == SLUGS[2])).one()
    assert park.sealed_on is not None
    uncounted = select(Response.id).where(Response.dialogue_id == park.id, ~Response.counted)
    assert town.scalars(uncounted).all() == []


def test_everybody_in_the_summary_can_sign_in(lite_town):
    people = lite_town.scalars(select(StaffMember)).all()
    assert {role for person in people for role in person.roles} == set(Role)
    assert all(check_password(person, PASSWORD) for person in people)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_residents_pages_of_every_dialogue_are_sound_and_whole_in_every_language(
    lite_client: FlaskClient, lite_town, lang
):
    assert lite_client.get(f"/{lang}/").status_code == 200
    for slug in SLUGS:
        page = lite_client.get(f"/{lang}/dialogues/{slug}")
        assert page.status_code == 200
        text = page.text.split("<main", 1)[1].split("</main>", 1)[0]
        others = [other for other in LANGUAGES if other != lang]
        assert not any(f'<div lang="{other}"' in text for other in others)
        for part in ("answer", "ideas"):
            assert lite_client.get(f"/{lang}/dialogues/{slug}/{part}").status_code == 200


def test_only_published_ideas_are_shown_most_supported_first(lite_client: FlaskClient, lite_town):
    page = lite_client.get(f"/sv/dialogues/{SLUGS[0]}/ideas").text
    ideas = read("school_yard_ideas")["ideas"]
    shown = [idea for idea in ideas if idea["state"] == IdeaState.PUBLISHED]
    order = sorted(shown, key=lambda idea: -idea["supporters"])
    places = [page.index(idea["title"]) for idea in order]
    assert places == sorted(places)
    assert not any(idea["title"] in page for idea in ideas if idea not in shown)


def test_a_code_on_a_poster_leads_to_the_open_dialogue(lite_client: FlaskClient, lite_town):
    arrived = lite_client.get("/q/bk4tm", headers={"Accept-Language": "ar"})
    assert arrived.location == f"/ar/dialogues/{SLUGS[0]}?p=bk4tm"
