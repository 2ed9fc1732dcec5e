"""The votes on a budget leave as a Pabulib file, and lead to the same projects wherever they are counted."""

from collections import Counter
from fractions import Fraction

import pytest
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
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
from tests.interchange.test_vote_export import over
from tests.prioritising.test_point_budgets import PointsTimesCost, names
from tests.results.sending import send, send_all, withdraw
from tests.staff import csrf_of, sign_in
from webapp.domain.budgeting import COST, equal_shares, greedy
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Limits
from webapp.interchange.pabulib import read_pabulib
from webapp.interchange.vote_files import VoteFileRefused
from webapp.models import TraceEntry
from webapp.models.figures import figures
from webapp.web.snapshots import Snapshot

PAGE = "/staff/dialogues/skolgard/results"
BUTTON = "Hämta rösterna (Pabulib)"
COSTS = {"Gunga": 60, "Boll": 40, "Lek": 45}
CHOSEN = [{"q_money": ["gunga"]}] * 5 + [{"q_money": ["boll", "lek"]}] * 4 + [{"q_money": ["lek"]}] * 2
POINTS = [{"q_money__gunga": "7", "q_money__boll": "3"}] * 5 + [{"q_money__lek": "10"}] * 4


def asked(session, **limits):
    about = question(
        "money",
        "budget",
        may_decline=True,
        options=projects(**COSTS),
        text={"sv": 'Vad ska "vi"; bygga?\nNu'},
        limits=Limits(**({"budget": 100, "points": 10} | limits)),
    )
    return make_dialogue(session, questions=question_set(about, question("one")))


def reader(app, session):
    make_municipality(session)
    client = app.test_client()
    sign_in(client, make_staff(session, Role.POLITICIAN))
    return client


def taken(client, status: int = 200, address: str = f"{PAGE}/money/votes"):
    form = {"csrf_token": csrf_of(client.get("/staff/account"))}
    answered = client.post(address, data=form)
    assert answered.status_code == status
    return answered


@pytest.mark.parametrize(
    ("voting", "given"), [("approval", CHOSEN), ("knapsack", CHOSEN), ("points", POINTS)]
)
def test_the_file_is_read_back_and_pays_for_the_same_projects_with_us_and_with_pabutools(
    app, client, session, tmp_path, voting, given
) -> None:
    staff = reader(app, session)
    dialogue = asked(session, voting=voting)
    send_all(client, dialogue, given)
    send(client, dialogue, **{"decline.money": "1"})
    send(client, dialogue, q_one="boll")
    withdraw(client, send(client, dialogue, **given[0]))
    over(session, dialogue)
    assert BUTTON in staff.get(PAGE).text
    answered = taken(staff)
    assert answered.headers["Content-Disposition"] == "attachment; filename=skolgard-money.pb"
    found = read_pabulib(answered.data)
    assert (found.title, found.budget, found.voting) == ('Vad ska "vi"; bygga? Nu', 100, voting)
    assert found.costs == {name.lower(): Fraction(cost) for name, cost in COSTS.items()}
    assert sum(found.ballots.values()) == len(given)
    session.expire_all()
    told = figures(session, dialogue, Snapshot(dialogue).questions).by_question["money"]
    ours = greedy(found.costs, found.ballots, found.budget)
    assert told.by_rule["greedy"].funded == ours.projects
    file = tmp_path / "votes.pb"
    file.write_bytes(answered.data)
    instance, profile = parse_pabulib(str(file))
    worth = PointsTimesCost if voting == "points" else Cost_Sat
    assert names(greedy_utilitarian_welfare(instance, profile, sat_class=worth)) == set(ours.projects)
    equal = method_of_equal_shares(instance, profile, sat_class=worth)
    assert names(equal) == set(equal_shares(found.costs, found.ballots, found.budget, COST).projects)
    selected = {project.name for project in instance if instance.project_meta[project]["selected"] == "1"}
    assert selected == set(ours.projects)
    entry = session.scalars(select(TraceEntry)).all()[-1]
    assert (entry.act, entry.details) == ("download-votes", {"question": "money"})


def test_nothing_is_handed_out_while_answers_still_come(lite_app, lite_client, lite_session) -> None:
    staff = reader(lite_app, lite_session)
    send_all(lite_client, asked(lite_session), CHOSEN)
    assert BUTTON not in staff.get(PAGE).text
    taken(staff, 409)


def test_only_a_budget_has_such_votes(lite_app, lite_client, lite_session) -> None:
    staff = reader(lite_app, lite_session)
    dialogue = asked(lite_session)
    dialogue.closes_on = days(-1)
    lite_session.commit()
    for wrong in ("one", "missing"):
        taken(staff, 404, f"{PAGE}/{wrong}/votes")
    taken(staff, 404, f"{PAGE}/money/orders")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN}))
def test_whoever_may_not_download_gets_nothing(lite_app, lite_session, role) -> None:
    make_municipality(lite_session)
    over(lite_session, asked(lite_session))
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, role))
    taken(client, 403)


CUMULATIVE = """META
key;value
num_projects;2
num_votes;2
budget;10
vote_type;cumulative
max_sum_points;5
PROJECTS
project_id;cost
a;6
b;7
VOTES
voter_id;vote;points
1;a,b;3,2
2;b;{points}
"""


def test_points_are_read_with_their_projects() -> None:
    found = read_pabulib(CUMULATIVE.format(points="5").encode())
    assert found.ballots == Counter({frozenset({("a", 3), ("b", 2)}): 1, frozenset({("b", 5)}): 1})
    assert (found.voting, found.points) == ("points", 5)


@pytest.mark.parametrize("points", ["", "0", "-1", "1,2", "x", "1.5", "9" * 12])
def test_points_that_fit_no_project_are_refused(points) -> None:
    with pytest.raises(VoteFileRefused, match="Line 15: Each project of the vote needs points"):
        read_pabulib(CUMULATIVE.format(points=points).encode())
