"""The promises of many dialogues at once, and what is late or soon due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Action
from webapp.domain.promises import Promise, PromiseKind, PromiseState, overdue
from webapp.models import Correction, Dialogue, StaffMember
from webapp.web.access import allowed
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.promises import promises_of

SOON = timedelta(days=14)
WAYS = {
    PromiseKind.REPORT: (Action.PUBLISH_RESULT, "follow_up.report"),
    PromiseKind.DECISION: (Action.PUBLISH_DECISION, "follow_up.decision"),
    PromiseKind.NOTICE: (Action.PUBLISH_DECISION, "follow_up.decision"),
    PromiseKind.FEEDBACK_PUBLIC: (Action.PUBLISH_FEEDBACK, "follow_up.feedback"),
    PromiseKind.FEEDBACK_PARTICIPANTS: (Action.TELL_PARTICIPANTS, "follow_up.feedback"),
}
"""Kind of promise -> what somebody does to keep it, and on which page."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise that is not kept yet, with the dialogue that it belongs to."""

    dialogue: Dialogue
    promise: Promise

    @property
    def days(self) -> int:
        """Days too late, or days left."""
        return self.promise.days(today())

    @property
    def what(self) -> str:
        return promise_word(self.promise.kind)

    @property
    def way(self) -> str:
        """The address where the person signed in can keep it; else the dialogue's own page."""
        action, endpoint = WAYS[self.promise.kind]
        if not allowed(action, self.dialogue):
            endpoint = "planning.overview"
        return url_for(endpoint, slug=self.dialogue.slug)


def promised(session: Session, dialogues: Iterable[Dialogue]) -> dict[int, list[Promise]]:
    """Dialogue id -> everything that it promises for the time after it."""
    found = [each for each in dialogues if each.published_on is not None]
    moved: dict[int, list[Correction]] = defaultdict(list)
    wanted = select(Correction).where(Correction.dialogue_id.in_([each.id for each in found]))
    for correction in session.scalars(wanted.order_by(Correction.id)):
        moved[correction.dialogue_id].append(correction)
    names = names_of(session, found)
    return {
        each.id: promises_of(each, moved[each.id], names.get(each.responsible_id or 0, "")) for each in found
    }


def names_of(session: Session, dialogues: Iterable[Dialogue]) -> dict[int, str]:
    """Id -> name of everybody who is responsible for one of `dialogues`."""
    ids = {each.responsible_id for each in dialogues if each.responsible_id}
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(ids))
    return {row.id: row.name for row in session.execute(found)}


def late(dialogues: Iterable[Dialogue], known: Mapping[int, list[Promise]]) -> list[Owed]:
    """What should have been done by now, the oldest first."""
    found = [
        Owed(each, promise) for each in dialogues for promise in overdue(known.get(each.id, ()), today())
    ]
    return sorted(found, key=_by_day)


def soon(dialogues: Iterable[Dialogue], known: Mapping[int, list[Promise]]) -> list[Owed]:
    """What has to be done within two weeks, the nearest first."""
    found = [
        Owed(each, promise)
        for each in dialogues
        for promise in known.get(each.id, ())
        if promise.state(today()) is PromiseState.DUE and promise.promised <= today() + SOON
    ]
    return sorted(found, key=_by_day)


def _by_day(owed: Owed) -> tuple[object, ...]:
    return owed.promise.promised, owed.dialogue.slug, list(PromiseKind).index(owed.promise.kind)


def promise_word(kind: PromiseKind) -> str:
    """What is promised, in a few words."""
    return {
        PromiseKind.REPORT: lambda: _("Sammanställning av svaren"),
        PromiseKind.DECISION: lambda: _("Besked om beslutet"),
        PromiseKind.NOTICE: lambda: _("Besked om när beslutet tas"),
        PromiseKind.FEEDBACK_PUBLIC: lambda: _("Återkoppling till alla"),
        PromiseKind.FEEDBACK_PARTICIPANTS: lambda: _("Återkoppling till dem som var med"),
    }[kind]()
