"""A real needs survey of migrant organisations: imported, opened, answered in a browser, and counted."""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.browser.resident import Resident
from tests.browser.site import Site
from tests.conftest import make_app
from tests.factories import make_board, make_dialogue, make_staff
from tests.staff import csrf_of, post_form, sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Question, QuestionSet
from webapp.models import Dialogue

FILE = Path(__file__).parent.parent / "data" / "mitwirken_umfrage.xlsx"
SLUG = "bedarfserhebung"
PAGES = f"/staff/dialogues/{SLUG}"
SENT_BESIDES = 40
TEXTS = (
    "title",
    "purpose",
    "goal",
    "target_group",
    "can_influence",
    "cannot_influence",
    "matter",
    "weighing",
)

WORKING_TOGETHER = {
    "landkreise": "goerlitz",
    "themenfelder": ["bildung", "other"],
    "themenfelder_other": "Nachbarschaft",
    "viele_ehrenamt_komm": "25",
    "viele_hauptamt_komm": "2",
    "zusammenarbeit_stadt": "ja",
    "zusammenarbeit_stadt_einschaetzung": "eher_schlecht",
    "zusammenarbeit_verbesserung_text": "Schneller antworten.",
    "ansprechpersonen": ["beiraete", "other"],
    "ansprechpersonen_other": "Jugendhaus",
    "zusammenarbeit_stadt_freq": "selten",
    "wissen_gesetz": "ja",
    "veraenderung_gesetz_art": "ja_zusammenarbeit",
    "gesetz_veraenderung_text": "Mehr Formulare.",
    "verein": "Nachbarn e.V.",
    "email": "verein@example.de",
    "telefon": "0351 123",
}
ON_THEIR_OWN = {
    "landkreise": "zwickau",
    "themenfelder": ["kultur", "sport"],
    "viele_ehrenamt_komm": "7",
    "viele_hauptamt_komm": "0",
    "zusammenarbeit_stadt": "nein",
    "wissen_gesetz": "nein",
}
REST = {
    "entscheidungsverfahren": ["arbeitsgruppen", "other"],
    "entscheidungsverfahren_other": "Losverfahren",
    "schwierigkeiten": "Wenig Zeit am Abend.",
    "teilhabe_gruppen": ["frauen", "geflüchteteflüchtlinge"],
    "teilhabe_gruppen_other": "Ein Chor",
    "probleme": ["verlust", "other"],
    "probleme_other": "Raum gekündigt",
    "probleme_ansprechpersonen": "ja",
    "probleme_ansprechpersonen_text": "Zwei Vertrauenspersonen.",
    "hilfe": ["austausch", "other"],
    "hilfe_other": "Der Bürgermeister",
    "mediennutzung": ["email", "messenger"],
    "probleme_digital": ["fehlende_2", "other"],
    "probleme_digital_other": "Alte Rechner",
    "hilfe_digital": ["schulungen", "other"],
    "hilfe_digital_other": "Ein Mensch am Telefon",
    "unterstuetzung_themen": ["vereinsrecht"],
    "unterstuetzung_art": ["praesenz", "peer_to"],
    "austausch_formate": ["netzwerktreffen"],
    "unterstuetzung_sonstiges": "Übersetzung",
    "kooperation_optin": "nein",
}
ALONE = {name: value for name, value in REST.items() if not name.endswith("_other")} | {
    "entscheidungsverfahren": ["einzelne_personen"],
    "probleme": ["interne"],
    "hilfe": ["eigene"],
    "probleme_digital": ["kein_internetzugang"],
    "hilfe_digital": ["beratung"],
    "probleme_ansprechpersonen": "nein",
    "teilhabe_gruppen": ["senioren"],
}
BOTH_BRANCHES = (WORKING_TOGETHER | REST, ON_THEIR_OWN | ALONE)


@pytest.fixture
def staff(site: Site) -> Iterator[FlaskClient]:
    """A client of the same town; somebody who is coordinator and politician is signed in."""
    with site.session() as session:
        person = make_staff(session, Role.COORDINATOR, Role.POLITICIAN, email="survey@example.se")
        session.refresh(person)
    app = make_app(site.database_url)
    client = app.test_client()
    sign_in(client, person)
    yield client
    app.extensions["engine"].dispose()


def plan(site: Site) -> None:
    """A draft whose core facts are whole, in German; no questions yet."""
    german = {name: {"de": f"Text zu {name}"} for name in TEXTS}
    with site.session() as session:
        board = make_board(session)
        board.name = dict(board.name) | {"de": "Kreistag"}
        make_dialogue(
            session,
            SLUG,
            QuestionSet(),
            board=board,
            languages=["de"],
            source_language="de",
            published_on=None,
            takes_ideas=False,
            **german,
        )


