"""The figures of each kind are shown, and its answers can be taken out, one kind at a time."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from tests.factories import days, make_dialogue, make_municipality, make_staff, question_set
from tests.forms import press
from tests.kinds.examples import EXAMPLES, title
from tests.results.sending import send
from tests.results.test_responses import take
from tests.staff import sign_in
from webapp.domain.kinds import KINDS
from webapp.domain.lifecycle import Role

ENOUGH = 10
"""Responses that must come before figures move."""


@pytest.fixture
def official(lite_app, lite_session):
    make_municipality(lite_session)
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, Role.OFFICIAL))
    return client


@pytest.fixture
def answered(lite_client, lite_session, request):
    """A dialogue that asked one question of a kind, answered as in its example by ten people."""
    example = EXAMPLES[request.param]
    asked = replace(example.question, text={"sv": title(request.param)})
    dialogue = make_dialogue(lite_session, questions=question_set(asked))
    for _response in range(ENOUGH):
        send(lite_client, dialogue, **example.form("one"))
    dialogue.closes_on = days(-1)
    lite_session.commit()
    return example


of_each_kind = pytest.mark.parametrize(
    ("answered", "kind"), [(kind, kind) for kind in KINDS], indirect=["answered"]
)


@of_each_kind
def test_the_results_page_shows_the_kind(official, answered, kind):
    page = official.get("/staff/dialogues/skolgard/results").text
    assert title(kind) in page
    assert all(words in page for words in ("10 svar.", *answered.told))


@of_each_kind
def test_figures_and_answers_of_the_kind_can_be_taken_out(official, answered, kind):
    page = official.get("/staff/dialogues/skolgard/results")
    figures = press(official, page, "format:csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(figures), delimiter=";"))
    assert any(title(kind) in cell for row in rows for cell in row)
    assert all(words in figures for words in answered.told)
    taken = json.loads(take(official, "json").data)
    assert [each["answers"]["one"] for each in taken["responses"]] == [answered.value] * ENOUGH
    heads, *lines = csv.reader(StringIO(take(official, "csv").data.decode("utf-8-sig")), delimiter=";")
    mine = [number for number, head in enumerate(heads) if head == "one" or head.startswith("one.")]
    assert mine
    assert len(lines) == ENOUGH
    assert all(any(line[number] for number in mine) for line in lines)
