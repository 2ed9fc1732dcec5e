"""Figures as the rows of a file, one fact on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.figures import (
    BudgetFigures,
    ChoiceFigures,
    DateFigures,
    Figure,
    GridFigures,
    Hidden,
    NumberFigures,
    PairsFigures,
    PointsFigures,
    RankingFigures,
)
from webapp.domain.pairwise import Pairwise
from webapp.domain.questions import Question, QuestionSet
from webapp.models.figures import Figures
from webapp.web.budget_words import funding_rule, money_sentence, rule_words
from webapp.web.budget_words import remarks as budget_remarks
from webapp.web.content import option_text, pick, row_text
from webapp.web.figure_words import (
    day_words,
    hidden_sentence,
    middle_sentence,
    period_words,
    points_note,
    range_words,
    rule_sentence,
)
from webapp.web.locale import gettext as _
from webapp.web.pair_words import duel_sentence, pair_remarks
from webapp.web.ranking_words import Name, measure_rule, measure_words, remarks


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a row beside its question.

    Args:
        label: an option, a range of numbers or the name of a measure.
        count: of answers, first places, supporters or preferences, as `note` says.
        share: of those who answered the question.
        place: in a ranking or among points, or the turn in which a project of a budget was taken.
        value: points, a mean or a median, how many other options were beaten, or kronor.
        note: what the figures are, where it is not clear from the heading.
    """

    label: str
    count: int | None = None
    share: Fraction | None = None
    place: int | None = None
    value: Fraction | int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number and text of a question, and a line about it."""

    number: int
    question: str
    line: Line


def rows(questions: QuestionSet, told: Figures, source: str) -> Iterator[Row]:
    """Every fact in `told`, question by question, in the words of this page's reader."""
    for question in questions.told:
        text = str(pick(dict(question.text), source))
        figure = told.by_question[question.id]
        for line in _lines(questions, question, figure, source, grouped=bool(told.by)):
            yield Row(questions.numbers[question.id], text, line)


def _lines(
    questions: QuestionSet, question: Question, figure: Figure | Hidden, source: str, *, grouped: bool
) -> Iterator[Line]:
    if isinstance(figure, Hidden):
        yield Line(hidden_sentence(question, questions.undivided))
        return
    label = _("Alla svar") if question.id in questions.by_id else _("Skrev egna ord")
    yield Line(label, figure.answered.people, note=rule_sentence(question, grouped=grouped))
    if question.may_decline and figure.answered.declined is not None:
        yield Line(_("Vet inte eller vill inte svara"), figure.answered.declined)

    def name(option: str) -> str:
        return str(option_text(question, option, source))

    match figure:
        case ChoiceFigures():
            for row in figure.rows:
                yield Line(name(row.option), row.count, row.share)
        case RankingFigures():
            yield from _ranking_lines(question, figure, name)
        case PointsFigures():
            for pointed in figure.rows:
                label, note = name(pointed.option), points_note(pointed)
                yield Line(label, pointed.supporters, place=pointed.place, value=pointed.points, note=note)
        case PairsFigures():
            yield from _duel_lines(figure, name)
        case BudgetFigures():
            yield from _budget_lines(question, figure, name)
        case NumberFigures():
            yield from _number_lines(figure)
        case DateFigures():
            yield from _date_lines(figure)
        case GridFigures():
            yield from _grid_lines(question, figure, source)


def _ranking_lines(question: Question, figure: RankingFigures, name: Name) -> Iterator[Line]:
    """The headline, the other ways to count, what they say, and how many preferred which to which."""
    people, note = figure.answered.people, _("Antal: satte det först")
    values = {row.option: row.value for row in figure.outcomes[0].rows} if figure.outcomes else {}
    for row in figure.rows:
        share = Fraction(row.firsts, people) if people else None
        yield Line(name(row.option), row.firsts, share, row.place, values.get(row.option), note)
    for outcome in figure.outcomes[1:]:
        rule = f"{measure_words(outcome.measure).name}. {measure_rule(question, outcome.measure)}"
        for standing in outcome.rows:
            yield Line(name(standing.option), place=standing.place, value=standing.value, note=rule)
    for remark in remarks(figure, name):
        yield Line(remark.striptags())
    if figure.pairs and people:
        yield from _pair_lines(figure.pairs, name)


