"""What a question's tally says, and how much of it may be told of a group.

Of the whole everything is told. Of a group only what `breakdown` lets through, and less of each question:
never how many declined, how many ranked an option or gave it points at all, the points of a ranking, which of
two won over the other, or what a budget pays for, because small counts would follow from them.
"""

from collections.abc import Container, Mapping
from fractions import Fraction

from webapp.domain.budgets import budget_figures
from webapp.domain.conditions import Chosen, Some, parts_of, questions_in
from webapp.domain.counting import (
    ANSWERS,
    DECLINED,
    RESPONSES,
    WHOLE_SET,
    Tally,
    days,
    mean,
    median,
    numbers,
    option_counts,
)
from webapp.domain.date_ranges import middle_day, periods
from webapp.domain.disclosure import MIN_COUNT, Group, shown
from webapp.domain.duels import duels
from webapp.domain.figures import (
    HIDDEN,
    Answered,
    ChoiceFigures,
    DateFigures,
    Figure,
    Hidden,
    NumberFigures,
    OptionFigure,
    PointsFigures,
    PointsRow,
    RankingFigures,
    RankingRow,
    TextFigures,
)
from webapp.domain.grids import grid, grid_of_group
from webapp.domain.number_ranges import ranges
from webapp.domain.pairwise import pairwise
from webapp.domain.prioritising import (
    BORDA,
    FIRSTS,
    Outcome,
    RankedOption,
    by_score,
    headline,
    outcomes,
    pointed,
    ranked,
)
from webapp.domain.questions import ONE_CHOICE, Question

Tallies = Mapping[str, Tally]
"""Question id -> its tally; `WHOLE_SET` -> that of the responses."""


def whole(question: Question, tally: Tally) -> Figure:
    """Everything that `tally` says of a question."""
    return _figure(question, tally, whole=True)


def breakdown(question: Question, groups: Mapping[str, Tallies], wanted: str) -> Figure | Hidden:
    """The figures of one group, if they may be shown beside the whole's and those of the other groups.

    Those of a sensitive question never are.

    Args:
        groups: grouping -> tallies, for every group of the same kind (all languages, or all places).
        wanted: the grouping to be shown.
    """
    if question.sensitive:
        return HIDDEN
    tallied = {
        _group(key, question, tallies): tallies.get(question.id, {}) for key, tallies in groups.items()
    }
    if wanted not in shown(tallied):
        return HIDDEN
    if question.rows:
        people = groups[wanted].get(question.id, {}).get(ANSWERS, 0)
        return grid_of_group(question, tallied, wanted, Answered(people, None))
    return _figure(question, groups[wanted].get(question.id, {}), whole=False)


def follows(question: Question, earlier: Mapping[str, Question], hidden: Container[str]) -> bool:
    """Whether how many of a group were asked follows from figures of it that are shown anyhow.

    Otherwise questions with different conditions, taken together, would tell counts that are hidden: who is
    asked one and not the other. A condition must look at one question alone, which is shown of the group, and
    at no more than one of its options, or at any of them where each answer is one option.

    Args:
        hidden: ids of the questions that are not shown of the group.
    """
    about = questions_in(question.condition)
    if question.condition is None:
        return True
    if len(about) != 1 or any(id_ in hidden for id_ in about):
        return False
    if any(not isinstance(part, Chosen) or part.row for part in parts_of(question.condition)):
        return False
    kind = earlier[about.pop()].kind
    if isinstance(question.condition, Chosen):
        return kind in ONE_CHOICE or kind == "multiple"
    return isinstance(question.condition, Some) and kind in ONE_CHOICE


def _group(key: str, question: Question, tallies: Tallies) -> Group:
    tally = tallies.get(question.id, {})
    members = tallies.get(WHOLE_SET, {}).get(RESPONSES, 0)
    people = tally.get(ANSWERS, 0)
    counts = _counts(question, tally, people)
    if question.condition:
        counts = (*counts, members - people)
    return Group(key, people, counts, members)


