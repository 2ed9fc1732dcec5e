"""Methods by the step of the ladder that they suit, and questions by what answers are for."""

import pytest

from webapp.domain.kinds import KINDS
from webapp.domain.ladder import LadderStep
from webapp.domain.methods import (
    KINDS_FOR,
    METHODS,
    Use,
    also_for,
    best_for,
    promising_too_much,
    suggested_kinds,
)


@pytest.mark.parametrize("step", list(LadderStep))
def test_every_method_suits_supports_or_promises_more_than_a_step(step):
    best, also, beyond = best_for(step), also_for(step), promising_too_much(METHODS, step)
    assert sorted([*best, *also, *beyond]) == sorted(METHODS)
    assert best


def test_only_what_is_chosen_promises_too_much():
    assert promising_too_much(["survey", "vote"], LadderStep.CONSULTATION) == ["vote"]
    assert promising_too_much(["survey", "vote"], LadderStep.CO_DECISION) == []


def test_every_use_suggests_kinds_of_question_that_there_are():
    assert set(KINDS_FOR) == set(Use)
    assert suggested_kinds(list(Use)) <= set(KINDS)
    assert suggested_kinds(["ideas"]) == {"short_text", "long_text"}
    assert suggested_kinds([]) == suggested_kinds(["unknown"]) == frozenset()
