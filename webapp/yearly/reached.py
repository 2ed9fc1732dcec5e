"""Who a dialogue has reached and who not, in whole tens, so that nobody can be picked out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import ANSWERED
from webapp.models import Dialogue, Place
from webapp.models.reach import channel_amounts, in_tens, response_amounts
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.locale import gettext as _
from webapp.web.plan_words import channel_word
from webapp.web.sealing import ensure_sealed
from webapp.web.sorting import by_name

EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """Who has answered a dialogue.

    Args:
        responses: how many, in whole tens; 0 for fewer than ten.
        groups: (a language or a place, how many in whole tens), those with ten or more.
        missed: languages, places and ways to answer that were planned and have fewer than ten answers.
    """

    responses: int
    groups: Sequence[tuple[str, int]]
    missed: Sequence[str]


def count_to_the_last(dialogues: Collection[Dialogue]) -> None:
    """Counts the answers of those that are over to the last one, before their figures are read."""
    for dialogue in dialogues:
        ensure_sealed(dialogue)


def reached(session: Session, dialogues: Collection[Dialogue]) -> dict[int, Reached]:
    """Dialogue id -> whom it has reached, for those that can have been answered."""
    asked = [each for each in dialogues if each.stage(today()) in ANSWERED]
    ids = [each.id for each in asked]
    groups, channels = response_amounts(session, ids), channel_amounts(session, ids)
    places = _places(session, ids)
    return {
        each.id: _one(
            each,
            in_tens(groups.get(each.id, {})),
            in_tens(channels.get(each.id, {})),
            places.get(each.id, []),
        )
        for each in asked
    }


def _places(session: Session, ids: Collection[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    places = session.scalars(select(Place).where(Place.dialogue_id.in_(ids)))
    for place in sorted(places, key=lambda each: (by_name(each.name), each.id)):
        found.setdefault(place.dialogue_id, []).append(place)
    return found


def _one(
    dialogue: Dialogue, counts: Mapping[str, int], channels: Mapping[str, int], places: Collection[Place]
) -> Reached:
    tongues = {tag: counts.get(f"lang:{tag}", 0) for tag in dialogue.languages}
    spots = {each: counts.get(f"place:{each.id}", 0) for each in places}
    groups = [(language_word(tag), people) for tag, people in tongues.items() if people]
    groups += [(each.name, people) for each, people in spots.items() if people]
    missed = [
        _("De som svarar på %(language)s", language=language_word(tag))
        for tag, people in tongues.items()
        if not people
    ]
    missed += [
        _("De som kom från %(place)s", place=each.name) for each, people in spots.items() if not people
    ]
    missed += [
        _("De som svarar så här: %(channel)s", channel=_lower_first(channel_word(channel)))
        for channel in dialogue.channels
        if not channels.get(channel) and not (channel == "place" and spots)
    ]
    return Reached(counts.get(EVERYBODY, 0), groups, missed)


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
