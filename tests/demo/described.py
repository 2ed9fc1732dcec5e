"""The demo's dialogues without a database, for tests of what they say."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from tests.factories import TODAY
from webapp.demo.content import calendar, read
from webapp.demo.dialogue import (
    LOCALISED,
    cells_of,
    described,
    make_dialogue,
    questions_of,
    responses,
)
from webapp.demo.fill import DIALOGUES
from webapp.demo.outcome import findings
from webapp.demo.simulation import Sent
from webapp.domain.lifecycle import UNPUBLISHED, Stage
from webapp.domain.questions import QuestionSet, all_texts
from webapp.domain.ready import WORDS
from webapp.models import Board, Dialogue, Finding

STAGES = {
    "beach": Stage.PROPOSED,
    "centre": Stage.CONSIDERED,
    "cycling": Stage.AGREED,
    "library": Stage.PLANNED,
    "school_yard": Stage.OPEN,
    "million": Stage.OPEN,
    "climate": Stage.CLOSED,
    "homes": Stage.REPORTED,
    "youth_centre": Stage.DECIDED,
    "park": Stage.FED_BACK,
    "last_million": Stage.FED_BACK,
    "meals": Stage.EVALUATED,
    "square": Stage.ARCHIVED,
    "water": Stage.DECLINED,
}
READY = list(WORDS.values())
PUBLIC = [name for name in DIALOGUES if STAGES[name] not in UNPUBLISHED]
ANSWERED = [name for name in PUBLIC if STAGES[name] is not Stage.PLANNED]
REPORTED = [name for name in ANSWERED if STAGES[name] not in {Stage.OPEN, Stage.CLOSED}]


@cache
def whole(name: str) -> tuple[Dialogue, QuestionSet, list[Sent], list[Finding]]:
    """A dialogue as `fill` makes it today, with what residents sent and what was found in it."""
    facts, questions = described(name), questions_of(name)
    days = calendar(facts["days"], TODAY)
    visits = calendar({place["code"]: place["visit_on"] for place in facts.get("places", ())}, TODAY)
    sent = responses(name, questions, days, visits, TODAY)
    cells = cells_of(questions, sent)
    dialogue = make_dialogue(facts, questions, days, cells)
    dialogue.board = Board(**board_of(facts))
    dialogue.step_decision = "Nämnden 1 mars"
    return dialogue, questions, sent, list(findings(dialogue, facts, days, cells))


def board_of(facts: dict[str, Any]) -> dict[str, Any]:
    board = read("town")["boards"][facts["board"]]
    return {"name": board["name"], "kind_name": board["kind"]}


def texts(name: str) -> Iterator[dict[str, str]]:
    """Every text of a dialogue that residents read, besides the words of ready answers."""
    dialogue, questions, _sent, found = whole(name)
    yield from (dict(text) for field in LOCALISED if (text := getattr(dialogue, field)))
    yield from (dict(text) for text in all_texts(questions) if text and text not in READY)
    yield from dialogue.idea_categories
    yield from dialogue.question_summaries.values()
    for finding in found:
        yield from (dict(finding.title), dict(finding.text))
        if finding.outcome_reason:
            yield dict(finding.outcome_reason)
    yield from (dict(told["reason"]) for told in described(name).get("corrections", ()))
    assert dialogue.board
    yield dict(dialogue.board.name)


def days_of(name: str, today: date) -> dict[str, date]:
    return calendar(read(f"{name}/facts")["days"], today)
