"""The plan of coming dialogues: considered, by budget year, the council's period; for the budget document."""

from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import select

from tests.documents.reading import problems, words
from tests.factories import in_all, make_board, make_staff, resolve
from tests.forms import follow, press
from tests.staff import sign_in
from tests.yearly.reading import part, rows_of_csv, sheets
from tests.yearly.town import day, held
from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind, ResolutionKind
from webapp.models import Dialogue, Municipality

HERE = "/staff/plan"


def thought_of(session, slug, title, board, **changes):
    """A dialogue that is proposed, or further on its way."""
    found = Dialogue(slug=slug, title=in_all(title), board_id=board.id, **changes)
    session.add(found)
    session.commit()
    return found


@pytest.fixture
def plans(client, town, boards):
    school, technical = boards
    thought_of(town, "buss", "Bussarna", school, review_on=day(6, 1))
    thought_of(town, "bio", "Biografen", technical, considered_on=day(5, 1), review_on=day(8, 1))
    thought_of(town, "ljus", "Belysningen", technical)
    agreed = {"considered_on": day(5, 1), "agreed_on": day(5, 2)}
    thought_of(town, "gym", "Gymnasiet", school, budget_year=2027, **agreed)
    thought_of(town, "bro", "Bron", technical, budget_year=2028, **agreed)
    thought_of(town, "torg", "Torget", technical, **agreed)
    thought_of(
        town, "nej", "Nejet", technical, budget_year=2027, considered_on=day(1, 1), declined_on=day(2, 1)
    )
    held(town, "forra", "Förra årets", school, budget_year=2025)
    sign_in(client, make_staff(town, Role.OFFICIAL))
    return town


@pytest.mark.requirement("R114")
def test_the_backlog_stands_by_review_date_and_overdue_reviews_are_marked(client, plans):
    text = part(client.get(HERE).text, "Områden där dialog övervägs")
    assert "Skulle ha setts över 1 juni 2026." in text
    assert "Ses över 1 augusti 2026." in text
    assert "Ingen dag vald för översyn." in text
    rows = [row for row in rows_of_csv(client.get(f"{HERE}.csv").data) if row[0] == "Att överväga"]
    assert [(row[3], row[12], row[13]) for row in rows] == [
        ("Bussarna", "2026-06-01", "Ja"),
        ("Biografen", "2026-08-01", ""),
        ("Belysningen", "", ""),
    ]


@pytest.mark.requirement("R112")
def test_boards_name_their_dialogues_for_each_budget_year(client, plans):
    page = client.get(HERE).text
    assert part(page, "Budgetår 2027")
    assert "Nejet" not in page
    rows = [row for row in rows_of_csv(client.get(f"{HERE}.csv").data) if row[0] == "Budgetår"]
    assert [row[1:4] for row in rows] == [
        ["2027", "Skolnämnden", "Gymnasiet"],
        ["2028", "Tekniska nämnden", "Bron"],
        ["", "Tekniska nämnden", "Torget"],
    ]


@pytest.mark.requirement("R112")
def test_an_official_sets_the_budget_year_and_the_plan_follows(client, plans):
    path = "/staff/dialogues/torg/plan"
    shown = client.get(path)
    follow(client, press(client, shown, "Spara", {"budget_year": "2029", "review_on": "2026-06-10"}))
    assert "Budgetår 2029" in client.get(HERE).text
    assert "Ska hållas, men budgetår är inte valt" not in client.get(HERE).text
    assert "Skulle ha setts över 10 juni 2026." in part(client.get(HERE).text, "Budgetår 2029")


def test_a_board_has_a_plan_of_its_own(client, plans, boards):
    page = client.get(f"{HERE}?board={boards[0].id}").text
    assert "Gymnasiet" in page
    assert "Bron" not in page
    rows = rows_of_csv(client.get(f"{HERE}.csv?board={boards[0].id}").data)
    assert {row[2] for row in rows[1:]} == {"Skolnämnden"}
    assert "Bron" in client.get(f"{HERE}?board=999999").text


@pytest.mark.requirement("R113")
def test_the_budget_document_gets_the_plan_in_every_form(client, plans):
    written = client.get(f"{HERE}.pdf").data
    assert problems(written) == []
    docx = Word(BytesIO(client.get(f"{HERE}.docx").data))
    told = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    book = [cell for row in sheets(client.get(f"{HERE}.xlsx").data)["Plan"] for cell in row]
    for title in ("Gymnasiet", "Bron", "Torget", "Bussarna"):
        assert title in words(written)
        assert title in told
        assert title in book


@pytest.fixture
def council(plans):
    plans.scalars(select(Municipality)).one().profile_id = "vanersborg"
    council = make_board(plans, "Kommunfullmäktige", BodyKind.COUNCIL)
    large = {"scope": "large-common", "considered_on": day(5, 1), "agreed_on": day(5, 2)}
    goal = "Mål 1: en kommun som håller ihop"
    found = thought_of(plans, "framtid", "Framtiden", council, budget_year=2027, steering_goal=goal, **large)
    resolve(plans, found, ResolutionKind.HOLD, board=council)
    thought_of(plans, "senare", "Långt senare", council, budget_year=2029, **large)
    plans.commit()
    return plans


@pytest.mark.requirement("R37")
def test_the_councils_three_year_plan_has_the_large_common_dialogues(client, council):
    text = part(client.get(HERE).text, "Kommunfullmäktiges treårsplan 2026–2028")
    assert "Framtiden | 2027 | Mål 1: en kommun som håller ihop | Kommunfullmäktige" in text
    assert "§ 12" in text
    assert "Långt senare" not in text
    assert "Gymnasiet" not in text
    later = part(client.get(f"{HERE}?from=2028").text, "Kommunfullmäktiges treårsplan 2028–2030")
    assert "Långt senare" in later
    assert "Framtiden" not in later
    assert problems(client.get(f"{HERE}.pdf?from=2028").data) == []


def test_a_policy_without_a_three_year_plan_shows_none(client, plans):
    assert "treårsplan" not in client.get(HERE).text


def test_an_empty_plan_says_so(client, town):
    sign_in(client, make_staff(town, Role.POLITICIAN))
    assert "Inga dialoger är planerade för något budgetår." in client.get(HERE).text
    assert problems(client.get(f"{HERE}.pdf").data) == []
