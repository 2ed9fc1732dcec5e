"""Officials plan, compose, open, close and publish: every route of this part stands in one of these modules."""

from webapp.editing import (
    composing,
    dialogues,
    facts,
    life,
    moderation,
    preview,
    publishing,
    question_pages,
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
]
