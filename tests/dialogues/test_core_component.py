"""What residents are told of every dialogue, wherever they meet it."""

import re

import pytest

from tests.answering.test_journey import form_for
from tests.dialogues.told import LANGUAGES, PAGE, everywhere, planned, words_on
from tests.factories import (
    make_board,
    options,
    question,
    question_set,
)
from webapp.models import BoardPart, Dialogue
from webapp.models.policy import TAKES_PART
from webapp.web.locale import gettext, speaking
from webapp.web.wording import process_words, step_words


@pytest.fixture
def dialogue(session) -> Dialogue:
    return planned(session)


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_two_degrees_are_told_apart_on_every_page(app, client, session, dialogue, lang):
    for name, text in everywhere(client, dialogue, lang).items():
        with app.test_request_context(), speaking(lang):
            decision = step_words(dialogue.step).short
            process = process_words("discuss")
            when, while_open = gettext("När det bestäms"), gettext("Medan dialogen pågår")
        assert text.index(when) < text.index(decision) < text.index(while_open) < text.index(process), name


@pytest.mark.requirement("R10")
def test_either_degree_can_change_without_the_other(lite_client, lite_session):
    dialogue = planned(lite_session)
    high = words_on(lite_client.get(PAGE))
    dialogue.process_degree = "shape"
    lite_session.commit()
    other = words_on(lite_client.get(PAGE))
    assert "Du är med och hittar på förslagen" in other
    assert "Du är med och hittar på förslagen" not in high
    assert "Steg 2 av 5: Konsultation." in other
    assert "Steg 2 av 5: Konsultation." in high


@pytest.mark.requirement("R35", "R48", "R56", "R87")
def test_who_asks_who_decides_and_who_answers_is_told_by_name_and_no_party(client, session, dialogue):
    other = make_board(session, "Kulturnämnden")
    session.add(BoardPart(dialogue_id=dialogue.id, board_id=other.id, part=TAKES_PART))
    dialogue.politicians = ["Birgitta Nyström", "Omar Haddad"]
    session.commit()
    for name, text in everywhere(client, dialogue).items():
        for expected in (
            "Frågar och bestämmer Barn- och utbildningsnämnden",
            "Är också med Kulturnämnden",
            "Politiker som är med Birgitta Nyström och Omar Haddad, för Barn- och utbildningsnämnden",
            "Ansvarig för dialogen Rut Berg",
            "Kontakta Maria Ek. Telefon: 0500-123 45. E-post: maria.ek@example.se",
            "Det här går inte att ändra, och därför",
        ):
            assert expected in text, (name, expected)
        assert "parti" not in text.replace("participation", "").casefold()


@pytest.mark.requirement("R86", "R102", "R92")
def test_the_way_to_the_decision_is_a_line_of_days_with_how_it_is_decided(client, session, dialogue):
    text = words_on(client.get(PAGE))
    stops = (
        "Dialogen öppnar",
        "Sista dagen att svara",
        "Maria Ek, utredare sammanställer svaren",
        "Barn- och utbildningsnämnden läser svaren och bestämmer",
        "De väger dem mot annat, som lagar och pengar. Alla kan läsa beslutet i protokollet.",
        "Vi berättar här vad ni svarade, vad som bestämdes och varför",
    )
    assert [text.index(stop) for stop in stops] == sorted(text.index(stop) for stop in stops)
    assert "Målet" not in text
    assert "Det här vill vi nå En skolgård som fler använder." in text
    assert "Diarienummer BUN 2026/12" in text


@pytest.mark.requirement("R91", "R92", "R16")
@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("tjorn", "Resultatet är rådgivande. Politikerna ser till helheten och bestämmer."),
        ("vanersborg", "Politikerna tar ställning till resultatet på ett möte."),
        ("forshaga", "Det är alltid förtroendevalda som fattar beslutet."),
        ("kungsbacka", "Den som ställer frågan ansvarar för att svaren tas till vara."),
    ],
)
def test_how_the_result_counts_is_told_in_the_policys_way(client, session, profile, said):
    dialogue = planned(session, profile=profile)
    for name, text in everywhere(client, dialogue).items():
        assert said in text, name


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ("idea", "Det är tidigt. Det finns inget förslag än."),
        ("proposal", "Det finns ett förslag. Det kan ändras."),
        ("decision", "Det är snart dags att bestämma."),
        ("", ""),
    ],
)
def test_how_early_it_is_is_told(lite_client, lite_session, phase, said):
    planned(lite_session, phase=phase)
    text = words_on(lite_client.get(PAGE))
    assert said in text
    beginnings = ("Det är tidigt.", "Det finns ett förslag.", "Det är snart dags")
    assert sum(each in text for each in beginnings) == bool(phase)


