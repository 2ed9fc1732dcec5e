"""Ways to hold a dialogue: which step of the ladder each suits, and which questions suit a purpose.

Source of the methods' steps: IAP2's spectrum and Boverket's examples, set beside the five steps by ourselves.
"""

from collections.abc import Collection
from enum import StrEnum

from webapp.domain.ladder import LadderStep

METHODS: dict[str, LadderStep] = {
    "page": LadderStep.INFORMATION,
    "information-meeting": LadderStep.INFORMATION,
    "survey": LadderStep.CONSULTATION,
    "ideas": LadderStep.CONSULTATION,
    "open-house": LadderStep.CONSULTATION,
    "interviews": LadderStep.CONSULTATION,
    "focus-group": LadderStep.CONSULTATION,
    "walk": LadderStep.DIALOGUE,
    "cafe": LadderStep.DIALOGUE,
    "workshop": LadderStep.DIALOGUE,
    "panel": LadderStep.INFLUENCE,
    "advisory-group": LadderStep.INFLUENCE,
    "citizens-assembly": LadderStep.INFLUENCE,
    "participatory-budget": LadderStep.CO_DECISION,
    "vote": LadderStep.CO_DECISION,
    "self-management": LadderStep.CO_DECISION,
}
"""Method -> the step whose promise it suits best."""
CHANNELS = ("web", "place", "paper", "meeting", "phone")
"""Ways to answer."""


def best_for(step: LadderStep) -> list[str]:
    """The methods that suit the promise of `step`."""
    return [method for method, own in METHODS.items() if own is step]


def also_for(step: LadderStep) -> list[str]:
    """Methods of lower steps: they can go along with those that suit `step`."""
    return [method for method, own in METHODS.items() if own < step]


def promising_too_much(methods: Collection[str], step: LadderStep) -> list[str]:
    """Those of `methods` that let people expect more influence than `step` gives."""
    return [method for method, own in METHODS.items() if method in methods and own > step]


class Use(StrEnum):
    """What answers can be used for (Kungsbacka 2014: needs, options, solutions, ideas)."""

    NEEDS = "needs"
    OPTIONS = "options"
    SOLUTIONS = "solutions"
    IDEAS = "ideas"


KINDS_FOR: dict[Use, tuple[str, ...]] = {
    Use.NEEDS: ("scale", "multiple", "long_text"),
    Use.OPTIONS: ("single", "ranking", "points"),
    Use.SOLUTIONS: ("points", "long_text"),
    Use.IDEAS: ("short_text", "long_text"),
}
"""Use -> the kinds of question that bring it out best."""


def suggested_kinds(uses: Collection[str]) -> frozenset[str]:
    """The kinds of question to suggest to a dialogue with these `uses`."""
    return frozenset(kind for use, kinds in KINDS_FOR.items() if use in uses for kind in kinds)
