"""What was published and has not opened yet goes back to being planned when a gate shuts again."""

from webapp.domain.lifecycle import Stage
from webapp.domain.policy import Moment
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.clock import today
from webapp.web.policy import unmet
from webapp.web.trace import record


def take_back_if_unmet(dialogue: Dialogue) -> bool:
    """Takes back the publication of a dialogue that would open with an unmet gate. The caller commits.

    Returns:
        Whether it was taken back.
    """
    db.session.flush()
    if dialogue.stage(today()) is not Stage.PLANNED:
        return False
    left = [state.gate.id for state in unmet(dialogue, Moment.PUBLISH)]
    if not left:
        return False
    dialogue.published_on = None
    record("take_back", dialogue, gates=left)
    return True
