"""Places: made with a code of their own, withdrawn and put up again. Nothing here commits."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.codes import random_code
from webapp.models import Dialogue, Place

CODE_LENGTH = 6
TRIES = 20


class PlaceExists(Exception):
    """The dialogue has this place already, on the same day."""


def add_place(
    session: Session, dialogue: Dialogue, name: str, visit_on: date | None, access: str = ""
) -> Place:
    """Adds a place with a code that no other has.

    Raises:
        PlaceExists: it is there already and has not been withdrawn.
    """
    for place in session.scalars(select(Place).where(Place.dialogue_id == dialogue.id)):
        if not place.withdrawn_on and (place.name.casefold(), place.visit_on) == (name.casefold(), visit_on):
            raise PlaceExists
    for _ in range(TRIES):
        place = Place(
            dialogue_id=dialogue.id,
            name=name,
            visit_on=visit_on,
            access=access,
            code=random_code(CODE_LENGTH),
        )
        if _stored(session, place):
            return place
    raise RuntimeError("No free code was found: the random source repeats itself.")


def _stored(session: Session, place: Place) -> bool:
    try:
        with session.begin_nested():
            session.add(place)
    except IntegrityError:
        return False
    return True


def withdraw(place: Place, day: date) -> None:
    """Takes a place's code out of use: it leads to the register from now on."""
    place.withdrawn_on = place.withdrawn_on or day


def restore(place: Place) -> None:
    """Puts a withdrawn place's code to use again."""
    place.withdrawn_on = None
