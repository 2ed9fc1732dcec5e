"""What is stored. Importing this package registers every table."""

from webapp.models.accessibility import FaultReport
from webapp.models.base import Base
from webapp.models.dialogue import Board, Dialogue, Municipality
from webapp.models.experience import Experience, ExperienceGiven
from webapp.models.ideas import Comment, CommentState, Idea, IdeaState, ModerationAct, Support
from webapp.models.outreach import Place
from webapp.models.people import Membership, StaffMember
from webapp.models.pictures import StoredLogo, StoredPicture
from webapp.models.policy import BoardPart, Correction, Finding, StoredAnswer, StoredResolution
from webapp.models.proposals import Proposal, Subscription
from webapp.models.recordings import Recording, RecordingPiece
from webapp.models.responses import Answer, Response, Tally
from webapp.models.said import SaidTranslation
from webapp.models.taking_part import CodeBatch, OneTimeCode, Participation
from webapp.models.touching import touch
from webapp.models.trace import TraceEntry
from webapp.models.translations import ContentTranslation

__all__ = [
    "Answer",
    "Base",
    "Board",
    "BoardPart",
    "CodeBatch",
    "Comment",
    "CommentState",
    "ContentTranslation",
    "Correction",
    "Dialogue",
    "Experience",
    "ExperienceGiven",
    "FaultReport",
    "Finding",
    "Idea",
    "IdeaState",
    "Membership",
    "ModerationAct",
    "Municipality",
    "OneTimeCode",
    "Participation",
    "Place",
    "Proposal",
    "Recording",
    "RecordingPiece",
    "Response",
    "SaidTranslation",
    "StaffMember",
    "StoredAnswer",
    "StoredLogo",
    "StoredPicture",
    "StoredResolution",
    "Subscription",
    "Support",
    "Tally",
    "TraceEntry",
    "touch",
]
