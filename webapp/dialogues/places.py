"""Where and when residents can take part in person, one occasion after another."""

from collections.abc import Sequence

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.dialogues.blueprint import bp
from webapp.extensions import db
from webapp.models import Place
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.pages import page
from webapp.web.snapshots import snapshot
from webapp.web.sorting import by_name


@bp.get("/<lang:lang>/dialogues/<slug>/places", endpoint="places")
@public
def show_places(slug: str) -> Response:
    found = snapshot(slug)
    return page(
        "dialogues/places.html",
        found=found,
        dialogue=found.dialogue,
        places=places_of(db.session, found.dialogue.id),
        day=today(),
    )


def places_of(session: Session, dialogue_id: int) -> Sequence[Place]:
    """The places in use: those with a day in their order, then those that are there all the time."""
    used = select(Place).where(Place.dialogue_id == dialogue_id, Place.withdrawn_on.is_(None))
    found = session.scalars(used).all()
    return sorted(
        found, key=lambda each: (each.visit_on is None, str(each.visit_on or ""), by_name(each.name))
    )
