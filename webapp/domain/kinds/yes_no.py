"""Yes or no, in words that stand ready in every language."""

from webapp.domain.kinds.choice import Single


class YesNo(Single):
    """``yes`` or ``no``; answered and counted as a single choice of the two."""
