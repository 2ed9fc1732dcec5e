"""Officials plan, compose, open, close and publish: every route stands in one of these modules."""

from webapp.editing import (
    composing,
    dialogues,
    facts,
    life,
    moderation,
    preview,
    publishing,
    question_pages,
    sections,
)
from webapp.editing.blueprint import bp

__all__ = [
    "bp",
    "composing",
    "dialogues",
    "facts",
    "life",
    "moderation",
    "preview",
    "publishing",
    "question_pages",
    "sections",
]
