"""Every route about ideas for residents stands in one of these modules."""

from webapp.ideas import reading, rules, submitting, supporting
from webapp.ideas.blueprint import bp

__all__ = ["bp", "reading", "rules", "submitting", "supporting"]
