"""A choice of one among pictures, each with a text that names it."""

from webapp.domain.kinds.choice import Single


class PictureChoice(Single):
    """One picture. Value: its option's id; answered and counted as a single choice."""
