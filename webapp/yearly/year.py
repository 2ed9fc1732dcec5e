"""A year of dialogues, counted: what the yearly report says, board by board.

A dialogue belongs to the year that it opened in, a consideration, a no or a decision to the year that it was
made in, and a promise to the year of its day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.disclosure import in_steps
from webapp.domain.experience import Asked
from webapp.domain.promises import Promise, PromiseState
from webapp.domain.record import Outcome
from webapp.models import Board, Dialogue, Finding, Proposal
from webapp.models.experience import Cell, experiences
from webapp.models.reach import response_amounts
from webapp.web.boards import every_board
from webapp.web.clock import today
from webapp.web.promised import promised
from webapp.yearly.reached import EVERYBODY, count_to_the_last

FIRST_YEAR, LAST_YEAR = 2000, 2100
GRADED = "grade"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises with their day in the year were kept, and how."""

    in_time: int = 0
    late: int = 0
    due: int = 0
    """Their day has not passed."""
    overdue: int = 0

    @property
    def all(self) -> int:
        return self.in_time + self.late + self.due + self.overdue


@dataclass(frozen=True)
class Area:
    """What a board did in the year. `board` is None for the whole municipality, or where none is named."""

    board: Board | None
    held: Sequence[Dialogue] = ()
    considered: Sequence[Dialogue] = ()
    declined: Sequence[Dialogue] = ()
    decided: Sequence[Dialogue] = ()
    evaluated: Sequence[Dialogue] = ()
    kept: Kept = field(default_factory=Kept)
    responses: int = 0
    """In whole tens; 0 for fewer than ten."""
    languages: Sequence[tuple[str, int]] = ()
    """(tag, responses in whole tens) of every language that was offered or used by ten or more."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.held or self.considered or self.declined or self.decided or self.evaluated) or bool(
            self.kept.all
        )


@dataclass(frozen=True)
class Year:
    """What happened in a year.

    Args:
        amounts: dialogue id -> grouping -> responses; shown in whole tens only.
        outcomes: dialogue id -> outcome -> how many of the things that residents said got it.
        proposals: those that came that year, oldest first.
    """

    year: int
    whole: Area
    areas: Sequence[Area]
    amounts: Mapping[int, Counter[str]]
    promises: Mapping[int, Sequence[Promise]]
    outcomes: Mapping[int, Counter[Outcome]]
    proposals: Sequence[Proposal]

    @property
    def anything(self) -> bool:
        return self.whole.anything or bool(self.proposals)

    def responses(self, dialogue: Dialogue) -> int:
        """About how many responses the dialogue got, in whole tens."""
        return in_steps(self.amounts.get(dialogue.id, Counter())[EVERYBODY])

    def kept(self, dialogue: Dialogue) -> Kept:
        """The dialogue's promises, whatever year their day is in."""
        return kept(self.promises.get(dialogue.id, ()))


@dataclass(frozen=True)
class Stock:
    """Everything that years are counted from, read once."""

    dialogues: Sequence[Dialogue]
    boards: Sequence[Board]
    promises: Mapping[int, Sequence[Promise]]
    amounts: Mapping[int, Counter[str]]
    proposals: Sequence[Proposal]
    outcomes: Mapping[int, Counter[Outcome]]
    experiences: Mapping[tuple[int, Asked], Counter[Cell]]


def stock(session: Session) -> Stock:
    """Reads it, with the answers of what is over counted to the last one."""
    count_to_the_last(session.scalars(select(Dialogue)).all())
    dialogues = session.scalars(select(Dialogue).order_by(Dialogue.opens_on, Dialogue.slug)).all()
    return Stock(
        dialogues=dialogues,
        boards=every_board(session),
        promises=promised(session, dialogues),
        amounts=response_amounts(session, [each.id for each in dialogues]),
        proposals=session.scalars(select(Proposal).order_by(Proposal.day, Proposal.id)).all(),
        outcomes=outcomes(session),
        experiences=experiences(session),
    )


def outcomes(session: Session) -> dict[int, Counter[Outcome]]:
    """Dialogue id -> what became of the things that residents said."""
    found: dict[int, Counter[Outcome]] = {}
    settled = select(Finding.dialogue_id, Finding.outcome_name).where(Finding.outcome_name != "")
    for row in session.execute(settled):
        found.setdefault(row.dialogue_id, Counter())[Outcome(row.outcome_name)] += 1
    return found


