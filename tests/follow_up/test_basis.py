"""The decision basis: whole, made of what is there, the same as page, PDF and DOCX."""

from io import BytesIO

import docx
import html5lib
import pytest
from flask.testing import FlaskClient

from tests.documents.reading import elements, problems, words
from tests.factories import days, in_all, make_board, make_place, make_staff, resolve
from tests.follow_up.ended import (
    DECIDED,
    HERE,
    REPORTED,
    answered,
    finding,
    fresh,
    official,
    over,
    publish,
    stored,
    town_with,
)
from tests.results.sending import told
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.record import ResolutionKind
from webapp.models import BoardPart, Correction, Dialogue, TraceEntry
from webapp.models.policy import TAKES_PART
from webapp.profiles import profiles

PUBLIC = "/sv/dialogues/skolgard/decision-basis"
ARABIC = "نريد مزيدًا من الأشجار"


def pdf_of(client: FlaskClient, address: str = f"{HERE}/decision-basis.pdf") -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    return answer.data


def docx_words(client: FlaskClient) -> str:
    file = docx.Document(BytesIO(client.get(f"{HERE}/decision-basis.docx").data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(each.text for each in file.paragraphs), *cells]).split())


def page_words(client: FlaskClient, address: str = f"{HERE}/decision-basis") -> str:
    root = html5lib.parse(client.get(address).text, namespaceHTMLElements=False)
    return " ".join(" ".join(root.itertext()).split())


@pytest.fixture
def filled(client, session) -> Dialogue:
    """A dialogue that sixty have answered, with everything that the basis tells of."""
    town_with(session, "tjorn")
    dialogue = answered(client, session, 60, **REPORTED)
    resolve(session, dialogue, *ResolutionKind)
    dialogue.question_summaries = {"one": in_all("Svaren delar sig lika.")}
    quotes = [
        {"text": "Mer skugga, tack.", "lang": "sv", "question": "long"},
        {"text": ARABIC, "lang": "ar", "question": "long"},
    ]
    finding(session, dialogue, quotes=quotes)
    session.add(
        Correction(
            dialogue_id=dialogue.id,
            field="feedback_by",
            before={"value": {"feedback_by": days(10).isoformat()}},
            after={"value": {"feedback_by": days(20).isoformat()}},
            reason=in_all("Nämndens möte flyttades."),
            made_on=days(-12),
        )
    )
    session.commit()
    official(client, session)
    return dialogue


EVERYTHING = (
    *("Hur ska skolgården bli?", "Lindmo kommun", "BUN 2026/12", "Barn- och utbildningsnämnden"),
    *("Föräldrar har lämnat in ett förslag.", "Skolgården ska byggas om.", "En skolgård som fler använder."),
    *("Steg 2 av 5: Konsultation", "De samtalar med varandra och med kommunen", "§ 12"),
    "Politikerna läser vad ni svarat innan de bestämmer. De kan bestämma något annat.",
    *("Vad som byggs först.", "Hur mycket pengar som finns. Det är redan bestämt."),
    *("Enkät", "svenska, engelska och arabiska", "Alla som använder skolgården.", "60 svar kom in."),
    *("Arabiska", "minst 20", "Biblioteket", "Birgitta Nyström", "Maria Ek, utredare"),
    *("Svaren delar sig lika.", "Fråga om one?", "33", "Medelvärde: 39,5"),
    *("Fler gungor", "Många vill ha gungor.", "Mer skugga, tack.", ARABIC),
    *("Ur ett svar på fråga 2, på arabiska", "Ni vill ha gungor.", "Resultatet är rådgivande."),
    *("Svaren är råd till politikerna.", "Vilka delar som byggs först", "Nämndens möte flyttades."),
    *("Policy för invånardialog", "28 mars 2018"),
)


@pytest.mark.requirement("R22", "R104")
def test_the_whole_dialogue_stands_in_the_annex_in_each_of_its_three_forms(client, filled):
    forms = {
        "page": page_words(client),
        "pdf": words(pdf_of(client)),
        "docx": docx_words(client),
    }
    for kind, found in forms.items():
        for expected in EVERYTHING:
            if kind == "pdf" and expected == ARABIC:
                continue
            assert expected in found, (kind, expected)


