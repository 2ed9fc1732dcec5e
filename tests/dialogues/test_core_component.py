"""What residents are told of every dialogue, wherever they meet it."""

import re
from html import unescape
from typing import Any

import pytest

from tests.answering.test_journey import form_for
from tests.factories import (
    PLAN,
    days,
    in_all,
    make_board,
    make_dialogue,
    make_municipality,
    make_place,
    make_staff,
    options,
    question,
    question_set,
)
from tests.staff import sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind
from webapp.models import BoardPart, Dialogue, Finding, StaffMember
from webapp.models.policy import TAKES_PART
from webapp.web.locale import gettext, speaking
from webapp.web.wording import process_words, step_words

PAGE = "/sv/dialogues/skolgard"
LANGUAGES = ("sv", "en", "ar")


@pytest.fixture
def dialogue(session) -> Dialogue:
    return planned(session)


def planned(session, slug: str = "skolgard", profile: str = "standard", **changes: Any) -> Dialogue:
    """A published dialogue with everything that a plan says."""
    if not session.query(StaffMember).count():
        town = make_municipality(session)
        town.profile_id = profile
        town.complaints_address = "https://www.lindmo.example/synpunkter"
        make_staff(session, name="Rut Berg")
    person = session.query(StaffMember).first()
    return make_dialogue(session, slug, **(PLAN | {"responsible_id": person.id} | changes))


def words_on(page: Any) -> str:
    """The page as it reads."""
    return read(page.text[page.text.index("<main") : page.text.index("<footer")])


def read(html: str) -> str:
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" (?=[.,:)])", "", words)


def everywhere(client, dialogue: Dialogue, lang: str = "sv") -> dict[str, str]:
    """What each page says that a resident meets the facts on."""
    here = f"/{lang}/dialogues/{dialogue.slug}"
    sent = client.post(f"{here}/answer", data=form_for(dialogue)).location
    addresses = {"dialogue": here, "confirmation": sent, "receipt": sent.removesuffix("/sent")}
    return {name: words_on(client.get(address)) for name, address in addresses.items()}


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


@pytest.mark.requirement("R27", "R28")
def test_a_user_dialogue_is_labelled_and_promises_nothing_about_politicians(client, session):
    dialogue = planned(session, type_name="user", political=False)
    for name, text in everywhere(client, dialogue).items():
        assert "Inga politiker är med." in text, name
        assert "Brukardialog" in text, name
        assert "Vi som arbetar i verksamheten läser svaren" in text, name
        for never in (
            "Birgitta Nyström",
            "Politikerna läser",
            "Politikerna får",
            "förklarar vad de bestämde",
        ):
            assert never not in text, (name, never)
        assert "Ansvarar Barn- och utbildningsnämnden" in text
    assert '<span class="tag">Brukardialog</span>' in client.get(PAGE).text
    assert '<span class="tag">Brukardialog</span>' in client.get("/sv/").text
    assert "Politikerna läser" not in words_on(client.get(f"{PAGE}/answer"))


@pytest.mark.requirement("R30", "R36")
def test_a_statutory_consultation_is_labelled_with_its_law(client, session):
    dialogue = planned(session, type_name="consultation")
    for name, text in everywhere(client, dialogue).items():
        assert "Samråd enligt lag" in text, name
        assert "Regeln står i 5 kap. 11 § plan- och bygglagen." in text, name
        assert "sammanställer svaren i en samrådsredogörelse" in text, name
        assert "Frågar och bestämmer Barn- och utbildningsnämnden" in text, name


def test_a_body_of_officials_is_not_told_to_be_politicians(lite_client, lite_session):
    office = make_board(lite_session, "Kontoret", BodyKind.ADMINISTRATION)
    planned(lite_session, board=office)
    assert "Inga politiker är med." in words_on(lite_client.get(PAGE))


def test_a_promise_to_follow_the_result_is_not_called_advice(lite_client, lite_session):
    planned(lite_session, profile="vanersborg", step=LadderStep.CO_DECISION, commitment="KF 1 juni 2026, § 3")
    text = words_on(lite_client.get(PAGE))
    assert "Politikerna har lovat att följa resultatet." in text
    assert "KF 1 juni 2026, § 3" in text
    assert "Politikerna tar ställning till resultatet" not in text
    assert "De väger dem mot annat" not in text


def test_the_municipalitys_own_name_of_a_step_is_used_wherever_the_step_is_named(client, session, dialogue):
    from webapp.models import Municipality

    town = session.query(Municipality).one()
    town.profile_changes = {"step_names": {"CONSULTATION": {"sv": "Samtal med kommunen", "en": "A talk"}}}
    session.commit()
    place = make_place(session, dialogue)
    pages = everywhere(client, dialogue)
    sign_in(client, make_staff(session, Role.OUTREACH, email="out@example.se"))
    poster = client.get(f"/staff/dialogues/skolgard/places/{place.id}/poster?in=sv")
    for name, text in (pages | {"poster": words_on(poster)}).items():
        assert "Steg 2 av 5: Samtal med kommunen." in text, name
        assert "Konsultation" not in text, name
    assert "A talk" in client.get("/en/dialogues/skolgard").text
    arabic = client.get("/ar/dialogues/skolgard").text
    assert '<span lang="sv" dir="ltr">Samtal med kommunen</span>' in arabic


