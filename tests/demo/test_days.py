"""Whatever the day the demo is made, its days hold together."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.demo.described import PUBLIC, STAGES, days_of
from webapp.demo.content import calendar, days_from, read, working_day
from webapp.demo.dialogue import make_dialogue
from webapp.demo.fill import DIALOGUES
from webapp.demo.trace import ACTS
from webapp.domain.core_facts import unmet
from webapp.domain.promises import PromiseKind, overdue
from webapp.domain.questions import QuestionSet
from webapp.domain.record import DialogueType
from webapp.models import Board
from webapp.profiles import profiles
from webapp.web.promises import promises_of

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(731)]
LIFE = (
    *("begun", "considered_on", "agreed_on", "declined_on", "published_on", "opens_on", "closes_on"),
    *("sealed_on", "reported_on", "decision_meeting", "decision_published_on", "fed_back_on"),
    *("participants_told_on", "evaluated_on", "archived_on"),
)
"""In the order that they come."""


@pytest.mark.parametrize("name", DIALOGUES)
def test_each_dialogue_is_in_its_stage_whatever_the_day_and_nothing_has_happened_in_the_future(name):
    facts = read(f"{name}/facts")
    kind = DialogueType(facts.get("type_name", "resident"))
    for today in DAYS:
        days = days_of(name, today)
        dialogue = make_dialogue(facts, QuestionSet(), days, {})
        dialogue.board, dialogue.step_decision = Board(name={"sv": "Nämnden"}), "Nämnden"
        assert dialogue.stage(today) is STAGES[name], today
        assert all(
            days[done] <= today for done in (*ACTS, "sealed_on", "decision_meeting") if done in days
        ), today
        life = [days[step] for step in LIFE if step in days]
        assert all(first <= second for first, second in pairwise(life)), today
        if name in PUBLIC:
            assert unmet(dialogue.core_facts()) == [], today
            late = [each.kind for each in overdue(promises_of(dialogue), today)]
            assert late == ([PromiseKind.REPORT] if name == "climate" else []), today
        if kind is DialogueType.CONSULTATION:
            longest = max(profile.planning.consultation_days for profile in profiles().values())
            assert (days["closes_on"] - days["opens_on"]).days + 1 >= longest, today


@pytest.mark.parametrize("name", PUBLIC)
def test_places_are_visited_while_it_is_open(name):
    facts = read(f"{name}/facts")
    for today in DAYS:
        days = days_of(name, today)
        visits = calendar({place["code"]: place["visit_on"] for place in facts.get("places", ())}, today)
        assert all(days["opens_on"] <= visit <= days["closes_on"] for visit in visits.values()), today


def test_the_day_that_was_moved_was_moved_before_it_came_and_to_a_later_one():
    (moved,) = read("homes/facts")["corrections"]
    for today in DAYS:
        days = days_of("homes", today)
        then = calendar({"before": moved["before"], "made_on": moved["made_on"]}, today)
        assert days["opens_on"] < then["made_on"] < then["before"] < days["closes_on"], today


def test_proposals_are_answered_after_they_came():
    for proposal in read("proposals")["proposals"]:
        for today in DAYS:
            days = calendar(proposal["days"], today)
            assert days["day"] <= days.get("answered_on", today) <= today


def test_days_fall_on_working_days_and_holidays_do_not_count():
    assert working_day(date(2026, 11, 21)) == date(2026, 11, 23)
    assert working_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert days_from(date(2026, 12, 18), 3) == date(2027, 1, 9)
    assert days_from(date(2027, 1, 3), -2) == date(2026, 12, 18)
    assert days_from(date(2027, 6, 17), 1) == date(2027, 8, 1)
    assert days_from(date(2026, 11, 1), 5) == date(2026, 11, 6)
