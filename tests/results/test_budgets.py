"""A vote on a budget in the results: who supports what, which projects get money, and what is not told."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.factories import (
    days,
    make_dialogue,
    make_municipality,
    make_staff,
    projects,
    question,
    question_set,
)
from tests.recount import recount, stored_tallies
from tests.results.sending import send, send_all, withdraw
from tests.staff import sign_in
from webapp.domain import budgets
from webapp.domain.budgets import ballots, shares_cells
from webapp.domain.documents import from_document, to_document
from webapp.domain.figures import HIDDEN
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Limits
from webapp.models import Tally
from webapp.models.counting import seal
from webapp.models.figures import figures
from webapp.web.snapshots import Snapshot

PAGE = "/staff/dialogues/skolgard/results"
COSTS = {"Gunga": 60, "Boll": 40, "Lek": 40}


def asked(session, costs=COSTS, **limits):
    given = Limits(**({"budget": 100} | limits))
    about = question("money", "budget", options=projects(**costs), limits=given)
    return make_dialogue(session, questions=question_set(about))


def votes(*chosen: str) -> dict[str, list[str]]:
    return {"q_money": list(chosen)}


def over(session, dialogue):
    session.refresh(dialogue)
    seal(session, dialogue)
    dialogue.closes_on = dialogue.sealed_on = days(-1)
    session.commit()
    return told(session, dialogue)


def told(session, dialogue, *group: str):
    session.expire_all()
    return figures(session, dialogue, Snapshot(dialogue).questions, *group).by_question["money"]


def reader(client, session):
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))


def shown(client) -> str:
    return client.get(PAGE).text.split('id="question-money"')[1].split("</section>")[0]


VOTES = [votes("gunga", "lek")] * 7 + [votes("boll")] * 5


def test_both_rules_pay_for_their_projects_and_the_chosen_one_comes_first(client, session) -> None:
    dialogue = asked(session, headline="equal_shares")
    send_all(client, dialogue, VOTES)
    withdraw(client, send(client, dialogue, **votes("boll")))
    assert stored_tallies(session, dialogue) == recount(session, dialogue)
    session.rollback()
    figure = over(session, dialogue)
    assert [outcome.rule for outcome in figure.outcomes] == ["equal_shares", "greedy"]
    assert {rule: outcome.funded for rule, outcome in figure.by_rule.items()} == {
        "equal_shares": ("lek", "boll"),
        "greedy": ("lek", "gunga"),
    }
    assert figure.by_rule["greedy"].left == 0
    assert [(row.option, row.supporters, row.cost) for row in figure.rows] == [
        ("gunga", 7, 60),
        ("lek", 7, 40),
        ("boll", 5, 40),
    ]
    reader(client, session)
    page = shown(client)
    assert "Räknat på det andra sättet, Flest stöder, får Gunga pengar, men inte Boll." in page


def test_equal_shares_wait_until_no_answer_can_change(client, session) -> None:
    dialogue = asked(session, headline="equal_shares")
    send_all(client, dialogue, VOTES[:10])
    assert [outcome.rule for outcome in told(session, dialogue).outcomes] == ["greedy"]
    reader(client, session)
    page = shown(client)
    assert "Lika delar räknas när dialogen är stängd." in page
    assert "Pengarna räcker till" not in page


def test_a_tie_is_told_and_so_is_how_it_was_broken(lite_client, lite_session) -> None:
    dialogue = asked(lite_session, {"Gunga": 60, "Boll": 50})
    send_all(lite_client, dialogue, [votes("gunga")] * 5 + [votes("boll")] * 5)
    figure = over(lite_session, dialogue)
    assert figure.by_rule["greedy"].ties == (("boll", "gunga"),)
    assert [(row.place) for row in figure.rows] == [1, 1]
    reader(lite_client, lite_session)
    page = shown(lite_client)
    assert "Flest stöder: det är lika mellan Boll och Gunga, och ordningen avgör" in page
    assert "tas det billigaste först, sedan det som står först i frågan" in page


def test_without_answers_nothing_gets_money(lite_client, lite_session) -> None:
    dialogue = asked(lite_session)
    figure = over(lite_session, dialogue)
    assert [outcome.funded for outcome in figure.outcomes] == [()]
    assert {row.share for row in figure.rows} == {None}
    assert not lite_session.scalars(select(Tally).where(Tally.cell.startswith("shares:"))).all()


def test_whoever_declined_gives_no_ballot(lite_client, lite_session) -> None:
    about = question(
        "money", "budget", options=projects(**COSTS), limits=Limits(budget=100), may_decline=True
    )
    dialogue = make_dialogue(lite_session, questions=question_set(about, question("one")))
    send_all(lite_client, dialogue, [{"decline.money": "1"}] * 3 + [votes("lek")] * 7)
    figure = over(lite_session, dialogue)
    assert (figure.answered.people, figure.answered.declined) == (7, 3)
    reader(lite_client, lite_session)
    assert "Pengarna räcker till 1 projekt." in shown(lite_client)


def test_points_decide_and_their_spread_is_told(client, session) -> None:
    dialogue = asked(session, voting="points", points=10)
    given = [{"q_money__gunga": "9", "q_money__lek": "1"}] * 4 + [{"q_money__boll": "4"}] * 6
    send_all(client, dialogue, given)
    assert stored_tallies(session, dialogue).items() >= recount(session, dialogue).items()
    session.rollback()
    figure = over(session, dialogue)
    assert [(row.option, row.points, row.supporters) for row in figure.rows] == [
        ("gunga", 36, 4),
        ("boll", 24, 6),
        ("lek", 4, 4),
    ]
    assert figure.by_rule["greedy"].funded == ("gunga", "boll")
    assert figure.rows[0].middle == (0, 9)
    reader(client, session)
    assert "36 poäng." in shown(client)


def test_of_a_group_only_supporters_are_told_and_only_where_none_can_be_singled_out(client, session) -> None:
    dialogue = asked(session)
    half = [votes("gunga", "boll"), votes("lek")]
    send_all(client, dialogue, half * 20)
    for vote in half * 20:
        send(client, dialogue, lang="en", **vote)
    figure = told(session, dialogue, "lang", "en")
    assert figure.outcomes == ()
    assert {row.supporters for row in figure.rows} == {20}
    assert {row.points for row in figure.rows} == {None}
    for _number in range(20):
        send(client, dialogue, lang="ar", **votes("gunga", "boll", "lek"))
    assert told(session, dialogue, "lang", "ar") is HIDDEN


def test_two_hundred_projects_are_asked_about_counted_and_shown(lite_client, lite_session) -> None:
    costs = {f"P{number}": 1000 + number for number in range(200)}
    dialogue = asked(lite_session, costs, budget=50_000)
    for first, second in pairwise(list(costs)[:11]):
        send(lite_client, dialogue, **votes(first.lower(), second.lower()))
    figure = over(lite_session, dialogue)
    assert len(figure.rows) == 200
    assert len(figure.by_rule["equal_shares"].funded) == 11
    reader(lite_client, lite_session)
    assert shown(lite_client).count("<tr>") >= 200


def test_too_many_ballots_are_said_to_be_too_many(lite_client, lite_session, monkeypatch) -> None:
    monkeypatch.setattr(budgets, "MOST_WORK", 2)
    dialogue = asked(lite_session, headline="equal_shares")
    send_all(lite_client, dialogue, VOTES)
    figure = over(lite_session, dialogue)
    assert figure.too_many
    assert [outcome.rule for outcome in figure.outcomes] == ["greedy"]
    reader(lite_client, lite_session)
    assert "Svaren är för många och olika för att räknas med lika delar här." in shown(lite_client)


def test_what_is_kept_of_equal_shares_is_what_was_counted() -> None:
    about = question("money", "budget", options=projects(A=5, B=5, C=5), limits=Limits(budget=10))
    given = ballots(about, [["a", "b"], ["c"], None])
    cells = dict(shares_cells(about, given))
    found = budgets.kept_shares(cells)
    assert (found.projects, found.ties) == (("a", "c"), (("a", "b"),))
    assert budgets.kept_shares({}) is None


@pytest.mark.parametrize("voting", ["approval", "knapsack", "points"])
def test_a_budget_is_kept_as_a_document_without_loss(voting) -> None:
    limits = Limits(budget=10, voting=voting, headline="equal_shares", points=7)
    asked_for = question_set(question("money", "budget", options=projects(A=5, B=5), limits=limits))
    assert from_document(to_document(asked_for)) == asked_for
