"""Reading published ideas and their support."""

from dataclasses import dataclass
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Idea, IdeaState, Support

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """One published idea, how many support it, and whether this reader does."""

    idea: Idea
    supporters: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of published ideas, most supported first."""

    ideas: list[Shown]
    total: int
    page: int
    pages: int


def listing(
    session: Session, dialogue_id: int, supporter: str, *, category: int | None, page: int, around: int | None
) -> Listing:
    """Page number `page`, or the one on which the idea `around` stands. Equal support keeps its order."""
    ranked = _ranked(session, dialogue_id, category)
    pages = max(1, ceil(len(ranked) / PAGE_SIZE))
    order = list(ranked)
    number = order.index(around) // PAGE_SIZE + 1 if around in ranked else min(max(page, 1), pages)
    wanted = order[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    found = {idea.id: idea for idea in session.scalars(select(Idea).where(Idea.id.in_(wanted)))}
    own = supported(session, wanted, supporter)
    shown = [Shown(found[id_], ranked[id_], id_ in own) for id_ in wanted]
    return Listing(shown, len(ranked), number, pages)


def _ranked(session: Session, dialogue_id: int, category: int | None) -> dict[int, int]:
    """Idea id -> number of supporters, in the order of the page. Ids are random, so ties tell nothing."""
    supporters = func.count(Support.supporter_hash)
    ranked = (
        select(Idea.id, supporters)
        .outerjoin(Support, Support.idea_id == Idea.id)
        .where(Idea.dialogue_id == dialogue_id, Idea.state == IdeaState.PUBLISHED)
        .group_by(Idea.id)
        .order_by(supporters.desc(), Idea.id)
    )
    if category is not None:
        ranked = ranked.where(Idea.category == category)
    return {row[0]: row[1] for row in session.execute(ranked)}


def supported(session: Session, idea_ids: list[int], supporter: str) -> set[int]:
    """Those of the ideas that `supporter` (a stored hash, empty for nobody) supports."""
    if not supporter:
        return set()
    own = select(Support.idea_id).where(Support.supporter_hash == supporter, Support.idea_id.in_(idea_ids))
    return set(session.scalars(own))


def is_published(session: Session, dialogue_id: int, idea_id: int) -> bool:
    """Whether the idea may be seen, in this dialogue."""
    published = select(Idea.id).where(
        Idea.id == idea_id, Idea.dialogue_id == dialogue_id, Idea.state == IdeaState.PUBLISHED
    )
    return session.scalar(published) is not None
