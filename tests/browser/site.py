"""The real application on a real server, filled with a town, for a browser to visit."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import SECRET
from webapp.config import ROOT
from webapp.migrations import run
from webapp.models import Dialogue, Response
from webapp.models.database import make_engine

START_SECONDS = 120
HOST = "127.0.0.1"
PRODUCT = "webapp.wsgi:app"


@dataclass(frozen=True)
class Site:
    """A running server and the database behind it."""

    base: str
    database_url: str

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that may write; commits at the end."""
        engine = make_engine(self.database_url)
        with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
            yield session
            session.commit()
        engine.dispose()

    @contextmanager
    def changing(self, slug: str) -> Iterator[Dialogue]:
        """The dialogue at `slug`, to be changed behind the back of whoever has a page of it open."""
        with self.session() as session:
            yield session.scalars(select(Dialogue).where(Dialogue.slug == slug)).one()

    @contextmanager
    def lending(self, slug: str, **values: object) -> Iterator[None]:
        """While it lasts, the dialogue at `slug` holds `values`; afterwards what it held before."""
        with self.changing(slug) as dialogue:
            before = {name: getattr(dialogue, name) for name in values}
            self._set(dialogue, values)
        try:
            yield
        finally:
            with self.changing(slug) as dialogue:
                self._set(dialogue, before)

    @staticmethod
    def _set(dialogue: Dialogue, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(dialogue, name, value)

    def responses(self, slug: str) -> int:
        """How many responses to the dialogue are stored."""
        with self.session() as session:
            found = select(func.count()).select_from(Response).join(Dialogue).where(Dialogue.slug == slug)
            return session.execute(found).scalar_one()

    @contextmanager
    def unable_to_store(self) -> Iterator[None]:
        """While it lasts, no answer can be written: the database fails as it does when the disk is full."""
        engine = make_engine(self.database_url)
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE answer RENAME TO answer_away")
        try:
            yield
        finally:
            with engine.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE answer_away RENAME TO answer")
            engine.dispose()


def prepare(folder: Path) -> str:
    """The address of a new database with every table."""
    url = f"sqlite:///{folder / 'town.sqlite'}"
    engine = make_engine(url)
    run.upgrade(engine)
    engine.dispose()
    return url


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(database_url: str, folder: Path, provider: str, app: str = PRODUCT) -> Iterator[Site]:
    """The application behind the server that it has in production, one proxy's headers trusted.

    `provider`: the address of the provider of e-identities. `app`: where the application is, as the server is told.
    """
    port = free_port()
    site = Site(f"http://{HOST}:{port}", database_url)
    settings = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET,
        "BASE_URL": site.base,
        "PROXIES": "1",
        "SMTP_URL": f"smtp://{HOST}:9",
        "MAIL_FROM": "dialog@example.se",
        "OIDC_METADATA": f"{provider}/.well-known/openid-configuration",
        "OIDC_CLIENT_ID": "radslag",
        "OIDC_CLIENT_SECRET": "a secret that the provider knows",
    }
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "4"),
        app,
    ]
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | settings, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_for(site, server, log)
            yield site
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def wait_for(site: Site, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Returns once the server answers.

    Raises:
        RuntimeError: it stopped or stayed silent; the message holds what it said.
    """
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{site.base}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start: {log.read_text(errors='replace')[-4000:]}")
