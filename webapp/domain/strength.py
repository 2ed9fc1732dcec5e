"""How strong options are, told from duels between two: the model of Bradley and Terry.

The model (Zermelo 1929; Bradley and Terry 1952): each option has a strength s, and a wins over b with the
chance 1 / (1 + exp(s_b - s_a)). Strengths add up to nothing, so that 0 is the average. They are those that
make the duels as they went most likely: no prior, nothing added. Such strengths exist, and are one alone,
exactly when the options cannot be split in two sides where none of the one ever lost to the other (Ford 1957;
assumption 1 of Hunter 2004). Where they can, there is no estimate, and none is made up.

The log-likelihood is concave; Newton's method with steps halved where they lead down finds its top. Intervals
are Wald's: from the inverse of the observed information, each duel taken as an answer of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log1p, sqrt
from statistics import NormalDist

from webapp.domain.drawing import Pair

CONFIDENCE = 0.95
CLOSE = 1e-9
"""Strengths that differ by no more are equal: so much is lost in counting."""
_CLOSE_ENOUGH, _MOST_STEPS, _MOST_HALVINGS = 1e-11, 100, 60
_REACH = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
Duels = Mapping[Pair, int]
"""(winner, loser) -> how many times."""
Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong an option is. `value`: s, 0 being the average; `error`: its standard error."""

    value: float
    error: float

    @property
    def chance(self) -> float:
        """The chance that it wins over an option of average strength, from 0 to 1."""
        return _chance(self.value)

    @property
    def interval(self) -> tuple[float, float]:
        """Between which chances it lies, so surely as `CONFIDENCE` says."""
        return _chance(self.value - _REACH * self.error), _chance(self.value + _REACH * self.error)


def strengths(options: Sequence[str], won: Duels) -> dict[str, Strength] | None:
    """Option -> its strength; None where the duels allow of no estimate.

    Costs about n³ steps for n options, however many duels there were.
    """
    if len(options) < 2 or not connected(options, won):
        return None
    counts = [[won.get((a, b), 0) for b in options] for a in options]
    values = _most_likely(counts)
    spread = _inverse(_information(counts, values))
    centre = 1 / len(options)
    return {
        option: Strength(values[at], sqrt(max(0.0, spread[at][at] - centre)))
        for at, option in enumerate(options)
    }


def connected(options: Sequence[str], won: Duels) -> bool:
    """Whether there is a way, from winner to loser, from every option to every other."""
    start = options[0]
    ahead: dict[str, list[str]] = {option: [] for option in options}
    back: dict[str, list[str]] = {option: [] for option in options}
    for (winner, loser), times in won.items():
        if times:
            ahead[winner].append(loser)
            back[loser].append(winner)
    return all(len(_reached(ways, start)) == len(options) for ways in (ahead, back))


def _reached(ways: Mapping[str, Sequence[str]], start: str) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        new = set(ways[waiting.pop()]) - found
        found |= new
        waiting.extend(new)
    return found


def _chance(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else exp(value) / (1 + exp(value))


def _most_likely(counts: list[list[int]]) -> list[float]:
    values = [0.0] * len(counts)
    for _step in range(_MOST_STEPS):
        step = _solved(_information(counts, values), _slope(counts, values))
        values = _better(counts, values, step)
        if max(map(abs, step)) < _CLOSE_ENOUGH:
            break
    return values


def _better(counts: list[list[int]], values: list[float], step: list[float]) -> list[float]:
    """`values` after `step`, or the half of it, and so on: the first that is no less likely."""
    before = _likelihood(counts, values)
    for halving in range(_MOST_HALVINGS):
        tried = [value + change / 2**halving for value, change in zip(values, step, strict=True)]
        middle = fsum(tried) / len(tried)
        tried = [value - middle for value in tried]
        if _likelihood(counts, tried) >= before - abs(before) * 1e-15:
            return tried
    return values


def _likelihood(counts: list[list[int]], values: list[float]) -> float:
    """The logarithm of how likely the duels are."""
    return -fsum(
        times * _softplus(values[b] - values[a])
        for a, row in enumerate(counts)
        for b, times in enumerate(row)
    )


def _softplus(value: float) -> float:
    return max(value, 0.0) + log1p(exp(-abs(value)))


def _slope(counts: list[list[int]], values: list[float]) -> list[float]:
    """How many more duels each option has won than its strength lets expect."""
    every = range(len(counts))
    return [
        fsum(
            counts[a][b] - (counts[a][b] + counts[b][a]) * _chance(values[a] - values[b])
            for b in every
            if b != a
        )
        for a in every
    ]


def _information(counts: list[list[int]], values: list[float]) -> Matrix:
    """The observed information, with 1/n added everywhere: that only pins down strengths that add up to 0."""
    every = range(len(counts))
    found = [[1 / len(counts)] * len(counts) for _a in every]
    for a in every:
        for b in every:
            if a != b:
                chance = _chance(values[a] - values[b])
                weight = (counts[a][b] + counts[b][a]) * chance * (1 - chance)
                found[a][a] += weight
                found[a][b] -= weight
    return found


def _inverse(matrix: Matrix) -> Matrix:
    size = len(matrix)
    whole = [[*row, *(float(at == column) for column in range(size))] for at, row in enumerate(matrix)]
    return [row[size:] for row in _reduced(whole)]


def _solved(matrix: Matrix, right: list[float]) -> list[float]:
    return [row[-1] for row in _reduced([[*row, value] for row, value in zip(matrix, right, strict=True)])]


def _reduced(rows: Matrix) -> Matrix:
    """Gauss and Jordan's elimination. The matrix is positive definite: no row need change its place."""
    for at, row in enumerate(rows):
        row[:] = [value / row[at] for value in row]
        for other in rows:
            if other is not row and (factor := other[at]):
                other[:] = [value - factor * less for value, less in zip(other, row, strict=True)]
    return rows
