"""What moderation decides about an idea. Nobody ever changes its words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.ideas import Act, Reason
from webapp.models import Dialogue, Idea, IdeaState, ModerationAct
from webapp.web.fields import shorten
from webapp.web.locale import gettext as _

REASON_LENGTH = 1000


class Group(StrEnum):
    """Where an idea stands among those that staff read."""

    WAITING = "waiting"
    NEW = "new"
    """Shown at once, and not read yet; listed among those that wait."""
    APPEALED = "appealed"
    PUBLISHED = "published"
    JOINED = "joined"
    DECLINED = "declined"


class Decision(StrEnum):
    """What can be done with an idea."""

    PUBLISH = "publish"
    DECLINE = "decline"
    JOIN = "join"
    UNDO = "undo"
    GRANT = "grant"
    UPHOLD = "uphold"


FROM: dict[Decision, frozenset[Group]] = {
    Decision.PUBLISH: frozenset({Group.WAITING, Group.NEW}),
    Decision.DECLINE: frozenset({Group.WAITING, Group.NEW, Group.PUBLISHED}),
    Decision.JOIN: frozenset({Group.WAITING, Group.NEW, Group.PUBLISHED}),
    Decision.UNDO: frozenset({Group.PUBLISHED, Group.JOINED, Group.DECLINED}),
    Decision.GRANT: frozenset({Group.APPEALED}),
    Decision.UPHOLD: frozenset({Group.APPEALED}),
}
"""Decision -> where an idea must stand for it."""
ACTS = {
    Decision.PUBLISH: Act.PUBLISHED,
    Decision.DECLINE: Act.DECLINED,
    Decision.JOIN: Act.JOINED,
    Decision.UNDO: Act.UNDONE,
    Decision.GRANT: Act.GRANTED,
    Decision.UPHOLD: Act.UPHELD,
}
_asked_again = and_(Idea.appealed_on.is_not(None), Idea.appeal_answered_on.is_(None))
MEMBERS: dict[Group, ColumnElement[bool]] = {
    Group.WAITING: or_(
        Idea.state == IdeaState.WAITING, and_(Idea.state == IdeaState.PUBLISHED, Idea.read_on.is_(None))
    ),
    Group.APPEALED: and_(Idea.state == IdeaState.DECLINED, _asked_again),
    Group.PUBLISHED: and_(Idea.state == IdeaState.PUBLISHED, Idea.read_on.is_not(None)),
    Group.JOINED: Idea.state == IdeaState.JOINED,
    Group.DECLINED: and_(Idea.state == IdeaState.DECLINED, ~_asked_again),
}
"""Which ideas each list of staff's page holds."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says beside the decision: a reason of the list, words, and the number of another idea."""

    code: str = ""
    words: str = ""
    into: str = ""


def group_of(idea: Idea) -> Group:
    """Where the idea stands."""
    if idea.state == IdeaState.PUBLISHED:
        return Group.PUBLISHED if idea.read_on else Group.NEW
    if idea.state == IdeaState.DECLINED and idea.appealed_on and not idea.appeal_answered_on:
        return Group.APPEALED
    return Group(idea.state)


def hold_ideas(session: Session, dialogue: Dialogue) -> None:
    """Lets nobody else decide about the dialogue's ideas, or send one, until this transaction has ended."""
    session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update(key_share=True))


def problems(session: Session, idea: Idea, decision: Decision, given: Given) -> dict[str, str]:
    """Name of a field -> what keeps the decision from being taken."""
    found: dict[str, str] = {}
    if decision is Decision.DECLINE and given.code not in set(Reason):
        found["code"] = _("Välj vilken regel det gäller.")
    if decision in {Decision.DECLINE, Decision.UPHOLD} and not given.words:
        found["reason"] = _("Skriv varför idén inte visas. Den som lämnade den får läsa det.")
    elif len(given.words) > REASON_LENGTH:
        found["reason"] = shorten(REASON_LENGTH)
    if decision is Decision.JOIN and (wrong := _join_problem(session, idea, given.into)):
        found["into"] = wrong
    return found


def _join_problem(session: Session, idea: Idea, into: str) -> str:
    if not into:
        return _("Välj en idé, eller skriv numret på en.")
    main = target(session, idea, into)
    if main is None:
        return _("Det finns ingen annan publicerad idé med det numret.")
    if joined_to(session, idea):
        return _("Andra idéer är redan sammanförda med den här. Sammanför åt andra hållet.")
    return ""


def target(session: Session, idea: Idea, into: str) -> Idea | None:
    """The other published idea of the same dialogue with the number `into`."""
    if not (into.isascii() and into.isdigit() and len(into) < 10):
        return None
    others = select(Idea).where(Idea.dialogue_id == idea.dialogue_id, Idea.id != idea.id)
    return session.scalar(others.where(Idea.number == int(into), Idea.state == IdeaState.PUBLISHED))


def joined_to(session: Session, idea: Idea) -> list[Idea]:
    """The ideas that are shown together with `idea`."""
    return list(session.scalars(select(Idea).where(Idea.joined_to == idea.id)))


def decide(session: Session, idea: Idea, decision: Decision, given: Given, day: date) -> None:
    """Takes a decision that has no problems, and counts it for the public log. The caller commits."""
    if decision is Decision.UPHOLD:
        idea.appeal_answer, idea.appeal_answered_on = given.words, day
    elif decision in {Decision.PUBLISH, Decision.GRANT}:
        _publish(idea, given, day, granted=decision is Decision.GRANT)
    else:
        since, was_shown = idea.published_on, idea.state == IdeaState.PUBLISHED
        _take_away(session, idea)
        if decision is Decision.DECLINE:
            if was_shown:
                _forget_appeal(idea)
            idea.state, idea.read_on = IdeaState.DECLINED.value, day
            idea.reason_code, idea.reason = given.code, given.words
        elif decision is Decision.JOIN:
            main = target(session, idea, given.into)
            idea.state, idea.read_on = IdeaState.JOINED.value, day
            idea.joined_to, idea.published_on = (main.id if main else None), since or day
    reason = given.code if decision is Decision.DECLINE else ""
    session.add(ModerationAct(dialogue_id=idea.dialogue_id, day=day, act=ACTS[decision].value, reason=reason))


def _forget_appeal(idea: Idea) -> None:
    """What was answered about another decision says nothing of this one, which may be appealed anew."""
    idea.appeal = idea.appeal_answer = ""
    idea.appealed_on = idea.appeal_answered_on = None


def _publish(idea: Idea, given: Given, day: date, *, granted: bool) -> None:
    idea.state, idea.read_on = IdeaState.PUBLISHED.value, day
    idea.published_on = idea.published_on or day
    if granted:
        idea.appeal_answer, idea.appeal_answered_on = given.words, day


def _take_away(session: Session, idea: Idea) -> None:
    """Puts an idea back among those that wait; those joined to it stand for themselves again."""
    for other in joined_to(session, idea):
        _take_away(session, other)
    idea.state = IdeaState.WAITING.value
    idea.published_on = idea.read_on = idea.joined_to = None
    idea.reason_code = idea.reason = ""
