"""A municipality adjusts the policy profile that it follows, sees what differs, and puts it back."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import days, in_all, make_dialogue, make_municipality, make_staff
from tests.forms import follow, forms, press
from tests.staff import post_form, sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.models import TraceEntry
from webapp.profiles import STANDARD, profiles

INDEX = "/staff/policy"
DIFFERENCES = f"{INDEX}/differences"
AREAS = ("document", "words", "texts", "steps", "gates", "planning")


def at(area):
    return f"{INDEX}/change/{area}"


@pytest.fixture
def town(session):
    return make_municipality(session)


@pytest.fixture
def administrator(client, session, town):
    person = make_staff(session, Role.ADMINISTRATOR)
    sign_in(client, person)
    return person


@pytest.fixture
def save(client, administrator):
    """Changes fields of one area's form and presses save; a dot in a name is a part of it."""

    def change(area, changes):
        return press(client, client.get(at(area)), "Spara", changes)

    return change


def changes_of(session, town):
    session.rollback()
    session.refresh(town)
    return town.profile_changes


def test_nothing_differs_until_something_is_changed(client, session, town, administrator):
    assert "Ni följer profilen som den levererades" in client.get(INDEX).text
    for area in AREAS:
        page = client.get(at(area))
        assert press(client, page, "Spara").status_code == 303, area
    assert changes_of(session, town) == {}
    assert "Inget skiljer sig" in client.get(DIFFERENCES).text
    assert session.scalars(select(TraceEntry).where(TraceEntry.act == "adjust-profile")).all() == []


@pytest.mark.requirement("R17", "R18", "R119")
def test_the_policy_has_its_own_name_number_adoption_validity_and_handbook(client, session, town, save):
    given = {
        "policy.name": "Policy för medborgardialog",
        "policy.registration_number": "KS 2025/77",
        "policy.adopted": "2025-03-04",
        "policy.adopted_by": "fullmäktige",
        "policy.valid": "till och med 2030",
        "policy.owner": "kommundirektören",
        "policy.handbook": "Handbok i dialog, beslutad av kommundirektören",
        "policy.handbook_address": "https://localhost/handbok",
    }
    shown = follow(client, save("document", given)).text
    for words in ("Policy för medborgardialog", "KS 2025/77", "4 mars 2025", "till och med 2030"):
        assert words in shown
    assert '<a href="https://localhost/handbok"' in shown
    assert "Handbok i dialog, beslutad av kommundirektören" in shown
    assert changes_of(session, town) == {
        "policy": {key.removeprefix("policy."): value for key, value in given.items()}
    }
    assert "Policy för medborgardialog" in client.get("/sv/policy").text, "residents read it too"


@pytest.mark.requirement("R119")
@pytest.mark.parametrize("profile", [name for name in profiles() if name != STANDARD])
def test_each_gate_stands_with_the_policys_words_and_where_they_stand(lite_client, lite_session, profile):
    make_municipality(lite_session, profile)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    shipped = profiles()[profile]
    text = lite_client.get(at("gates")).text
    assert shipped.policy.name in text
    assert shipped.policy.registration_number in text
    for gate in shipped.gates:
        assert f'name="gates.{gate.id}"' in text
        assert f"<q>{gate.said.words}</q> {gate.said.place}" in text.replace("&#34;", '"').replace(
            "&#39;", "'"
        )


@pytest.mark.requirement("R32")
def test_the_municipalitys_own_word_stands_wherever_residents_read_of_a_dialogue(client, session, town, save):
    make_dialogue(session)
    given = {
        "words.sv.singular": "samtalsrunda",
        "words.sv.definite": "samtalsrundan",
        "words.sv.plural": "samtalsrundor",
        "words.sv.definite_plural": "samtalsrundorna",
        "words.en.singular": "round of talks",
    }
    assert "amtalsrund" not in client.get("/sv/dialogues/skolgard").text
    assert save("words", given).status_code == 303
    assert "amtalsrund" in client.get("/sv/dialogues/skolgard").text
    assert "ound of talks" in client.get("/en/dialogues/skolgard").text
    assert changes_of(session, town)["words"]["en"][0] == "round of talks"


