"""Dialogues as residents' pages need them: read from the database once per revision, then kept in memory."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from flask import abort, current_app, g
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Stage
from webapp.domain.questions import QuestionSet, all_texts
from webapp.extensions import db
from webapp.models import (
    BoardPart,
    Correction,
    Dialogue,
    Finding,
    Municipality,
    Recording,
    StaffMember,
)
from webapp.models.base import table_of
from webapp.web.clock import today
from webapp.web.translations import known_of, withhold

KEPT = 200
Part = TypeVar("Part", BoardPart, Correction, Finding, Recording)
_dialogues = table_of(Dialogue)
_towns = table_of(Municipality)
_town_revision = select(func.max(_towns.c.revision))
REVISION = select(_dialogues.c.revision, _town_revision.scalar_subquery().label("town")).where(
    _dialogues.c.slug == bindparam("address")
)
CORE_TEXTS = ("title", "purpose", "target_group", "can_influence", "cannot_influence", "matter", "weighing")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A dialogue as it was at one revision, cut off from the database: read it, never change it.

    Args:
        responsible: the name of the person responsible; empty where nobody is.
        boards: what other boards have to do with it.
        findings: what residents said, with the outcomes, in order.
        corrections: core facts that were changed after publishing, oldest first.
        recordings: films in sign language and recorded readings, without their files.
    """

    dialogue: Dialogue
    responsible: str = ""
    boards: tuple[BoardPart, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()
    recordings: tuple[Recording, ...] = ()

    @cached_property
    def questions(self) -> QuestionSet:
        return self.dialogue.questions

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.questions)

    @property
    def stage(self) -> Stage:
        return self.dialogue.stage(today())

    def lacks(self, lang: str) -> bool:
        """Whether some text that residents read is not there in `lang`."""
        texts = [getattr(self.dialogue, name) for name in CORE_TEXTS]
        return any(any(text.values()) and not text.get(lang) for text in [*texts, *all_texts(self.questions)])


def snapshot(slug: str, *, drafts: bool = False) -> Snapshot:
    """The dialogue at `slug` as it is now; 404 where there is none that the public may see."""
    kept: OrderedDict[str, Snapshot] = current_app.extensions.setdefault("snapshots", OrderedDict())
    current = db.look_up(REVISION, address=slug)
    found = kept.get(slug)
    if current is None:
        abort(404)
    g.town_revision = current.town
    if found is None or found.dialogue.revision != current.revision:
        found = kept[slug] = _read(slug)
        if len(kept) > KEPT:
            kept.popitem(last=False)
    if not found.stage.public and not drafts:
        abort(404)
    return found


def _read(slug: str) -> Snapshot:
    with Session(db.engine, expire_on_commit=False) as session:
        dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == slug)).one()
        found = gathered(session, dialogue)
        known = known_of(session, [dialogue.id])
        session.expunge_all()
    withhold(dialogue, known.get(dialogue.id, {}))
    return found


def gathered(session: Session, dialogue: Dialogue) -> Snapshot:
    """The dialogue with what stands in other tables about it; its revision grows with them too."""
    name = select(StaffMember.name).where(StaffMember.id == dialogue.responsible_id)
    return Snapshot(
        dialogue,
        responsible=(session.scalar(name) if dialogue.responsible_id else None) or "",
        boards=_of(session, BoardPart, dialogue, BoardPart.id),
        findings=_of(session, Finding, dialogue, Finding.position, Finding.id),
        corrections=_of(session, Correction, dialogue, Correction.id),
        recordings=_of(session, Recording, dialogue, Recording.kind, Recording.lang),
    )


def _of(session: Session, model: type[Part], dialogue: Dialogue, *order: Any) -> tuple[Part, ...]:
    found = select(model).where(model.dialogue_id == dialogue.id).order_by(*order)
    return tuple(session.scalars(found))


def municipality() -> Municipality:
    """The municipality served here; a nameless one before it has been set up."""
    if "town_revision" not in g:
        current = db.look_up(_town_revision)
        g.town_revision = current[0] if current else None
    kept: Municipality | None = current_app.extensions.get("municipality")
    if kept is None or kept.revision != g.town_revision:
        kept = _read_municipality() or NAMELESS
        current_app.extensions["municipality"] = kept
    return kept


def _read_municipality() -> Municipality | None:
    with Session(db.engine, expire_on_commit=False) as session:
        found = session.scalars(select(Municipality)).first()
        session.expunge_all()
    return found


NAMELESS = Municipality(
    **dict.fromkeys(("name", "email", "phone", "data_protection_email", "complaints_address"), ""),
    profile_id="",
    profile_changes={},
    accessibility={},
    privacy={},
    look={},
)
