"""The demo's participatory budgets: newer kinds of question are asked, and what is told of them is true."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.described import whole
from tests.factories import TODAY
from webapp.demo.content import read
from webapp.demo.dialogue import LANGUAGES, cells_of
from webapp.demo.fill import fill
from webapp.demo.simulation import simulate
from webapp.domain.budgeting import COST, completed_shares, greedy
from webapp.domain.budgets import PART, ballots
from webapp.domain.conditions import Every, Some, parts_of
from webapp.domain.opinion import opinions
from webapp.domain.questions import KNAPSACK, NONE, OTHER
from webapp.domain.strength import strengths
from webapp.models import Comment, Dialogue

NOW, LAST = "en-miljon-till-norrby", "en-miljon-till-solberga"


@pytest.fixture
def town(lite_session: Session) -> Session:
    fill(lite_session, TODAY)
    lite_session.commit()
    return lite_session


def given(name: str, question: str) -> list:
    return [sent.answers[question] for sent in whole(name)[2] if sent.answers.get(question)]


def test_the_open_one_asks_the_newer_kinds_and_asks_who_people_are_last():
    questions = whole("million")[1]
    kinds = {question.kind for question in questions.asked}
    assert kinds >= {"budget", "pairs", "statements", "matrix", "yes_no", "number", "multiple", "long_text"}
    assert len(questions.by_id["projects"].options) == 7
    assert questions.by_id["projects"].limits.voting == KNAPSACK
    assert {option.ready for option in questions.by_id["where"].options} >= {NONE, OTHER}
    condition = questions.by_id["would"].condition
    assert isinstance(condition, Every)
    assert any(isinstance(part, Some) for part in condition.parts)
    assert any(part.row for part in parts_of(condition))
    assert [question.id for question in questions.asked if question.sensitive] == ["mobility"]
    assert [question.id for question in questions.sections[-1].questions] == ["age", "years", "mobility"]


def test_the_proposals_cost_more_than_there_is_and_what_is_said_of_that_is_true():
    for name, low, high in (("million", 1_900_000, 2_000_000), ("last_million", 1_000_001, 2_000_000)):
        question = whole(name)[1].by_id["projects"]
        assert question.limits.budget == 1_000_000
        assert low <= sum(question.costs.values()) <= high


def test_words_beside_other_are_written_by_those_who_chose_it():
    wrote = [sent for sent in whole("million")[2] if "where.words" in sent.answers]
    assert {sent.lang for sent in wrote} == set(LANGUAGES)
    assert all("other" in sent.answers["where"] for sent in wrote)


def test_some_found_none_of_the_answers_right_and_chose_nothing_else():
    chosen = given("million", "where")
    assert chosen.count(["none"]) >= 5
    assert not any("none" in each and len(each) > 1 for each in chosen)


def test_people_of_different_views_agree_with_different_things():
    question, people = whole("million")[1], read("million/people")
    days = {"first": TODAY, "last": TODAY, "visits": {}}

    def quiet(view: str) -> float:
        everybody = people | {"views": {"weights": {view: 1}}}
        sent = simulate(question, everybody, {}, **days)
        stands = [each.answers["views"]["quiet"] for each in sent if each.answers.get("views")]
        return stands.count("agree") / len(stands)

    assert quiet("calm") > 2 * quiet("lively")


def test_the_two_rules_pay_for_what_the_published_result_says():
    question = whole("last_million")[1].by_id["projects"]
    found = ballots(question, given("last_million", "projects"))
    by_votes = greedy(question.costs, found, 1_000_000)
    by_shares = completed_shares(question.costs, found, 1_000_000, COST, PART, 100_000)
    assert set(by_votes.projects) == {"fruit", "bridge", "skate"}
    assert set(by_shares.projects) == {"fruit", "bridge", "shelter", "boules"}
    assert not by_votes.ties
    assert not by_shares.ties
    assert sum(question.costs[project] for project in by_shares.projects) == 900_000
    told = whole("last_million")[0].result_text["sv"]
    counts = {p: sum(p in each for each in given("last_million", "projects")) for p in question.costs}
    assert sorted(counts, key=lambda p: -counts[p])[:3] == ["fruit", "bridge", "skate"]
    assert f"{counts['fruit']} av {len(given('last_million', 'projects'))} valde dem" in told
    assert f"med {counts['bridge']} röster" in told


def test_safety_comes_first_by_little_and_movement_last_beyond_chance():
    _dialogue, questions, sent, _found = whole("last_million")
    won = {
        tuple(cell.split(":")[1:]): amount
        for (id_, cell), amount in cells_of(questions, sent).items()
        if id_ == "weigh" and cell.startswith("won:")
    }
    found = strengths(questions.by_id["weigh"].option_ids, won)
    order = sorted(found, key=lambda option: -found[option].value)
    assert (*order[:3], order[-1]) == ("safe", "young", "meet", "move")
    assert found["meet"].interval[1] > found["safe"].interval[0]
    assert found["move"].interval[1] < found["green"].interval[0]


def test_there_are_two_groups_of_opinion_nearly_as_large_who_agree_that_it_should_be_done_again():
    rows = whole("last_million")[1].by_id["views"].row_ids
    stands = given("last_million", "views")
    found = opinions(rows, stands)
    first, second = found.groups
    assert first.stands["one"] == first.stands["young"] == 1
    assert second.stands["one"] == second.stands["young"] == -1
    assert second.stands["quiet"] == 1
    assert first.share - second.share < 0.1
    assert found.unites == {"again": 1}
    again = sum(each["again"] == "agree" for each in stands)
    assert f"{again} av {len(stands)} vill att kommunen" in whole("last_million")[0].result_text["sv"]


def test_comments_are_shown_under_the_ideas_they_are_about(lite_client: FlaskClient, town):
    comments = town.scalars(select(Comment)).all()
    assert len(comments) == 4
    assert {comment.stand for comment in comments} == {"for", "against", "neutral"}
    norrby = town.scalars(select(Dialogue).where(Dialogue.slug == NOW)).one()
    assert norrby.idea_comments
    page = lite_client.get(f"/sv/dialogues/{NOW}/ideas")
    assert "2 kommentarer" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_and_results_are_whole_in_every_language(lite_client: FlaskClient, town, lang):
    form = lite_client.get(f"/{lang}/dialogues/{NOW}/answer")
    assert form.status_code == 200
    assert "data-budget" in form.text
    results = lite_client.get(f"/{lang}/dialogues/{LAST}/results")
    assert results.status_code == 200
    assert 'id="opinions-views"' in results.text
    others = [other for other in LANGUAGES if other != lang]
    for page in (form, results):
        main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
        assert not any(f'<div lang="{other}"' in main for other in others)