@pytest.mark.requirement("R32")
def test_a_policy_that_is_also_worded_otherwise_offers_its_other_word(client, session, town, administrator):
    town.profile_id = "vanersborg"
    session.commit()
    filled = press(client, client.get(at("words")), "do:other")
    assert 'value="medborgardialogerna"' in filled.text
    assert changes_of(session, town) == {}, "filled in, not saved"
    assert press(client, filled, "Spara").status_code == 303
    assert changes_of(session, town)["words"]["sv"][0] == "medborgardialog"


@pytest.mark.requirement("R1", "R2", "R3", "R31")
def test_who_may_take_part_and_what_a_dialogue_is_are_told_in_the_municipalitys_words(client, session, save):
    make_dialogue(session)
    save("texts", {"audience.sv": "Alla som tycker om Lindmo.", "audience.en": "All who like Lindmo."})
    assert "Alla som tycker om Lindmo." in client.get("/sv/policy").text
    assert "All who like Lindmo." in client.get("/en/policy").text


@pytest.mark.requirement("R76", "R77")
def test_steps_are_allowed_and_named_by_the_municipality(client, session, town, save):
    save("steps", {"steps.INFORMATION": "1", "step_names.CONSULTATION.sv": "Tyck till"})
    found = changes_of(session, town)
    assert found["steps"] == [step.name for step in LadderStep]
    assert found["step_names"] == {"CONSULTATION": {"sv": "Tyck till"}}
    make_dialogue(session)
    assert "Tyck till" in client.get("/sv/dialogues/skolgard").text


