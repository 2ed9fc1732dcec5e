"""A municipality's own changes to its profile: made, told apart from what was shipped, and taken back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.adjusting import adjusted, changes_to, differences, flat, put_back
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import (
    DecidingRule,
    Gate,
    Moment,
    Planning,
    PolicyDocument,
    PolicyProfile,
    Said,
    StepOfProfile,
    When,
    Word,
)
from webapp.domain.record import BodyKind

WORD = Word("invånardialog", "invånardialogen", "invånardialoger", "invånardialogerna")
OTHER = Word("medborgardialog", "medborgardialogen", "medborgardialoger", "medborgardialogerna")
PROFILE = PolicyProfile(
    id="lindmo",
    policy=PolicyDocument("Policy", "Lindmo", "fullmäktige", date(2020, 5, 4), "tills vidare", "KS 1"),
    words={"sv": WORD},
    audience={"sv": "Alla.", "en": "Everybody."},
    introduction={"sv": "Vi frågar."},
    weighing={"sv": "Svaren är råd."},
    weighing_said=Said(),
    steps=(
        StepOfProfile(LadderStep.CONSULTATION, {"sv": "Samråd"}),
        StepOfProfile(LadderStep.DIALOGUE),
    ),
    deciding=(DecidingRule(When.ALWAYS, (BodyKind.BOARD,), Said("w", "p")),),
    gates=(
        Gate("goal", Moment.PUBLISH, Said("Målet är klart.", "s. 3"), "goal"),
        Gate("reason", Moment.CONSIDER, Said("Frågan är viktig.", "s. 4"), "reason"),
    ),
    evaluation=(),
    planning=Planning(),
)
CHANGES = {
    "policy": {"name": "Vår policy", "adopted": "2024-02-01", "registration_number": ""},
    "words": {
        "sv": ["medborgardialog", "medborgardialogen", "medborgardialoger", "medborgardialogerna"],
        "fi": ["a", "b", "c", "d"],
    },
    "audience": {"en": "All."},
    "steps": ["INFORMATION", "DIALOGUE"],
    "step_names": {"DIALOGUE": {"sv": "Samtal"}},
    "gates_off": ["goal"],
    "planning": {"margin_weeks": 6},
}
texts = st.text("abc å", max_size=4)
some_changes = st.fixed_dictionaries(
    {},
    optional={
        "policy": st.dictionaries(st.sampled_from(["name", "owner", "handbook_address"]), texts),
        "words": st.dictionaries(st.sampled_from(["sv", "en"]), st.lists(texts, min_size=4, max_size=4)),
        "audience": st.dictionaries(st.sampled_from(["sv", "en", "ar"]), texts),
        "steps": st.lists(st.sampled_from([step.name for step in LadderStep]), min_size=1, unique=True),
        "step_names": st.dictionaries(
            st.sampled_from([step.name for step in LadderStep]),
            st.dictionaries(st.sampled_from(["sv", "en"]), texts),
        ),
        "gates_off": st.lists(st.sampled_from(["goal", "reason", "gone in a new version"])),
        "planning": st.dictionaries(st.sampled_from(["margin_weeks"]), st.integers(1, 999)),
    },
)


def test_every_kind_of_change_is_applied_and_told():
    own = adjusted(PROFILE, CHANGES)
    assert own.policy.name == "Vår policy"
    assert (own.policy.adopted, own.policy.registration_number) == (date(2024, 2, 1), "")
    assert own.words["sv"] == OTHER
    assert own.audience == {"sv": "Alla.", "en": "All."}
    assert own.allowed_steps == {LadderStep.INFORMATION, LadderStep.DIALOGUE}
    assert [gate.id for gate in own.gates] == ["reason"]
    found = {each.key: (each.shipped, each.own) for each in differences(PROFILE, CHANGES)}
    assert found["policy.name"] == ("Policy", "Vår policy")
    assert found["policy.registration_number"] == ("KS 1", "")
    assert found["words.sv.singular"] == ("invånardialog", "medborgardialog")
    assert found["steps.CONSULTATION"] == ("allowed", "")
    assert found["steps.INFORMATION"] == ("", "allowed")
    assert found["gates.goal"] == ("Målet är klart.", "")
    assert found["planning.margin_weeks"] == ("4", "6")
    assert "step_names.CONSULTATION.sv" not in found, "the step's own row says it already"


def test_a_day_of_adoption_can_be_taken_away():
    assert adjusted(PROFILE, {"policy": {"adopted": ""}}).policy.adopted is None


def test_nothing_changed_differs_in_nothing():
    assert adjusted(PROFILE, {}) is PROFILE
    assert changes_to(PROFILE, flat(PROFILE)) == {}
    assert differences(PROFILE, {}) == []


@pytest.mark.parametrize("key", [each.key for each in differences(PROFILE, CHANGES)])
def test_one_change_is_put_back_and_the_others_stay(key):
    left = put_back(PROFILE, CHANGES, key)
    before = {each.key for each in differences(PROFILE, CHANGES)}
    after = {each.key for each in differences(PROFILE, left)}
    gone = {name for name in before if name.startswith("words.fi.")} if "words.fi" in key else {key}
    assert after == before - gone


def test_a_step_that_is_put_back_has_its_name_again():
    left = put_back(PROFILE, CHANGES, "steps.CONSULTATION")
    assert adjusted(PROFILE, left).step_name(LadderStep.CONSULTATION) == {"sv": "Samråd"}


def test_what_a_new_version_corrects_reaches_who_has_changed_something_else():
    corrected = replace(PROFILE, weighing={"sv": "Svaren är råd, inget annat."})
    assert adjusted(corrected, CHANGES).weighing == {"sv": "Svaren är råd, inget annat."}


@given(some_changes)
def test_changes_are_the_same_after_a_round_through_a_form(changes):
    own = adjusted(PROFILE, changes)
    again = adjusted(PROFILE, changes_to(PROFILE, flat(own)))
    assert written(again) == written(own)


def written(profile):
    """What stands in a profile; an empty text is as none."""
    return {key: text for key, text in flat(profile).items() if text}


@given(some_changes)
def test_putting_back_every_difference_leads_to_the_shipped_profile(changes):
    for difference in differences(PROFILE, changes):
        changes = put_back(PROFILE, changes, difference.key)
    assert differences(PROFILE, changes) == []
