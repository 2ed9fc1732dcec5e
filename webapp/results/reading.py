"""What a page or file of results is made of, gathered once for both."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.models.figures import Figures, figures, places
from webapp.results.filters import Choice, chosen, language_choices, place_choices
from webapp.web.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures that were asked for, and the filter that gave them.

    Args:
        told: the figures.
        languages, places: the groups that can be asked for.
        choice: the one that was; None for all answers.
    """

    told: Figures
    languages: tuple[Choice, ...]
    places: tuple[Choice, ...]
    choice: Choice | None


def read_results(session: Session, found: Snapshot, by: str, group: str) -> Reading:
    """The figures of a dialogue as the address asks for them; 404 for a group that is not offered."""
    languages = tuple(language_choices(found.dialogue))
    offered = tuple(place_choices(places(session, found.dialogue)))
    choice = chosen(by, group, (*languages, *offered))
    told = figures(
        session,
        found.dialogue,
        found.questions,
        choice.by if choice else "",
        choice.group if choice else "",
    )
    return Reading(told, languages, offered, choice)
