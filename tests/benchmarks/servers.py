"""Serving an application as the command line does, in processes of its own whose CPU can be read."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection

import psutil

from tests.benchmarks.databases import cpu_of
from webapp.cli import server_command
from webapp.config import ROOT

HOST = "127.0.0.1"
SECRET = "a secret of the benchmarks, long enough for a key"
START_SECONDS = 120
OURS, FLOOR = "webapp.wsgi:app", "tests.benchmarks.floor_wsgi:app"
READY = {OURS: "/healthz", FLOOR: "/"}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    process: psutil.Popen

    def cpu(self) -> float:
        """CPU seconds that the server's processes have used so far."""
        return cpu_of(self.process)

    def kill(self) -> None:
        """Ends every process of the server at once, as a power cut would."""
        for each in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        self.process.wait()


@contextmanager
def serving(application: str, database_url: str, port: int = 0, **more: str) -> Iterator[Server]:
    """`application` on a loopback port, with `more` in its environment, until the block ends."""
    server = start(application, database_url, port or free_port(), **more)
    try:
        yield server
    finally:
        stop(server)


def start(application: str, database_url: str, port: int, **more: str) -> Server:
    """Starts a server and waits until it answers.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    address = {"HOST": HOST, "PORT": str(port)}
    environment = {**os.environ, **address, "DATABASE_URL": database_url, "SECRET_KEY": SECRET, **more}
    command = [*server_command(application)]
    command[command.index("--port") + 1] = str(port)
    command[command.index("--host") + 1] = HOST
    process = psutil.Popen(command, cwd=ROOT, env=environment)
    server = Server(port, process)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if answers(port, READY.get(application, READY[OURS])):
            return server
        time.sleep(0.05)
    server.kill()
    raise RuntimeError(f"{application} did not answer within {START_SECONDS} seconds")


def stop(server: Server) -> None:
    """Lets a server end in its own time, and ends it if it does not; one that is gone is left alone."""
    with suppress(psutil.NoSuchProcess):
        server.process.terminate()
        try:
            server.process.wait(10)
        except (psutil.TimeoutExpired, subprocess.TimeoutExpired):
            server.kill()


def answers(port: int, path: str) -> bool:
    """Whether a request for `path` is answered with 200."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
