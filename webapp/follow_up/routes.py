"""From closing to the archive: every route stands in one of these modules."""

from webapp.follow_up import archive, basis, decision, evaluation, feedback, findings, quotes, report
from webapp.follow_up.blueprint import bp

__all__ = [
    "archive",
    "basis",
    "bp",
    "decision",
    "evaluation",
    "feedback",
    "findings",
    "quotes",
    "report",
]
