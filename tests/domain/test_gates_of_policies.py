"""Which gates stand before which stage in each policy: these, and no others."""

import pytest

from webapp.domain.policy import Moment
from webapp.domain.record import DialogueType
from webapp.profiles import profiles

RESIDENT = {
    "vanersborg": {
        Moment.CONSIDER: "initiator",
        Moment.HOLD: "scope question-open politicians-open council-decides executive-decides board-decides "
        "statutory-board-decides statutory-law",
        Moment.PUBLISH: "steering-goal boards-consulted purpose-and-goal target-group degree-in-decision "
        "degree-in-process degrees-resolved open-to-influence equal-languages equal-easy-reading equal-paper "
        "equal-access",
        Moment.FEED_BACK: "handled-politically feedback-texts",
        Moment.EVALUATE: "feedback-told",
        Moment.ARCHIVE: "evaluation",
    },
    "tjorn": {
        Moment.CONSIDER: "need important long-term",
        Moment.HOLD: "political-matter boards-concerned board-decides council-decides",
        Moment.PUBLISH: "politicians decision-to-come purpose open-to-influence not-information advisory "
        "degree-in-decision use-of-result methods good-conditions age language disability outreach neutral",
        Moment.DECIDE: "decision-basis",
        Moment.FEED_BACK: "decision measures feedback-texts",
        Moment.ARCHIVE: "evaluation",
    },
    "kungsbacka": {
        Moment.CONSIDER: "initiator wish-to-engage public-environment",
        Moment.HOLD: "political-known board-decides",
        Moment.PUBLISH: "board-takes-part responsible open-to-influence degree-in-decision phase "
        "purpose-and-goal resources particular-groups",
        Moment.FEED_BACK: "feedback-texts",
        Moment.ARCHIVE: "self-check evaluation",
    },
    "forshaga": {
        Moment.CONSIDER: "concerns-residents",
        Moment.HOLD: "can-we-be-influenced do-residents-care more-knowledge residents-learn "
        "elected-decide-to-hold",
        Moment.PUBLISH: "systematic urgent part-of-decision responsible-official degree-in-decision "
        "elected-always-decide",
        Moment.FEED_BACK: "decision measures feedback-texts",
        Moment.ARCHIVE: "evaluation",
    },
    "standard": {
        Moment.HOLD: "decision-to-hold",
        Moment.PUBLISH: "open-to-influence purpose-and-goal target-group degree-in-decision "
        "degree-in-process degrees-resolved responsible decision-to-come use-of-result",
        Moment.FEED_BACK: "decision feedback-texts",
        Moment.EVALUATE: "feedback-told",
        Moment.ARCHIVE: "evaluation",
    },
}
USER = {
    Moment.PUBLISH: "user-responsible user-purpose user-target-group user-use-of-result",
    Moment.FEED_BACK: "user-feedback-texts",
    Moment.ARCHIVE: "user-evaluation",
}
CONSULTATION = {
    Moment.HOLD: "consultation-law",
    Moment.PUBLISH: "consultation-responsible consultation-time consultation-use-of-result",
    Moment.DECIDE: "consultation-report",
    Moment.FEED_BACK: "consultation-feedback-texts",
    Moment.ARCHIVE: "consultation-evaluation",
}
ONLY_HERE = {
    ("vanersborg", "consultation", Moment.PUBLISH): {"consultation-board"},
    ("tjorn", "user", Moment.CONSIDER): {"user-services"},
    ("forshaga", "user", Moment.CONSIDER): {"user-satisfaction"},
}


@pytest.mark.parametrize("id_", profiles())
@pytest.mark.parametrize("type_", DialogueType)
def test_each_policy_has_its_own_gates_and_no_others(id_, type_):
    shared = {DialogueType.RESIDENT: RESIDENT[id_], DialogueType.USER: USER}
    expected = shared.get(type_, CONSULTATION)
    for moment in Moment:
        found = {g.id for g in profiles()[id_].gates if g.before is moment and type_ in g.types}
        wanted = set(expected.get(moment, "").split()) | ONLY_HERE.get((id_, type_, moment), set())
        assert found == wanted
