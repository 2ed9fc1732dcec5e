"""Officials compose, close and correct: every route stands in one of these modules."""

from webapp.editing import (
    comments,
    composing,
    corrections,
    facts,
    idea_outcomes,
    life,
    moderation,
    preview,
    question_pages,
    sections,
)
from webapp.editing.blueprint import bp

__all__ = [
    "bp",
    "comments",
    "composing",
    "corrections",
    "facts",
    "idea_outcomes",
    "life",
    "moderation",
    "preview",
    "question_pages",
    "sections",
]
