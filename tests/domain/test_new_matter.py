"""What a new matter is best handled as."""

from itertools import product

import pytest

from webapp.domain.new_matter import Advice, Matter, advise, advised_type, gate_that_says
from webapp.domain.record import DialogueType
from webapp.profiles import profiles


@pytest.mark.parametrize(("single", "by_law", "open_", "political"), list(product([True, False], repeat=4)))
def test_the_first_thing_that_settles_a_matter_decides(single, by_law, open_, political):
    found = advise(Matter(single, by_law, open_, political))
    if single:
        assert found is Advice.COMPLAINT
    elif by_law:
        assert found is Advice.CONSULTATION
    elif not open_:
        assert found is Advice.INFORMATION
    else:
        assert found is (Advice.RESIDENT if political else Advice.USER)


@pytest.mark.parametrize("profile", list(profiles().values()), ids=lambda profile: profile.id)
def test_informing_is_a_dialogue_only_where_the_policy_has_the_step(profile):
    informs = profile.id == "forshaga"
    assert advised_type(Advice.INFORMATION, profile) is (DialogueType.RESIDENT if informs else None)
    assert advised_type(Advice.COMPLAINT, profile) is None
    assert advised_type(Advice.USER, profile) is DialogueType.USER
    said = gate_that_says(Advice.RESIDENT, profile)
    assert said is not None
    assert said.said.words
    assert gate_that_says(Advice.COMPLAINT, profile) is None