def _counts(question: Question, tally: Tally, people: int) -> tuple[int, ...]:
    """Every count that is shown of a group or follows from what is.

    To a multiple choice and a budget belong those who left an option out. To pairs belong those who chose an
    option at all, and those who passed it by, since what is shown are sums of duels. To a question with a
    condition the caller adds those who were not asked: that count is the answer to an earlier question.
    """
    options = question.option_ids
    match question.kind:
        case "single" | "scale" | "yes_no" | "picture":
            return tuple(option_counts(question, tally).values())
        case "multiple":
            counts = option_counts(question, tally).values()
            return (*counts, *(people - count for count in counts))
        case "ranking":
            return tuple(tally.get(f"place:1:{option}", 0) for option in options)
        case "points":
            return tuple(tally.get(f"supporters:{option}", 0) for option in options)
        case "pairs":
            return tuple(tally.get(f"{did}:{option}", 0) for option in options for did in ("chose", "passed"))
        case "budget":
            supporters = tuple(tally.get(f"supporters:{option}", 0) for option in options)
            return (*supporters, *(people - count for count in supporters))
    return ()


def _figure(question: Question, tally: Tally, *, whole: bool) -> Figure:
    answered = Answered(tally.get(ANSWERS, 0), tally.get(DECLINED, 0) if whole else None)
    match question.kind:
        case "single" | "multiple" | "scale" | "yes_no" | "picture":
            return _choice(question, tally, answered)
        case "ranking":
            return _ranking(question, tally, answered, whole)
        case "points":
            return _points(question, tally, answered, whole)
        case "pairs":
            return duels(question, tally, answered, whole=whole)
        case "budget":
            return budget_figures(question, tally, answered, whole=whole)
        case "number":
            return _number(question, tally, answered, whole)
        case "date":
            return _date(question, tally, answered, whole)
        case "matrix" | "statements":
            return grid(question, tally, answered)
    return TextFigures(answered)


def _choice(question: Question, tally: Tally, answered: Answered) -> ChoiceFigures:
    people = answered.people
    rows = tuple(
        OptionFigure(option, count, Fraction(count, people) if people else None)
        for option, count in option_counts(question, tally).items()
    )
    return ChoiceFigures(answered, rows, question.kind == "multiple")


def _ranking(question: Question, tally: Tally, answered: Answered, whole: bool) -> RankingFigures:
    counts = ranked(question, tally)
    found = outcomes(question, tally) if whole else ()
    order = found[0] if whole else _group_order(question, counts)
    rows = tuple(
        RankingRow(
            row.option,
            row.place,
            counts[row.option].firsts,
            counts[row.option].score if whole else None,
            counts[row.option].placed if whole else None,
        )
        for row in order.rows
    )
    pairs = pairwise(question, tally) if whole else None
    return RankingFigures(answered, rows, question.places, found, pairs)


def _group_order(question: Question, counts: Mapping[str, RankedOption]) -> Outcome:
    """The order of a group: by points where these are the headline, else by what is told of it."""
    if headline(question) == BORDA:
        return by_score(BORDA, {option: row.score for option, row in counts.items()})
    return by_score(FIRSTS, {option: row.firsts for option, row in counts.items()})


def _points(question: Question, tally: Tally, answered: Answered, whole: bool) -> PointsFigures:
    spread = whole and answered.people >= MIN_COUNT
    rows = tuple(
        PointsRow(
            row.option,
            row.place,
            row.points,
            row.average,
            row.supporters if whole else None,
            row.middle if spread else None,
        )
        for row in pointed(question, tally)
    )
    return PointsFigures(answered, rows, question.limits.points)


def _number(question: Question, tally: Tally, answered: Answered, whole: bool) -> NumberFigures:
    given = numbers(tally)
    if given.total() < MIN_COUNT:
        return NumberFigures(answered, None, None, ())
    return NumberFigures(
        answered, mean(given), median(given), ranges(given, question.limits) if whole else ()
    )


def _date(question: Question, tally: Tally, answered: Answered, whole: bool) -> DateFigures:
    given = days(tally)
    if given.total() < MIN_COUNT:
        return DateFigures(answered, None, ())
    return DateFigures(answered, middle_day(given), periods(given, question.limits) if whole else ())
