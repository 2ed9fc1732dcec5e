"""Ideas and comments on them: why one may be kept back, what becomes of it, what the public log may tell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.lifecycle import Stage

LEAST_DECISIONS = 3
"""Decisions that each line of the public log holds at least: of fewer, it is easier to guess whose."""


class Reason(StrEnum):
    """Why an idea or a comment is not shown: the rules that are published with the dialogue."""

    THREAT = "threat"
    INSULT = "insult"
    PERSONAL = "personal"
    PARTY = "party"
    ADVERTISING = "advertising"
    ELSEWHERE = "elsewhere"
    """It belongs to another matter, or is a complaint or a fault report."""
    OTHER = "other"


class Stand(StrEnum):
    """What a comment on an idea says of it, chosen by its author."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Act(StrEnum):
    """What moderation has done, as the public log counts it."""

    PUBLISHED = "published"
    DECLINED = "declined"
    JOINED = "joined"
    UNDONE = "undone"
    APPEALED = "appealed"
    UPHELD = "upheld"
    """The author asked again, and the idea stays away."""
    GRANTED = "granted"
    """The author asked again, and the idea is shown."""
    WITHDRAWN = "withdrawn"
    """The author took the idea back: no decision of moderation, and told for what became of it alone."""


class Standing(StrEnum):
    """What has become of an idea, in order."""

    RECEIVED = "received"
    PUBLISHED = "published"
    IN_BASIS = "in-basis"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"
    DONE = "done"

    @property
    def needs_reason(self) -> bool:
        return self in {Standing.PARTLY, Standing.DECLINED}


SETTABLE = tuple(Standing)[1:]
"""What officials can say of a published idea; `Standing.PUBLISHED` takes back what was said."""


def may_be_taken_back(stage: Stage, standing: Standing, *, joined: bool) -> bool:
    """Whether its author may take an idea back: while the dialogue is open, and nobody else counts on it.

    Args:
        joined: whether it is shown with another idea, or another with it: support is counted together.
    """
    return stage is Stage.OPEN and not joined and standing in {Standing.RECEIVED, Standing.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Logged:
    """Days of the public log, both included, with how often each thing was done."""

    first: date
    last: date
    acts: Mapping[str, int]
    reasons: Mapping[str, int]


def public_log(
    done: Iterable[tuple[date, str, str]], today: date, least: int = LEAST_DECISIONS
) -> tuple[list[Logged], int]:
    """What the log shows, and how many decisions it still waits with.

    Days are put together until they hold at least `least` decisions not to show an idea, or as many others
    with none of those. Today is never shown: lines that have been shown do not change, so that nothing can
    be worked out from the difference between two readings.

    Args:
        done: (day, act, reason) of each decision.
    """
    shown: list[Logged] = []
    gathered: list[tuple[date, str, str]] = []
    by_day: dict[date, list[tuple[date, str, str]]] = {}
    for each in done:
        by_day.setdefault(each[0], []).append(each)
    waiting = len(by_day.pop(today, ()))
    for day in sorted(by_day):
        gathered += by_day[day]
        if _tellable(gathered, least):
            shown.append(_line(gathered))
            gathered = []
    return shown, waiting + len(gathered)


def _tellable(gathered: list[tuple[date, str, str]], least: int) -> bool:
    acts = Counter(act for _day, act, _reason in gathered)
    about_one_author = [Act.DECLINED, Act.APPEALED, Act.UPHELD, Act.GRANTED, Act.UNDONE]
    return len(gathered) >= least and all(acts[act] == 0 or acts[act] >= least for act in about_one_author)


def _line(gathered: list[tuple[date, str, str]]) -> Logged:
    days = [day for day, _act, _reason in gathered]
    acts = Counter(act for _day, act, _reason in gathered)
    reasons = Counter(reason for _day, act, reason in gathered if act == Act.DECLINED and reason)
    return Logged(min(days), max(days), acts, reasons)
