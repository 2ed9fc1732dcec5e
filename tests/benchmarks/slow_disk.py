"""SQLite on a disk whose sync takes 5 ms, beside one whose syncs take no time: senders share their commits.

Both are simulated, by a library that stands in for the system's own syncs, in the servers alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from statistics import median

from sqlalchemy.orm import Session

from tests.benchmarks import content, priorities, tables
from tests.benchmarks.checking import Ledger, report
from tests.benchmarks.databases import sqlite
from tests.benchmarks.participation import ROUNDS, Measured, one_round
from tests.benchmarks.servers import FLOOR, OURS, Server, serving

SYNC_MILLISECONDS = 5.0
COUNT = 250
CLIENTS = 64
SOURCE = Path(__file__).with_name("slow_sync.c")
LABELS = {
    "form and send": "Rådslag, form and Send",
    "priorities": "Rådslag, ranking of ten and points",
    "floor": "Floor, a commit for each",
}
HEADS = ("", "fast disk: sends/s", "slow disk: sends/s", "slow / fast")
Disks = dict[str, dict[str, str]]
"""Name -> what the environment of a process on it holds."""
COMMITS = """
import sys, time
from webapp.models.database import make_engine
engine = make_engine(sys.argv[1])
with engine.begin() as connection:
    connection.exec_driver_sql("CREATE TABLE tried (id INTEGER PRIMARY KEY)")
begun = time.perf_counter()
for _commit in range(50):
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO tried DEFAULT VALUES")
print((time.perf_counter() - begun) / 50 * 1000)
"""


def run(clients: int = CLIENTS, milliseconds: float = SYNC_MILLISECONDS) -> bool:
    """Measures and prints. False where an acknowledged response was lost or stored twice."""
    with simulated(milliseconds) as disks:
        if not disks:
            print("\nA slow disk needs a C compiler (cc) and Linux to be simulated: left out.")
            return True
        fast, slow = (alone(environment) for environment in disks.values())
        found, sound = measured(disks, clients)
    rows: list[list[tables.Cell]] = []
    for scenario, label in LABELS.items():
        rates = [median(each.rate for each in found[scenario, name]) for name in disks]
        rows.append([label, *rates, rates[1] / rates[0]])
    note = (
        f"Medians of {ROUNDS} rounds of {COUNT}, in turns. The slow disk syncs in {milliseconds:g} ms:\n"
        f"a commit alone {slow:.2f} ms there, {fast:.2f} ms on the fast one. Aim: at least 0.70 for Rådslag."
    )
    tables.show(f"SQLite on a slow disk, {clients} clients", HEADS, rows, note)
    return sound


def measured(disks: Disks, clients: int) -> tuple[dict[tuple[str, str], list[Measured]], bool]:
    """(scenario, disk) -> rounds; and whether everything acknowledged was there."""
    found: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    with ExitStack() as stack:
        ledgers = {name: Ledger(stack.enter_context(sqlite())) for name in disks}
        servers: dict[tuple[str, str], Server] = {}
        for name, ledger in ledgers.items():
            with Session(ledger.database.engine) as session:
                content.make_content(session)
                priorities.make_priorities(session)
            url = ledger.database.url
            ours = stack.enter_context(serving(OURS, url, **disks[name]))
            bare = stack.enter_context(serving(FLOOR, url, **disks[name]))
            servers |= {(scenario, name): bare if scenario == "floor" else ours for scenario in LABELS}
        for number, scenario, name in product(range(ROUNDS + 1), LABELS, disks):
            ledger, server = ledgers[name], servers[scenario, name]
            done = one_round(ledger.database, ledger, scenario, server, clients, COUNT)
            if number:
                found[scenario, name].append(done)
        sound = [report(ledger) for ledger in ledgers.values()]
    return found, all(sound)


@contextmanager
def simulated(milliseconds: float) -> Iterator[Disks]:
    """A fast and a slow disk; none where they cannot be simulated."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="slow-sync-") as folder:
        library = Path(folder) / "slow_sync.so"
        subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, SOURCE], check=True)
        yield {
            name: {"LD_PRELOAD": str(library), "SYNC_MICROSECONDS": str(round(each * 1000))}
            for name, each in (("fast", 0), ("slow", milliseconds))
        }


def alone(environment: dict[str, str]) -> float:
    """Milliseconds that one durable commit takes a process with nothing else to do."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [sys.executable, "-c", COMMITS, f"sqlite:///{folder}/tried.sqlite"]
        done = subprocess.run(
            command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
        )
    return float(done.stdout)