def what_comes_before_the_first_question(page: Any) -> str:
    return read(page.text[page.text.index("<main") : page.text.index('name="q.')])


@pytest.mark.requirement("R85")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", list(LadderStep))
def test_degree_and_use_are_told_before_question_one_on_the_poster_and_on_the_confirmation(
    lite_app, lite_client, lite_session, step, lang
):
    dialogue = planned(lite_session, step=step, commitment="KF 1 juni 2026, § 3")
    place = make_place(lite_session, dialogue)
    here = f"/{lang}/dialogues/skolgard"
    sent = lite_client.post(f"{here}/answer", data=form_for(dialogue)).location
    sign_in(lite_client, make_staff(lite_session, Role.OUTREACH, email="out@example.se"))
    places = {
        "before question one": what_comes_before_the_first_question(lite_client.get(f"{here}/answer")),
        "poster": words_on(lite_client.get(f"/staff/dialogues/skolgard/places/{place.id}/poster?in={lang}")),
        "confirmation": words_on(lite_client.get(sent)),
    }
    with lite_app.test_request_context(), speaking(lang):
        words = step_words(step)
    for name, text in places.items():
        assert words.short in text, name
        assert words.promise in text, name
        assert dialogue.board.name[lang] in text, name


def test_changes_elsewhere_show_at_once(client, session, dialogue):
    """Pages are kept: everything that stands on them must let go of them when it changes."""
    from webapp.models import Municipality

    person, board, town = (
        session.query(StaffMember).first(),
        dialogue.board,
        session.query(Municipality).one(),
    )
    changes: list[tuple[str, Any]] = [
        ("Ruth Bergman", lambda: setattr(person, "name", "Ruth Bergman")),
        ("Bildningsnämnden", lambda: setattr(board, "name", in_all("Bildningsnämnden"))),
        ("Resultatet är rådgivande", lambda: setattr(town, "profile_id", "tjorn")),
        ("Egen regel", lambda: setattr(town, "profile_changes", {"weighing": {"sv": "Egen regel."}})),
        (
            "Medborgardialog –",
            lambda: setattr(town, "profile_changes", {"words": {"sv": ["medborgardialog"] * 4}}),
        ),
        ("lindmo.example/nytt", lambda: setattr(town, "complaints_address", "https://lindmo.example/nytt")),
    ]
    for shown, change in changes:
        assert shown not in client.get(PAGE).text
        change()
        session.commit()
        assert shown in client.get(PAGE).text, shown


def test_the_revision_grows_with_what_belongs_to_a_dialogue(client, session, dialogue):
    other = planned(session, "annan", board=make_board(session, "Annan"), responsible_id=None)
    finding = Finding(dialogue_id=dialogue.id, title=in_all("Gungor"))
    steps = [
        lambda: session.add(finding),
        lambda: setattr(finding, "outcome_name", "accepted"),
        lambda: session.add(BoardPart(dialogue_id=dialogue.id, board_id=dialogue.board_id, part="consulted")),
        lambda: session.delete(finding),
    ]
    for step in steps:
        before, kept = dialogue.revision, other.revision
        step()
        session.commit()
        session.refresh(dialogue)
        session.refresh(other)
        assert dialogue.revision > before
        assert other.revision == kept
    assert client.get(PAGE).status_code == 200


def test_a_person_who_only_signs_in_lets_go_of_no_page(session, dialogue):
    person, before = session.query(StaffMember).first(), dialogue.revision
    person.session_version += 1
    session.commit()
    session.refresh(dialogue)
    assert dialogue.revision == before


def test_an_older_dialogue_without_a_plan_is_told_without_gaps(client, session):
    make_dialogue(session)
    text = words_on(client.get(PAGE))
    for absent in (
        "Medan dialogen pågår",
        "Det här vill vi nå",
        "Ansvarig för dialogen",
        "Politiker som är med",
    ):
        assert absent not in text
    assert "Frågar och bestämmer" in text


@pytest.mark.requirement("R105")
def test_promises_that_are_late_are_told_on_the_page_the_receipt_and_the_register(client, session):
    dialogue = planned(session)
    receipt = client.post(f"{PAGE}/answer", data=form_for(dialogue)).location.removesuffix("/sent")
    assert "försenad" not in client.get(PAGE).text
    past = {"opens_on": -60, "closes_on": -40, "published_on": -61, "sealed_on": -39}
    for name, day in (past | {"compiled_on": -30, "decided_on": -20, "feedback_by": -10}).items():
        setattr(dialogue, name, days(day))
    session.commit()
    sentences = {
        f'Sammanställningen är försenad sedan <time datetime="{days(-30)}">': "reported_on",
        f'Beskedet om beslutet är försenat sedan <time datetime="{days(-20)}">': "decision_published_on",
        f'Återkopplingen är försenad sedan <time datetime="{days(-10)}">': "fed_back_on",
    }
    for address in (PAGE, receipt, "/sv/"):
        page = client.get(address).text
        assert all(sentence in page for sentence in sentences), address
    for sentence, column in sentences.items():
        setattr(dialogue, column, days(-1))
        dialogue.decision_meeting = days(-1)
        session.commit()
        for address in (PAGE, receipt, "/sv/"):
            assert sentence not in client.get(address).text
    told = "Återkopplingen till er som var med är försenad"
    assert told in client.get(PAGE).text
    dialogue.participants_told_on = days(0)
    session.commit()
    assert "försenad" not in client.get(PAGE).text
