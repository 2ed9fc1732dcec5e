"""What a budget pays for: the greedy rule, and the method of equal shares.

Everything is exact: money is whole numbers or fractions. Sources: the method of equal shares (Peters,
Pierczyński and Skowron 2021), made to use more of the money by giving everybody more until it no longer fits
(one unit at a time is "add1", Faliszewski et al. 2023). Points count as so many approvals.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

Money = int | Fraction
Ballot = frozenset[str] | frozenset[tuple[str, int]]
"""Projects that somebody approves of; or pairs of a project and the points, above 0, that it was given."""
Ballots = Mapping[Ballot, int] | Mapping[frozenset[str], int]
"""Ballot -> how many gave exactly this."""
CARDINALITY, COST = "cardinality", "cost"
"""What a point for a project, or approval of it, is worth: 1, or what it costs."""


@dataclass(frozen=True, slots=True)
class Funded:
    """What one rule pays for.

    Args:
        projects: their ids, in the order that the rule took them.
        ties: projects that stood equal where the order between them decides, and were taken in the order of
            `by_rule`; each tie once.
    """

    projects: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...] = ()

    def cost(self, costs: Mapping[str, Money]) -> Money:
        return sum(costs[project] for project in self.projects)


def given(ballot: Ballot) -> Iterator[tuple[str, int]]:
    """(project, points) of a ballot; approval is one point."""
    for each in ballot:
        yield each if isinstance(each, tuple) else (each, 1)


def supporters(costs: Mapping[str, Money], ballots: Ballots) -> dict[str, int]:
    """Project -> all points for it: where nobody has more than one, how many approve of it."""
    counts = dict.fromkeys(costs, 0)
    for ballot, people in ballots.items():
        for project, points in given(ballot):
            counts[project] += people * points
    return counts


def by_rule(costs: Mapping[str, Money], counts: Mapping[str, int]) -> list[str]:
    """Projects as a tie is broken: most supporters or points first, then cheapest, then as listed."""
    at = {project: place for place, project in enumerate(costs)}
    return sorted(costs, key=lambda project: (-counts[project], costs[project], at[project]))


def greedy(costs: Mapping[str, Money], ballots: Ballots, budget: Money) -> Funded:
    """Takes projects by supporters, most first, and passes over what the money left does not cover.

    Projects that nobody approves of are left out. Args: `costs` above 0, `budget` at least 0.
    """
    return greedy_by(costs, supporters(costs, ballots), budget)


def greedy_by(costs: Mapping[str, Money], counts: Mapping[str, int], budget: Money) -> Funded:
    """As `greedy`, from how many support each project, or from all points for it."""
    left = budget
    funded: list[str] = []
    ties: list[tuple[str, ...]] = []
    for group in _equal(by_rule(costs, counts), counts):
        fitting = [project for project in group if costs[project] <= left]
        if sum(costs[project] for project in fitting) > left:
            ties.append(tuple(fitting))
        for project in fitting:
            if costs[project] <= left:
                funded.append(project)
                left -= costs[project]
    return Funded(tuple(funded), tuple(ties))


def _equal(order: list[str], counts: Mapping[str, int]) -> Iterator[list[str]]:
    for number in dict.fromkeys(counts[project] for project in order):
        if number:
            yield [project for project in order if counts[project] == number]


@dataclass(slots=True)
class _Purse:
    """People who gave the same ballot, and what each of them has left, in parts of `_Market.unit`."""

    people: int
    left: int


@dataclass(frozen=True, slots=True)
class _Backers:
    """Those who gave a project points.

    Args:
        gave: the points of each and the purse, which changes while they pay.
        points: of all of them together.
        multiple: a common multiple of the points of each.
    """

    gave: tuple[tuple[int, _Purse], ...]
    points: int
    multiple: int


def equal_shares(costs: Mapping[str, Money], ballots: Ballots, budget: Money, worth: str) -> Funded:
    """The method of equal shares: everybody has an equal part of the money and pays for what they approve of.

    In each step the project is taken whose supporters can pay for it at the lowest price for what it is worth
    to them, as equally as their money allows. It ends when no project is covered by its supporters' money.

    Args:
        costs: above 0.
        budget: at least 0.
        worth: `CARDINALITY` or `COST`.
    """
    market = _market(costs, ballots, budget, worth)
    funded: list[str] = []
    ties: list[tuple[str, ...]] = []
    equal: tuple[str, ...] = ()
    lowest: Fraction | None = None
    while True:
        best, price = market.cheapest()
        dearer = [project for project in equal if price != lowest or project not in best]
        if dearer:
            ties.append((funded[-1], *dearer))
        if price is None:
            return Funded(tuple(funded), tuple(ties))
        market.take(best[0], price)
        funded.append(best[0])
        equal, lowest = tuple(best[1:]), price


@dataclass(slots=True)
class _Market:
    """Projects not yet taken, with the lowest price that each can have: as money is spent they only rise.

    Args:
        unit: how many parts a unit of money is divided into, so that all that anybody has is whole parts.
        purses: everybody's.
        of: project -> who supports it.
    """

    costs: Mapping[str, Money]
    worth: str
    unit: int
    purses: list[_Purse]
    of: Mapping[str, _Backers]
    prices: dict[str, Fraction]

    def cheapest(self) -> tuple[list[str], Fraction | None]:
        """The projects that have the lowest price now, in the order of ties, and that price."""
        best: Fraction | None = None
        for project in sorted(self.prices, key=self.prices.__getitem__):
            if best is not None and self.prices[project] > best:
                break
            price = self._price(project)
            if price is None:
                del self.prices[project]
            else:
                self.prices[project] = price
                best = price if best is None else min(best, price)
        return [project for project, price in self.prices.items() if price == best], best

    def _price(self, project: str) -> Fraction | None:
        cost = self.costs[project]
        most = _most_paid(int(cost * self.unit), self.of[project])
        if most is None:
            return None
        return most / self.unit if self.worth == CARDINALITY else most / (self.unit * cost)

    def take(self, project: str, price: Fraction) -> None:
        """Lets the supporters of `project` pay for it."""
        del self.prices[project]
        most = price if self.worth == CARDINALITY else price * self.costs[project]
        self._divide(most.denominator // gcd(self.unit, most.denominator))
        whole = int(most * self.unit)
        for points, purse in self.of[project].gave:
            purse.left -= min(purse.left, whole * points)

    def _divide(self, parts: int) -> None:
        """Makes the unit so many times finer."""
        if parts > 1:
            self.unit *= parts
            for purse in self.purses:
                purse.left *= parts


def _market(costs: Mapping[str, Money], ballots: Ballots, budget: Money, worth: str) -> _Market:
    people = sum(ballots.values())
    share = Fraction(budget) / people if people else Fraction()
    unit = lcm(share.denominator, *(cost.denominator for cost in costs.values()))
    order = by_rule(costs, supporters(costs, ballots))
    purses: list[_Purse] = []
    gave: dict[str, list[tuple[int, _Purse]]] = {project: [] for project in order}
    for ballot, number in ballots.items():
        purses.append(_Purse(number, int(share * unit)))
        for project, points in given(ballot):
            gave[project].append((points, purses[-1]))
    of = {project: _backers(pairs) for project, pairs in gave.items()}
    return _Market(costs, worth, unit, purses, of, dict.fromkeys(order, Fraction()))


def _backers(gave: list[tuple[int, _Purse]]) -> _Backers:
    points = sum(points * purse.people for points, purse in gave)
    return _Backers(tuple(gave), points, lcm(*(points for points, _purse in gave)))


def _most_paid(cost: int, backers: _Backers) -> Fraction | None:
    """What each pays for a point who can, when the others give all they have; None if that is too little."""
    points, missing, multiple = backers.points, cost, backers.multiple
    for each, purse in sorted(backers.gave, key=lambda pair: pair[1].left * multiple // pair[0]):
        if purse.left * points >= missing * each:
            return Fraction(missing, points)
        missing -= purse.left * purse.people
        points -= each * purse.people
    return None


class TooMuchWork(Exception):
    """Counting would take longer than it may."""


def completed_shares(
    costs: Mapping[str, Money],
    ballots: Ballots,
    budget: Money,
    worth: str,
    part: int | None = None,
    most_rounds: int | None = None,
) -> Funded:
    """Equal shares, counted as if everybody had some money more, and more again, while it still fits.

    The last outcome that the budget covers stands. It ends also when no project left is covered, or all that
    anybody approves of are funded.

    Args:
        part: everybody's share grows by so small a part of it at a time, 100 for a hundredth, in whole units
            of money and at least one; None for one unit ("add1"), which takes long with few people and much
            money.
        most_rounds: how often all may be counted; None for as often as it takes.

    Raises:
        TooMuchWork: that was not enough.
    """
    people = sum(ballots.values())
    wanted = [project for project, points in supporters(costs, ballots).items() if points]
    together = sum(costs[project] for project in wanted)
    if together <= budget:
        return Funded(equal_shares(costs, ballots, people * together, worth).projects)
    found = equal_shares(costs, ballots, budget, worth)
    imagined, rounds = budget, 1
    while _room(costs, found, wanted, budget):
        rounds += 1
        if most_rounds is not None and rounds > most_rounds:
            raise TooMuchWork
        imagined += people * max(1, int(imagined // people // part) if part else 1)
        following = equal_shares(costs, ballots, imagined, worth)
        if following.cost(costs) > budget:
            break
        found = following
    return found


def _room(costs: Mapping[str, Money], found: Funded, wanted: Iterable[str], budget: Money) -> bool:
    left = budget - found.cost(costs)
    return any(costs[project] <= left for project in set(wanted).difference(found.projects))
