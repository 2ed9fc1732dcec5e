"""Drafts from a machine: only where a text is missing, never shown before a person has read them."""

import dataclasses
import socket

import pytest

from tests import machine as machines
from tests.editing.pages import draft, fresh
from tests.editing.test_translating import ARABIC, HERE, acts, rows, stored
from tests.factories import answers_form, days, make_dialogue, make_staff, question, question_set
from tests.forms import follow, press
from tests.machine import BROKEN, KEY, Machine
from tests.staff import csrf_of, sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.domain.machine_drafts import MOST_CHARACTERS, MOST_TEXTS, draft_of, one_turn
from webapp.domain.translating import Part, Unit
from webapp.editing import machine as client_of
from webapp.models import ContentTranslation

FILL = "Fyll tomma texter med maskinutkast"
GOAL = {"sv": "Fler på gården."}


@pytest.fixture
def machine():
    with machines.machine() as running:
        yield running


def knows(app, url: str, key: str = KEY) -> None:
    """Lets the application know the machine at `url`."""
    settings = dataclasses.replace(app.extensions["settings"], translate_url=url, translate_key=key)
    app.extensions["settings"] = settings
    app.extensions.pop("machine_languages", None)


@pytest.fixture
def told(lite_app, machine: Machine) -> Machine:
    """The machine, known to the application."""
    knows(lite_app, machine.base)
    return machine


def everything(session):
    session = fresh(session)
    found = [(row.key, row.lang, row.text) for row in session.query(ContentTranslation)]
    return sorted(found), stored(session).goal, stored(session).question_document


def test_missing_texts_get_drafts_that_nobody_reads_until_a_person_has(app, client, session, machine):
    knows(app, machine.base)
    draft(client, session, goal=GOAL)
    page = client.get(ARABIC)
    assert "1 text saknas. Den skickas till 127.0.0.1, som översätter den." in page.text
    after = follow(client, press(client, page, FILL))
    assert "1 text har fått ett maskinutkast. Läs och granska det." in after.text
    assert "Maskinöversatt, inte granskad" in after.text
    assert FILL not in after.text
    assert stored(session).goal == {"sv": "Fler på gården.", "ar": "[ar] Fler på gården."}
    assert (rows(session, "goal").machine, rows(session, "goal").reviewed_on) == (True, None)
    assert acts(session)[-1] == "machine-translate"
    assert machine.sent == [
        {"q": ["Fler på gården."], "source": "sv", "target": "ar", "format": "text", "api_key": KEY}
    ]
    follow(client, press(client, client.get(HERE), "Öppna dialogen"))
    assert 'lang="sv" dir="ltr"><p>Fler på gården.</p>' in client.get("/ar/dialogues/skolgard").text
    follow(client, press(client, client.get(ARABIC), "Spara allt", {"reviewed:goal": "1"}))
    assert "[ar] Fler på gården." in client.get("/ar/dialogues/skolgard").text
    assert not rows(session, "goal").machine


def test_texts_that_are_there_are_neither_sent_nor_changed(lite_client, lite_session, told):
    draft(lite_client, lite_session)
    before = everything(lite_session)
    page = lite_client.get(ARABIC)
    assert FILL not in page.text
    answered = lite_client.post(f"{ARABIC}/machine", data={"csrf_token": csrf_of(page)})
    assert "Inga texter saknades." in follow(lite_client, answered).text
    assert told.sent == []
    assert everything(lite_session) == before


def test_without_a_machine_there_is_nothing_to_press(lite_client, lite_session):
    draft(lite_client, lite_session, goal=GOAL)
    page = lite_client.get(ARABIC)
    assert FILL not in page.text
    assert lite_client.post(f"{ARABIC}/machine", data={"csrf_token": csrf_of(page)}).status_code == 404


