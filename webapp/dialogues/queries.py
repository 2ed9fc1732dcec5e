"""Looking dialogues up for the register."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Stage
from webapp.models import Correction, Dialogue, Place
from webapp.models.base import table_of
from webapp.web.content import pick
from webapp.web.sorting import by_name
from webapp.web.translations import known_of, withhold

PROMISED = ("compiled_on", "decision_day", "feedback_by")
"""Core facts that hold a promised day."""


@dataclass(frozen=True, slots=True)
class Register:
    """The public dialogues, by what a resident can do with them."""

    open: list[Dialogue]
    coming: list[Dialogue]
    ended: list[Dialogue]
    corrections: Mapping[int, Sequence[Correction]] = field(default_factory=dict)
    """Number of a dialogue -> its corrections of promised days, oldest first."""

    def __bool__(self) -> bool:
        return bool(self.open or self.coming or self.ended)


def register(session: Session, today: date, words: str = "") -> Register:
    """Public dialogues in which every one of `words` occurs, in any language; soonest to close first."""
    found = [dialogue for dialogue in published(session) if matches(dialogue, words)]
    return Register(
        open=sorted(_in(found, today, {Stage.OPEN}), key=lambda d: (d.closes_on, _title(d), d.slug)),
        coming=sorted(_in(found, today, {Stage.PLANNED}), key=lambda d: (d.opens_on, _title(d), d.slug)),
        ended=sorted(
            sorted((d for d in found if d.stage(today).over), key=lambda d: (_title(d), d.slug)),
            key=lambda d: (d.last_day,),
            reverse=True,
        ),
        corrections=corrected_days(session),
    )


def _title(dialogue: Dialogue) -> tuple[object, ...]:
    return by_name(pick(dialogue.title, dialogue.source_language))


def corrected_days(session: Session) -> Mapping[int, Sequence[Correction]]:
    """Corrections of promised days, by dialogue: a day that had passed when it was moved still counts."""
    found: dict[int, list[Correction]] = defaultdict(list)
    wanted = select(Correction).where(Correction.field.in_(PROMISED)).order_by(Correction.id)
    for correction in session.scalars(wanted):
        found[correction.dialogue_id].append(correction)
    return found


def published(session: Session) -> Sequence[Dialogue]:
    """Every dialogue that the public may see, cut off from the database, in the words that it may read."""
    found = session.scalars(
        select(Dialogue).where(Dialogue.published_on.is_not(None)).order_by(Dialogue.id)
    ).all()
    known = known_of(session, [dialogue.id for dialogue in found])
    for dialogue in found:
        session.expunge(dialogue)
        withhold(dialogue, known.get(dialogue.id, {}))
    return found


def _in(dialogues: Sequence[Dialogue], today: date, stages: set[Stage]) -> list[Dialogue]:
    return [dialogue for dialogue in dialogues if dialogue.stage(today) in stages]


def matches(dialogue: Dialogue, words: str) -> bool:
    """Whether every word searched for is part of the title, purpose or target group, in any language."""
    fields = (dialogue.title, dialogue.purpose, dialogue.target_group)
    text = " ".join(value for field in fields for value in field.values()).casefold()
    return all(word in text for word in words.casefold().split())


_places, _dialogues = table_of(Place), table_of(Dialogue)
PLACE_BY_CODE = (
    select(_places.c.code, _dialogues.c.slug)
    .join(_dialogues, _dialogues.c.id == _places.c.dialogue_id)
    .where(_places.c.code == bindparam("typed"), _places.c.withdrawn_on.is_(None))
)
"""The place that a QR code stands for, if it has not been withdrawn: its code and its dialogue's slug."""
