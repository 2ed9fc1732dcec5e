"""A scale with a word on every step. Its options are the steps, lowest first."""

from webapp.domain.kinds.choice import Single


class Scale(Single):
    """One step of the scale. Value: its option id; answered and counted as a single choice."""
