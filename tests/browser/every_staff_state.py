"""The whole table of staff's pages in their states: importing it enters every part."""

from tests.browser import exchange_states, moderation_states, planning_states
from tests.browser.staff_states import STATES

__all__ = ["PARTS", "STATES"]
PARTS = (exchange_states, moderation_states, planning_states)