def _pair_lines(pairs: Pairwise, name: Name) -> Iterator[Line]:
    for (above, below), number in pairs.over.items():
        label = _("%(above)s före %(below)s", above=name(above), below=name(below))
        yield Line(label, number, Fraction(number, pairs.people), note=_("Antal: satte det första högre"))


def _duel_lines(figure: PairsFigures, name: Name) -> Iterator[Line]:
    """Each option's duels and strength, how far they are to be trusted, and all comparisons."""
    for row in figure.rows:
        strength = round(Fraction(row.strength.chance), 6) if row.strength else None
        place = row.place if row.met else None
        note = f"{_('Antal: vunna jämförelser. Värde: styrkan.')} {duel_sentence(row)}"
        yield Line(name(row.option), row.won, row.share, place, strength, note)
    for remark in pair_remarks(figure, name):
        yield Line(remark.striptags())
    duels = figure.duels if figure.duels and figure.answered.people else {}
    for (above, below), number in duels.items():
        label = _("%(above)s framför %(below)s", above=name(above), below=name(below))
        met = number + duels[below, above]
        yield Line(label, number, Fraction(number, met) if met else None, note=_("Antal: valde det första"))


def _budget_lines(question: Question, figure: BudgetFigures, name: Name) -> Iterator[Line]:
    """Each project with its cost, supporters and points, where it has any, and what each rule pays for."""
    for row in figure.rows:
        yield Line(
            name(row.option), row.supporters, row.share, value=row.cost, note=_("Värde: kostnad i kronor")
        )
    for row in figure.rows:
        if row.points is not None:
            note = f"{_('Värde: poäng')}. {middle_sentence(row)}".strip()
            yield Line(name(row.option), place=row.place, value=row.points, note=note)
    for outcome in figure.outcomes:
        rule = f"{rule_words(outcome.rule).label}. {funding_rule(question, outcome.rule)}"
        for place, project in enumerate(outcome.funded, start=1):
            label = _("Får pengar: %(project)s", project=name(project))
            yield Line(label, place=place, value=question.costs[project], note=rule)
        yield Line(money_sentence(figure, outcome), value=outcome.left, note=rule)
    for remark in budget_remarks(figure, name):
        yield Line(remark.striptags())


def _number_lines(figure: NumberFigures) -> Iterator[Line]:
    if figure.mean is not None:
        yield Line(_("Medelvärde"), value=figure.mean)
        yield Line(_("Median"), value=figure.median)
    for numbers in figure.ranges:
        yield Line(range_words(numbers), numbers.count, Fraction(numbers.count, figure.answered.people))


def _date_lines(figure: DateFigures) -> Iterator[Line]:
    if figure.middle is not None:
        yield Line(_("Datumet i mitten: %(day)s", day=day_words(figure.middle)))
    for period in figure.periods:
        yield Line(period_words(period), period.count, Fraction(period.count, figure.answered.people))


def _grid_lines(question: Question, figure: GridFigures, source: str) -> Iterator[Line]:
    """Each row's answers, and of a statement the share of those who took a stand that agreed."""
    for row in figure.rows:
        name = str(row_text(question, row.row, source))
        if row.counts is None:
            yield Line(f"{name}: {hidden_sentence()}")
            continue
        for option, count in row.counts.items():
            yield Line(f"{name}: {option_text(question, option, source)}", count, row.share(option))
        if question.kind == "statements":
            yield Line(_("%(statement)s: andel som håller med", statement=name), share=row.agreement)
