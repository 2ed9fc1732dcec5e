"""Figures as the rows of a file, one fact on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.questions import Question, QuestionSet
from webapp.domain.results import (
    ChoiceFigures,
    Figure,
    Hidden,
    NumberFigures,
    PointsFigures,
    RankingFigures,
)
from webapp.models.figures import Figures
from webapp.web.content import option_text, pick
from webapp.web.figure_words import hidden_sentence, range_words, rule_sentence
from webapp.web.locale import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a row beside its question.

    Args:
        label: an option, a range of numbers or the name of a measure.
        count: of answers, first places or supporters, as `note` says.
        share: of those who answered the question.
        place: in a ranking or among points.
        value: points, a mean or a median.
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
    for question in questions.asked:
        text = str(pick(dict(question.text), source))
        figure = told.by_question[question.id]
        for line in _lines(question, figure, source, grouped=bool(told.by)):
            yield Row(questions.numbers[question.id], text, line)


def _lines(question: Question, figure: Figure | Hidden, source: str, *, grouped: bool) -> Iterator[Line]:
    if isinstance(figure, Hidden):
        yield Line(hidden_sentence())
        return
    yield Line(_("Alla svar"), figure.answered.people, note=rule_sentence(question, grouped=grouped))
    if question.may_decline and figure.answered.declined is not None:
        yield Line(_("Vet inte eller vill inte svara"), figure.answered.declined)

    def name(option: str) -> str:
        return str(option_text(question, option, source))

    match figure:
        case ChoiceFigures():
            for row in figure.rows:
                yield Line(name(row.option), row.count, row.share)
        case RankingFigures():
            note = _("Antal: satte det först")
            for ranked in figure.rows:
                label = name(ranked.option)
                yield Line(label, ranked.firsts, place=ranked.place, value=ranked.score, note=note)
        case PointsFigures():
            note = "" if grouped else _("Antal: gav det poäng")
            for pointed in figure.rows:
                label = name(pointed.option)
                yield Line(label, pointed.supporters, place=pointed.place, value=pointed.points, note=note)
        case NumberFigures():
            yield from _number_lines(figure)


def _number_lines(figure: NumberFigures) -> Iterator[Line]:
    if figure.mean is not None:
        yield Line(_("Medelvärde"), value=figure.mean)
        yield Line(_("Median"), value=figure.median)
    for numbers in figure.ranges:
        yield Line(range_words(numbers), numbers.count, Fraction(numbers.count, figure.answered.people))