@pytest.mark.requirement("R85", "R86", "R87")
def test_those_who_decide_read_what_those_who_took_part_were_told(lite_client, lite_session):
    town_with(lite_session, "tjorn")
    over(lite_session, **REPORTED)
    for found in (page_words(lite_client, PUBLIC), page_words(lite_client, "/sv/dialogues/skolgard/results")):
        assert "Politikerna läser vad ni svarat innan de bestämmer." in found
        assert "Svaren är råd till politikerna." in found
    basis = page_words(lite_client, PUBLIC)
    assert "Skolgården ska byggas om." in basis
    assert "Hur mycket pengar som finns. Det är redan bestämt." in basis
    for label in ("Frågade Barn- och utbildningsnämnden", "Beslutar Barn- och utbildningsnämnden"):
        assert label in basis
    assert "Frågor om dialogen Maria Ek" in basis


def test_the_annex_is_an_accessible_pdf_that_can_be_kept_for_good(client, filled):
    data = pdf_of(client)
    assert problems(data) == []
    found = elements(data)
    assert {"ar"} <= {each.lang for each in found}
    assert sum(each.kind == "H1" for each in found) == 1


@pytest.mark.parametrize(
    "changes", [{}, {"takes_ideas": False, "goal": {}, "methods": [], "politicians": []}]
)
def test_an_annex_without_answers_is_valid_too(lite_client, lite_session, changes):
    town_with(lite_session)
    over(lite_session, **changes)
    official(lite_client, lite_session)
    assert "Inga svar kom in." in page_words(lite_client)
    assert "Resultatet är inte sammanställt än." in page_words(lite_client)
    assert problems(pdf_of(lite_client)) == []
    assert "Inga svar kom in." in docx_words(lite_client)


def test_the_figures_are_those_of_the_results_page(client, filled):
    shown = told(client.get("/sv/dialogues/skolgard/results").text)
    basis = page_words(client)
    for question in ("one", "number"):
        for label, cells in shown[question].rows.items():
            assert f"{label} {' '.join(cells)}" in basis, label


@pytest.mark.requirement("R99", "R15")
def test_who_was_not_reached_is_told_without_anybody_being_recognised(client, session):
    town_with(session)
    dialogue = answered(client, session, 12, languages=["sv", "en", "ar", "so"])
    make_place(session, dialogue, "tom1k", name="Fritidsgården")
    official(client, session)
    found = page_words(client)
    assert "12 svar kom in." in found
    for group in ("på arabiska", "på somaliska", "från Fritidsgården", "från Biblioteket"):
        assert f"De som {'svarar' if group.startswith('på') else 'kom'} {group}" in found
    assert "färre än tio" in found
    assert "minst 4" not in found
    assert problems(pdf_of(client)) == []


def test_outreach_visits_are_told(client, filled):
    assert "Uppsökande arbete. Vi har varit på de här platserna:" in page_words(client)


def test_the_annex_is_written_in_the_dialogues_language_whatever_the_reader_has_chosen(client, filled):
    english = client.get("/en/dialogues/skolgard/decision-basis").text
    assert '<article class="document" lang="sv"' in english
    assert "Så ska resultatet vägas in" in english
    assert words(pdf_of(client, "/ar/dialogues/skolgard/decision-basis.pdf")) == words(
        pdf_of(client, f"{PUBLIC}.pdf")
    )


def test_the_annex_is_public_from_the_day_of_the_report(lite_client, lite_session):
    town_with(lite_session)
    over(lite_session)
    for address in (PUBLIC, f"{PUBLIC}.pdf"):
        assert lite_client.get(address).status_code == 303
    official(lite_client, lite_session)
    publish(lite_client, "result", **{"text.sv": "Ni vill ha gungor."})
    assert "Ni vill ha gungor." in page_words(lite_client, PUBLIC)
    assert "Ni vill ha gungor." in words(pdf_of(lite_client, f"{PUBLIC}.pdf"))
    assert f'href="{PUBLIC}"' in lite_client.get("/sv/dialogues/skolgard").text


