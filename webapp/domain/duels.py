"""Counting pairs: how many duels each option won, how strong it is, and whether that is enough to go by."""

from collections.abc import Mapping
from fractions import Fraction

from webapp.domain.counting import Tally
from webapp.domain.drawing import Pair
from webapp.domain.figures import Answered, PairsFigures, PairsRow
from webapp.domain.prioritising import shared_places
from webapp.domain.questions import MOST_PAIRED, Question
from webapp.domain.strength import CLOSE, Strength, strengths

ENOUGH = 50
"""Duels that an option must have been in: with so many, a share is unsure by 14 points of percent at most."""


def duels(question: Question, tally: Tally, answered: Answered, *, whole: bool) -> PairsFigures:
    """The figures of pairs, strongest first: by strength where there is one, else by the share of duels won.

    Of a group there are no duels between two options, and no strengths: small counts would follow.
    """
    options = question.option_ids
    won = _won(question, tally) if whole and len(options) <= MOST_PAIRED else None
    found = strengths(options, won) if won else None
    wins = {option: tally.get(f"wins:{option}", 0) for option in options}
    met = {option: wins[option] + tally.get(f"losses:{option}", 0) for option in options}
    shares = {option: Fraction(wins[option], met[option]) if met[option] else None for option in options}
    places = _by_strength(found) if found else _by_share(shares)
    rows = (
        PairsRow(
            option,
            places[option],
            list(places.values()).count(places[option]) > 1,
            wins[option],
            met[option],
            shares[option],
            found[option] if found else None,
        )
        for option in options
    )
    thin = min(met.values(), default=0) < ENOUGH
    return PairsFigures(answered, tuple(sorted(rows, key=lambda row: row.place)), won, thin)


def _won(question: Question, tally: Tally) -> dict[Pair, int]:
    options = question.option_ids
    return {(a, b): tally.get(f"won:{a}:{b}", 0) for a in options for b in options if a != b}


def _by_share(shares: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Option -> place; those that were in no duel come last."""
    places = shared_places(-1 if share is None else share for share in shares.values())
    return dict(zip(shares, places, strict=True))


def _by_strength(found: Mapping[str, Strength]) -> dict[str, int]:
    """Option -> place; strengths that differ by less than counting loses share one."""
    return {
        option: 1 + sum(other.value > strength.value + CLOSE for other in found.values())
        for option, strength in found.items()
    }
