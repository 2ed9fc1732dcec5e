"""Objects that the whole application shares; the factory connects them."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, current_app, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_compress import Compress
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from sqlalchemy import Engine, Executable, Row
from sqlalchemy.orm import Session

from webapp.models.database import is_sqlite, make_engine
from webapp.models.shared_commit import SharedCommits

Result = TypeVar("Result")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Database:
    """The engine, and one session per request."""

    def init_app(self, app: Flask, url: str) -> None:
        app.extensions["engine"] = engine = make_engine(url)
        app.extensions["writing_engine"] = writing = engine.execution_options(writes=True)
        app.extensions["shared_commits"] = SharedCommits(writing) if is_sqlite(url) else None
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        engine: Engine = current_app.extensions["engine"]
        return engine

    @property
    def writing(self) -> Engine:
        """The same engine, for transactions that write."""
        engine: Engine = current_app.extensions["writing_engine"]
        return engine

    @property
    def session(self) -> Session:
        """This request's session; it may write where the request's method may."""
        if "session" not in g:
            g.session = Session(self.engine if request.method in SAFE_METHODS else self.writing)
        session: Session = g.session
        return session

    @property
    def reader(self) -> Session:
        """A session for looking things up in a request that may not write after all."""
        if "reader" not in g:
            g.reader = Session(self.engine)
        reader: Session = g.reader
        return reader

    def look_up(self, statement: Executable, /, **values: object) -> Row[Any] | None:
        """The first row that `statement` finds, read in a short transaction of its own."""
        with self.engine.connect() as connection:
            return connection.execute(statement, values).first()

    def durably(self, act: Callable[[Session], Result]) -> Result:
        """What `act` returns, in a transaction of its own that is on the disk by then.

        On SQLite those who wait at the same time share one commit; PostgreSQL does the like by itself. `act`
        uses the session that it is given and no other that writes, and this request's must not have written.

        Raises:
            OperationalError: the database was locked too long, full or away; nothing was stored.
        """
        shared: SharedCommits | None = current_app.extensions["shared_commits"]
        if shared is not None:
            return shared.store(act)
        with Session(self.writing) as session, session.begin():
            return act(session)

    @staticmethod
    def _close(_error: BaseException | None) -> None:
        for name in ("session", "reader"):
            session = g.pop(name, None)
            if session is not None:
                session.close()


class StaffSessions(SecureCookieSessionInterface):
    """Opens a session where the browser sends one; residents have none, and pay nothing for it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return SecureCookieSession()
        return super().open_session(app, request)


def caller() -> str:
    """Whose attempts are counted together: the network address, kept in memory for minutes, never stored."""
    return request.remote_addr or "unknown"


db = Database()
csrf = CSRFProtect()
limiter = Limiter(caller, default_limits=[], headers_enabled=False)
compress = Compress()
htmx = Htmx()
