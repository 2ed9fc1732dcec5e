"""How a budget is voted on and counted, and what came of it, in words: the same in forms, pages and files."""

from collections.abc import Callable, Collection, Iterator

from markupsafe import Markup

from webapp.domain.budgets import headline
from webapp.domain.figures import BudgetFigures, BudgetOutcome
from webapp.domain.kinds.budget import left, spent
from webapp.domain.questions import APPROVAL, EQUAL_SHARES, GREEDY, KNAPSACK, SHARED_POINTS, Question
from webapp.web.composed import Words
from webapp.web.locale import and_list, decimal, gettext, ngettext
from webapp.web.locale import gettext_markup as _
from webapp.web.ranking_words import Name

VOTING_WORDS: dict[str, Callable[[], Words]] = {
    APPROVAL: lambda: Words(
        gettext("Välja så många projekt man vill"), gettext("Kostnaden begränsar inte vad man får välja.")
    ),
    KNAPSACK: lambda: Words(
        gettext("Välja projekt som ryms i pengarna"),
        gettext("Det man väljer får tillsammans inte kosta mer än det finns pengar."),
    ),
    SHARED_POINTS: lambda: Words(
        gettext("Dela ut poäng"), gettext("Det som man helst vill ha får flest poäng.")
    ),
}
RULE_WORDS: dict[str, Callable[[], Words]] = {
    GREEDY: lambda: Words(
        gettext("Flest stöder"),
        gettext("Projekten tas i tur och ordning, det som får mest stöd först, så länge pengarna räcker."),
    ),
    EQUAL_SHARES: lambda: Words(
        gettext("Lika delar"),
        gettext(
            "Var och en får lika stor del av pengarna. De som stöder ett projekt betalar det tillsammans. "
            "Då får också mindre grupper något. Räknas när dialogen är stängd."
        ),
    ),
}


def voting_words(voting: str) -> Words:
    """A way to vote on a budget, for an official."""
    return VOTING_WORDS[voting]()


def rule_words(rule: str) -> Words:
    """What a rule for a budget is called, and what it does."""
    return RULE_WORDS[rule]()


def money(amount: int) -> str:
    """``7 200 kr``"""
    return gettext("%(amount)s kr", amount=decimal(amount))


def voting_sentence(question: Question) -> str:
    """How much money there is and how one votes, for those who answer."""
    budget = money(question.limits.budget or 0)
    match question.limits.voting:
        case "knapsack":
            return gettext("Det finns %(budget)s. Välj projekt som ryms i de pengarna.", budget=budget)
        case "points":
            return " ".join(
                (
                    gettext("Det finns %(budget)s.", budget=budget),
                    ngettext(
                        "Du har %(n)s poäng att dela ut.",
                        "Du har %(n)s poäng att dela ut. Ge fler poäng till det som är viktigare. "
                        "Du behöver inte använda alla.",
                        question.limits.points,
                    ),
                )
            )
    return gettext("Det finns %(budget)s. Välj så många projekt du vill.", budget=budget)


def promise_of_funding(question: Question) -> str:
    """What a resident is told before answering: by which rule the money goes to projects."""
    if headline(question) == EQUAL_SHARES:
        return gettext(
            "Så räknas svaren: alla som svarar får en lika stor del av pengarna. "
            "Ett projekt får pengar när de som stöder det kan betala det tillsammans."
        )
    if question.shares_points:
        return gettext(
            "Så räknas svaren: projektet med flest poäng får pengar först, sedan nästa, "
            "så länge pengarna räcker."
        )
    return gettext(
        "Så räknas svaren: projektet som flest väljer får pengar först, sedan nästa, "
        "så länge pengarna räcker."
    )


def used_sentence(question: Question, chosen: Collection[str]) -> str:
    """How much the chosen projects cost together, and what is left of the budget."""
    used, rest = spent(question, chosen), left(question, chosen)
    facts = {"used": decimal(used), "budget": decimal(question.limits.budget or 0)}
    if rest < 0:
        return gettext(
            "Du har valt för %(used)s av %(budget)s kr. Det är %(over)s kr för mycket.",
            **facts,
            over=decimal(-rest),
        )
    return gettext(
        "Du har valt för %(used)s av %(budget)s kr. %(left)s kr kvar.", **facts, left=decimal(rest)
    )


