"""The yearly report: figures that others count the same, in files that are fit for the annual accounts."""

from collections import Counter

import pytest
from sqlalchemy import select

from tests.documents.reading import problems, words
from tests.factories import in_all, make_staff
from tests.staff import sign_in
from tests.yearly.reading import facts, part, sheets, tables
from tests.yearly.town import answers, day, held, stand_still
from webapp.domain.experience import Asked
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue, Finding, Municipality, Proposal, Response
from webapp.models.experience import count

HERE = "/staff/yearly-report/2026"
OUTSIDERS = (Role.OUTREACH, Role.ADMINISTRATOR)


@pytest.fixture
def year(app, client, town, boards):
    """Two dialogues of one board and one of another; one of last year; a no; a proposal."""
    school, technical = boards
    first = held(
        town,
        "gard",
        "Skolgården",
        school,
        reported_on=day(3, 10),
        decided_on=day(4, 20),
        methods=["survey", "walk"],
    )
    answers(app, client, first, sv=24, ar=7)
    second = held(
        town, "mat", "Skolmaten", school, reported_on=day(4, 1), languages=["sv", "en"], opens_on=day(2, 2)
    )
    answers(app, client, second, sv=13, en=12)
    third = held(town, "park", "Parken", technical, compiled_on=day(7, 1))
    answers(app, client, third, sv=4)
    held(
        town,
        "bad",
        "Badet",
        technical,
        opens_on=day(2, 1, 2025),
        closes_on=day(3, 1, 2025),
        published_on=day(1, 2, 2025),
        considered_on=day(1, 1, 2025),
        agreed_on=day(1, 1, 2025),
        compiled_on=day(4, 1, 2025),
        decided_on=day(5, 1, 2025),
        feedback_by=day(6, 1, 2025),
    )
    refuse(town, technical)
    decide(town, first)
    town.add(
        Proposal(
            lang="sv",
            title="=En skatepark",
            text="Det behövs.",
            sender="resident",
            day=day(2, 2),
            receipt_hash="a" * 64,
            submission_key="b" * 64,
            accepted=False,
            answered_on=day(3, 3),
            answer={"sv": "Den byggs redan."},
        )
    )
    town.commit()
    return town


def refuse(session, board):
    session.add(
        Dialogue(
            slug="vatten",
            title=in_all("Vattnet"),
            board_id=board.id,
            considered_on=day(3, 1),
            declined_on=day(4, 1),
            decline_reason=in_all("Lagen bestämmer avgiften."),
        )
    )


def decide(session, dialogue):
    dialogue.decision_meeting, dialogue.decision_published_on = day(4, 25), day(4, 26)
    dialogue.decision_paragraph = "§ 61"
    dialogue.decision_text = in_all("Gungor byggs.")
    for outcome in ("accepted", "accepted", "declined"):
        session.add(Finding(dialogue_id=dialogue.id, title=in_all("Gungor"), outcome_name=outcome))


def tens(people):
    return f"minst {people // 10 * 10}" if people >= 10 else "färre än tio"


def signed_in(client, session, role=Role.OFFICIAL):
    sign_in(client, make_staff(session, role))
    return client


@pytest.mark.requirement("R110", "R42")
def test_the_figures_are_those_that_somebody_else_counts(client, year):
    """Counted here from what was sent and stored, not from what the report counts from."""
    html = signed_in(client, year).get(HERE).text
    own = facts(html, "Skolnämnden")
    sent = Counter(
        (row.slug, row.lang)
        for row in year.execute(
            select(Dialogue.slug, Response.lang).join(Response, Response.dialogue_id == Dialogue.id)
        )
    )
    school = sum(people for (slug, _lang), people in sent.items() if slug in {"gard", "mat"})
    assert school == 56
    assert own["Dialoger som hölls"] == "2"
    assert own["Svar"] == tens(school)
    swedish = sent["gard", "sv"] + sent["mat", "sv"]
    assert own["Språk"] == f"Svenska ({tens(swedish)}), engelska ({tens(12)}) och arabiska ({tens(7)})"
    assert own["Former"] == "Enkät (2) och vandring på plats, med samtal (1)"
    assert own["Steg på trappan"] == "2. Konsultation (2)"
    assert own["Beslut efter dialog"] == "1"
    assert own["Löften"] == "1 hållet i tid, 2 hållna för sent, 5 återstår"
    whole = facts(html, "Hela kommunen")
    assert (whole["Dialoger som hölls"], whole["Blev ingen dialog"]) == ("3", "1")
    assert whole["Svar"] == tens(sum(sent.values()))


