"""The decision basis on what was answered: every question with its summary and its figures."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.documents.model import Bar, Bars, Block, Heading, Paragraph
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
    TextFigures,
)
from webapp.domain.questions import AGREE, DISAGREE, PASS, Question
from webapp.domain.text import Text
from webapp.follow_up.basis_budget import budget
from webapp.follow_up.basis_words import say
from webapp.models import Comment, CommentState, Dialogue, Idea, IdeaState
from webapp.models.figures import Figures
from webapp.web.content import option_text, row_text
from webapp.web.figure_words import (
    day_words,
    disclosure_sentence,
    hidden_sentence,
    own_words_sentence,
    period_words,
    range_words,
    rule_sentence,
)
from webapp.web.locale import decimal, ngettext, percent
from webapp.web.locale import gettext as _
from webapp.web.pair_words import pair_remarks, strength_figure, strength_heading, strength_length
from webapp.web.ranking_words import measure_words, remarks, strength, value_words
from webapp.web.snapshots import Snapshot

NONE = "–"
PUBLIC_IDEAS = (IdeaState.PUBLISHED, IdeaState.JOINED)
Name = Callable[[str], Text]
"""The text of an option."""


def answers(session: Session, found: Snapshot, told: Figures) -> Iterator[Block]:
    """Every question of the dialogue, section by section, and its ideas."""
    dialogue = found.dialogue
    if not found.questions and not dialogue.takes_ideas:
        return
    yield Heading(_("Svaren, fråga för fråga") if found.questions else _("Idéer"))
    if told.responses:
        for section in found.questions.sections:
            for question in section.questions:
                if question.asks:
                    yield from of_question(found, question, told.by_question[question.id])
                    yield from _own_words(question, told)
        yield Paragraph(disclosure_sentence())
    elif found.questions:
        yield Paragraph(_("Inga svar kom in."))
    if dialogue.takes_ideas:
        yield from ideas(session, dialogue, heading=bool(found.questions))


def of_question(found: Snapshot, question: Question, figure: Figure | Hidden) -> Iterator[Block]:
    """One question: its text, the official's summary, and its figures."""
    dialogue = found.dialogue
    number = found.questions.numbers[question.id]
    text = say(question.text, dialogue)
    yield Heading(Text(f"{number}. {text}", text.lang), 3)
    if summary := say(dialogue.question_summaries.get(question.id, {}), dialogue):
        yield Paragraph(summary)
    if isinstance(figure, Hidden):
        yield Paragraph(hidden_sentence())
        return
    yield Paragraph(_answered(question, figure))
    if figure.answered.people:
        yield from _figures(dialogue, question, figure, _("Svar på fråga %(number)s", number=decimal(number)))


def _answered(question: Question, figure: Figure) -> str:
    people, declined = figure.answered.people, figure.answered.declined
    parts = [ngettext("%(n)s svar.", "%(n)s svar.", people)]
    if question.may_decline and declined is not None:
        parts.append(
            ngettext(
                "%(n)s valde ”vet inte eller vill inte svara”.",
                "%(n)s valde ”vet inte eller vill inte svara”.",
                declined,
            )
        )
    if question.condition:
        parts.append(_("Frågan ställdes bara till en del, beroende på vad de svarat tidigare."))
    return " ".join(parts)


def _own_words(question: Question, told: Figures) -> Iterator[Block]:
    if question.own_words:
        figure = told.by_question[question.own_words.id]
        people = 0 if isinstance(figure, Hidden) else figure.answered.people
        yield Paragraph(own_words_sentence(people))


def _figures(dialogue: Dialogue, question: Question, figure: Figure, caption: str) -> Iterator[Block]:
    def name(option: str) -> Text:
        return option_text(question, option, dialogue.source_language)

    note = rule_sentence(question, grouped=False)
    match figure:
        case ChoiceFigures():
            yield _choice(figure, name, caption, note)
        case RankingFigures():
            yield from _ranking(figure, name, caption, note)
        case PointsFigures():
            yield _points(figure, name, caption, note)
        case PairsFigures():
            yield from _pairs(figure, name, caption, note)
        case BudgetFigures():
            yield from budget(question, figure, name, caption, note)
        case NumberFigures():
            yield from _number(figure, caption, note)
        case DateFigures():
            yield from _date(figure, caption, note)
        case GridFigures() if question.kind == "statements":
            yield _statements(dialogue, question, figure, caption, note)
        case GridFigures():
            yield from _rows(dialogue, question, figure, name, caption)
        case TextFigures():
            yield Paragraph(
                _("Svaren är fri text. Det viktigaste står under ”Det invånarna sa” och i sammanfattningen.")
            )


def _choice(figure: ChoiceFigures, name: Name, caption: str, note: str) -> Bars:
    rows = tuple(
        Bar(
            name(row.option),
            (decimal(row.count), percent(row.share) if row.share is not None else NONE),
            float(row.share) if row.share is not None else None,
        )
        for row in figure.rows
    )
    return Bars(caption, (_("Svar"), _("Antal"), _("Andel")), rows, note)


