"""Officials compose, close and correct: every route stands in one of these modules."""

from webapp.editing import (
    comments,
    composing,
    corrections,
    facts,
    idea_outcomes,
    life,
    machine_drafts,
    measuring,
    moderation,
    preview,
    question_pages,
    said_translations,
    sections,
    translating,
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
    "machine_drafts",
    "measuring",
    "moderation",
    "preview",
    "question_pages",
    "said_translations",
    "sections",
    "translating",
]
