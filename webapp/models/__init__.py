"""What is stored. Importing this package registers every table."""

from webapp.models.base import Base
from webapp.models.dialogue import Board, Dialogue, Municipality
from webapp.models.ideas import Idea, IdeaState, Support
from webapp.models.outreach import Place
from webapp.models.people import StaffMember
from webapp.models.responses import Answer, Response, Tally
from webapp.models.trace import TraceEntry

__all__ = [
    "Answer",
    "Base",
    "Board",
    "Dialogue",
    "Idea",
    "IdeaState",
    "Municipality",
    "Place",
    "Response",
    "StaffMember",
    "Support",
    "Tally",
    "TraceEntry",
]
