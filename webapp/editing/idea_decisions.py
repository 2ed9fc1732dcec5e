"""What moderation decides about an idea, and about comments alike. Nobody ever changes their words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.ideas import Act, Reason
from webapp.models import Idea, IdeaState, ModerationAct
from webapp.models.ideas import Moderated
from webapp.web.fields import shorten
from webapp.web.locale import gettext as _

REASON_LENGTH = 1000


class Group(StrEnum):
    """Where an idea or a comment stands among those that staff read."""

    WAITING = "waiting"
    NEW = "new"
    """Shown at once, and not read yet; listed among those that wait."""
    APPEALED = "appealed"
    PUBLISHED = "published"
    JOINED = "joined"
    DECLINED = "declined"


class Decision(StrEnum):
    """What can be done with an idea; a comment is joined with no other."""

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


@dataclass(frozen=True, slots=True)
class Given:
    """What a form says beside the decision: a reason of the list, words, and the number of another idea."""

    code: str = ""
    words: str = ""
    into: str = ""


def members(model: type[Moderated]) -> dict[Group, ColumnElement[bool]]:
    """Which rows of `model` each list of staff's page holds."""
    asked_again = and_(model.appealed_on.is_not(None), model.appeal_answered_on.is_(None))
    shown, declined = model.state == IdeaState.PUBLISHED, model.state == IdeaState.DECLINED
    return {
        Group.WAITING: or_(model.state == IdeaState.WAITING, and_(shown, model.read_on.is_(None))),
        Group.APPEALED: and_(declined, asked_again),
        Group.PUBLISHED: and_(shown, model.read_on.is_not(None)),
        Group.JOINED: model.state == IdeaState.JOINED,
        Group.DECLINED: and_(declined, ~asked_again),
    }


def group_of(text: Moderated) -> Group:
    """Where the idea or comment stands."""
    if text.state == IdeaState.PUBLISHED:
        return Group.PUBLISHED if text.read_on else Group.NEW
    if text.state == IdeaState.DECLINED and text.appealed_on and not text.appeal_answered_on:
        return Group.APPEALED
    return Group(text.state)


def problems(session: Session, idea: Idea, decision: Decision, given: Given) -> dict[str, str]:
    """Name of a field -> what keeps the decision from being taken."""
    lacking = _("Skriv varför idén inte visas. Den som lämnade den får läsa det.")
    found = reason_problems(decision, given, lacking)
    if decision is Decision.JOIN and (wrong := _join_problem(session, idea, given.into)):
        found["into"] = wrong
    return found


def reason_problems(decision: Decision, given: Given, lacking: str) -> dict[str, str]:
    """The same of what is said with a decision. `lacking`: what is said where there are no words."""
    found: dict[str, str] = {}
    if decision is Decision.DECLINE and given.code not in set(Reason):
        found["code"] = _("Välj vilken regel det gäller.")
    if decision in {Decision.DECLINE, Decision.UPHOLD} and not given.words:
        found["reason"] = lacking
    elif len(given.words) > REASON_LENGTH:
        found["reason"] = shorten(REASON_LENGTH)
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
    if decision in {Decision.DECLINE, Decision.JOIN, Decision.UNDO}:
        _part(session, idea)
    if decision is Decision.JOIN:
        _join(idea, target(session, idea, given.into), day)
    else:
        settle(idea, decision, given, day)
    log(session, idea.dialogue_id, decision, given, day)


def log(session: Session, dialogue_id: int, decision: Decision, given: Given, day: date) -> None:
    """Counts a decision for the public log."""
    reason = given.code if decision is Decision.DECLINE else ""
    session.add(ModerationAct(dialogue_id=dialogue_id, day=day, act=ACTS[decision].value, reason=reason))


def settle(text: Moderated, decision: Decision, given: Given, day: date) -> None:
    """What a decision does with an idea or a comment that stands for itself."""
    was_shown = text.state == IdeaState.PUBLISHED
    if decision is Decision.UPHOLD:
        text.appeal_answer, text.appeal_answered_on = given.words, day
    elif decision in {Decision.PUBLISH, Decision.GRANT}:
        _publish(text, given, day, granted=decision is Decision.GRANT)
    else:
        _put_back(text)
    if decision is Decision.UNDO:
        _forget_appeal(text)
    if decision is Decision.DECLINE:
        if was_shown:
            _forget_appeal(text)
        text.state, text.read_on = IdeaState.DECLINED.value, day
        text.reason_code, text.reason = given.code, given.words


def _forget_appeal(text: Moderated) -> None:
    """What was answered about another decision says nothing of this one, which may be appealed anew."""
    text.appeal = text.appeal_answer = ""
    text.appealed_on = text.appeal_answered_on = None


def _publish(text: Moderated, given: Given, day: date, *, granted: bool) -> None:
    text.state, text.read_on = IdeaState.PUBLISHED.value, day
    text.published_on = text.published_on or day
    if granted:
        text.appeal_answer, text.appeal_answered_on = given.words, day


def _put_back(text: Moderated) -> None:
    """Puts it back among those that wait."""
    text.state = IdeaState.WAITING.value
    text.published_on = text.read_on = None
    text.reason_code = text.reason = ""


def _join(idea: Idea, main: Idea | None, day: date) -> None:
    since = idea.published_on or day
    _put_back(idea)
    idea.state, idea.read_on, idea.published_on = IdeaState.JOINED.value, day, since
    idea.joined_to = main.id if main else None


def _part(session: Session, idea: Idea) -> None:
    """Lets an idea stand for itself; those joined to it wait again."""
    idea.joined_to = None
    for other in joined_to(session, idea):
        other.joined_to = None
        _put_back(other)