@pytest.mark.parametrize(
    ("area", "changes", "sentence", "field"),
    [
        ("document", {"policy.name": " "}, "Fyll i det här", "policy-name"),
        ("document", {"policy.adopted": "2025-02-30"}, "Skriv datumet", "policy-adopted"),
        ("document", {"policy.adopted": "2090-01-01"}, "Dagen har inte varit än", "policy-adopted"),
        (
            "document",
            {"policy.handbook_address": "http://x.se"},
            "börjar med https",
            "policy-handbook_address",
        ),
        (
            "document",
            {"policy.handbook_address": "javascript:alert(1)"},
            "börjar med https",
            "policy-handbook_address",
        ),
        ("document", {"policy.owner": "x" * 301}, "högst 300 tecken", "policy-owner"),
        ("words", {"words.sv.plural": ""}, "Skriv ordet", "words-sv-plural"),
        ("words", {"words.en.definite": ""}, "Skriv ordet", "words-en-definite"),
        ("words", {"words.sv.singular": "y" * 61}, "högst 60 tecken", "words-sv-singular"),
        ("texts", {"weighing.sv": " "}, "Skriv texten", "weighing-sv"),
        ("texts", {"introduction.en": "z" * 2001}, "tecken", "introduction-en"),
        ("steps", {f"steps.{step.name}": None for step in LadderStep}, "Välj minst ett steg", "steps"),
        ("steps", {"step_names.DIALOGUE.ar": "x" * 61}, "högst 60 tecken", "step_names-DIALOGUE-ar"),
        ("planning", {"planning.margin_weeks": "0"}, "heltal från 1", "planning-margin_weeks"),
        ("planning", {"planning.consultation_days": "tre"}, "heltal från 1", "planning-consultation_days"),
        ("planning", {"planning.consultation_days": ""}, "Skriv ett antal", "planning-consultation_days"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_lost(
    lite_client, lite_session, area, changes, sentence, field
):
    town = make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    refused = press(lite_client, lite_client.get(at(area)), "Spara", changes)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert f'href="#{field}"' in refused.text
    assert f'id="{field}"' in refused.text
    typed = next(form for form in forms(refused) if at(area) in form.action).fields
    for name, value in changes.items():
        assert typed.get(name, [None])[0] in {value, (value or "").strip() or value}, "what was typed stays"
    assert changes_of(lite_session, town) == {}


def test_a_step_that_a_gate_needs_cannot_be_taken_away_before_the_gate(client, session, town, save):
    only_information = {f"steps.{step.name}": None for step in LadderStep} | {"steps.INFORMATION": "1"}
    refused = save("steps", only_information)
    assert refused.status_code == 422
    assert "”Något går att påverka” aldrig uppfyllas" in refused.text
    assert changes_of(session, town) == {}
    assert save("gates", {"gates.open-to-influence": None}).status_code == 303
    assert save("steps", only_information).status_code == 303
    again = save("gates", {"gates.open-to-influence": "1"})
    assert again.status_code == 422
    assert 'href="#gates-open-to-influence"' in again.text
    back = press(client, client.get(DIFFERENCES), "key:gates.open-to-influence")
    assert back.status_code == 422
    assert "aldrig uppfyllas" in back.text


def planned(session, **changes):
    found = make_dialogue(
        session, "planned", published_on=None, opens_on=days(5), title=in_all("Simhallen"), **changes
    )
    found.published_on = days(-1)
    session.commit()
    return found


def test_a_change_that_leaves_a_dialogue_lacking_something_is_asked_about_first(client, session, town, save):
    dialogue = planned(session, step=LadderStep.CONSULTATION)
    asked = save("steps", {"steps.CONSULTATION": None})
    assert asked.status_code == 409
    assert "Ändringen gör att något saknas i dialoger" in asked.text
    assert "Simhallen" in asked.text
    assert "Tas tillbaka till planeringen" in asked.text
    assert changes_of(session, town) == {}
    assert press(client, asked, "Spara").status_code == 409, "saving again is not agreeing"
    assert press(client, asked, "do:agree").status_code == 303
    assert changes_of(session, town)["steps"] == ["DIALOGUE", "INFLUENCE", "CO_DECISION"]
    assert dialogue.stage(days(0)) is Stage.AGREED
    assert client.get("/sv/dialogues/planned").status_code == 404
    taken = session.scalars(select(TraceEntry).where(TraceEntry.act == "take_back")).one()
    assert taken.details == {"gates": ["degree-in-decision"]}


def test_who_agrees_to_something_else_than_what_happens_is_asked_again(client, session, town, save):
    planned(session, step=LadderStep.CONSULTATION)
    asked = save("steps", {"steps.CONSULTATION": None})
    make_dialogue(session, "another", published_on=None, step=LadderStep.CONSULTATION)
    again = press(client, asked, "do:agree")
    assert again.status_code == 409
    assert changes_of(session, town) == {}
    assert press(client, again, "do:agree").status_code == 303


def test_a_gate_that_is_switched_off_is_asked_of_no_dialogue(client, session, town, save):
    make_dialogue(session, "draft", published_on=None)
    assert save("gates", {"gates.purpose-and-goal": None}).status_code == 303
    assert changes_of(session, town) == {"gates_off": ["purpose-and-goal"]}
    assert "Gäller inte" in client.get(DIFFERENCES).text


def test_every_difference_is_told_in_words_and_can_be_put_back(client, session, town, save):
    save("document", {"policy.name": "Vår policy", "policy.adopted": "2024-05-06"})
    save("words", {"words.sv.singular": "samtal"})
    save("steps", {"steps.INFORMATION": "1"})
    save("gates", {"gates.target-group": None})
    save("planning", {"planning.margin_weeks": "8"})
    index = client.get(INDEX).text
    assert "6 saker skiljer sig" in index
    page = client.get(DIFFERENCES)
    for words in (
        *("Policyns namn", "Vår policy", "6 maj 2024", "Ordet på svenska", "invånardialog", "samtal"),
        *("Steget Information", "Kravet ”Målgruppen”", "Veckor mellan stängning och beslut"),
    ):
        assert words in page.text
    keys = [button[2] for form in forms(page) for button in form.buttons if button[1] == "key"]
    for number, key in enumerate(keys):
        assert len(keys) == 6
        page = follow(client, press(client, client.get(DIFFERENCES), f"key:{key}"))
        assert page.text.count('name="key"') == len(keys) - number - 1
    assert changes_of(session, town) == {}
    traced = session.scalars(select(TraceEntry).where(TraceEntry.act == "adjust-profile")).all()
    assert traced[-1].details["keys"] == [keys[-1]]


def test_putting_back_a_gate_that_a_dialogue_does_not_meet_is_asked_about_first(client, session, town, save):
    assert save("gates", {"gates.target-group": None}).status_code == 303
    planned(session, target_group={})
    asked = press(client, client.get(DIFFERENCES), "key:gates.target-group")
    assert asked.status_code == 409
    assert "Simhallen" in asked.text
    assert changes_of(session, town) != {}
    assert press(client, asked, "do:agree").status_code == 303
    assert changes_of(session, town) == {}


def test_what_does_not_differ_cannot_be_put_back(client, session, town, administrator):
    town.profile_changes = {"policy": {"name": "Vår policy"}}
    session.commit()
    for key in ("policy.owner", "gates.ingen", "", "policy"):
        sent = post_form(client, DIFFERENCES, key=key)
        assert sent.status_code == 303
    assert changes_of(session, town) == {"policy": {"name": "Vår policy"}}


def test_of_two_administrators_the_second_sees_both_versions_and_loses_nothing(
    client, session, town, administrator
):
    mine = client.get(at("document"))
    press(client, client.get(at("document")), "Spara", {"policy.name": "Deras", "policy.owner": "Kansliet"})
    second = press(client, mine, "Spara", {"policy.name": "Min", "policy.valid": "2031"})
    assert second.status_code == 409
    assert "Någon annan har sparat under tiden" in second.text
    assert "Deras" in second.text
    assert 'value="Min"' in second.text
    assert 'value="Kansliet"' in second.text
    assert press(client, second, "Spara").status_code == 303
    assert changes_of(session, town)["policy"] == {"name": "Min", "owner": "Kansliet", "valid": "2031"}


def test_two_who_switch_gates_at_once_each_keep_their_own(client, session, town, administrator):
    mine = client.get(at("gates"))
    press(client, client.get(at("gates")), "Spara", {"gates.target-group": None})
    second = press(client, mine, "Spara", {"gates.use-of-result": None})
    assert second.status_code == 409, "read it through"
    assert press(client, second, "Spara").status_code == 303
    assert sorted(changes_of(session, town)["gates_off"]) == ["target-group", "use-of-result"]


def test_a_form_of_the_former_policy_does_not_write_its_texts_over_the_new(
    client, session, town, administrator
):
    mine = client.get(at("texts"))
    town.profile_id = "forshaga"
    session.commit()
    second = press(client, mine, "Spara", {"audience.sv": "Alla i Lindmo."})
    assert second.status_code == 409
    assert press(client, second, "Spara").status_code == 303
    assert changes_of(session, town) == {"audience": {"sv": "Alla i Lindmo."}}


def test_only_what_the_form_has_is_changed(client, session, town, administrator):
    extra = {"policy.municipality": "Annan", "gates.goal": "1", "profile_id": "tjorn", "id": "9"}
    page = client.get(at("document"))
    press(client, page, "Spara", {"policy.name": "Vår policy", **extra})
    assert changes_of(session, town) == {"policy": {"name": "Vår policy"}}
    assert town.profile_id == STANDARD


def test_an_area_that_is_not_there_is_a_missing_page(client, administrator):
    assert client.get(at("nothing")).status_code == 404


def test_a_day_is_kept_as_a_day(client, session, town, save):
    save("document", {"policy.adopted": "2024-5-6"})
    assert changes_of(session, town)["policy"]["adopted"] == date(2024, 5, 6).isoformat()
