"""A file of votes becomes a question with its answers in a dialogue, or nothing changes."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import days, make_dialogue, make_municipality, make_staff, question, question_set
from tests.recount import recount
from tests.staff import sign_in
from webapp.cli import commands
from webapp.domain.lifecycle import Role
from webapp.domain.prioritising import outcomes
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue, Response
from webapp.models.database import make_engine
from webapp.models.figures import figures
from webapp.preparing import prepared
from webapp.web.snapshots import Snapshot

ASSEN = Path(__file__).parent.parent / "data" / "Netherlands_Assen_2024.pb"
ORDERS = """# TITLE: Parks
# DATA TYPE: {kind}
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 20
# NUMBER UNIQUE ORDERS: 2
# ALTERNATIVE NAME 1: Gunga
# ALTERNATIVE NAME 2: Boll
# ALTERNATIVE NAME 3: Lek
12: {first}
8: {second}
"""


@pytest.fixture
def session(database_url, monkeypatch):
    """A session on the database of a service that commands reach through the environment."""
    for name in ("PROFILES", "RADSLAG_PROFILE", "BASE_URL", "SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", database_url)
    prepared()
    engine = make_engine(database_url)
    with Session(engine) as session:
        make_municipality(session)
        yield session
    engine.dispose()


def load(file: Path | str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["load-votes", str(file), "--dialogue", "skolgard"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def orders(tmp_path: Path, kind: str, first: str, second: str) -> Path:
    file = tmp_path / f"parks.{kind}"
    file.write_text(ORDERS.format(kind=kind, first=first, second=second), encoding="utf-8")
    return file


def dialogue(session: Session) -> Dialogue:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Dialogue)).one()


def test_a_real_vote_is_loaded_and_counted(session) -> None:
    make_dialogue(session, questions=question_set(question("one")))
    status, said = load(ASSEN)
    assert (status, said.splitlines()[0]) == (0, "84 votes on 14 options are in place.")
    assert said.splitlines()[1].startswith("The amounts are in EUR.")
    held = dialogue(session)
    asked = held.questions.asked[-1]
    assert (asked.kind, asked.text["sv"], asked.limits.budget) == ("budget", "Assen Top Idee", 100_000)
    assert (asked.options[0].text["sv"], asked.options[0].cost) == ("PopUp Podium", 7200)
    assert (asked.limits.voting, asked.limits.headline) == ("approval", "equal_shares")
    counts = recount(session, held)
    assert counts[asked.id, "", "answers"] == 84
    assert counts[asked.id, "", f"supporters:{asked.option_ids[0]}"] == 43
    assert figures(session, held, Snapshot(held).questions).responses == 80


def test_the_page_of_results_shows_the_projects_that_the_city_funded(session) -> None:
    app = prepared()
    held = make_dialogue(session, questions=question_set(question("one")))
    load(ASSEN)
    held = dialogue(session)
    held.closes_on = days(-1)
    session.commit()
    client = app.test_client()
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/dialogues/skolgard/results").text
    part = page.split("Assen Top Idee</h3>")[1].split("</section>")[0]
    assert "Pengarna räcker till 9 projekt. 76\xa0700 kr av 100\xa0000 kr används." in part
    rows = part.split("<details>")[0].split("<tbody>")[1].split("<tr>")[1:]
    funded = [row.split('<th scope="row">')[1].split("<")[0] for row in rows if '"standing">Ja<' in row]
    assert sorted(funded) == sorted(selected())
    assert "Räknat på det andra sättet, Flest stöder, får Crossbaan in Peelo pengar, men inte" in part


def selected() -> list[str]:
    """The projects that the file itself calls selected."""
    rows = ASSEN.read_text(encoding="utf-8").split("VOTES\n")[0].split("PROJECTS\n")[1].splitlines()[1:]
    return [row.split(";")[3] for row in rows if row.split(";")[4] == "1"]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("budget;100000", "budget;100000.5", "The budget must be a whole amount above 0 here."),
        ("budget;100000", "budget;0", "The budget must be a whole amount above 0 here."),
        ("3;7200;", "3;7200.25;", "The cost of project '3' must be a whole amount above 0 here."),
        ("PROJECTS\n", "PROJECT\n", "Line 1: The sections must be META, PROJECTS, VOTES, in this order."),
    ],
)
def test_a_budget_that_we_cannot_ask_about_changes_nothing(session, tmp_path, before, after, fault) -> None:
    make_dialogue(session, questions=question_set(question("one")))
    file = tmp_path / "vote.pb"
    file.write_text(ASSEN.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    assert load(file) == (1, f"Error: {fault}\n")
    assert len(dialogue(session).questions.asked) == 1


def test_orders_become_a_ranking_with_their_answers(session, tmp_path) -> None:
    make_dialogue(session, questions=QuestionSet())
    assert load(orders(tmp_path, "toc", "1,{2,3}", "3,2,1"))[0] == 0
    held = dialogue(session)
    asked = held.questions.asked[-1]
    assert (asked.kind, [option.text["sv"] for option in asked.options]) == (
        "ranking",
        ["Gunga", "Boll", "Lek"],
    )
    counts = {
        cell: n for (id_, group, cell), n in recount(session, held).items() if not group and id_ == asked.id
    }
    firsts = next(each for each in outcomes(asked, counts) if each.measure == "firsts")
    assert [row.value for row in firsts.rows] == [12, 8, 0]


@pytest.mark.parametrize(
    ("kind", "first", "second", "fault"),
    [
        ("toi", "{1,2},3", "3,2,1", "Here nobody can give two options the same place."),
        ("soc", "1,2", "3,2,1", "Line 9: In a file of type soc every order names every alternative."),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(session, tmp_path, kind, first, second, fault) -> None:
    before = make_dialogue(session, questions=question_set(question("one"))).questions
    assert load(orders(tmp_path, kind, first, second)) == (1, f"Error: {fault}\n")
    assert dialogue(session).questions == before
    assert not session.scalars(select(Response)).all()


def test_votes_are_loaded_once_and_into_open_dialogues_alone(session, tmp_path) -> None:
    file = orders(tmp_path, "soc", "1,2,3", "3,2,1")
    assert load(file)[1] == "Error: There is no open dialogue at 'skolgard'.\n"
    held = make_dialogue(session, questions=QuestionSet())
    assert load(file)[0] == 0
    assert load(file)[1] == "Error: Somebody has answered already, so the questions stay.\n"
    assert len(session.scalars(select(Response)).all()) == 20
    session.refresh(held)
    held.closes_on = days(-1)
    session.commit()
    assert load(file)[1] == "Error: There is no open dialogue at 'skolgard'.\n"
