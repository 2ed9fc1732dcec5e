"""From a new matter to a published dialogue: every route stands in one of these modules."""

from webapp.planning import (
    creating,
    dashboard,
    declining,
    gate_answers,
    handing_over,
    languages,
    moves,
    overview,
    plan,
    proposals,
    resolving,
)
from webapp.planning.blueprint import bp

__all__ = [
    "bp",
    "creating",
    "dashboard",
    "declining",
    "gate_answers",
    "handing_over",
    "languages",
    "moves",
    "overview",
    "plan",
    "proposals",
    "resolving",
]
