"""Whole participations against the floor: how many a second, and the CPU of each."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from sqlalchemy.orm import Session

from tests.benchmarks import content, priorities, tables
from tests.benchmarks.checking import Ledger, report
from tests.benchmarks.databases import DATABASES, Database
from tests.benchmarks.load import load
from tests.benchmarks.servers import FLOOR, OURS, Server, serving

CLIENTS = (1, 16, 64)
ROUNDS = 3
COUNT = 200
"""Participations a round: with three rounds 600 at each number of clients."""
WARM_UP = 100
SCENARIOS = ("whole", "form and send", "priorities", "floor")
LABELS = {
    "whole": "Rådslag, code to confirmation",
    "form and send": "Rådslag, form and Send alone",
    "priorities": "Rådslag, the same with a ranking of ten and points",
    "floor": "Floor, page and POST",
}
HEADS = (
    *(
        "",
        "clients",
        "particip./s",
        "rate / floor's",
        "CPU ms/particip.",
        "x floor",
        "requests",
        "CPU ms/request",
    ),
    *("database CPU ms/particip.", "failed"),
)
NOTE = (
    "Medians of {rounds} rounds of {count}. CPU is that of the server's processes (user and system).\n"
    "A whole participation is six requests: QR code, dialogue, form, check, send, confirmation.\n"
    "The floor is two: a static page and a POST. Form and Send alone is the like-for-like comparison.\n"
    "Aim on PostgreSQL at 64 clients: form and Send at 0.50 of the floor's rate or more."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: per participation, CPU in seconds."""

    rate: float
    cpu: float
    database_cpu: float
    requests: float
    failures: int


def run(databases: list[str], clients: tuple[int, ...] = CLIENTS) -> bool:
    """Measures and prints. False where an acknowledged response was lost or stored twice."""
    sound = [on(name, clients) for name in databases]
    return all(sound)


def on(name: str, clients: tuple[int, ...]) -> bool:
    """Measures on one database, Rådslag and floor in turns, both servers standing all the time."""
    with DATABASES[name]() as database:
        with Session(database.engine) as session:
            content.make_content(session)
            priorities.make_priorities(session)
        ledger = Ledger(database)
        with serving(OURS, database.url) as ours, serving(FLOOR, database.url) as bare:
            servers = dict.fromkeys(SCENARIOS, ours) | {"floor": bare}
            for scenario in SCENARIOS:
                one_round(database, ledger, scenario, servers[scenario], 16, WARM_UP)
            found = measure(database, ledger, servers, clients)
            one_round(database, ledger, "withdrawals", ours, max(clients), COUNT)
        print_figures(database, found, clients)
        return report(ledger)


def measure(
    database: Database, ledger: Ledger, servers: dict[str, Server], clients: tuple[int, ...]
) -> dict[tuple[str, int], list[Measured]]:
    found: dict[tuple[str, int], list[Measured]] = defaultdict(list)
    for number in clients:
        for _round in range(ROUNDS):
            for scenario, server in servers.items():
                found[scenario, number].append(one_round(database, ledger, scenario, server, number, COUNT))
    return found


def one_round(
    database: Database, ledger: Ledger, scenario: str, server: Server, clients: int, count: int
) -> Measured:
    """Runs a load and holds the rows in the database against what was acknowledged."""
    before, database_before = server.cpu(), database.cpu()
    done = load(scenario, server.port, clients, count)
    cpu, database_cpu = server.cpu() - before, database.cpu() - database_before
    ledger.enter(f"{scenario}, {clients} clients", scenario == "floor", done)
    return Measured(
        count / done.seconds, cpu / count, database_cpu / count, done.requests / count, len(done.failures)
    )


def print_figures(
    database: Database, found: dict[tuple[str, int], list[Measured]], clients: tuple[int, ...]
) -> None:
    rows = [
        row(LABELS[scenario], number, found[scenario, number], found["floor", number])
        for number in clients
        for scenario in SCENARIOS
    ]
    note = NOTE.format(rounds=ROUNDS, count=COUNT)
    tables.show(f"Participation on {database.name}", HEADS, rows, note)


def row(label: str, clients: int, mine: list[Measured], floor: list[Measured]) -> list[tables.Cell]:
    cpu = median(each.cpu for each in mine)
    requests = median(each.requests for each in mine)
    rate = median(each.rate for each in mine)
    return [
        label,
        clients,
        rate,
        rate / median(each.rate for each in floor),
        cpu * 1000,
        cpu / median(each.cpu for each in floor),
        round(requests),
        cpu / requests * 1000,
        median(each.database_cpu for each in mine) * 1000,
        sum(each.failures for each in mine),
    ]
