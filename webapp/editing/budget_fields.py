"""What a budget has beside other questions, as fields of a form and back: amounts, voting and counting."""

from collections.abc import Iterable, Iterator

from webapp.domain.budgets import headline
from webapp.domain.questions import BUDGET_RULES, VOTINGS, Question
from webapp.domain.text import latin_digits, read_whole
from webapp.web.budget_words import rule_words, voting_words
from webapp.web.composed import Words
from webapp.web.fields import Fields, Wrong, one
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

MOST_MONEY = 10**12
"""Largest amount, in kronor."""


def budget_fields(question: Question) -> Fields:
    """How one votes and how it is counted, as they are stored."""
    return {"voting": [question.limits.voting], "headline": [headline(question)]}


def cost_field(place: int) -> str:
    """The name of the field for what a project costs."""
    return f"option.{place}.cost"


def read_amount(typed: str, missing: str) -> int:
    """An amount in whole kronor; a point or a comma is refused, because it can mean thousands or decimals.

    Raises:
        Wrong: there is none, with `missing` as its message, or it is no such amount.
    """
    if not typed:
        raise Wrong(missing)
    amount = None if "." in latin_digits(typed) else read_whole(typed)
    if amount is None or amount < 1:
        raise Wrong(_("Skriv ett belopp i hela kronor, minst 1, utan punkt och komma."))
    if amount > MOST_MONEY:
        raise Wrong(_("Beloppet är för stort. Skriv högst %(most)s kr.", most=decimal(MOST_MONEY)))
    return amount


def read_cost(fields: Fields, place: int) -> int:
    """What the project on a row costs.

    Raises:
        Wrong: there is no amount.
    """
    return read_amount(one(fields, cost_field(place)), _("Skriv vad projektet kostar."))


def read_budget(typed: str) -> int:
    """How much money there is.

    Raises:
        Wrong: there is no amount.
    """
    return read_amount(typed, _("Skriv hur mycket pengar det finns."))


def too_dear(fields: Fields, places: Iterable[int], budget: int | None) -> Iterator[tuple[str, str]]:
    """(field, sentence) for each project that costs more than all the money."""
    for place in places:
        try:
            cost = read_cost(fields, place)
        except Wrong:
            continue
        if budget is not None and cost > budget:
            money = decimal(budget)
            yield cost_field(place), _("Projektet kostar mer än alla pengar, %(money)s kr.", money=money)


def chosen_way(fields: Fields, name: str, ways: tuple[str, ...], wrong: str) -> str:
    """One of `ways`.

    Raises:
        Wrong: something else was sent, with `wrong` as its message.
    """
    chosen = one(fields, name)
    if chosen not in ways:
        raise Wrong(wrong)
    return chosen


def read_voting(fields: Fields) -> str:
    return chosen_way(fields, "voting", VOTINGS, _("Välj ett av sätten att rösta."))


def read_rule(fields: Fields) -> str:
    return chosen_way(fields, "headline", BUDGET_RULES, _("Välj ett av sätten att räkna."))


def votings() -> list[tuple[str, Words]]:
    """The ways to vote, for the form."""
    return [(voting, voting_words(voting)) for voting in VOTINGS]


def rules() -> list[tuple[str, Words]]:
    """The ways to count, for the form."""
    return [(rule, rule_words(rule)) for rule in BUDGET_RULES]
