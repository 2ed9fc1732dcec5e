"""PrefLib's files of orders: ``.soc`` and ``.soi`` (no shared places), ``.toc`` and ``.toi`` (shared places).

Source: https://preflib.github.io/PrefLib-Jekyll/format
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from webapp.domain.text import clean
from webapp.interchange.vote_files import (
    MOST_FAULTS,
    MOST_OPTIONS,
    Fault,
    Order,
    Rankings,
    VoteFileRefused,
    decoded,
)

TYPES = ("soc", "soi", "toc", "toi")
COMPLETE, TIED = frozenset({"soc", "toc"}), frozenset({"toc", "toi"})
HEADER = re.compile(r"#\s*([A-Z][A-Z0-9 ]*?)\s*:\s*(.*)")
PLACE = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
VOTE = re.compile(r"\s*(\d{1,9})\s*:\s*(.*)")


def read_preflib(content: bytes) -> Rankings:
    """What a PrefLib file of one of `TYPES` holds.

    Raises:
        VoteFileRefused: it is no such file, or its lines contradict each other.
    """
    lines = decoded(content)
    header = _header(lines)
    kind, options = header.get("DATA TYPE", (0, ""))[1].lower(), _options(header)
    orders: list[tuple[Order, int]] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            try:
                orders.append(_vote(line, kind, len(options)))
            except ValueError as error:
                faults.append(Fault(number, str(error)))
    faults = faults or list(_miscounted(header, orders))
    if faults:
        raise VoteFileRefused(*faults[:MOST_FAULTS])
    return Rankings(header.get("TITLE", (0, ""))[1], options, tuple(orders))


def _header(lines: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Name -> the line it stands on and what it says."""
    found = {}
    for number, line in enumerate(lines, start=1):
        match = HEADER.fullmatch(line.strip())
        if match:
            found[match[1]] = number, clean(match[2])
    at, kind = found.get("DATA TYPE", (1, ""))
    if kind.lower() not in TYPES:
        raise VoteFileRefused(Fault(at, f"The data type must be one of {', '.join(TYPES)}."))
    return found


def _options(header: Mapping[str, tuple[int, str]]) -> tuple[str, ...]:
    number = _whole(header, "NUMBER ALTERNATIVES")
    if not 2 <= number <= MOST_OPTIONS:
        raise VoteFileRefused(
            Fault(header["NUMBER ALTERNATIVES"][0], f"There can be 2 to {MOST_OPTIONS} alternatives.")
        )
    named = [header.get(f"ALTERNATIVE NAME {at}") for at in range(1, number + 1)]
    missing = [Fault(0, f"Alternative {at} has no name.") for at, each in enumerate(named, 1) if not each]
    if missing:
        raise VoteFileRefused(*missing[:MOST_FAULTS])
    return tuple(each[1] for each in named if each)


def _whole(header: Mapping[str, tuple[int, str]], name: str) -> int:
    line, value = header.get(name, (0, ""))
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise VoteFileRefused(Fault(line, f"“{name}” must be a whole number."))
    return int(value)


def _vote(line: str, kind: str, options: int) -> tuple[Order, int]:
    """An order and how many gave it. Raises `ValueError` with what is wrong."""
    match = VOTE.fullmatch(line)
    if not match or not int(match[1]):
        raise ValueError("A vote is written as how many, a colon, and an order: 12: 3,1,2")
    order = tuple(_places(match[2]))
    placed = [option for place in order for option in place]
    if not placed or not all(1 <= option <= options for option in placed):
        raise ValueError(f"An order names alternatives from 1 to {options}.")
    if len(set(placed)) < len(placed):
        raise ValueError("An alternative stands twice in the same order.")
    if kind not in TIED and any(len(place) > 1 for place in order):
        raise ValueError(f"There are no shared places in a file of type {kind}.")
    if kind in COMPLETE and len(placed) < options:
        raise ValueError(f"In a file of type {kind} every order names every alternative.")
    return order, int(match[1])


def _places(text: str) -> Iterable[tuple[int, ...]]:
    if PLACE.sub("", text).replace(",", "").strip():
        raise ValueError("The braces of a shared place do not match.")
    for match in PLACE.finditer(text):
        numbers = (match[1] if match[1] is not None else match[2]).split(",")
        if not all(re.fullmatch(r"\s*\d{1,9}\s*", each, re.ASCII) for each in numbers):
            raise ValueError("An order is alternatives' numbers with commas between them.")
        yield tuple(int(each) for each in numbers)


def _miscounted(
    header: Mapping[str, tuple[int, str]], orders: Sequence[tuple[Order, int]]
) -> Iterable[Fault]:
    held = {"NUMBER VOTERS": sum(number for _order, number in orders), "NUMBER UNIQUE ORDERS": len(orders)}
    for name, number in held.items():
        said = _whole(header, name)
        if said != number:
            yield Fault(header[name][0], f"“{name}” is {said}, but the file holds {number}.")


def write_preflib(name: str, title: str, options: Sequence[str], orders: Counter[Order], day: date) -> bytes:
    """Orders without shared places as a file: ``soc`` where all are complete, otherwise ``soi``.

    Args:
        name: the file's, without its ending.
        options: their names, which become one line each.
    """
    kind = kind_of(orders, len(options))
    lines = [
        f"# FILE NAME: {name}.{kind}",
        f"# TITLE: {_line(title)}",
        "# DESCRIPTION:",
        f"# DATA TYPE: {kind}",
        "# MODIFICATION TYPE: original",
        "# RELATES TO:",
        "# RELATED FILES:",
        f"# PUBLICATION DATE: {day.isoformat()}",
        f"# MODIFICATION DATE: {day.isoformat()}",
        f"# NUMBER ALTERNATIVES: {len(options)}",
        f"# NUMBER VOTERS: {orders.total()}",
        f"# NUMBER UNIQUE ORDERS: {len(orders)}",
        *(f"# ALTERNATIVE NAME {at}: {_line(option)}" for at, option in enumerate(options, start=1)),
        *(f"{number}: {_order(order)}" for order, number in _by_number(orders)),
    ]
    return ("\n".join(lines) + "\n").encode()


def kind_of(orders: Iterable[Order], options: int) -> str:
    """The type of a file of orders without shared places."""
    return "soc" if all(len(order) == options for order in orders) else "soi"


def _by_number(orders: Counter[Order]) -> list[tuple[Order, int]]:
    """The most frequent first, equal ones by what they say, so that nothing tells when they came."""
    return sorted(orders.items(), key=lambda each: (-each[1], each[0]))


def _order(order: Order) -> str:
    return ",".join(str(option) for place in order for option in place)


def _line(text: str) -> str:
    return " ".join(text.split())