def counted(found: Stock, year: int) -> Year:
    """The year, for the whole municipality and for each board that has something to tell."""
    boards: list[Board | None] = [*found.boards, None]
    areas = [area(found, year, decided_by(found.dialogues, board), board) for board in boards]
    return Year(
        year=year,
        whole=area(found, year, found.dialogues, None),
        areas=[each for each in areas if each.anything],
        amounts=found.amounts,
        promises=found.promises,
        outcomes=found.outcomes,
        proposals=[each for each in found.proposals if each.day.year == year],
    )


def decided_by(dialogues: Iterable[Dialogue], board: Board | None) -> list[Dialogue]:
    """The dialogues that `board` decides on; those that have no board where it is None."""
    return [each for each in dialogues if each.board_id == (board.id if board else None)]


def area(found: Stock, year: int, dialogues: Sequence[Dialogue], board: Board | None) -> Area:
    """What `dialogues` have to tell of the year."""
    held = [each for each in dialogues if is_held(each, year)]
    amounts: Counter[str] = Counter()
    for each in held:
        amounts.update(found.amounts.get(each.id, Counter()))
    return Area(
        board=board,
        held=held,
        considered=[each for each in dialogues if in_year(each.considered_on, year)],
        declined=[each for each in dialogues if in_year(each.declined_on, year)],
        decided=[each for each in dialogues if is_decided(each, year)],
        evaluated=[each for each in dialogues if in_year(each.evaluated_on, year)],
        kept=kept(_of_year(found.promises, dialogues, year)),
        responses=in_steps(amounts[EVERYBODY]),
        languages=tongues(held, amounts),
    )


def in_year(day: date | None, year: int) -> bool:
    return day is not None and day.year == year


def is_held(dialogue: Dialogue, year: int) -> bool:
    """Whether the dialogue opened that year, and not in days to come."""
    opened = dialogue.opens_on if dialogue.published_on else None
    return in_year(opened, year) and opened is not None and opened <= today()


def is_decided(dialogue: Dialogue, year: int) -> bool:
    """Whether its decision was taken that year, and has been told."""
    return dialogue.decision_published_on is not None and in_year(
        dialogue.decision_meeting or dialogue.decision_published_on, year
    )


def tongues(held: Iterable[Dialogue], amounts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Every language that was offered, or that ten people or more used: with their number in whole tens."""
    used = {
        name.removeprefix("lang:"): in_steps(n) for name, n in amounts.items() if name.startswith("lang:")
    }
    offered = [tag for each in held for tag in each.languages]
    tags = dict.fromkeys([*offered, *sorted(tag for tag, people in used.items() if people)])
    return [(tag, used.get(tag, 0)) for tag in tags]


def _of_year(
    promises: Mapping[int, Sequence[Promise]], dialogues: Iterable[Dialogue], year: int
) -> Iterator[Promise]:
    for dialogue in dialogues:
        yield from (each for each in promises.get(dialogue.id, ()) if each.promised.year == year)


def kept(promises: Iterable[Promise]) -> Kept:
    """How many promises were kept, and how."""
    states = Counter(each.state(today()) for each in promises)
    return Kept(
        in_time=states[PromiseState.KEPT],
        late=states[PromiseState.LATE],
        due=states[PromiseState.DUE],
        overdue=states[PromiseState.OVERDUE],
    )


def years_of(found: Stock) -> list[int]:
    """Every year that has something to tell, and this one; the latest first."""
    days: list[date | None] = [today()]
    for each in found.dialogues:
        opened = each.opens_on if each.published_on and each.opens_on and each.opens_on <= today() else None
        days += [opened, each.considered_on, each.declined_on, each.decision_meeting, each.evaluated_on]
    days += [each.day for each in found.proposals]
    days += [
        promise.promised
        for each in found.promises.values()
        for promise in each
        if promise.promised <= today()
    ]
    return sorted({day.year for day in days if day}, reverse=True)


def mean_grade(dialogues: Iterable[Dialogue], items: Iterable[str]) -> tuple[float, int] | None:
    """(the mean of the grades 1–5, how many dialogues have one) of some items; None without any."""
    wanted, grades, graded = set(items), [], 0
    for dialogue in dialogues:
        own = [
            answer[GRADED]
            for item, answer in dialogue.evaluation.items()
            if item in wanted and answer.get(GRADED) is not None
        ]
        grades += own
        graded += bool(own)
    return (sum(grades) / len(grades), graded) if grades else None