@pytest.mark.parametrize("lang", ["sv-simple", "ti"])
def test_a_language_that_the_machine_does_not_know_has_no_button(lite_client, lite_session, told, lang):
    draft(lite_client, lite_session, goal=GOAL, languages=["sv", lang])
    page = lite_client.get(f"{HERE}/translate/{lang}")
    assert FILL not in page.text
    refused = lite_client.post(f"{HERE}/translate/{lang}/machine", data={"csrf_token": csrf_of(page)})
    assert refused.status_code == 502
    assert "127.0.0.1 kunde inte översätta texterna till det här språket. Inget är sparat." in refused.text


def test_bosnian_is_asked_for_by_the_name_that_the_machine_knows(lite_client, lite_session, told):
    draft(lite_client, lite_session, goal=GOAL, languages=["sv", "bs"])
    follow(lite_client, press(lite_client, lite_client.get(f"{HERE}/translate/bs"), FILL))
    assert told.sent[0]["target"] == "hr"
    assert stored(lite_session).goal["bs"] == "[hr] Fler på gården."


WAYS = {
    400: "kunde inte översätta texterna",
    403: "släpper inte in oss.",
    413: "kunde inte översätta texterna",
    429: "tar inte emot fler texter från oss just nu.",
    500: "svarar inte.",
    503: "svarar inte.",
    "redirect": "gick inte att läsa.",
    "hangs up": "svarar inte.",
    "half": "svarar inte.",
    **dict.fromkeys(BROKEN, "gick inte att läsa."),
}


def test_a_machine_that_fails_leaves_nothing_behind_and_says_why(lite_client, lite_session, told):
    draft(lite_client, lite_session, goal=GOAL)
    before, entries = everything(lite_session), acts(lite_session)
    page = lite_client.get(ARABIC)
    for way, words in WAYS.items():
        told.fails = way
        refused = press(lite_client, page, FILL)
        assert refused.status_code == 502, way
        assert words in refused.text, way
        assert "Inget är sparat." in refused.text, way
    assert len(told.sent) == len(WAYS)
    assert (everything(lite_session), acts(lite_session)) == (before, entries)
    assert all(path != "/elsewhere" for path, _body in told.asked)


@pytest.mark.parametrize("way", ["late", "drips"])
def test_a_machine_that_takes_too_long_is_left(lite_client, lite_session, told, way, monkeypatch):
    monkeypatch.setattr(client_of, "TOTAL_SECONDS", 0.2)
    draft(lite_client, lite_session, goal=GOAL)
    page = lite_client.get(ARABIC)
    told.fails = way
    refused = press(lite_client, page, FILL)
    assert refused.status_code == 502
    assert "127.0.0.1 svarade inte i tid." in refused.text
    assert stored(lite_session).goal == GOAL


def test_a_key_that_is_wrong_is_told_and_never_shown(lite_app, lite_client, lite_session, machine):
    knows(lite_app, machine.base, "another key")
    draft(lite_client, lite_session, goal=GOAL)
    refused = press(lite_client, lite_client.get(ARABIC), FILL)
    assert "127.0.0.1 släpper inte in oss." in refused.text
    assert "another key" not in refused.text


def test_a_machine_that_is_away_is_told_on_the_page(lite_app, lite_client, lite_session):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        knows(lite_app, f"http://127.0.0.1:{unused.getsockname()[1]}")
        draft(lite_client, lite_session, goal=GOAL)
        page = lite_client.get(ARABIC)
    assert page.status_code == 200
    assert "127.0.0.1, som kan göra maskinutkast, svarar inte just nu." in page.text
    assert FILL not in page.text


def test_the_languages_are_asked_for_once(lite_client, lite_session, told):
    draft(lite_client, lite_session, goal=GOAL)
    for _turn in range(3):
        assert FILL in lite_client.get(ARABIC).text
    assert [path for path, _body in told.asked] == ["/languages"]


def test_nothing_is_held_while_the_machine_works(app, client, session, machine):
    knows(app, machine.base)
    draft(client, session, goal=GOAL)

    def somebody_else_writes() -> None:
        other = stored(session)
        other.goal = {"sv": "Ett annat mål."}
        session.commit()

    machine.meanwhile = somebody_else_writes
    after = follow(client, press(client, client.get(ARABIC), FILL))
    assert "1 text är kvar tom: utkastet gick inte att använda." in after.text
    assert stored(session).goal == {"sv": "Ett annat mål."}, "the draft was of another source"


