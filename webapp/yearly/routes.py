"""Every route of the package stands in one of these modules."""

from webapp.yearly import board_room, plan, report
from webapp.yearly.blueprint import bp

__all__ = ["board_room", "bp", "plan", "report"]
