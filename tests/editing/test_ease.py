"""Officials see how easy their texts are to read while they write them. It stops nothing."""

import pytest

from tests.editing.pages import add_question
from tests.factories import make_dialogue, make_municipality, make_staff, question, question_set
from tests.forms import press
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.readability import BANDS, HARDEST
from webapp.web.ease_words import BAND_WORDS

HARD = (
    "Vi vill veta vad du tycker om parken. Samhällsbyggnadsnämndens lokaliseringsutredning förutsätter "
    "remissbehandling av exploateringsavtalet, detaljplaneförslaget och gestaltningsprogrammet. "
) * 2
EASY = "Vi ska bygga om parken. Du kan säga vad du vill ha där. " * 4
FACTS = "/staff/dialogues/skolgard/facts"


def official(client, session, **changes):
    make_municipality(session)
    dialogue = make_dialogue(session, published_on=None, **changes)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return dialogue


def below(page: str, field: str) -> str:
    """What is told below the field."""
    return page.split(f'id="{field}-ease"')[1].split("</div>")[0]


def told(client, **fields: str):
    token = csrf_of(client.get("/staff/account"))
    return client.post("/staff/ease", data={"csrf_token": token} | fields, headers={"HX-Request": "true"})


def test_a_stored_text_is_measured_where_it_is_written(client, session):
    official(client, session, purpose={"sv": HARD, "en": HARD}, weighing={"sv": EASY, "en": "Short."})
    page = client.get(FACTS).text
    assert "svår att läsa. Sikta på högst 40." in below(page, "purpose-sv")
    hardest = below(page, "purpose-sv").split("<q")[1]
    assert "Samhällsbyggnadsnämndens" in hardest
    assert "Vi vill veta" not in below(page, "purpose-sv").split("<ul")[1]
    assert "mycket lätt att läsa." in below(page, "weighing-sv")
    assert "<q" not in below(page, "weighing-sv")
    assert 'id="purpose-en-ease"' not in page
    assert 'hx-post="/staff/ease"' in page.split('id="purpose-sv"')[1].split(">")[0]


def test_saving_a_hard_text_is_not_stopped_and_says_so_afterwards(lite_client, lite_session):
    official(lite_client, lite_session)
    saved = press(lite_client, lite_client.get(FACTS), "Spara", {"purpose.sv": HARD})
    assert saved.status_code == 303
    assert "kan vara svår att läsa (läsbarhetsindex" in lite_client.get(saved.location).text
    preview = lite_client.get("/staff/dialogues/skolgard/preview").text
    assert "Samhällsbyggnadsnämndens" in preview.split('id="hard"')[1]


def test_a_preview_of_easy_texts_names_none(lite_client, lite_session):
    official(lite_client, lite_session)
    assert 'id="hard"' not in lite_client.get("/staff/dialogues/skolgard/preview").text


def test_a_question_is_measured_too(lite_client, lite_session):
    official(lite_client, lite_session, questions=question_set(question("one", text={"sv": HARD})))
    page = lite_client.get("/staff/dialogues/skolgard/questions/one").text
    assert "svår att läsa" in below(page, "text-sv")
    assert add_question(lite_client, "skolgard", "long_text").status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"purpose.sv": EASY}, "Läsbarhetsindex 6: mycket lätt att läsa."),
        ({"purpose.sv-simple": "Vi planerar bygget. " * 10}, "Sikta på högst 30."),
        ({"reason.12.sv": "Kort."}, "För kort för att mäta hur lätt den är att läsa. Det behövs 30 ord."),
    ],
)
def test_what_is_typed_is_measured_after_a_pause(lite_client, lite_session, fields, words):
    official(lite_client, lite_session)
    answered = told(lite_client, **fields)
    assert answered.status_code == 200
    assert words in answered.text
    assert answered.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("fields", [{"purpose.en": HARD}, {"purpose.sv": " "}])
def test_nothing_is_said_of_other_languages_or_of_nothing(lite_client, lite_session, fields):
    official(lite_client, lite_session)
    answered = told(lite_client, **fields).text
    assert 'role="status"></p>' in answered
    assert "<li>" not in answered


def test_a_form_without_a_text_is_refused(lite_client, lite_session):
    official(lite_client, lite_session)
    assert told(lite_client).status_code == 400
    assert told(lite_client, **{'"><script>.sv': HARD}).status_code == 400


def test_every_band_has_words(lite_app):
    assert set(BAND_WORDS) == {*(band for _limit, band in BANDS), HARDEST}