def funding_rule(question: Question, rule: str) -> str:
    """How the money is given to projects by a rule, whole and exact."""
    if rule == EQUAL_SHARES:
        return _equal_rule(question)
    first = (
        gettext("Projekten är tagna efter allas poäng, flest först.")
        if question.shares_points
        else gettext("Projekten är tagna efter hur många som stöder dem, flest först.")
    )
    rest = gettext(
        "Ett projekt som kostar mer än det som är kvar hoppas över. "
        "Har två lika mycket stöd tas det billigaste först, sedan det som står först i frågan. "
        "Projekt utan stöd får inga pengar."
    )
    return f"{first} {rest}"


def _equal_rule(question: Question) -> str:
    main = gettext(
        "Pengarna är delade lika på alla som svarat. De som stöder ett projekt betalar det tillsammans, "
        "så lika som deras pengar räcker till. "
        "Varje gång tas det projekt som kostar var och en av dem minst för varje krona i projektet. "
        "När inget mer går att betala får var och en en hundradel till, minst en krona, och allt räknas om, "
        "så länge projekten ryms i de riktiga pengarna. "
        "Är det lika tas det med mest stöd först, sedan det billigaste, sedan det som står först i frågan. "
        "På engelska heter sättet Method of Equal Shares."
    )
    if not question.shares_points:
        return main
    return (
        main + " " + gettext("Den som gav ett projekt fler poäng betalar mer, lika mycket för varje poäng.")
    )


def remarks(figure: BudgetFigures, name: Name) -> Iterator[Markup]:
    """What must be said beside the headline: ties, what another rule would change, and what waits."""
    if not figure.outcomes or not figure.answered.people:
        return
    for outcome in figure.outcomes:
        for tie in outcome.ties:
            yield _(
                "%(rule)s: det är lika mellan %(projects)s, och ordningen avgör vad pengarna räcker till. "
                "De är tagna i den ordning som de står här.",
                rule=rule_words(outcome.rule).label,
                projects=and_list([name(project) for project in tie]),
            )
    if len(figure.outcomes) > 1:
        first, other = figure.outcomes
        yield _difference(first, other, name)
    elif figure.too_many:
        yield _(
            "Svaren är för många och olika för att räknas med lika delar här. "
            "Hämta rösterna som fil och räkna dem för sig."
        )
    else:
        yield _("Lika delar räknas när dialogen är stängd.")


def _difference(first: BudgetOutcome, other: BudgetOutcome, name: Name) -> Markup:
    """What would change if the other rule were used."""
    gained = [name(project) for project in other.funded if project not in first.funded]
    lost = [name(project) for project in first.funded if project not in other.funded]
    rule = rule_words(other.rule).label
    if gained and lost:
        return _(
            "Räknat på det andra sättet, %(rule)s, får %(gained)s pengar, men inte %(lost)s.",
            rule=rule,
            gained=and_list(gained),
            lost=and_list(lost),
        )
    if gained:
        return _(
            "Räknat på det andra sättet, %(rule)s, får också %(gained)s pengar.",
            rule=rule,
            gained=and_list(gained),
        )
    if lost:
        return _(
            "Räknat på det andra sättet, %(rule)s, får %(lost)s inga pengar.", rule=rule, lost=and_list(lost)
        )
    return _("Räknat på det andra sättet, %(rule)s, får samma projekt pengar.", rule=rule)


def money_sentence(figure: BudgetFigures, outcome: BudgetOutcome) -> str:
    """What a rule uses of the money."""
    return gettext(
        "%(used)s av %(budget)s används. %(left)s blir kvar.",
        used=money(figure.budget - outcome.left),
        budget=money(figure.budget),
        left=money(outcome.left),
    )
