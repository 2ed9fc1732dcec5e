"""A real vote: the young people of Assen share out a budget, 2024 (84 voters, 14 projects; Pabulib)."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.factories import days, make_dialogue, question, question_set
from tests.results.sending import send, told
from tests.staff import csrf_of
from webapp.domain.questions import AnswerOption

FILE = Path(__file__).parent.parent / "data" / "Netherlands_Assen_2024.pb"
PAGE = "/staff/dialogues/skolgard/results"


def section(name: str) -> list[dict[str, str]]:
    """The rows of one of the file's sections."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    start = lines.index(name) + 1
    end = next(
        (at for at in range(start, len(lines)) if lines[at].isupper() and ";" not in lines[at]), len(lines)
    )
    return list(csv.DictReader(lines[start:end], delimiter=";"))


PROJECTS = section("PROJECTS")
VOTES = [row["vote"].split(",") for row in section("VOTES")]


@pytest.fixture
def voted(client, session):
    """Every voter's choices, sent as a response through the form; then the dialogue is over."""
    choices = tuple(AnswerOption(row["project_id"], {"sv": row["name"]}) for row in PROJECTS)
    asked = question_set(question("projects", "multiple", options=choices))
    dialogue = make_dialogue(session, questions=asked)
    for at, vote in enumerate(VOTES):
        send(client, dialogue, ("sv", "en", "ar")[at % 3], q_projects=vote)
    session.refresh(dialogue)
    dialogue.closes_on = days(-1)
    session.commit()


def test_the_file_is_the_whole_vote() -> None:
    assert (len(VOTES), len(PROJECTS)) == (84, 14)


def test_the_figures_of_page_and_files_equal_those_of_the_vote(voted, politician) -> None:
    wanted = {row["name"]: int(row["votes"]) for row in PROJECTS}
    page = politician.get(PAGE)
    shown = told(page.text)["projects"]
    assert shown.sentence == "84 svar."
    assert {name: int(cells[0]) for name, cells in shown.rows.items()} == wanted
    assert shown.rows["PopUp Podium"] == ["43", "51 %"]
    form = {"csrf_token": csrf_of(page)}
    text = politician.post(f"{PAGE}/download", data=form | {"format": "csv"}).data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))
    assert {row["Svar"]: int(row["Antal"]) for row in rows} == {"Alla svar": 84} | wanted
    book = load_workbook(BytesIO(politician.post(f"{PAGE}/download", data=form | {"format": "xlsx"}).data))
    cells = [[cell.value for cell in row] for row in book["Resultat"].iter_rows(min_row=2)]
    assert {row[2]: row[3] for row in cells} == {"Alla svar": 84} | wanted
    assert cells[1][4] == pytest.approx(43 / 84)
