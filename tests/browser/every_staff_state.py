"""The whole table of staff's pages in their states: importing it enters every part."""

from tests.browser import (
    budget_states,
    code_states,
    composer_states,
    declared_states,
    exchange_states,
    look_states,
    moderation_states,
    picture_staff_states,
    planning_states,
    recording_states,
    translation_states,
)
from tests.browser.staff_states import STATES

__all__ = ["PARTS", "STATES"]
PARTS = (
    budget_states,
    code_states,
    composer_states,
    declared_states,
    exchange_states,
    look_states,
    moderation_states,
    picture_staff_states,
    planning_states,
    translation_states,
    recording_states,
)