def test_a_text_that_somebody_writes_meanwhile_stays(lite_client, lite_session, told):
    draft(lite_client, lite_session, goal=GOAL)

    def somebody_translates() -> None:
        stored(lite_session).goal = {**GOAL, "ar": "هدف"}
        lite_session.commit()

    told.meanwhile = somebody_translates
    follow(lite_client, press(lite_client, lite_client.get(ARABIC), FILL))
    assert stored(lite_session).goal["ar"] == "هدف"


def test_a_draft_of_an_answered_question_can_still_be_mended(lite_client, lite_session, told):
    asked = dataclasses.replace(question("one"), hint={"sv": "Välj ett."})
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    dialogue = make_dialogue(lite_session, questions=question_set(asked))
    form = answers_form(fingerprint(dialogue.questions), q_one="gunga", do="send")
    assert lite_client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    follow(lite_client, press(lite_client, lite_client.get(ARABIC), FILL))
    hint = "question:one:hint"
    assert stored(lite_session).questions.by_id["one"].hint["ar"] == "[ar] Välj ett."
    mended = {f"text:{hint}": "اختر", f"reviewed:{hint}": "1"}
    follow(lite_client, press(lite_client, lite_client.get(ARABIC), "Spara allt", mended))
    assert stored(lite_session).questions.by_id["one"].hint["ar"] == "اختر"
    assert "اختر" in lite_client.get("/ar/dialogues/skolgard/answer").text
    again = {f"text:{hint}": "another"}
    follow(lite_client, press(lite_client, lite_client.get(ARABIC), "Spara allt", again))
    assert stored(lite_session).questions.by_id["one"].hint["ar"] == "اختر", "residents have read it"
    assert stored(lite_session).published_on <= days(0)


UNIT = Unit("goal", Part.FACTS, Part.FACTS, {}, limit=40)


@pytest.mark.parametrize(
    ("source", "translated", "kept"),
    [
        ("Läs <b>mer</b>", "Read <b>more</b>", True),
        ("Läs <b>mer</b>", "Read <b> more </ b>", False),
        ("Läs https://a.se/x?y=1.", "Read https://a.se/x?y=1!", True),
        ("Läs https://a.se/x", "Read https: //a.se/x", False),
        ("Hej {namn}", "Hello {name}", False),
        ("%(n)s av %s", "%s of %(n)s", True),
        ("a &amp; b", "a & b", False),
        ("Skriv till a@b.se", "Write to a@b.se", True),
        ("3 < 4", "3 < 4", True),
        ("Hej", "", False),
        ("Hej", "x" * 41, False),
        ("Hej", "\0 \n", False),
    ],
)
def test_a_draft_with_changed_signs_or_of_the_wrong_length_is_left_out(source, translated, kept):
    assert bool(draft_of(UNIT, source, translated)) is kept


def test_only_so_much_is_sent_at_once():
    short = [Unit(str(n), Part.FACTS, Part.FACTS, {"sv": "x"}) for n in range(MOST_TEXTS + 5)]
    long = [Unit(str(n), Part.FACTS, Part.FACTS, {"sv": "x" * MOST_CHARACTERS}) for n in range(2)]
    assert len(one_turn(short, "sv")) == MOST_TEXTS
    assert len(one_turn(long, "sv")) == 1
    assert one_turn([], "sv") == []


def test_a_draft_whose_signs_changed_stays_out_and_is_told(lite_client, lite_session, told):
    draft(lite_client, lite_session, goal={"sv": "Läs https://a.se/x"})
    told.says = lambda text, _target: text.replace("https://", "https: //")
    after = follow(lite_client, press(lite_client, lite_client.get(ARABIC), FILL))
    assert "1 text är kvar tom: utkastet gick inte att använda." in after.text
    assert stored(lite_session).goal == {"sv": "Läs https://a.se/x"}
