"""The decision basis on a vote on a budget: which projects get money by the rule that was chosen."""

from collections.abc import Callable, Iterator

from webapp.documents.model import Bar, Bars, Paragraph
from webapp.domain.figures import BudgetFigures
from webapp.domain.questions import Question
from webapp.domain.text import Text
from webapp.web.budget_words import funding_rule, money, money_sentence, remarks, rule_words
from webapp.web.locale import decimal, percent
from webapp.web.locale import gettext as _

NONE = "–"


def budget(
    question: Question, figure: BudgetFigures, name: Callable[[str], Text], caption: str, note: str
) -> Iterator[Paragraph | Bars]:
    """What must be said, and the projects, those that get money first."""
    outcome = figure.by_rule.get(figure.headline)
    for remark in remarks(figure, lambda option: str(name(option))):
        yield Paragraph(remark.striptags())
    for other in figure.outcomes:
        if other is not outcome:
            yield Paragraph(f"{rule_words(other.rule).label}. {funding_rule(question, other.rule)}")
    if outcome is not None:
        yield Paragraph(money_sentence(figure, outcome))
    funded = outcome.funded if outcome is not None else ()
    bars = tuple(
        Bar(
            name(row.option),
            (
                _paid(outcome is not None, row.option in funded),
                money(row.cost),
                decimal(row.supporters),
                decimal(row.points) if row.points is not None else percent(row.share or 0),
            ),
            float(row.share or 0),
        )
        for row in figure.funded_first(figure.headline)
    )
    last = _("Poäng") if question.shares_points else _("Andel")
    yield Bars(caption, (_("Projekt"), _("Får pengar"), _("Kostar"), _("Stöder"), last), bars, note)


def _paid(counted: bool, funded: bool) -> str:
    if not counted:
        return NONE
    return _("Ja") if funded else _("Nej")
