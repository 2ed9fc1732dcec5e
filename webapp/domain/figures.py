"""Figures of each kind of question, as pages and files tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from webapp.domain.date_ranges import Period
from webapp.domain.drawing import Pair
from webapp.domain.number_ranges import NumberRange
from webapp.domain.pairwise import Pairwise
from webapp.domain.prioritising import Outcome
from webapp.domain.questions import AGREE, DISAGREE
from webapp.domain.strength import Strength


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answered a question, and how many chose not to say; None where the latter is not told."""

    people: int
    declined: int | None

    def share(self, count: int) -> Fraction | None:
        """What part of those who answered `count` is; None where nobody did."""
        return Fraction(count, self.people) if self.people else None


@dataclass(frozen=True, slots=True)
class OptionFigure:
    """How many chose an option, and their share of those who answered; None where nobody did."""

    option: str
    count: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class ChoiceFigures:
    """A choice or a scale, in the order of the question. With `several`, shares add up to more than one."""

    answered: Answered
    rows: tuple[OptionFigure, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class RankingRow:
    """Where an option ended: shared place by the headline, first places, Borda points, places at all.

    The last two are None for a group.
    """

    option: str
    place: int
    firsts: int
    score: int | None
    placed: int | None


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """A ranking, best first.

    Args:
        places: how many places there were to give.
        outcomes: the order by every measure, the headline first; none for a group.
        pairs: how many preferred each option to each other; None for a group, or where that is not counted.
    """

    answered: Answered
    rows: tuple[RankingRow, ...]
    places: int
    outcomes: tuple[Outcome, ...]
    pairs: Pairwise | None


@dataclass(frozen=True, slots=True)
class PointsRow:
    """Where an option ended: its shared place, all points, points per answer, how many gave it any.

    `average` is None where nobody answered, `supporters` for a group. `middle`, between which points half of
    all answers lie, is None for a group and under five answers.
    """

    option: str
    place: int
    points: int
    average: Fraction | None
    supporters: int | None
    middle: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class PointsFigures:
    """Points shared out, most first. `points` is how many each could share out."""

    answered: Answered
    rows: tuple[PointsRow, ...]
    points: int


@dataclass(frozen=True, slots=True)
class PairsRow:
    """Where an option ended among pairs: place, whether others share it, and its duels.

    Args:
        won, met: how many duels it won, and how many it was in.
        share: the share of its duels that it won; None where it was in none.
        strength: None for a group, and where the duels allow of no estimate.
    """

    option: str
    place: int
    shared: bool
    won: int
    met: int
    share: Fraction | None
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class PairsFigures:
    """Pairs, strongest option first.

    Args:
        duels: (winner, loser) -> how many times; None for a group.
        thin: whether some option was in too few duels to go by.
    """

    answered: Answered
    rows: tuple[PairsRow, ...]
    duels: Mapping[Pair, int] | None
    thin: bool


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """How a project came out: its shared place by points or supporters, its cost in kronor, who supports it.

    Args:
        share: of those who answered the question; None where nobody did.
        points, average, middle: as in `PointsRow`; None where no points are shared out, and for a group.
    """

    option: str
    place: int
    cost: int
    supporters: int
    share: Fraction | None
    points: int | None
    average: Fraction | None
    middle: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """What one of `BUDGET_RULES` pays for.

    Args:
        funded: the projects, in the order that the rule took them.
        ties: projects that stood equal where the order decides, in the order in which they came.
        left: kronor that are not used.
    """

    rule: str
    funded: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...]
    left: int


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """A budget, most supported first.

    Args:
        budget: how much money there is, in kronor.
        headline: the rule that the official chose.
        outcomes: what each rule pays for, the headline first; equal shares are counted when the dialogue
            ends; none for a group.
        too_many: whether the ballots are too many for equal shares to be counted with the others.
    """

    answered: Answered
    rows: tuple[BudgetRow, ...]
    budget: int
    headline: str
    outcomes: tuple[BudgetOutcome, ...]
    too_many: bool

    @property
    def by_rule(self) -> Mapping[str, BudgetOutcome]:
        """Rule -> what it pays for."""
        return {outcome.rule: outcome for outcome in self.outcomes}

    def funded_first(self, rule: str) -> list[BudgetRow]:
        """The rows: first what a rule pays for, in the order it was taken, where the rule is counted."""
        outcome = self.by_rule.get(rule)
        turns = {project: turn for turn, project in enumerate(outcome.funded)} if outcome else {}
        return sorted(self.rows, key=lambda row: turns.get(row.option, len(turns)))


@dataclass(frozen=True, slots=True)
class NumberFigures:
    """Numbers given. Mean and median are None under five answers; groups have no ranges."""

    answered: Answered
    mean: Fraction | None
    median: Fraction | None
    ranges: tuple[NumberRange, ...]


@dataclass(frozen=True, slots=True)
class DateFigures:
    """Days given. The middle day is None under five answers; groups have no periods."""

    answered: Answered
    middle: date | None
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class TextFigures:
    """Free text: only how many wrote something."""

    answered: Answered


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its id, and how many chose each option; None where that is hidden."""

    row: str
    counts: Mapping[str, int] | None

    @property
    def people(self) -> int:
        """How many answered the row."""
        return sum((self.counts or {}).values())

    def share(self, option: str) -> Fraction | None:
        """The share of those who answered the row that chose `option`; None where nobody is told of."""
        return Fraction((self.counts or {})[option], self.people) if self.people else None

    @property
    def agreement(self) -> Fraction | None:
        """Of those who took a stand on a statement, the share that agreed; None where nobody is told of."""
        agreed, disagreed = ((self.counts or {}).get(option, 0) for option in (AGREE, DISAGREE))
        return Fraction(agreed, agreed + disagreed) if agreed + disagreed else None


@dataclass(frozen=True, slots=True)
class GridFigures:
    """Rows of a matrix or statements, in the order of the question."""

    answered: Answered
    rows: tuple[GridRow, ...]

    @property
    def most_agreed(self) -> list[GridRow]:
        """Statements with the most agreement first, equal ones as they were asked, those hidden last."""
        return sorted(self.rows, key=lambda row: (row.agreement is None, -(row.agreement or 0)))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Too few answers in the group to show anything of it."""


HIDDEN = Hidden()
Figure = (
    ChoiceFigures
    | RankingFigures
    | PointsFigures
    | PairsFigures
    | BudgetFigures
    | NumberFigures
    | DateFigures
    | TextFigures
    | GridFigures
)