def test_a_changed_text_is_in_the_next_file_of_the_public(lite_client, lite_session):
    town_with(lite_session)
    over(lite_session, **REPORTED)
    assert "Ni vill ha gungor." in words(pdf_of(lite_client, f"{PUBLIC}.pdf"))
    official(lite_client, lite_session)
    publish(lite_client, "result", "Spara ändringen", **{"text.sv": "Ni vill ha träd."})
    assert "Ni vill ha träd." in words(pdf_of(lite_client, f"{PUBLIC}.pdf"))


@pytest.mark.parametrize("role", [Role.POLITICIAN, Role.COORDINATOR, Role.OFFICIAL])
def test_politicians_read_the_annex_before_it_is_public(lite_client, lite_session, role):
    town_with(lite_session)
    over(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    for kind in ("", ".pdf", ".docx"):
        assert lite_client.get(f"{HERE}/decision-basis{kind}").status_code == 200
    writes = role is not Role.POLITICIAN
    assert ('name="reference"' in lite_client.get(f"{HERE}/decision-basis").text) is writes
    token = csrf_of(lite_client.get("/staff/account"))
    posted = lite_client.post(f"{HERE}/decision-basis", data={"csrf_token": token, "reference": "BUN 1"})
    assert posted.status_code == (303 if writes else 403)


@pytest.mark.parametrize("reference", ["", "x" * 121])
def test_where_the_annex_is_registered_is_a_line_of_text(lite_client, lite_session, reference):
    town_with(lite_session)
    over(lite_session, **REPORTED)
    official(lite_client, lite_session)
    token = csrf_of(lite_client.get(f"{HERE}/decision-basis"))
    refused = lite_client.post(f"{HERE}/decision-basis", data={"csrf_token": token, "reference": reference})
    assert refused.status_code == 422
    assert '<a href="#reference">' in refused.text
    kept = publish(lite_client, "decision-basis", "Spara", reference="BUN 2026/12-8")
    assert "Registreringen är sparad." in kept.text
    assert stored(lite_session).basis_reference == "BUN 2026/12-8"
    [entry] = fresh(lite_session).query(TraceEntry).filter_by(act="register_basis")
    assert entry.details == {"reference": "BUN 2026/12-8"}


@pytest.mark.requirement("R119")
@pytest.mark.parametrize("profile", ["vanersborg", "tjorn", "kungsbacka", "forshaga"])
def test_the_policy_and_its_number_stand_in_the_annex(lite_client, lite_session, profile):
    town_with(lite_session, profile)
    over(lite_session, **REPORTED)
    policy = profiles()[profile].policy
    found = page_words(lite_client, PUBLIC)
    assert policy.name in found
    if policy.registration_number:
        assert policy.registration_number in found
    said = profiles()[profile].weighing_said
    assert f"”{said.words}”" in found


def test_another_board_that_took_part_and_a_binding_result_are_told(lite_client, lite_session):
    town_with(lite_session, "kungsbacka")
    dialogue = over(lite_session, step=5, commitment="Nämnden lovade det 3 maj, § 8", **DECIDED)
    other = make_board(lite_session, "Tekniska nämnden")
    lite_session.add(BoardPart(dialogue_id=dialogue.id, board_id=other.id, part=TAKES_PART))
    lite_session.commit()
    found = page_words(lite_client, PUBLIC)
    assert "Är också med Tekniska nämnden" in found
    assert "Nämnden lovade det 3 maj, § 8" in found
    assert profiles()["kungsbacka"].weighing["sv"] not in found


def test_a_dialogue_in_another_language_has_its_annex_in_swedish_with_its_own_texts_marked(
    lite_client, lite_session
):
    town_with(lite_session)
    over(
        lite_session,
        source_language="fi",
        languages=["fi"],
        title={"fi": "Millainen piha?"},
        result_text={"fi": "Keinuja."},
        reported_on=days(-1),
    )
    shown = lite_client.get(PUBLIC).text
    assert '<span lang="fi" dir="ltr">Millainen piha?</span>' in shown
    assert "Keinuja." in shown
    official(lite_client, lite_session)
    assert problems(pdf_of(lite_client)) == []