def _ranking(figure: RankingFigures, name: Name, caption: str, note: str) -> Iterator[Block]:
    """The ranking by its headline, and what must be said beside it."""
    first = figure.outcomes[0]
    firsts = {row.option: row.firsts for row in figure.rows}
    rows = tuple(
        Bar(
            name(row.option),
            (
                decimal(row.place),
                decimal(firsts[row.option]),
                value_words(figure, first.measure, row.value),
            ),
            strength(figure, first.measure, row.value),
        )
        for row in first.rows
    )
    heads = (_("Alternativ"), _("Plats"), _("Satte det först"), measure_words(first.measure).figure)
    yield Bars(caption, heads, rows, note)
    for remark in remarks(figure, lambda option: str(name(option))):
        yield Paragraph(remark.striptags())


def _points(figure: PointsFigures, name: Name, caption: str, note: str) -> Bars:
    most = sum(row.points for row in figure.rows)
    rows = tuple(
        Bar(
            name(row.option),
            (
                decimal(row.place),
                decimal(row.points),
                decimal(row.average) if row.average is not None else NONE,
            ),
            row.points / most if most else None,
        )
        for row in figure.rows
    )
    return Bars(caption, (_("Alternativ"), _("Plats"), _("Poäng"), _("I snitt")), rows, note)


def _pairs(figure: PairsFigures, name: Name, caption: str, note: str) -> Iterator[Block]:
    """How far the order is to be trusted, and the options, strongest first."""
    for remark in pair_remarks(figure, lambda option: str(name(option))):
        yield Paragraph(remark.striptags())
    rows = tuple(
        Bar(
            name(row.option),
            (
                decimal(row.place) if row.met else NONE,
                decimal(row.won),
                decimal(row.met),
                strength_figure(row),
            ),
            strength_length(row),
        )
        for row in figure.rows
    )
    heads = (_("Alternativ"), _("Plats"), _("Vann"), _("Jämförelser"), strength_heading(figure))
    yield Bars(caption, heads, rows, note)


def _number(figure: NumberFigures, caption: str, note: str) -> Iterator[Block]:
    if figure.mean is None or figure.median is None:
        yield Paragraph(hidden_sentence())
        return
    mean, median = decimal(figure.mean), decimal(figure.median)
    yield Paragraph(_("Medelvärde: %(mean)s. Median: %(median)s.", mean=mean, median=median))
    if figure.ranges:
        rows = ((range_words(row), row.count) for row in figure.ranges)
        yield _parts(rows, figure.answered.people, caption, _("Tal"), note)


def _date(figure: DateFigures, caption: str, note: str) -> Iterator[Block]:
    if figure.middle is None:
        yield Paragraph(hidden_sentence())
        return
    yield Paragraph(_("Datumet i mitten: %(day)s", day=day_words(figure.middle)))
    if figure.periods:
        rows = ((period_words(period), period.count) for period in figure.periods)
        yield _parts(rows, figure.answered.people, caption, _("Datum"), note)


def _statements(dialogue: Dialogue, question: Question, figure: GridFigures, caption: str, note: str) -> Bars:
    bars = tuple(
        Bar(
            row_text(question, row.row, dialogue.source_language),
            (
                *(decimal((row.counts or {}).get(option, 0)) for option in (AGREE, DISAGREE, PASS)),
                percent(row.agreement) if row.agreement is not None else NONE,
            ),
            float(row.agreement) if row.agreement is not None else None,
        )
        for row in figure.most_agreed
    )
    heads = (
        _("Påstående"),
        _("Håller med"),
        _("Håller inte med"),
        _("Hoppar över"),
        _("Andel som håller med"),
    )
    return Bars(caption, heads, bars, note)


def _rows(
    dialogue: Dialogue, question: Question, figure: GridFigures, name: Name, caption: str
) -> Iterator[Bars]:
    for row in figure.rows:
        text = str(row_text(question, row.row, dialogue.source_language))
        rows = tuple((name(option), count) for option, count in (row.counts or {}).items())
        if row.people:
            yield _parts(rows, row.people, f"{caption}: {text}", _("Svar"), "")


def _parts(rows: Iterable[tuple[str | Text, int]], people: int, caption: str, what: str, note: str) -> Bars:
    """How many of all who answered each of `rows` counts."""
    bars = tuple(Bar(words, (decimal(n), percent(n / people)), n / people) for words, n in rows)
    return Bars(caption, (what, _("Antal"), _("Andel")), bars, note)


def ideas(session: Session, dialogue: Dialogue, *, heading: bool) -> Iterator[Block]:
    """How many ideas came in, and how many of them everybody can read."""
    if heading:
        yield Heading(_("Idéer"), 3)
    here = (Idea.dialogue_id == dialogue.id, Idea.state != IdeaState.WITHDRAWN)
    rows = select(Idea.state, func.count()).where(*here).group_by(Idea.state)
    counts = dict(session.execute(rows).all())
    came, shown = sum(counts.values()), sum(counts.get(state.value, 0) for state in PUBLIC_IDEAS)
    yield Paragraph(
        ngettext("%(n)s idé kom in.", "%(n)s idéer kom in.", came)
        + " "
        + ngettext(
            "%(n)s av dem är publicerad och går att läsa på dialogens sida.",
            "%(n)s av dem är publicerade och går att läsa på dialogens sida.",
            shown,
        )
        if came
        else _("Inga idéer kom in.")
    )
    if dialogue.idea_comments:
        here = (Comment.dialogue_id == dialogue.id, Comment.state != CommentState.WITHDRAWN)
        comments = session.scalar(select(func.count()).where(*here)) or 0
        yield Paragraph(
            ngettext("%(n)s kommentar på idéer kom in.", "%(n)s kommentarer på idéer kom in.", comments)
        )
