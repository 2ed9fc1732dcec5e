"""What came of pairs, in words: the same on pages and in files."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from webapp.domain.drawing import pairs_each
from webapp.domain.duels import ENOUGH
from webapp.domain.figures import PairsFigures, PairsRow
from webapp.domain.questions import Question
from webapp.web.locale import and_list, decimal, gettext, percent
from webapp.web.locale import gettext_markup as _

Name = Callable[[str], str]
"""Option id -> its text; markup stays markup."""
NONE = "–"


def pair_rule(question: Question, *, grouped: bool) -> str:
    """How pairs are counted, and what the figures can say."""
    if grouped:
        return gettext(
            "För en grupp räknas och visas bara hur stor andel av sina jämförelser varje alternativ vann. "
            "Lika andel ger samma plats."
        )
    return gettext(
        "Var och en fick högst %(pairs)s par, dragna så att alla alternativ möter varandra lika ofta. "
        "Styrkan är chansen att vinna mot ett alternativ som är lika starkt som snittet. "
        "Den är räknad med Bradley och Terrys modell, och lika styrka ger samma plats. "
        "Osäkerheten visar var styrkan ligger, med 95 procents säkerhet. "
        "Varje jämförelse räknas då för sig. Eftersom en person gör flera kan osäkerheten vara större.",
        pairs=decimal(pairs_each(question)),
    )


def pair_remarks(figure: PairsFigures, name: Name) -> Iterator[Markup]:
    """What must be said before the order of a whole or a group: how far it is to be trusted."""
    if not figure.answered.people:
        return
    if figure.thin:
        yield _(
            "Underlaget är tunt: något alternativ har varit med i färre än %(enough)s jämförelser. "
            "Några svar till kan ändra ordningen.",
            enough=decimal(ENOUGH),
        )
    first = [row for row in figure.rows if row.place == 1]
    if figure.duels is not None and first[0].strength is None:
        yield _(
            "Det går inte att räkna ut någon styrka av de här svaren. "
            "Alternativen kan delas i två grupper där den ena aldrig har förlorat mot den andra, eller "
            "som inte har jämförts med varandra. "
            "Ordningen är efter hur stor andel av jämförelserna som vanns."
        )
    if len(first) > 1:
        yield _("Delad första plats: %(options)s.", options=and_list([name(row.option) for row in first]))
    elif unsure := [row for row in figure.rows if row.place > 1 and _overlap(first[0], row)]:
        yield _(
            "Det är inte säkert att %(first)s är starkare än %(others)s: deras osäkerhet går in i varandra.",
            first=name(first[0].option),
            others=and_list([name(row.option) for row in unsure]),
        )


def _overlap(first: PairsRow, other: PairsRow) -> bool:
    if first.strength is None or other.strength is None:
        return False
    return other.strength.interval[1] >= first.strength.interval[0]


def strength_heading(figure: PairsFigures) -> str:
    """What stands above the figures of `strength_figure`."""
    return gettext("Styrka") if _has_strength(figure) else gettext("Andel vunna")


def strength_figure(row: PairsRow) -> str:
    """The figure that the order is told by."""
    length = strength_length(row)
    return NONE if length is None else percent(length)


def strength_length(row: PairsRow) -> float | None:
    """The same figure from 0 to 1; None where there is nothing to tell it from."""
    if row.strength:
        return row.strength.chance
    return None if row.share is None else float(row.share)


def duel_sentence(row: PairsRow) -> str:
    """How many duels an option won, and how unsure its strength is."""
    if row.share is None:
        return gettext("Har inte varit med i någon jämförelse.")
    won = gettext(
        "Vann %(won)s av %(met)s jämförelser (%(share)s).",
        won=decimal(row.won),
        met=decimal(row.met),
        share=percent(row.share),
    )
    if row.strength is None:
        return won
    low, high = row.strength.interval
    return won + " " + gettext("Osäkerhet: från %(low)s till %(high)s.", low=percent(low), high=percent(high))


def _has_strength(figure: PairsFigures) -> bool:
    return bool(figure.rows and figure.rows[0].strength)
