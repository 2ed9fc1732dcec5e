"""A small server of LibreTranslate's API on this machine, with the ways in which one can fail."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a key that the server knows"
LANGUAGES = [
    {"code": "sv", "name": "Swedish", "targets": ["ar", "en", "hr", "sv"]},
    {"code": "en", "name": "English", "targets": ["ar", "en", "sv"]},
]
LATE_SECONDS = 0.5


@dataclass
class Machine:
    """A running server.

    Args:
        asked: (path, what was sent) of each request.
        says: what each text is translated to.
        fails: how it fails: a status, or the name of a way; None where it works.
        meanwhile: what happens while it translates.
    """

    base: str
    asked: list[tuple[str, Any]] = field(default_factory=list)
    says: Callable[[str, str], str] = lambda text, target: f"[{target}] {text}"
    fails: int | str | None = None
    meanwhile: Callable[[], object] = lambda: None

    @property
    def sent(self) -> list[dict[str, Any]]:
        """What was sent to be translated."""
        return [body for path, body in self.asked if path == "/translate"]


BROKEN: dict[str, bytes] = {
    "no JSON": b"<html>",
    "no list": b'{"translatedText": "one"}',
    "another shape": b'["a"]',
    "too few": b'{"translatedText": []}',
    "no texts": b'{"translatedText": [1, null]}',
    "deep": b"[" * 100_000,
    "empty": b"",
}
"""Way to fail -> what is answered."""


class Handler(BaseHTTPRequestHandler):
    """Answers for the machine that its server carries."""

    @property
    def machine(self) -> Machine:
        return self.server.machine  # type: ignore[attr-defined]

    def log_message(self, *_args: object) -> None:
        """Nothing is written to the screen."""

    def do_GET(self) -> None:
        self.machine.asked.append((self.path, None))
        if self.machine.fails == "languages":
            self.answers(500, b"{}")
        else:
            self.answers(200, json.dumps(LANGUAGES).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.machine.asked.append((self.path, body))
        self.machine.meanwhile()
        fails = self.machine.fails
        if isinstance(fails, int):
            self.answers(fails, b'{"error": "Slowdown"}')
        elif fails in BROKEN:
            self.answers(200, BROKEN[fails])
        elif fails == "redirect":
            self.answers(307, b"", ("Location", f"{self.machine.base}/elsewhere"))
        elif fails == "hangs up":
            self.connection.close()
        elif fails == "half":
            self.answers(200, b'{"transl', ("Content-Length", "9999"))
        elif body.get("api_key") != KEY:
            self.answers(403, b'{"error": "Invalid API key"}')
        else:
            if fails == "late":
                time.sleep(LATE_SECONDS)
            self.translates(body)

    def translates(self, body: dict[str, Any]) -> None:
        found = [self.machine.says(text, body["target"]) for text in body["q"]]
        said = json.dumps({"translatedText": found}).encode()
        if self.machine.fails == "drips":
            self.send_response(200)
            self.end_headers()
            for place in range(len(said)):
                self.wfile.write(said[place : place + 1])
                time.sleep(0.02)
        else:
            self.answers(200, said)

    def answers(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers or (("Content-Length", str(len(body))),):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


@contextmanager
def machine() -> Iterator[Machine]:
    """A server that translates from Swedish to Arabic, English and Croatian."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    running = Machine(f"http://127.0.0.1:{server.server_port}")
    server.machine = running  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
