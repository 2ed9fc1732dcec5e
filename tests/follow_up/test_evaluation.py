"""The evaluation, in the items of each municipality's own policy, and the archive that waits for it."""

import pytest

from tests.factories import days
from tests.follow_up.ended import (
    DECIDED,
    EVALUATED,
    FED_BACK,
    HERE,
    fresh,
    official,
    over,
    publish,
    settled,
    stored,
    town_with,
)
from tests.forms import press
from webapp.domain.lifecycle import Stage
from webapp.domain.policy import EvaluationItem
from webapp.models import Dialogue, TraceEntry
from webapp.profiles import profiles


def items(profile: str, dialogue: Dialogue) -> tuple[EvaluationItem, ...]:
    return profiles()[profile].items_for(dialogue.type)


def ready(client, session, profile: str = "standard", **changes) -> Dialogue:
    """A dialogue that has been fed back under `profile`, and an official who is signed in."""
    town_with(session, profile)
    official(client, session)
    dialogue = over(session, **(FED_BACK | changes))
    settled(session, dialogue)
    return dialogue


def grades(profile: str, dialogue: Dialogue, grade: str = "4") -> dict[str, str]:
    return {f"grade.{item.id}": grade for item in items(profile, dialogue)}


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param("standard"),
        pytest.param("vanersborg", marks=pytest.mark.requirement("R115")),
        pytest.param("tjorn", marks=pytest.mark.requirement("R108", "R116")),
        pytest.param("forshaga", marks=pytest.mark.requirement("R109", "R117")),
        pytest.param("kungsbacka", marks=pytest.mark.requirement("R103", "R118")),
    ],
)
def test_each_item_of_the_policy_is_asked_with_the_policys_words(lite_client, lite_session, profile):
    dialogue = ready(lite_client, lite_session, profile)
    page = lite_client.get(f"{HERE}/evaluation").text
    asked = items(profile, dialogue)
    assert asked
    for item in asked:
        assert item.item["sv"] in page
        assert f"”{item.said.words}”" in page
    publish(lite_client, "evaluation", "Utvärderingen är klar", **grades(profile, dialogue))
    kept = stored(lite_session)
    assert kept.evaluated_on == days(0)
    assert kept.evaluation == {item.id: {"grade": 4, "words": ""} for item in asked}


@pytest.mark.requirement("R116")
def test_each_of_the_effects_that_tjorn_hopes_for_is_judged():
    effects = [item for item in profiles()["tjorn"].evaluation if item.part == "effect"]
    assert len(effects) == 13


@pytest.mark.requirement("R109", "R108")
def test_process_method_and_result_are_all_judged_before_a_dialogue_is_archived(client, session):
    dialogue = ready(client, session, "forshaga")
    assert {"process", "method", "result"} <= {item.part for item in items("forshaga", dialogue)}
    first, *rest = items("forshaga", dialogue)
    page = client.get(f"{HERE}/evaluation")
    lacking = press(
        client, page, "Utvärderingen är klar", {f"grade.{first.id}": "2", f"words.{first.id}": "Bra!"}
    )
    assert lacking.status_code == 422
    for item in rest:
        assert f'<a href="#grade-{item.id}">' in lacking.text
    assert "Bra!</textarea>" in lacking.text
    assert stored(session).evaluated_on is None
    archive = client.get(f"{HERE}/archive")
    assert "Dialogen kan arkiveras när den är utvärderad." in archive.text
    token = archive.text.split('csrf_token" value="')[1].split('"')[0]
    assert client.post(f"{HERE}/archive", data={"csrf_token": token, "reference": "KS 1"}).status_code == 409

    publish(client, "evaluation", "Utvärderingen är klar", **grades("forshaga", dialogue))
    assert stored(session).stage(days(0)) is Stage.EVALUATED
    publish(client, "archive", "Arkivera dialogen", reference="KS 2026/31, § 12")
    kept = stored(session)
    assert (kept.archive_reference, kept.archived_on) == ("KS 2026/31, § 12", days(0))
    acts = [entry.act for entry in session.query(TraceEntry).order_by(TraceEntry.id)]
    assert acts == ["evaluate", "archive"]