def test_no_small_group_and_no_exact_number_is_told(client, year):
    """Seven wrote in Arabic and four in all about the park."""
    signed_in(client, year)
    assert "färre än tio" in part(client.get(HERE).text, "Tekniska nämnden")
    held_rows = {row["Dialog"]: row for row in tables(client.get(f"{HERE}.csv").data)["Dialoger"]}
    people = {name: row["Svar, avrundat nedåt till tiotal"] for name, row in held_rows.items()}
    assert people == {"Skolgården": "30", "Skolmaten": "20", "Parken": "0"}
    book = sheets(client.get(f"{HERE}.xlsx").data)
    cells = {cell for row in [*book["Nämnder"], *book["Dialoger"]] for cell in row if isinstance(cell, int)}
    assert not {31, 25, 56, 24, 13, 12} & cells


@pytest.mark.requirement("R110")
def test_what_was_considered_and_declined_stands_with_its_reason(client, year):
    text = part(signed_in(client, year).get(HERE).text, "Tekniska nämnden")
    assert "Vattnet | 1 april 2026 | Blir ingen dialog | Lagen bestämmer avgiften." in text
    assert "Badet" not in text


def test_the_decision_stands_with_what_became_of_what_residents_said(client, year):
    text = part(signed_in(client, year).get(HERE).text, "Skolnämnden")
    assert "Skolgården | 25 april 2026, § 61 | 2 ja, 1 nej" in text


def test_proposals_stand_with_their_answers(client, year):
    text = part(signed_in(client, year).get(HERE).text, "Förslag från invånare")
    assert "=En skatepark | En privatperson | 2 februari 2026 | Nej. Den byggs redan." in text


@pytest.mark.requirement("R105")
def test_promises_are_counted_in_time_late_and_overdue_in_the_year_of_their_day(client, year):
    rows = tables(signed_in(client, year).get(f"{HERE}.csv").data)["Löften"]
    states = Counter((row["Dialog"], row["Läge"]) for row in rows)
    assert states == {
        ("Skolgården", "Hållet i tid"): 1,
        ("Skolgården", "Hållet för sent"): 1,
        ("Skolgården", "Återstår"): 2,
        ("Skolmaten", "Hållet för sent"): 1,
        ("Skolmaten", "Återstår"): 3,
        ("Parken", "Återstår"): 4,
    }
    before = tables(client.get("/staff/yearly-report/2025.csv").data)["Löften"]
    assert Counter((row["Dialog"], row["Läge"]) for row in before) == {("Badet", "Försenat"): 4}


@pytest.mark.requirement("R118")
def test_grades_are_set_beside_those_of_the_years_before(client, year):
    graded = (("bad", day(9, 1, 2025), (2, None)), ("gard", day(6, 1), (4, 5)), ("mat", day(6, 2), (5, 5)))
    for slug, when, (process, method) in graded:
        dialogue = year.scalars(select(Dialogue).where(Dialogue.slug == slug)).one()
        dialogue.evaluated_on = when
        dialogue.evaluation = {
            "process": {"grade": process, "words": ""},
            "method": {"grade": method, "words": ""},
        }
    year.commit()
    text = part(signed_in(client, year).get(HERE).text, "Utvärdering")
    assert "2025 | 2026" in text
    assert "från planering till återkoppling. | 2 (1) | 4,5 (2)" in text
    assert "passade dem som vi ville nå. | – | 5 (2)" in text
    rows = tables(client.get(f"{HERE}.csv").data)["Utvärdering"]
    means = [(row["År"], row["Medelvärde, 1 till 5"]) for row in rows]
    assert means == [("2025", "2"), ("2026", "4,5"), ("2026", "5")]


