"""Holding the rows in the database against what the server acknowledged."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.benchmarks.databases import Database
from tests.benchmarks.floor import response_table
from tests.benchmarks.load import Load
from tests.benchmarks.servers import SECRET
from tests.recount import recount, stored_tallies
from webapp.domain import receipts
from webapp.models import Answer, Dialogue, Response

LOUD = "!" * 100


class Ledger:
    """What was acknowledged so far, and what the database did not bear out."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ours: set[str] = set()
        self.floor = 0
        self.withdrawn = 0
        self.faults: list[str] = []

    def enter(self, label: str, floor: bool, done: Load) -> None:
        """Adds a load and compares: every acknowledged send one row, and no row besides."""
        if floor:
            self.floor += len(done.acknowledged)
            self.compare(label, self.floor, select(func.count()).select_from(response_table))
            return
        self.ours |= {receipts.fingerprint(SECRET.encode(), path.split("/")[3]) for path in done.acknowledged}
        self.withdrawn += done.withdrawn
        with Session(self.database.engine) as session:
            stored = set(session.scalars(select(Response.receipt_hash)))
        if stored != self.ours:
            lost, more = len(self.ours - stored), len(stored - self.ours)
            self.faults.append(f"{label}: {lost} acknowledged are lost, {more} are stored unacknowledged")
        answers = 5 * (len(self.ours) - self.withdrawn)
        self.compare(f"{label}, answers", answers, select(func.count()).select_from(Answer))

    def compare(self, label: str, acknowledged: int, counting: object) -> None:
        with Session(self.database.engine) as session:
            stored = session.scalar(counting)  # type: ignore[call-overload]
        if stored != acknowledged:
            self.faults.append(f"{label}: {acknowledged} acknowledged, {stored} stored")

    def figures_agree(self) -> None:
        """Compares the running tallies, everything counted, with a count of the answers themselves."""
        with Session(self.database.engine) as session:
            for dialogue in session.scalars(select(Dialogue)):
                kept, again = stored_tallies(session, dialogue), dict(recount(session, dialogue))
                if kept != again:
                    self.faults.append(
                        f"tallies and recount differ: {set(kept.items()) ^ set(again.items())}"
                    )
            session.rollback()


def report(ledger: Ledger) -> bool:
    """Prints whether everything acknowledged is there, loudly where not. True where it is."""
    ledger.figures_agree()
    if ledger.faults:
        print(f"\n{LOUD}\nANSWERS LOST OR COUNTED WRONG on {ledger.database.name}")
        for fault in ledger.faults:
            print(f"  {fault}")
        print(LOUD)
        return False
    print(
        f"Counted after each load: {len(ledger.ours):,} acknowledged by Rådslag and {ledger.floor:,} by the "
        f"floor, every one stored once; {ledger.withdrawn} withdrawn under load; "
        "the tallies equal a recount."
    )
    return True
