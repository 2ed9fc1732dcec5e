"""The whole table of residents' pages in their states: importing it enters every part."""

from tests.browser import idea_states, receipt_states, result_states
from tests.browser.pages import ERRORS, STATES, endpoint_of

__all__ = ["ERRORS", "PARTS", "STATES", "endpoint_of"]
PARTS = (idea_states, receipt_states, result_states)