def test_an_evaluation_can_be_saved_and_gone_on_with_later(lite_client, lite_session):
    dialogue = ready(lite_client, lite_session)
    first, *_rest = items("standard", dialogue)
    answers = {f"grade.{first.id}": "unknown", f"words.{first.id}": "Vi vet inte än."}
    page = publish(lite_client, "evaluation", "Spara och fortsätt senare", **answers)
    assert "Svaren är sparade." in page.text
    assert "Vi vet inte än.</textarea>" in page.text
    kept = stored(lite_session)
    assert kept.evaluation == {first.id: {"grade": None, "words": "Vi vet inte än."}}
    assert kept.evaluated_on is None
    assert kept.stage(days(0)) is Stage.FED_BACK


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [
        ({"grade.{}": "6"}, "grade-{}"),
        ({"words.{}": "Bara ord."}, "grade-{}"),
        ({"grade.{}": "3", "words.{}": "x" * 3001}, "words-{}"),
    ],
)
def test_wrong_answers_are_refused_and_kept(lite_client, lite_session, fields, anchor):
    dialogue = ready(lite_client, lite_session)
    id_ = items("standard", dialogue)[0].id
    page = lite_client.get(f"{HERE}/evaluation")
    typed = {name.format(id_): value for name, value in fields.items()}
    refused = press(lite_client, page, "Spara och fortsätt senare", typed)
    assert refused.status_code == 422
    assert f'<a href="#{anchor.format(id_)}">' in refused.text
    assert f'id="{anchor.format(id_)}"' in refused.text
    assert stored(lite_session).evaluation == {}


def test_answers_to_another_policys_items_are_kept(lite_client, lite_session):
    dialogue = ready(lite_client, lite_session, evaluation={"formerly": {"grade": 5, "words": ""}})
    publish(lite_client, "evaluation", "Utvärderingen är klar", **grades("standard", dialogue))
    assert stored(lite_session).evaluation["formerly"] == {"grade": 5, "words": ""}


def test_an_evaluation_is_mended_until_the_archive(lite_client, lite_session):
    dialogue = ready(lite_client, lite_session, **EVALUATED)
    dialogue.evaluation = {item.id: {"grade": 4, "words": ""} for item in items("standard", dialogue)}
    lite_session.commit()
    publish(lite_client, "evaluation", "Spara ändringen", **grades("standard", dialogue, "1"))
    kept = stored(lite_session)
    assert {each["grade"] for each in kept.evaluation.values()} == {1}
    assert kept.evaluated_on == days(-3)
    kept.archived_on = days(0)
    lite_session.commit()
    assert lite_client.get(f"{HERE}/evaluation").status_code == 409


def test_nothing_is_evaluated_before_both_have_been_told(lite_client, lite_session):
    town_with(lite_session)
    official(lite_client, lite_session)
    over(lite_session, **DECIDED)
    assert lite_client.get(f"{HERE}/evaluation").status_code == 409


def test_a_new_policy_with_more_items_keeps_the_archive_shut(lite_client, lite_session):
    dialogue = ready(lite_client, lite_session, "tjorn", **EVALUATED)
    dialogue.evaluation = {"process": {"grade": 4, "words": ""}}
    lite_session.commit()
    page = lite_client.get(f"{HERE}/archive")
    refused = press(lite_client, page, "Arkivera dialogen", reference="KS 1")
    assert refused.status_code == 422
    assert f'href="{HERE}/evaluation"' in refused.text
    assert "Dialogprocessen ska utvärderas och utvecklas löpande." in refused.text
    assert stored(lite_session).archived_on is None
    fresh(lite_session)
