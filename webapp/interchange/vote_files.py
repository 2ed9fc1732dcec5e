"""Votes in the field's own file formats: what such a file holds, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.budgeting import Ballot
from webapp.domain.questions import APPROVAL

LARGEST = 20_000_000
"""Most bytes of a file that is read."""
MOST_OPTIONS = 500
MOST_FAULTS = 20
Order = tuple[tuple[int, ...], ...]
"""Numbers of options from 1, the most preferred first; those that share a place stand together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line, from 1; line 0 stands for the whole file."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}" if self.line else self.reason


class VoteFileRefused(Exception):
    """Nothing of a file is used. `faults`: why, by line, at least one."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Rankings:
    """A PrefLib file: names of the options, and how many gave each order."""

    title: str
    options: tuple[str, ...]
    orders: tuple[tuple[Order, int], ...]


@dataclass(frozen=True, slots=True)
class BudgetVote:
    """A Pabulib file with approval votes, or with points.

    Args:
        title: what the file calls itself.
        budget: how much there is.
        costs, names: by project, in the order of the file; an unnamed project bears its id.
        ballots: projects, with points where these were given -> how many gave exactly this.
        voting: how people voted, one of `webapp.domain.questions.VOTINGS`.
        points: how many points each could share out, where they did.
        rule: what decided, as the file calls it; empty where it does not tell.
        currency: that of the amounts; empty where the file does not tell.
    """

    title: str
    budget: Fraction
    costs: Mapping[str, Fraction]
    names: Mapping[str, str]
    ballots: Mapping[Ballot, int]
    voting: str = APPROVAL
    points: int = 0
    rule: str = ""
    currency: str = ""


def decoded(content: bytes) -> list[str]:
    """The lines of a file.

    Raises:
        VoteFileRefused: it is too large or no text in UTF-8.
    """
    if len(content) > LARGEST:
        raise VoteFileRefused(Fault(0, f"The file is larger than {LARGEST // 1_000_000} MB."))
    try:
        return [line.rstrip("\r") for line in content.decode("utf-8-sig").split("\n")]
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise VoteFileRefused(Fault(line, "This is not text in UTF-8.")) from None
