"""Dialogues to come: what is considered, what each budget year holds, the council's period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import UNTIL_OPEN, Stage
from webapp.domain.record import ResolutionKind, Scope
from webapp.models import Board, Dialogue, StoredResolution
from webapp.web.boards import every_board
from webapp.web.clock import today
from webapp.web.locale import current_language
from webapp.web.policy import profile
from webapp.web.promised import names_of
from webapp.web.resolutions import sentence

CONSIDERING = frozenset({Stage.PROPOSED, Stage.CONSIDERED})
PERIOD = 3
"""Years of the council's plan."""
THREE_YEARS = "three-years"


@dataclass(frozen=True, slots=True)
class Planned:
    """A dialogue of the plan.

    Args:
        late: whether it should have been looked over again by now.
        resolved: who decided that it is to be held, and where that stands.
    """

    dialogue: Dialogue
    stage: Stage
    late: bool
    responsible: str
    resolved: str


@dataclass(frozen=True, slots=True)
class OfYear:
    """What is planned for a budget year, board by board. `year` is None where none has been chosen."""

    year: int | None
    boards: Sequence[tuple[Board | None, Sequence[Planned]]]


@dataclass(frozen=True, slots=True)
class Coming:
    """The plan.

    Args:
        board: the board whose plan it is; None for the whole municipality.
        backlog: what is proposed or considered, what should have been looked over first.
        years: what is planned, the nearest budget year first, and at last what has no year.
        period: first and last year of the council's plan; None where the policy has no such plan.
        common: the large common dialogues of that period.
    """

    board: Board | None
    backlog: Sequence[Planned]
    years: Sequence[OfYear]
    period: tuple[int, int] | None
    common: Sequence[Planned]

    @property
    def anything(self) -> bool:
        return bool(self.backlog or self.years or self.common)


def coming(session: Session, board: Board | None, first_year: int) -> Coming:
    """The plan of one board, or of the whole municipality.

    Args:
        first_year: of the council's three-year plan.
    """
    dialogues = session.scalars(select(Dialogue).order_by(Dialogue.slug)).all()
    own = [each for each in dialogues if board is None or each.board_id == board.id]
    planned = as_planned(session, own)
    three = profile().planning.plan == THREE_YEARS
    return Coming(
        board=board,
        backlog=sorted((each for each in planned if each.stage in CONSIDERING), key=_by_review),
        years=by_year(planned, every_board(session)),
        period=(first_year, first_year + PERIOD - 1) if three else None,
        common=common_of(planned, first_year) if three else [],
    )


def as_planned(session: Session, dialogues: Sequence[Dialogue]) -> list[Planned]:
    """Dialogues with what the plan tells of each."""
    names, lang = names_of(session, dialogues), current_language().tag
    held = select(StoredResolution).where(StoredResolution.kind_name == ResolutionKind.HOLD.value)
    resolved = {
        each.dialogue_id: sentence(each, lang) for each in session.scalars(held.order_by(StoredResolution.id))
    }
    return [
        Planned(
            each,
            each.stage(today()),
            to_look_over(each),
            names.get(each.responsible_id or 0, ""),
            resolved.get(each.id, ""),
        )
        for each in dialogues
    ]


def to_look_over(dialogue: Dialogue) -> bool:
    """Whether the day to look the matter over again has passed."""
    waits = dialogue.stage(today()) in UNTIL_OPEN
    return waits and dialogue.review_on is not None and dialogue.review_on < today()


def _by_review(planned: Planned) -> tuple[bool, date, str]:
    """The earliest day first; last those without a day."""
    day = planned.dialogue.review_on
    return day is None, day or date.max, planned.dialogue.slug


def by_year(planned: Iterable[Planned], boards: Sequence[Board]) -> list[OfYear]:
    """What is to be held, by budget year: coming ones, and what has not opened of those that were before."""
    found: dict[int | None, list[Planned]] = {}
    for each in planned:
        year = each.dialogue.budget_year
        if each.stage is Stage.DECLINED or each.stage is Stage.ARCHIVED:
            continue
        if year is None and each.stage not in {Stage.AGREED, Stage.PLANNED}:
            continue
        if year is None or year >= today().year or each.stage in UNTIL_OPEN:
            found.setdefault(year, []).append(each)
    order: list[Board | None] = [*boards, None]
    return [
        OfYear(year, _by_board(found[year], order))
        for year in sorted(found, key=lambda each: (each is None, each or 0))
    ]


def _by_board(
    planned: Sequence[Planned], boards: Sequence[Board | None]
) -> list[tuple[Board | None, Sequence[Planned]]]:
    ids = [(board, board.id if board else None) for board in boards]
    found = [(board, [each for each in planned if each.dialogue.board_id == id_]) for board, id_ in ids]
    return [(board, each) for board, each in found if each]


def common_of(planned: Iterable[Planned], first_year: int) -> list[Planned]:
    """The large common dialogues of the period, and those that no year has been chosen for."""
    found = [
        each
        for each in planned
        if each.dialogue.scope == Scope.LARGE_COMMON.value
        and each.stage not in {Stage.DECLINED, Stage.ARCHIVED}
        and (
            each.dialogue.budget_year is None or first_year <= each.dialogue.budget_year < first_year + PERIOD
        )
    ]
    return sorted(found, key=lambda each: (each.dialogue.budget_year or 9999, each.dialogue.slug))