def import_and_open(staff: FlaskClient) -> None:
    """Uploads the workbook, looks through what was found, puts it in place and opens the dialogue."""
    upload = staff.get(f"{PAGES}/import")
    sent = {"csrf_token": csrf_of(upload), "workbook": (BytesIO(FILE.read_bytes()), FILE.name)}
    found = staff.post(f"{PAGES}/import", data=sent)
    assert found.status_code == 200, found.text
    fields = dict(re.findall(r'name="(csrf_token|revision|signed)" value="([^"]*)"', found.text))
    assert staff.post(f"{PAGES}/import/confirm", data=fields).status_code == 303
    opened = post_form(staff, f"{PAGES}/open", page=PAGES)
    assert opened.status_code == 303, opened.text


def questions(site: Site) -> QuestionSet:
    with site.session() as session:
        return session.query(Dialogue).filter_by(slug=SLUG).one().questions


def answers_in_browser(resident: Resident, asked: QuestionSet, answers: dict[str, object]) -> None:
    """Answers everything that is in `answers`, and sees that nothing else of the conditional is asked."""
    resident.starts_answering(SLUG)
    for question in asked.asked:
        if question.id not in answers:
            continue
        value = answers[question.id]
        if question.kind in {"single", "scale"}:
            resident.chooses(question.id, str(value))
        elif question.kind == "multiple":
            resident.chooses(question.id, *value)  # type: ignore[misc]
        else:
            resident.writes(question.id, str(value))
    for question in asked.asked:
        if question.condition and question.id not in answers:
            assert not resident.sees(f"#question-{question.id}")
    resident.checks()
    resident.sends()


def sends_by_itself(staff: FlaskClient, asked: QuestionSet, number: int) -> dict[str, object]:
    """One more response, one of the two branches with some answers drawn anew, sent as a form."""
    chance = random.Random(number)
    answers = dict(BOTH_BRANCHES[number % 2])
    answers["landkreise"] = chance.choice(asked.by_id["landkreise"].option_ids)
    formats = asked.by_id["austausch_formate"].option_ids
    answers["austausch_formate"] = chance.sample(formats, chance.randint(1, len(formats)))
    answers["viele_ehrenamt_komm"] = str(chance.randint(1, 40))
    form = {f"q.{name}": value for name, value in answers.items()}
    form |= {"key": f"{number:024d}", "version": fingerprint(asked), "do": "send"}
    assert staff.post(f"/sv/dialogues/{SLUG}/answer", data=form).status_code == 303
    return answers


def recount(asked: QuestionSet, sent: list[dict[str, object]]) -> dict[tuple[str, str], int]:
    """(question's text, option's text) -> how many chose it, counted from what was sent."""
    counts: Counter[tuple[str, str]] = Counter()
    for question in asked.asked:
        if question.options:
            for option in question.options:
                counts[label(question), option.text["de"]] = sum(
                    option.id == given or (isinstance(given, list) and option.id in given)
                    for given in (answers.get(question.id) for answers in sent)
                )
    return dict(counts)


def label(question: Question) -> str:
    return question.text["de"]


@pytest.mark.browser
def test_the_real_survey_is_imported_answered_along_both_branches_and_counted(
    resident: Resident, site: Site, staff: FlaskClient
) -> None:
    plan(site)
    import_and_open(staff)
    asked = questions(site)
    sent = []
    for answers in BOTH_BRANCHES:
        answers_in_browser(resident, asked, answers)
        sent.append(answers)
    answered = {name for answers in sent for name in answers}
    assert answered == {question.id for question in asked.asked}
    sent += [sends_by_itself(staff, asked, number) for number in range(SENT_BESIDES)]
    assert post_form(staff, f"{PAGES}/close", sure="yes").status_code == 303
    page = staff.get(f"{PAGES}/results")
    form = {"csrf_token": csrf_of(page), "format": "csv"}
    text = staff.post(f"{PAGES}/results/download", data=form).data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))
    wanted = recount(asked, sent)
    told = {(row["Fråga"], row["Svar"]): int(row["Antal"]) for row in rows if row["Antal"]}
    assert {key: told.get(key) for key in wanted} == wanted
    assert sum(wanted.values()) > 500
    for number in {str(n) for n in wanted.values() if n}:
        assert number in page.text
