"""The whole table of residents' pages in their states: importing it enters every part."""

from tests.browser import (
    accessibility_states,
    budget_states,
    idea_states,
    kind_states,
    network_states,
    once_states,
    opinion_states,
    pairs_states,
    picture_states,
    pictured_states,
    receipt_states,
    recording_states,
    result_states,
    talk_states,
)
from tests.browser.pages import ERRORS, STATES, endpoint_of

__all__ = ["ERRORS", "PARTS", "STATES", "endpoint_of"]
PARTS = (
    accessibility_states,
    budget_states,
    idea_states,
    kind_states,
    network_states,
    once_states,
    opinion_states,
    pairs_states,
    picture_states,
    pictured_states,
    receipt_states,
    recording_states,
    result_states,
    talk_states,
)
