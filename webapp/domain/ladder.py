"""The ladder of participation: five steps, what each promises and obliges.

Source: the five steps in use among Swedish municipalities (information, konsultation, dialog, inflytande,
medbeslutande), set beside IAP2's spectrum.
"""

from enum import IntEnum


class LadderStep(IntEnum):
    """How much those who take part can influence. Higher is more influence, not a better dialogue."""

    INFORMATION = 1
    CONSULTATION = 2
    DIALOGUE = 3
    INFLUENCE = 4
    CO_DECISION = 5

    @property
    def open_to_influence(self) -> bool:
        """Whether something is left to influence: from consultation on, it must be said what."""
        return self >= LadderStep.CONSULTATION

    @property
    def needs_decision_to_follow(self) -> bool:
        """Whether a body must have decided beforehand to follow the result."""
        return self is LadderStep.CO_DECISION
