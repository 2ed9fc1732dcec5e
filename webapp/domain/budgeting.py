"""What a budget pays for when residents approve of projects: the greedy rule, and the method of equal shares.

Everything is exact: money is whole numbers or fractions. Sources: the method of equal shares for approval
(Peters, Pierczyński and Skowron 2021), made to use more of the money by giving everybody one unit more until
it no longer fits ("add1", Faliszewski et al. 2023).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

Money = int | Fraction
Ballots = Mapping[frozenset[str], int]
"""Projects that somebody approves of -> how many approve of exactly these."""
CARDINALITY, COST = "cardinality", "cost"
"""What a project is worth to somebody who approves of it: 1, or what it costs."""


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


def supporters(costs: Mapping[str, Money], ballots: Ballots) -> dict[str, int]:
    """Project -> how many approve of it."""
    counts = dict.fromkeys(costs, 0)
    for ballot, people in ballots.items():
        for project in ballot:
            counts[project] += people
    return counts


def by_rule(costs: Mapping[str, Money], counts: Mapping[str, int]) -> list[str]:
    """Projects as a tie is broken: most supporters first, then cheapest, then as listed."""
    listed = list(costs)
    return sorted(listed, key=lambda project: (-counts[project], costs[project], listed.index(project)))


def greedy(costs: Mapping[str, Money], ballots: Ballots, budget: Money) -> Funded:
    """Takes projects by supporters, most first, and passes over what the money left does not cover.

    Projects that nobody approves of are left out. Args: `costs` above 0, `budget` at least 0.
    """
    counts = supporters(costs, ballots)
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
    """People who approve of the same projects, and what each of them has left."""

    people: int
    left: Fraction


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
    """Projects not yet taken, with the lowest price that each can have: as money is spent they only rise."""

    costs: Mapping[str, Money]
    worth: str
    purses: Mapping[str, list[_Purse]]
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
        most = _most_paid(self.costs[project], self.purses[project])
        return most if most is None or self.worth == CARDINALITY else most / self.costs[project]

    def take(self, project: str, price: Fraction) -> None:
        """Lets the supporters of `project` pay for it."""
        del self.prices[project]
        most = price if self.worth == CARDINALITY else price * self.costs[project]
        for purse in self.purses[project]:
            purse.left -= min(purse.left, most)


def _market(costs: Mapping[str, Money], ballots: Ballots, budget: Money, worth: str) -> _Market:
    people = sum(ballots.values())
    share = Fraction(budget) / people if people else Fraction()
    order = by_rule(costs, supporters(costs, ballots))
    purses: dict[str, list[_Purse]] = {project: [] for project in order}
    for ballot, number in ballots.items():
        purse = _Purse(number, share)
        for project in ballot:
            purses[project].append(purse)
    return _Market(costs, worth, purses, dict.fromkeys(order, Fraction()))


def _most_paid(cost: Money, purses: list[_Purse]) -> Fraction | None:
    """What each of those pays who can, when the others give all they have; None where that is not enough."""
    people, missing = sum(purse.people for purse in purses), Fraction(cost)
    for purse in sorted(purses, key=lambda purse: purse.left):
        if purse.left * people >= missing:
            return missing / people
        missing -= purse.left * purse.people
        people -= purse.people
    return None


def completed_shares(costs: Mapping[str, Money], ballots: Ballots, budget: Money, worth: str) -> Funded:
    """Equal shares, counted as if everybody had one unit of money more, and one more, while it still fits.

    The last outcome that the budget covers stands. It ends also when no project left is covered, or all that
    anybody approves of are funded.
    """
    people = sum(ballots.values())
    wanted = {project for project, number in supporters(costs, ballots).items() if number}
    found = equal_shares(costs, ballots, budget, worth)
    imagined = budget
    while _room(costs, found, wanted, budget):
        imagined += people
        following = equal_shares(costs, ballots, imagined, worth)
        if following.cost(costs) > budget:
            break
        found = following
    return found


def _room(costs: Mapping[str, Money], found: Funded, wanted: set[str], budget: Money) -> bool:
    left = budget - found.cost(costs)
    return any(costs[project] <= left for project in wanted.difference(found.projects))
