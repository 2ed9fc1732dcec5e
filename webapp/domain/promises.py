"""What residents are promised after a dialogue, and whether it was kept: dates, and nothing but dates.

A date that was moved before it came is a new promise, made in public with its reason. A date that had already
passed when it was moved was broken: it still counts, and the new one only tells when to look again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.text import Localised


class PromiseKind(StrEnum):
    """What is promised, in the order it is to be kept."""

    REPORT = "report"
    DECISION = "decision"
    NOTICE = "notice"
    """To tell when the decision is taken, where no day has been set for it."""
    FEEDBACK_PUBLIC = "feedback-public"
    FEEDBACK_PARTICIPANTS = "feedback-participants"


class PromiseState(StrEnum):
    """How a promise stands on some day."""

    KEPT = "kept"
    LATE = "late"
    """Kept, but after its day."""
    DUE = "due"
    """Its day has not passed."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to be done by a day.

    Args:
        owner: who is to do it, by language.
        promised: the day that counts.
        kept_on: the day it was done; None while it is not.
        new_day: the day now said, where `promised` had passed when it was moved.
    """

    kind: PromiseKind
    owner: Localised
    promised: date
    kept_on: date | None = None
    new_day: date | None = None

    def state(self, today: date) -> PromiseState:
        if self.kept_on is not None:
            return PromiseState.KEPT if self.kept_on <= self.promised else PromiseState.LATE
        return PromiseState.DUE if today <= self.promised else PromiseState.OVERDUE

    def days(self, today: date) -> int:
        """Days left if it is due, days too late if it is late or overdue; 0 if it was kept in time."""
        state = self.state(today)
        if state is PromiseState.DUE:
            return (self.promised - today).days
        if state is PromiseState.KEPT:
            return 0
        return ((self.kept_on or today) - self.promised).days

    def overdue(self, today: date) -> bool:
        return self.state(today) is PromiseState.OVERDUE


@dataclass(frozen=True, slots=True)
class Moved:
    """That a promised day was moved: from which day, and when that was told."""

    before: date
    made_on: date


def promise(
    kind: PromiseKind,
    owner: Localised,
    day: date,
    kept_on: date | None,
    moved: Iterable[Moved] = (),
) -> Promise:
    """The promise to do something by `day`, as it stands after each time that its day was moved."""
    broken = [each.before for each in moved if each.made_on > each.before]
    if not broken:
        return Promise(kind, owner, day, kept_on)
    return Promise(kind, owner, min(broken), kept_on, new_day=day if day > min(broken) else None)


@dataclass(frozen=True, slots=True)
class After:
    """What a dialogue says of the time after it: days promised, days kept, who is to do it.

    Args:
        decided_on, next_notice: the day of the decision or, while that is not set, of the next notice.
        meeting: the day of the meeting that decided, once the decision is told.
    """

    compiled_by: Localised
    compiled_on: date | None
    reported_on: date | None
    board: Localised
    decided_on: date | None
    next_notice: date | None
    meeting: date | None
    responsible: Localised
    feedback_by: date | None
    public_told_on: date | None
    participants_told_on: date | None


def promises(after: After, moved: Mapping[str, Sequence[Moved]]) -> list[Promise]:
    """Everything that was promised, in order.

    Args:
        moved: name of a day in `After` -> each time it was moved.
    """
    found = []
    if after.compiled_on:
        found.append(
            promise(
                PromiseKind.REPORT,
                after.compiled_by,
                after.compiled_on,
                after.reported_on,
                moved.get("compiled_on", ()),
            )
        )
    found += _decision(after, moved)
    if after.feedback_by:
        for kind, told in (
            (PromiseKind.FEEDBACK_PUBLIC, after.public_told_on),
            (PromiseKind.FEEDBACK_PARTICIPANTS, after.participants_told_on),
        ):
            days = moved.get("feedback_by", ())
            found.append(promise(kind, after.responsible, after.feedback_by, told, days))
    return found


def _decision(after: After, moved: Mapping[str, Sequence[Moved]]) -> list[Promise]:
    if after.decided_on:
        days = moved.get("decided_on", ())
        return [promise(PromiseKind.DECISION, after.board, after.decided_on, after.meeting, days)]
    if after.next_notice:
        days = moved.get("next_notice", ())
        return [promise(PromiseKind.NOTICE, after.responsible, after.next_notice, after.meeting, days)]
    return []


def overdue(found: Iterable[Promise], today: date) -> list[Promise]:
    """Those that should have been kept before `today`; feedback to both counts once, to the public."""
    late = [each for each in found if each.overdue(today)]
    kinds = {each.kind for each in late}
    if PromiseKind.FEEDBACK_PUBLIC in kinds:
        return [each for each in late if each.kind is not PromiseKind.FEEDBACK_PARTICIPANTS]
    return late
