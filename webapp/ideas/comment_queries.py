"""Reading the comments that everybody may see: those on ideas that are shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.ideas import Stand
from webapp.ideas.queries import ROOT
from webapp.models import Comment, CommentState, Idea

PAGE_SIZE = 30
PUBLISHED = Comment.state == CommentState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Comments:
    """One page of the comments on an idea and on those joined to it.

    Args:
        counts: how many there are of each stand, whichever are listed.
        stand: those of which alone are listed; None for all.
    """

    listed: list[Comment]
    counts: Mapping[Stand, int]
    stand: Stand | None
    page: int
    pages: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def comments_on(session: Session, idea_ids: Collection[int], stand: Stand | None, page: int) -> Comments:
    """Comments on these ideas, the latest day first; within a day in no order that tells who came first."""
    here = (Comment.idea_id.in_(idea_ids), PUBLISHED)
    rows = session.execute(select(Comment.stand, func.count()).where(*here).group_by(Comment.stand))
    counts = {Stand(row[0]): row[1] for row in rows}
    number = counts.get(stand, 0) if stand else sum(counts.values())
    pages = max(1, -(-number // PAGE_SIZE))
    page = min(max(page, 1), pages)
    wanted = select(Comment).where(*here, *([Comment.stand == stand] if stand else []))
    ordered = wanted.order_by(Comment.published_on.desc(), Comment.id)
    listed = session.scalars(ordered.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    return Comments(list(listed), counts, stand, page, pages)


def comment_counts(session: Session, idea_ids: Collection[int]) -> dict[int, int]:
    """Idea id -> how many comments there are on it and on those joined to it, for these shown ideas."""
    counts = select(ROOT, func.count()).join(Comment, Comment.idea_id == Idea.id).where(PUBLISHED)
    return {row[0]: row[1] for row in session.execute(counts.where(ROOT.in_(idea_ids)).group_by(ROOT))}
