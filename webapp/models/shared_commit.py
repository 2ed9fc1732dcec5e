"""One durable commit for all who wait to store something.

SQLite has one writer at a time, and each of its commits waits for the disk: senders one after another would
each wait for a sync of their own. Here whoever comes while nobody stores does so at once; whoever comes
meanwhile waits in a line, and all in the line are stored in the next transaction, each in a savepoint of its
own. There is no thread besides those of the requests, so nothing is left to drain when the server stops.

The method is group commit (DeWitt et al. 1984, Implementation techniques for main memory database systems).
"""

from collections import deque
from collections.abc import Callable
from contextvars import Context, copy_context
from threading import Event, Lock
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

MOST_TOGETHER = 64
"""How many share a commit at most, so that the first of them does not wait for ever more."""
Result = TypeVar("Result")


class Sent(Generic[Result]):
    """One who wants something stored, and what came of it. It runs as its sender: in the sender's context."""

    def __init__(self, act: Callable[[Session], Result]) -> None:
        self._act = act
        self._context: Context = copy_context()
        self._result: Result | None = None
        self.error: BaseException | None = None
        self.settled = False
        self.called = Event()
        """Set when it is settled, and when it is its turn to store."""

    def run(self, session: Session) -> None:
        self._result = self._context.run(self._act, session)
        session.commit()

    def settle(self, failure: BaseException | None) -> None:
        """Tells the sender. `failure`: what the whole transaction failed of, if it did."""
        self.error = self.error or failure
        self.settled = True
        self.called.set()

    def told(self) -> Result:
        if self.error is not None:
            raise self.error
        return cast(Result, self._result)


class SharedCommits:
    """Those who wait to store something in the database of `engine`, whose transactions may write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._line: deque[Sent[Any]] = deque()
        self._storing = False

    def store(self, act: Callable[[Session], Result]) -> Result:
        """What `act` returns, once it is on the disk. What it raises undoes what it did, and nobody else's.

        `act` is given a session of its own and runs in a copy of the caller's context, perhaps in another
        thread. It must use no other session that writes: that one would wait for this transaction.

        Raises:
            OperationalError: the database was locked too long, full or away; nothing was stored.
        """
        mine = Sent(act)
        with self._lock:
            self._line.append(mine)
            first, self._storing = not self._storing, True
        if not first:
            mine.called.wait()
        if not mine.settled:
            self._store_line()
            self._call_next()
        return mine.told()

    def _store_line(self) -> None:
        """Stores for all in the line. Who comes while others still hold the database is taken along."""
        taken: list[Sent[Any]] = []
        failure: BaseException | None = None
        try:
            with self._engine.connect() as connection, connection.begin():
                taken = self._take(MOST_TOGETHER)
                run_all(connection, taken)
        except BaseException as error:
            failure, taken = error, taken or self._take()
        for each in taken:
            each.settle(failure)

    def _take(self, most: int | None = None) -> list[Sent[Any]]:
        with self._lock:
            number = len(self._line) if most is None else min(most, len(self._line))
            return [self._line.popleft() for _each in range(number)]

    def _call_next(self) -> None:
        with self._lock:
            following = self._line[0] if self._line else None
            self._storing = following is not None
        if following is not None:
            following.called.set()


def run_all(connection: Connection, taken: list[Sent[Any]]) -> None:
    """Runs each in the transaction of `connection`; one that fails is undone and keeps its error.

    Raises:
        Exception: the whole transaction is lost, as where the disk is full.
    """
    if len(taken) == 1:
        with Session(connection) as session:
            taken[0].run(session)
        return
    for each in taken:
        session = Session(connection, join_transaction_mode="create_savepoint")
        try:
            each.run(session)
        except Exception as error:
            if not in_transaction(connection):
                raise
            each.error = error
        session.close()


def in_transaction(connection: Connection) -> bool:
    """Whether SQLite still holds the transaction: some failures end it altogether."""
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)
