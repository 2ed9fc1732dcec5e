"""Whatever is sent, changed, withdrawn, closed, recounted: the tallies are what the answers add up to."""

import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.factories import (
    PLAN,
    TODAY,
    make_dialogue,
    make_municipality,
    make_place,
    options,
    question,
    question_set,
)
from tests.recount import recount
from webapp.answering.actions import Closed, change, store, withdraw
from webapp.domain.questions import Limits
from webapp.models import Dialogue, Response, Tally
from webapp.models.counting import seal
from webapp.models.recounting import put_right
from webapp.web.snapshots import Snapshot

TEN = tuple(f"Val{number}" for number in range(10))
ASKED = question_set(
    question("use", options=options("Gunga", "Boll", "Lek"), may_decline=True),
    question("wish", "multiple"),
    question("rank", "ranking", options=options(*TEN), limits=Limits(places=10)),
    question("share", "points", limits=Limits(points=9), may_decline=True),
    question("rows", "matrix"),
    question("said", "statements"),
    question("much", "number"),
    question("say", "short_text"),
)
LANGS = ("sv", "en", "ar")
NAMES = ["gunga", "boll", "lek"]
LATER = ("over:%", "gave:%", "row:%")
"""How cells begin that an earlier version did not count."""


def values() -> st.SearchStrategy[dict[str, Any]]:
    """Answers to some of the questions, as the form would read them."""
    rows = st.fixed_dictionaries({}, optional=dict.fromkeys(("sommar", "vinter"), st.sampled_from(NAMES)))
    stands = st.sampled_from(["agree", "disagree", "pass"])
    given = {
        "use": st.none() | st.sampled_from(NAMES),
        "wish": st.lists(st.sampled_from(NAMES), unique=True, min_size=1).map(sorted),
        "rank": st.lists(st.sampled_from([name.lower() for name in TEN]), unique=True, min_size=1),
        "share": st.none() | st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3), min_size=1),
        "rows": rows.filter(bool),
        "said": st.dictionaries(st.sampled_from(["sommar", "vinter"]), stands, min_size=1),
        "much": st.sampled_from(["0", "2.5", "12"]),
        "say": st.just("Mer grönt."),
    }
    return st.fixed_dictionaries({}, optional=given)


class Figures(RuleBasedStateMachine):
    """One dialogue, those who answer it, and its running tallies."""

    app: Any
    begun = False

    def writing(self) -> Session:
        return Session(self.app.extensions["writing_engine"], expire_on_commit=False)

    @initialize()
    def a_new_dialogue(self) -> None:
        with self.writing() as session:
            dialogue = make_dialogue(session, secrets.token_hex(8), ASKED, **PLAN)
            self.places = [
                "",
                *(make_place(session, dialogue, secrets.token_hex(4)).code for _place in (1, 2)),
            ]
            session.commit()
            session.refresh(dialogue)
            session.expunge_all()
        self.found, self.keys, self.closed, self.begun = Snapshot(dialogue), [], False, True

    @rule(
        answers=st.lists(values(), min_size=1, max_size=12),
        lang=st.sampled_from(LANGS),
        place=st.integers(0, 2),
    )
    def some_answer(self, answers: list[dict[str, Any]], lang: str, place: int) -> None:
        for given in answers:
            self.keys.append(secrets.token_hex(16))
            self.send(self.keys[-1], given, lang, place)

    @rule(answers=values(), which=st.randoms(use_true_random=False))
    def a_form_comes_once_more(self, answers: dict[str, Any], which: Any) -> None:
        if self.keys:
            self.send(which.choice(self.keys), answers, "en", 0)

    def send(self, key: str, answers: dict[str, Any], lang: str, place: int) -> None:
        with self.writing() as session:
            try:
                store(
                    session,
                    self.found,
                    answers,
                    key=key,
                    secret=b"secret",
                    lang=lang,
                    place_code=self.places[place],
                    day=TODAY,
                )
            except Closed:
                assert self.closed
                return
            session.commit()

    @rule(number=st.integers(1, 12), which=st.randoms(use_true_random=False))
    def some_take_their_answers_back(self, number: int, which: Any) -> None:
        if self.closed:
            return
        with self.writing() as session:
            mine = select(Response).where(Response.dialogue_id == self.found.dialogue.id)
            sent = session.scalars(mine.order_by(Response.submission_key)).all()
            for response in which.sample(sent, min(number, len(sent))):
                withdraw(session, response, self.found.questions)
            session.commit()

    @rule(answers=st.lists(values(), min_size=1, max_size=12), which=st.randoms(use_true_random=False))
    def some_change_their_answers(self, answers: list[dict[str, Any]], which: Any) -> None:
        with self.writing() as session:
            mine = select(Response).where(Response.dialogue_id == self.found.dialogue.id)
            sent = session.scalars(mine.order_by(Response.submission_key)).all()
            some = which.sample(sent, min(len(answers), len(sent)))
            for response, given in zip(some, answers, strict=False):
                withdrawn = response.withdrawn
                try:
                    assert change(session, response, self.found, given) is not withdrawn
                except Closed:
                    assert self.closed
            session.commit()

    @rule(cells=st.sampled_from(LATER))
    def an_upgrade_counts_more_than_before(self, cells: str) -> None:
        """Tallies as an earlier version left them, with nobody waiting to leave."""
        with self.writing() as session:
            mine = Tally.dialogue_id == self.found.dialogue.id
            if session.scalar(select(func.count()).where(mine, Tally.pending != 0)):
                return
            session.execute(delete(Tally).where(mine, Tally.cell.like(cells)))
            shown = self.counted(session)
            put_right(session, self.found.dialogue.id)
            assert self.counted(session) == shown, "whose answers count must not change"
            session.commit()

    @rule()
    def it_is_counted_again_and_nothing_differs(self) -> None:
        with self.writing() as session:
            assert put_right(session, self.found.dialogue.id) == {}
            session.commit()

    @rule(chance=st.integers(0, 5))
    def it_closes(self, chance: int) -> None:
        if chance or self.closed:
            return
        with self.writing() as session:
            dialogue = session.get_one(Dialogue, self.found.dialogue.id)
            seal(session, dialogue)
            dialogue.sealed_on = TODAY
            session.commit()
        self.closed = True

    def counted(self, session: Session) -> int:
        whole = select(Tally.amount).where(
            Tally.dialogue_id == self.found.dialogue.id, Tally.question_id == "", Tally.grouping == ""
        )
        return session.scalar(whole) or 0

    @invariant()
    def the_tallies_are_what_the_answers_add_up_to(self) -> None:
        if not self.begun:
            return
        with Session(self.app.extensions["engine"]) as session:
            dialogue = session.get_one(Dialogue, self.found.dialogue.id)
            columns = select(Tally.question_id, Tally.grouping, Tally.cell, Tally.amount + Tally.pending)
            rows = session.execute(columns.where(Tally.dialogue_id == dialogue.id)).all()
            stored = {(id_, group, cell): amount for id_, group, cell, amount in rows if amount}
            assert stored == dict(recount(session, dialogue, counted=True))
            if self.closed:
                assert stored == dict(recount(session, dialogue))


@pytest.mark.slow
def test_no_sequence_of_acts_makes_the_tallies_differ_from_the_answers(app, session) -> None:
    make_municipality(session)
    machine = type("FiguresHere", (Figures,), {"app": app})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
