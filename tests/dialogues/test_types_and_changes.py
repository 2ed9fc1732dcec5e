"""Sorts of dialogue are labelled; what changes elsewhere shows at once; late promises are public."""

from typing import Any

import pytest

from tests.answering.test_journey import form_for
from tests.dialogues.told import LANGUAGES, PAGE, everywhere, planned, read, words_on
from tests.factories import (
    days,
    in_all,
    make_board,
    make_dialogue,
    make_place,
    make_staff,
)
from tests.staff import sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind
from webapp.models import BoardPart, Dialogue, Finding, StaffMember
from webapp.web.locale import speaking
from webapp.web.wording import step_words


@pytest.fixture
def dialogue(session) -> Dialogue:
    return planned(session)


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
