"""Pairs: which of two options matters more, for some of all pairs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from webapp.domain.drawing import Pair, pairs_each
from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered, typed_by_part
from webapp.domain.questions import MOST_PAIRED, Question, Value


class Pairs:
    """One option of each pair; pairs may be left. Value: [the option chosen, the other], in a fixed order."""

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        names = pair_names(question.option_ids)
        given = field.by_part(names)
        if not given:
            return UNANSWERED
        for name, chosen in given.items():
            if chosen not in names[name]:
                raise Invalid("unknown-option", part=name)
        if len(given) > pairs_each(question):
            raise Invalid("pairs-over", limit=pairs_each(question))
        return [
            [given[name], b if given[name] == a else a] for name, (a, b) in names.items() if name in given
        ]

    def typed(self, question: Question, value: Value) -> Typed:
        chosen = {frozenset(duel): duel[0] for duel in value}
        names = pair_names(question.option_ids)
        return typed_by_part(
            {name: chosen[frozenset(pair)] for name, pair in names.items() if frozenset(pair) in chosen}
        )

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        duels = [(duel[0], duel[1]) for duel in value]
        for winner, loser in duels if len(question.options) <= MOST_PAIRED else ():
            yield f"won:{winner}:{loser}", 1
        for word, once, options in (
            ("wins", "chose", Counter(winner for winner, _loser in duels)),
            ("losses", "passed", Counter(loser for _winner, loser in duels)),
        ):
            for option, times in options.items():
                yield f"{word}:{option}", times
                yield f"{once}:{option}", 1


def pair_name(pair: Pair) -> str:
    """What the field of a pair is called; no identifier of an option has the sign between."""
    return "~".join(pair)


@lru_cache(maxsize=128)
def pair_names(options: tuple[str, ...]) -> Mapping[str, Pair]:
    """Name -> pair, for every pair of `options`; in each they stand in the order of the question."""
    pairs = ((a, b) for at, a in enumerate(options) for b in options[at + 1 :])
    return {pair_name(pair): pair for pair in pairs}
