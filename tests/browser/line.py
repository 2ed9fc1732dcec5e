"""A network that can be cut: a proxy between a browser and the site, one connection a thread."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from urllib.parse import urlsplit

CHUNK = 65_536
HOST = "127.0.0.1"
ENOUGH_TO_BE_READ = 20
"""Bytes of an answer's head: its status."""
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, no seconds: closing tells the other side that the connection is gone, not that it is done."""


class Cut(Enum):
    """Where the line breaks, for every request until it is whole again."""

    NOWHERE = "nowhere"
    BEFORE_THE_REQUEST = "before the request"
    BEFORE_THE_ANSWER = "after the request has been answered, before the answer"
    IN_THE_ANSWER = "in the middle of the answer"
    GATEWAY = "a gateway answers that it reaches nobody"


class Line:
    """The proxy; `base` is where the browser finds the site through it."""

    def __init__(self, base: str) -> None:
        self.site = urlsplit(base)
        self.cut = Cut.NOWHERE
        self.only = b""
        self.reached = 0
        self.carried: list[tuple[str, int]] = []
        """(path, bytes of the answer) of every request that was answered."""
        self._open: list[socket.socket] = []
        self._door = socket.create_server((HOST, 0))
        self.base = f"http://{HOST}:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def breaks(self, cut: Cut, only: bytes = b"") -> None:
        """From now on, for requests that begin with `only`; connections that are open are gone."""
        self.cut, self.only, self.reached = cut, only, 0
        if cut is not Cut.NOWHERE:
            self._hang_up()

    def mends(self) -> None:
        self.cut = Cut.NOWHERE

    def close(self) -> None:
        self._door.close()
        self._hang_up()

    def _hang_up(self) -> None:
        while self._open:
            _drop(self._open.pop())

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                phone, _address = self._door.accept()
                threading.Thread(target=self._carry, args=(phone,), daemon=True).start()

    def _carry(self, phone: socket.socket) -> None:
        """Requests and answers in turn, until one side has had enough."""
        self._open.append(phone)
        server = socket.create_connection((self.site.hostname, self.site.port))
        self._open.append(server)
        with contextlib.suppress(OSError, ValueError):
            while request := _message(phone):
                self._answer(phone, server, request)
        _drop(phone)
        _drop(server)

    def _answer(self, phone: socket.socket, server: socket.socket, request: bytes) -> None:
        cut = self.cut if request.startswith(self.only) else Cut.NOWHERE
        if cut is Cut.BEFORE_THE_REQUEST:
            raise OSError
        if cut is Cut.GATEWAY:
            phone.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\naway")
            return
        server.sendall(request)
        answer = _message(server)
        self.reached += cut is not Cut.NOWHERE
        if cut is Cut.BEFORE_THE_ANSWER:
            raise OSError
        if cut is Cut.IN_THE_ANSWER:
            head, _end, body = answer.partition(b"\r\n\r\n")
            phone.sendall(
                answer[: len(answer) - len(body) // 2]
                if len(body) > ENOUGH_TO_BE_READ
                else head[:ENOUGH_TO_BE_READ]
            )
            raise OSError
        phone.sendall(answer)
        self.carried.append((urlsplit(request.split(b" ", 2)[1].decode()).path, len(answer)))


def _message(line: socket.socket) -> bytes:
    """One whole HTTP/1.1 message with a Content-Length or no body; nothing where the line has ended."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = line.recv(CHUNK)
        if not part:
            return b""
        found += part
    head, _end, body = found.partition(b"\r\n\r\n")
    lengths = [each for each in head.lower().split(b"\r\n") if each.startswith(b"content-length:")]
    wanted = int(lengths[0].partition(b":")[2]) if lengths else 0
    while len(body) < wanted:
        part = line.recv(CHUNK)
        if not part:
            raise OSError
        found, body = found + part, body + part
    return found


def _drop(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def line_to(base: str) -> Iterator[Line]:
    """A whole line to the site at `base`, until the block ends."""
    line = Line(base)
    try:
        yield line
    finally:
        line.close()
