"""A dialogue's places, with how many answered from each."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Dialogue, Place
from webapp.models.reach import response_counts
from webapp.web.sorting import by_name


@dataclass(frozen=True, slots=True)
class Counted:
    """A place and about how many answered from there: whole tens, 0 for fewer than ten."""

    place: Place
    at_least: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The places of a dialogue: those in use by date and name, then those withdrawn."""

    used: list[Counted]
    withdrawn: list[Counted]
    elsewhere: int
    """About how many came without a place's code."""
    total: int


def overview(session: Session, dialogue: Dialogue) -> Overview:
    """The places of `dialogue` and their counts."""
    counts = response_counts(session, dialogue)
    places = session.scalars(select(Place).where(Place.dialogue_id == dialogue.id))
    counted = [
        Counted(place, counts.get(f"place:{place.id}", 0)) for place in sorted(places, key=_by_date_and_name)
    ]
    return Overview(
        used=[each for each in counted if not each.place.withdrawn_on],
        withdrawn=[each for each in counted if each.place.withdrawn_on],
        elsewhere=counts.get("place:", 0),
        total=counts.get("", 0),
    )


def place_of(session: Session, dialogue: Dialogue, place_id: int) -> Place | None:
    """The place with this number, if it is one of the dialogue's."""
    return session.scalar(select(Place).where(Place.id == place_id, Place.dialogue_id == dialogue.id))


def _by_date_and_name(place: Place) -> tuple[object, ...]:
    return place.visit_on is None, str(place.visit_on or ""), by_name(place.name), place.id
