"""Reading published ideas and their support."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.models import Idea, IdeaState, Support
from webapp.web.likeness import SHOWN, collection

PAGE_SIZE = 30
ROOT = func.coalesce(Idea.joined_to, Idea.id)
"""The idea that a supporter is counted at: joined ideas are counted together."""


class Sort(StrEnum):
    """In which order ideas stand."""

    SUPPORT = "support"
    NEW = "new"
    SHUFFLED = "shuffled"
    """The same for everybody on one day, another on the next: every idea is as likely to stand first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ideas, and in which order.

    Args:
        looked_for: words that they hold.
        own: those alone that this reader supports.
    """

    category: int | None = None
    sort: Sort = Sort.SUPPORT
    looked_for: str = ""
    own: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One published idea, how many support it, whether this reader does, and ideas that say the same."""

    idea: Idea
    supporters: int
    mine: bool
    joined: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of published ideas."""

    ideas: list[Shown]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom ideas are listed: the stored hash of a supporter (empty for nobody), a language and a day."""

    supporter: str
    lang: str
    day: date


def listing(
    session: Session, dialogue_id: int, wanted: Wanted, reader: Reader, around: int | None
) -> Listing:
    """The wanted page, or the one on which the idea with the number `around` stands."""
    ranked = _ranked(session, dialogue_id, wanted, reader)
    pages = max(1, ceil(len(ranked) / PAGE_SIZE))
    place = next((place for place, (_id, number) in enumerate(ranked) if number == around), None)
    number = min(max(wanted.page, 1), pages) if place is None else place // PAGE_SIZE + 1
    ids = [id_ for id_, _number in ranked[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]]
    return Listing(shown(session, ids, reader.supporter), len(ranked), number, pages)


def _ranked(session: Session, dialogue_id: int, wanted: Wanted, reader: Reader) -> list[tuple[int, int]]:
    """(id, number) of the wanted ideas, in order. Ids are random, so the order of equals tells nothing."""
    rows = select(Idea.id, Idea.number, func.coalesce(Idea.published_on, Idea.day)).where(
        Idea.dialogue_id == dialogue_id, Idea.state == IdeaState.PUBLISHED
    )
    if wanted.category is not None:
        rows = rows.where(Idea.category == wanted.category)
    found = session.execute(rows).all()
    if wanted.looked_for:
        holding = collection(session, dialogue_id).finding(wanted.looked_for, reader.lang)
        roots = _roots(session, dialogue_id, holding)
        found = [row for row in found if row[0] in roots]
    if wanted.own:
        mine = supported(session, dialogue_id, reader.supporter)
        found = [row for row in found if row[0] in mine]
    counts = counted(session, dialogue_id) if wanted.sort is Sort.SUPPORT else {}
    orders: dict[Sort, Callable[[int, date], Any]] = {
        Sort.SUPPORT: lambda id_, _day: -counts.get(id_, 0),
        Sort.NEW: lambda _id, day: -day.toordinal(),
        Sort.SHUFFLED: lambda id_, _day: _lot(reader.day, id_),
    }
    order = orders[wanted.sort]
    return [(row[0], row[1]) for row in sorted(found, key=lambda row: (order(row[0], row[2]), row[0]))]


def _lot(day: date, id_: int) -> bytes:
    return hashlib.sha256(f"{day}:{id_}".encode()).digest()


def _roots(session: Session, dialogue_id: int, ids: Collection[int]) -> set[int]:
    """`ids`, with the idea that each joined one is shown at in its stead."""
    joined = select(Idea.id, Idea.joined_to).where(
        Idea.dialogue_id == dialogue_id, Idea.joined_to.is_not(None)
    )
    roots = {id_: root for id_, root in session.execute(joined) if id_ in ids}
    return {roots.get(id_) or id_ for id_ in ids}


def counted(session: Session, dialogue_id: int) -> dict[int, int]:
    """Idea id -> number of supporters of the dialogue's ideas, each counted once among joined ones."""
    return _count(session, Idea.dialogue_id == dialogue_id, Idea.state.in_(SHOWN))


def _count(session: Session, *which: ColumnElement[bool]) -> dict[int, int]:
    people = func.count(func.distinct(Support.supporter_hash))
    counts = select(ROOT, people).join(Support, Support.idea_id == Idea.id).where(*which).group_by(ROOT)
    return {row[0]: row[1] for row in session.execute(counts)}


def shown(session: Session, ids: list[int], supporter: str) -> list[Shown]:
    """These published ideas in this order, with what is joined to them."""
    published = select(Idea).where(Idea.id.in_(ids), Idea.state == IdeaState.PUBLISHED)
    ideas = {idea.id: idea for idea in session.scalars(published)}
    joined: dict[int, list[Idea]] = {}
    for idea in session.scalars(select(Idea).where(Idea.joined_to.in_(ids)).order_by(Idea.day, Idea.id)):
        joined.setdefault(idea.joined_to or 0, []).append(idea)
    members = [*ids, *(idea.id for others in joined.values() for idea in others)]
    counts = _count(session, Idea.id.in_(members))
    own = _supported(session, supporter, Idea.id.in_(members))
    return [
        Shown(ideas[id_], counts.get(id_, 0), id_ in own, tuple(joined.get(id_, ())))
        for id_ in ids
        if id_ in ideas
    ]


def supported(session: Session, dialogue_id: int, supporter: str) -> set[int]:
    """The published ideas that `supporter` (a stored hash, empty for nobody) supports."""
    return _supported(session, supporter, Idea.dialogue_id == dialogue_id)


def _supported(session: Session, supporter: str, *which: ColumnElement[bool]) -> set[int]:
    own = select(ROOT).join(Support, Support.idea_id == Idea.id).where(Support.supporter_hash == supporter)
    return set(session.scalars(own.where(*which))) if supporter else set()


def numbered(session: Session, dialogue_id: int, number: int) -> Idea | None:
    """The idea with this number that everybody may read; for a joined one, the idea it is shown at."""
    wanted = (Idea.dialogue_id == dialogue_id, Idea.number == number, Idea.state.in_(SHOWN))
    idea = session.scalar(select(Idea).where(*wanted))
    if idea is None or idea.joined_to is None:
        return idea
    root = session.get(Idea, idea.joined_to)
    return root if root and root.state == IdeaState.PUBLISHED else None


def together(session: Session, idea_id: int) -> list[int]:
    """The ids of an idea and of those joined to it."""
    return [idea_id, *session.scalars(select(Idea.id).where(Idea.joined_to == idea_id))]
