"""Rankings as residents give them, made up by hypothesis, and their tallies."""

from collections import Counter

from hypothesis import strategies as st

from tests.factories import in_all, question
from webapp.domain.counting import answer_cells
from webapp.domain.questions import AnswerOption, Limits, Question


def asked(size: int, places: int | None = None, headline: str = "borda") -> Question:
    """A ranking of options ``o0``, ``o1``, …"""
    options = tuple(AnswerOption(f"o{at}", in_all(f"Val {at}")) for at in range(size))
    return question("r", "ranking", options=options, limits=Limits(places=places, headline=headline))


def tally_of(of: Question, orders: list[list[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for order in orders:
        for cell, amount in answer_cells(of, order):
            total[cell] += amount
    return total


@st.composite
def elections(draw, *, whole: bool | None = None):
    """A ranking question and up to forty answers to it; all rank all options where `whole`."""
    size = draw(st.integers(2, 6))
    places = None if whole or draw(st.booleans()) else draw(st.integers(1, size))
    of = asked(size, places)
    options = list(of.option_ids)
    if places is None:
        order = st.permutations(options)
    else:
        order = st.lists(st.sampled_from(options), unique=True, min_size=1, max_size=places)
    return of, draw(st.lists(order, max_size=40))