@pytest.mark.requirement("R103", "R108")
def test_what_participants_thought_stands_beside_the_years_before_from_twenty_answers_on(client, year):
    for slug, when, people in (("bad", day(9, 1, 2025), 20), ("gard", day(6, 1), 19)):
        dialogue = year.scalars(select(Dialogue).where(Dialogue.slug == slug)).one()
        dialogue.evaluated_on = when
        for number in range(people):
            answer = {"clear": "yes" if number < 15 else "no"}
            count(year, dialogue.id, Asked.SENT, answer, f"{slug}{number}")
    year.commit()
    text = part(signed_in(client, year).get(HERE).text, "Utvärdering")
    assert "Var det tydligt hur mycket du kan påverka? (När de hade svarat) | 75 % | –" in text
    assert "Kunde du vara med" not in text


@pytest.mark.requirement("R111")
@pytest.mark.parametrize(
    ("profile", "heading"),
    [
        ("vanersborg", "Uppföljning till årsredovisningen 2026"),
        ("kungsbacka", "Årlig uppföljning av de dialoger som har hållits"),
        ("tjorn", "Löpande uppföljning, samlad för året"),
    ],
)
def test_the_policys_own_words_and_cycle_head_the_report(client, year, profile, heading):
    year.scalars(select(Municipality)).one().profile_id = profile
    year.commit()
    html = signed_in(client, year).get(HERE).text
    assert heading in html
    said = {
        "vanersborg": "ordinarie ekonomi- och verksamhetsuppföljning i samband",
        "kungsbacka": "Vilka dialoger som planeras ska framgå i budgetdokumentet",
        "tjorn": "lyfta frågor till dialog i god tid",
    }
    assert said[profile] in html


@pytest.mark.requirement("R111")
def test_the_pdf_is_valid_for_archives_and_screen_readers_and_says_the_same(client, year):
    signed_in(client, year)
    answered = client.get(f"{HERE}.pdf")
    assert answered.mimetype == "application/pdf"
    assert problems(answered.data) == []
    read = words(answered.data)
    for expected in ("Invånardialoger 2026", "Skolnämnden", "minst 50", "Lagen bestämmer avgiften.", "§ 61"):
        assert expected in read, expected


def test_the_workbook_holds_the_same_figures_and_no_formula(client, year):
    found = sheets(signed_in(client, year).get(f"{HERE}.xlsx").data)
    boards = {row[1]: row for row in found["Nämnder"][1:]}
    assert boards["Skolnämnden"][2:7] == (2, 50, 2, 0, 1)
    assert boards["Hela kommunen"][2:7] == (3, 60, 4, 1, 1)
    assert found["Förslag"][1][0] == "=En skatepark"
    assert '"\'=En skatepark"' in client.get(f"{HERE}.csv").text


def test_a_year_without_dialogues_says_so(client, year):
    page = signed_in(client, year).get("/staff/yearly-report/2024").text
    assert "Inga dialoger hölls, övervägdes eller beslutades under året." in page
    assert problems(client.get("/staff/yearly-report/2024.pdf").data) == []


@pytest.mark.parametrize("address", ["1999", "2101", "02026", "abc", "2026.5", "-1"])
def test_what_is_no_year_is_not_found(lite_client, lite_session, address):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    assert lite_client.get(f"/staff/yearly-report/{address}").status_code == 404


def test_what_opens_later_is_not_held_yet(app, client, year):
    held(year, "sen", "Senare", year.get(Dialogue, 1).board, opens_on=day(8, 1), closes_on=day(8, 30))
    rows = tables(signed_in(client, year).get(f"{HERE}.csv").data)["Dialoger"]
    assert "Senare" not in [row["Dialog"] for row in rows]
    stand_still(app, day(8, 1))
    rows = tables(client.get(f"{HERE}.csv").data)["Dialoger"]
    assert "Senare" in [row["Dialog"] for row in rows]


@pytest.mark.parametrize("role", list(Role))
def test_officials_coordinators_and_politicians_read_it(lite_app, lite_client, lite_session, role):
    sign_in(lite_client, make_staff(lite_session, role))
    wanted = 403 if role in OUTSIDERS else 200
    for path in ("/staff/yearly-report/2026", "/staff/plan"):
        for ending in ("", ".pdf", ".xlsx", ".csv"):
            assert lite_client.get(path + ending).status_code == wanted, path + ending
