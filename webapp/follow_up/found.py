"""Finding what an address names."""

from flask import abort

from webapp.extensions import db
from webapp.models import Dialogue, Finding


def finding_of(dialogue: Dialogue, number: int) -> Finding:
    """The finding of that number in this dialogue, as it is stored now; 404 where there is none."""
    found = db.session.get(Finding, number, populate_existing=True)
    if found is None or found.dialogue_id != dialogue.id:
        abort(404)
    return found