@pytest.mark.requirement("R12", "R25")
def test_other_ways_to_be_heard_and_where_to_complain_are_told(client, session, dialogue):
    page = client.get(PAGE)
    assert "Andra sätt att påverka, och klagomål" in page.text
    assert "kontakta en politiker" in page.text
    assert 'href="/sv/ways-to-influence"' in page.text
    assert '<a href="https://www.lindmo.example/synpunkter" rel="external noreferrer">' in page.text


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("synpunkter@lindmo.example", 'href="mailto:synpunkter@lindmo.example"'),
        ("Ring 0500-300 00", "Det tar vi emot här: Ring 0500-300 00."),
        ("javascript:alert(1)", "Det tar vi emot här: javascript:alert(1)."),
        ("https://lindmo.example/<b>", "lindmo.example/&lt;b&gt;"),
        ("", 'href="mailto:kontakt@example.se"'),
    ],
)
def test_the_complaints_channel_is_a_link_only_where_it_is_an_address(
    lite_client, lite_session, where, shown
):
    dialogue = planned(lite_session)
    from webapp.models import Municipality

    lite_session.query(Municipality).one().complaints_address = where
    lite_session.commit()
    page = lite_client.get(f"/sv/dialogues/{dialogue.slug}").text
    assert shown in page[page.index("klagomål") : page.index("<footer")]
    assert 'href="javascript' not in page


@pytest.mark.requirement("R1", "R3")
@pytest.mark.parametrize(
    ("profile", "lang", "said"),
    [
        ("vanersborg", "sv", "Det spelar ingen roll vilket medborgarskap du har."),
        ("vanersborg", "en", "Your citizenship does not matter."),
        ("vanersborg", "ar", "الجنسية لا تهم."),
        ("tjorn", "sv", "verkar i kommunen"),
        ("kungsbacka", "sv", "Alla människor i kommunen får vara med."),
    ],
)
def test_who_may_take_part_is_told_and_nobody_is_asked_who_they_are(client, session, profile, lang, said):
    dialogue = planned(session, profile=profile)
    for address in (f"/{lang}/", f"/{lang}/dialogues/skolgard"):
        assert said in client.get(address).text
    form = client.get(f"/{lang}/dialogues/skolgard/answer").text
    asked = set(re.findall(r'name="([^"]+)"', form))
    assert {name for name in asked if not name.startswith(("q.", "decline."))} <= {
        *("viewport", "color-scheme", "htmx-config", "version", "key", "do", "choose", "press", "p")
    }
    assert client.post(f"/{lang}/dialogues/skolgard/answer", data=form_for(dialogue)).status_code == 303


@pytest.mark.requirement("R2")
def test_visitors_and_associations_are_welcome_and_need_not_say_what_they_answer_as(client, session):
    who = question("who", options=options("Boende", "Besökare", "Förening", "Företag"))
    dialogue = planned(session, profile="forshaga", questions=question_set(question("one"), who))
    text = words_on(client.get(PAGE))
    assert "du som är på besök" in text
    assert "föreningar, företag och andra organisationer" in text
    page = client.get(f"{PAGE}/answer").text
    assert "Besökare" in page
    for answered in ({}, {"q_who": "besökare"}):
        form = form_for(dialogue, q_one="boll", key=f"{len(answered):024}", **answered)
        assert client.post(f"{PAGE}/answer", data=form).status_code == 303


@pytest.mark.requirement("R31")
def test_what_a_dialogue_is_is_told_where_it_begins(client, session):
    planned(session, profile="forshaga")
    register, page = client.get("/sv/").text, client.get(PAGE).text
    with client.application.test_request_context():
        from webapp.web.policy import of_profile, profile

        said = str(of_profile(profile().introduction))
    assert said in register
    assert said in page
    assert "Invånardialog – vad är det?" in page
