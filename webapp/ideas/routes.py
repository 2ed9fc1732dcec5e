"""Every route about ideas for residents stands in one of these modules."""

from webapp.ideas import (
    comment_receipts,
    commenting,
    picture_form,
    reading,
    rules,
    submitting,
    support_receipts,
    supporting,
)
from webapp.ideas.blueprint import bp

__all__ = [
    "bp",
    "comment_receipts",
    "commenting",
    "picture_form",
    "reading",
    "rules",
    "submitting",
    "support_receipts",
    "supporting",
]
